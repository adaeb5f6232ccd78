"""Sentences are punkt's, cut inside paragraphs, and lose no character."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis.annotate.sentences import cut_sentences
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


def test_sentences_are_punkts_own(seed):
    texts = dict(zip(seed.articles["article_id"], seed.articles["text"], strict=True))
    body = seed.paragraphs[seed.paragraphs["zone"] != "dateline"]
    expected = [
        (r.article_id, r.start + first, r.start + last)
        for r in body.itertuples()
        for first, last in PUNKT.span_tokenize(texts[r.article_id][r.start : r.end])
    ]
    sentences = seed.filter(zones=ZONES).sentences
    cut = sentences[sentences["zone"] != "dateline"]

    assert list(cut[["article_id", "start", "end"]].itertuples(index=False, name=None)) == expected


PARAGRAPH = st.text(alphabet="aBé. ?!”“'", min_size=1, max_size=40).filter(
    lambda text: text == text.strip()
)


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
    cut = cut_sentences(data, np.array(starts), np.array(ends), whole=np.zeros(len(pairs), bool))
    found = list(zip(cut.start.tolist(), cut.end.tolist(), cut.paragraph.tolist(), strict=True))

    assert found == [
        (start + first, start + last, number)
        for number, (start, (paragraph, _)) in enumerate(zip(starts, pairs, strict=True))
        for first, last in PUNKT.span_tokenize(paragraph)
    ]
    raw = text.encode()
    pieces = [
        raw[a:b].decode()
        for a, b in zip(cut.first_byte.tolist(), cut.past_byte.tolist(), strict=True)
    ]
    assert pieces == [text[first:last] for first, last, _ in found]
