"""United spellings: the kernel does to bytes what `plain` does to a text."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.kernels.offsets import to_bytes
from analysis.kernels.spellings import UNITED, plain, unite

SIGNS = "".join(printed for printed, _ in UNITED) + "a '-–—“”…é\u2009\u200b£¡\u00c2中😀"
TEXT = st.lists(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8"))).map("".join)


def test_by_hand():
    data = np.frombuffer("O’Neil‑Bok\u00a0said ‘no’\u202f!".encode(), np.uint8)
    united, places = unite(data, np.array([0, 11, len(data)]))
    assert bytes(united) == b"O'Neil-Bok said 'no' !"
    assert places.tolist() == [0, 7, 22]


@given(TEXT, st.lists(st.floats(0, 1)))
@example("’" * 9, [0.5])
@example("–—…", [0.0, 1.0])
def test_the_text_is_that_of_plain_and_places_keep_their_characters(text, shares):
    places = np.sort(np.array([int(share * len(text)) for share in shares], np.int64))
    data = np.frombuffer(text.encode(), np.uint8)

    united, moved = unite(data, to_bytes(data, places))

    assert bytes(united) == plain(text).encode()
    assert moved.tolist() == to_bytes(united, places).tolist()


def test_a_text_without_such_signs_is_not_copied():
    data = np.frombuffer("“Ana” – é".encode(), np.uint8)
    places = np.array([0, 3])
    assert unite(data, places)[0] is data
    assert unite(data, places)[1] is places
