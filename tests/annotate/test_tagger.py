"""Names by the tagger: laws that hold for any text, and a few articles made up for it."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tagger import TYPES, look, prepare_lists, prepare_tagger, tag_names
from analysis.annotate.zones import paragraphs
from analysis.kernels.words import cut_words

TAGGER = prepare_tagger()
WORDS = ["Ana Ruiz", "the", "Mr. Holt", "said", "NATO", "in", "Porto", "Brightwater Shipping", "."]
PIECES = [*WORDS, "’s", "\n\n", "É", "U.S.-led", "İ", "😀", "(", "“", "\u200b", "5,000", "a" * 80]
TEXTS = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=15).map(" ".join),
    max_size=4,
)


def cut(texts):
    """Give what `tag_names` takes."""
    data = np.frombuffer("".join(texts).encode(), np.uint8)
    begins = np.cumsum([0, *map(len, texts)])
    spans = [(k, span) for k, text in enumerate(texts) for span in paragraphs(text)]
    starts = np.array([span.start + begins[k] for k, span in spans], np.int64)
    ends = np.array([span.end + begins[k] for k, span in spans], np.int64)
    sentences = cut_sentences(data, starts, ends, whole=np.zeros(len(spans), bool))
    words = cut_words(data, np.append(sentences.first_byte, len(data)))
    article = np.array([k for k, _ in spans], np.int64)[sentences.paragraph]
    return data, words, sentences.first_byte, sentences.past_byte, article


def tagged(texts):
    args = cut(texts)
    return args, tag_names(*args, tagger=TAGGER)


def names(text):
    """Give the names of an article, each with its type, in order."""
    (data, *_), found = tagged([text])
    rows = zip(found.start.tolist(), found.end.tolist(), found.type.tolist(), strict=True)
    return [(data[start:end].tobytes().decode(), TYPES[kind]) for start, end, kind in rows]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example([])
@example([""])
@example(["Ana Ruiz"])
def test_names_lie_in_order_without_overlap_in_their_sentences(texts):
    (data, _, begins, stops, _), found = tagged(texts)

    assert (found.start < found.end).all()
    assert (found.end[:-1] <= found.start[1:]).all()
    assert (begins[found.sentence] <= found.start).all()
    assert (found.end <= stops[found.sentence]).all()
    assert ((found.score > 0) & (found.score <= 1)).all()
    for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True):
        data[start:end].tobytes().decode()  # whole characters


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_names_begin_and_end_with_tokens(texts):
    args, found = tagged(texts)
    view = look(*args, lists=prepare_lists())

    assert np.isin(found.start, view.tokens.begins).all()
    assert np.isin(found.end, view.tokens.ends).all()


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_an_article_gets_the_same_names_alone_and_among_others(texts):
    _, together = tagged(texts)
    base, rows = 0, []
    for text in texts:
        _, alone = tagged([text])
        places = alone.start + base, alone.end + base
        rows += list(zip(*places, alone.type, alone.score, strict=True))
        base += len(text.encode())

    whole = zip(together.start, together.end, together.type, together.score, strict=True)
    assert list(whole) == rows


def test_persons_organisations_and_places_are_told_apart():
    text = (
        "Marta Velloso, who runs the Harbour Workers Union in Porto, met Jonas Lindqvist. "
        "The union said Velloso would speak at the University of Coimbra. "
        "Lindqvist, a spokesman for Brightwater Shipping Company, left for Lisbon."
    )

    assert {
        ("Marta Velloso", "person"),
        ("Velloso", "person"),
        ("Jonas Lindqvist", "person"),
        ("Harbour Workers Union", "organisation"),
        ("University of Coimbra", "organisation"),
        ("Brightwater Shipping Company", "organisation"),
        ("Porto", "place"),
        ("Lisbon", "place"),
    } <= set(names(text))


def test_headlines_name_nobody_new():
    text = (
        "Mayor Jane Ford Opens New Bridge After Long Delay\n\n"
        "Jane Ford opened the bridge. Ford said the delay had been long."
    )

    persons = {name for name, kind in names(text) if kind == "person"}
    assert {"Jane Ford"} <= persons <= {"Jane Ford", "Ford"}


def test_text_without_capitals_has_no_names():
    assert names("the talks ended without a result, an official said.") == []


@pytest.mark.parametrize(
    "text",
    ["A" * 20_000, "A." * 10_000, "Al-" * 7_000, "'s" * 10_000, "(" * 20_000, "Ana " * 5_000],
)
def test_hostile_text_is_tagged(text):
    (_, _, begins, _, _), found = tagged([text])

    assert (found.sentence < len(begins)).all()


def test_room_grows_with_the_text_and_not_with_its_square():
    """Each token has the same few rows of context, however long its document is."""
    args = cut(["Ana met Ana. " * 500])
    view = look(*args, lists=prepare_lists())

    n = len(view.tokens.ids)
    assert all(len(column) == n for column in view.context)
    assert sum(column.nbytes for column in view.context) < 64 * n
