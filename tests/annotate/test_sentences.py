"""Sentences are punkt's but for our abbreviations, cut inside paragraphs, and lose no character."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis import lexicons
from analysis.annotate import sentences
from analysis.annotate.sentences import cut_sentences
from analysis.kernels import sentences as kernel
from analysis.schema import ZONES
from tests.kernels.texts import nltk_punkt

PUNKT = PunktSentenceTokenizer(nltk_punkt())


def _texts(made):
    texts = dict(zip(made.articles["article_id"], made.articles["text"], strict=True))
    return [texts[r.article_id][r.start : r.end] for r in made.sentences.itertuples()]


def test_a_headline_without_full_stop_is_not_glued_to_the_body(annotated):
    assert _texts(annotated("Dr. Ruiz met the U.S. envoy. He left.")) == [
        "Headline",
        "Dr. Ruiz met the U.S. envoy.",
        "He left.",
    ]


def test_a_dateline_is_a_sentence_of_its_own(annotated):
    made = annotated("SENN (Harbour Wire) – He left. He came.").filter(zones=ZONES)

    assert _texts(made) == ["Headline", "SENN (Harbour Wire) –", "He left.", "He came."]
    assert list(made.sentences["zone"]) == ["headline", "dateline", "body", "body"]
    assert list(made.sentences["paragraph"]) == [0, 1, 1, 1]


def cut(text):
    whole = np.zeros(1, bool)
    found = cut_sentences(
        np.frombuffer(text.encode(), np.uint8), np.zeros(1, int), np.array([len(text)]), whole=whole
    )
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Gov. Ole Dahl met Lt. Gov. Una Berg.",
        "Capt. Ole Dahl, Sgt. Una Berg and Rev. The Dang came.",
        "Police Supt. Ole Dahl and Det. Una Berg came.",
        "Brig. Gen. Ole Dahl and Hon. Una Berg came.",
        "She lives at No. 7 and read Art. 5 of it.",
        "Some, e.g. Oslo, i.e. Norway, came.",
        "Nordbank Inc. Chairman Ole Dahl left at 5 p.m. Friday in Oslo.",
        "They voted at 5 p.m. GMT.",
        "On Sept. 11 he came.",
        "He lives on St. Olav Street.",
        "Write to una.berg@Nordbank.org or see Nordbank.Com now.",
        "See www.Oslo.Berg.org for it.",
        "U.S.Navy ships came.",
    ],
)
def test_no_sentence_ends_here(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "expected",
    [
        ["He fell from the brig.", "Dahl fell too."],
        ["Was it so?", "It said no.", "Seven men left."],
        ["They met at 5 p.m.", "Norway sent nobody."],
        ["He works for Nordbank Inc.", "Oslo bought it."],
        ["It fell in Sept.", "Norway was blamed."],
        ["He lives in the U.S.", "The king does not."],
        ["He lives on Main St.", "She does not."],
        ["They sold pears, plums, etc.", "Nobody came."],
    ],
)
def test_a_sentence_ends_here(expected):
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize("mark", [".", "?", "!"])
def test_a_sentence_may_begin_without_white_space(mark):
    first, second = "The march ended on Sunday" + mark, "Police in Oslo said so."

    assert cut(first + second) == [first, second]


def test_every_abbreviation_has_a_known_kind():
    kinds = {*sentences._RULES, "other"}

    assert set(lexicons.abbreviations().values()) == kinds


@pytest.fixture
def learnt(monkeypatch):
    """Cut by what punkt has learnt alone."""
    model = kernel.punkt_model(**lexicons.punkt())
    monkeypatch.setattr(sentences, "_punkt", lambda: model)


@pytest.mark.usefixtures("learnt")
def test_without_our_abbreviations_sentences_are_punkts_own(seed):
    texts = dict(zip(seed.articles["article_id"], seed.articles["text"], strict=True))
    body = seed.paragraphs[seed.paragraphs["zone"] != "dateline"]
    for row in body.itertuples():
        text = texts[row.article_id][row.start : row.end]
        assert cut(text) == [text[a:b] for a, b in PUNKT.span_tokenize(text)]


PARAGRAPH = st.text(alphabet="aBé. ?!”“'", min_size=1, max_size=40).filter(
    lambda text: text == text.strip()
)


@pytest.mark.usefixtures("learnt")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PARAGRAPH, st.sampled_from(["\n\n", " ", "\u2003\n"])), min_size=1))
def test_white_space_between_paragraphs_does_not_change_how_punkt_cuts_each(pairs):
    """The kernel sees a paragraph and the white space after it; punkt sees the paragraph alone."""
    text = "\n".join(paragraph + space for paragraph, space in pairs)
    starts, at = [], 0
    for paragraph, space in pairs:
        starts.append(at)
        at += len(paragraph + space) + 1
    ends = [start + len(paragraph) for start, (paragraph, _) in zip(starts, pairs, strict=True)]
    data = np.frombuffer(text.encode(), np.uint8)
    made = cut_sentences(data, np.array(starts), np.array(ends), whole=np.zeros(len(pairs), bool))
    found = list(zip(made.start.tolist(), made.end.tolist(), made.paragraph.tolist(), strict=True))

    assert found == [
        (start + first, start + last, number)
        for number, (start, (paragraph, _)) in enumerate(zip(starts, pairs, strict=True))
        for first, last in PUNKT.span_tokenize(paragraph)
    ]
    raw = text.encode()
    pieces = [
        raw[a:b].decode()
        for a, b in zip(made.first_byte.tolist(), made.past_byte.tolist(), strict=True)
    ]
    assert pieces == [text[first:last] for first, last, _ in found]
