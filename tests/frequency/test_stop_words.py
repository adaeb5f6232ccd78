"""Stop words of one's own, read from a file."""

import pytest

from analysis.errors import LexiconError, ParameterError
from analysis.frequency import collocations, keyness, terms
from analysis.frequency.concordance import spans
from analysis.frequency.stop_words import StopWords, read_stop_words


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("# who says it\n\nSaid\n  Told \nU.S.\nsaid\n", encoding="utf-8-sig")
    return str(path)


def test_a_file_by_hand(own):
    assert read_stop_words(own) == StopWords(shipped=True, own=("US", "said", "told"))
    assert read_stop_words("drop") == StopWords(shipped=True)
    assert read_stop_words("keep") == StopWords(shipped=False)


def test_its_words_are_left_out_and_still_count_in_the_length(annotated, own):
    made = annotated("Ana said the port is shut. The US port, she told us, said no.")
    usual, with_own = (terms(made, stop_words=way) for way in ("drop", own))

    assert set(usual["term"]) - set(with_own["term"]) == {"said", "told", "US"}
    both = usual.merge(with_own, on="term")
    assert (both["n_x"] == both["n_y"]).all()
    assert (both["per_1000_x"] == both["per_1000_y"]).all()


def test_no_phrase_begins_or_ends_with_them_and_places_are_as_many(annotated, own):
    made = annotated("Ports said ports shut. Ports told ports.")
    pairs = terms(made, n_words=2, stop_words=own)

    assert pairs["term"].tolist() == ["ports shut"]
    assert sum(len(part) for part in spans(made, n_words=2, stop_words=own)) == pairs["n"].sum()
    assert "said" not in set(
        collocations(made, term="ports", min_count=1, stop_words=own)["collocate"]
    )


def test_keyness_leaves_them_out(estuary, own):
    story = estuary
    found = keyness(story, study="Estuary Today", stop_words=own, most=2000)
    assert len(found)
    assert not {"said", "told", "US"} & set(found["term"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"port\nold town\n", "line 2: a stop word must be one word; found 'old town'"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, text, told):
    path = tmp_path / "own.txt"
    path.write_bytes(text)
    with pytest.raises(LexiconError, match=told):
        read_stop_words(str(path))


def test_what_is_no_file_is_refused():
    with pytest.raises(LexiconError, match=r"'nowhere\.txt' cannot be read"):
        read_stop_words("nowhere.txt")
    with pytest.raises(ParameterError, match=r"'drop', 'keep', or a text file such as own\.txt"):
        read_stop_words("dropp")
