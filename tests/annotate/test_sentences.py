"""Sentences are punkt's, cut inside paragraphs, and lose no character."""

from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis import lexicons
from analysis.annotate.sentences import cut_sentences
from analysis.corpus.zones import paragraphs  # noqa: F401  (the door that made the paragraphs)


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
    made = annotated("SENN (Harbour Wire) – He left. He came.")

    assert _texts(made) == ["Headline", "SENN (Harbour Wire) –", "He left.", "He came."]
    assert list(made.sentences["zone"]) == ["headline", "dateline", "body", "body"]
    assert list(made.sentences["paragraph"]) == [0, 1, 1, 1]


def test_sentences_are_punkts_own(seed):
    punkt = PunktSentenceTokenizer(lexicons.punkt())
    texts = dict(zip(seed.articles["article_id"], seed.articles["text"], strict=True))
    body = seed.paragraphs[seed.paragraphs["zone"] != "dateline"]
    expected = [
        (r.article_id, r.start + first, r.start + last)
        for r in body.itertuples()
        for first, last in punkt.span_tokenize(texts[r.article_id][r.start : r.end])
    ]
    cut = seed.sentences[seed.sentences["zone"] != "dateline"]

    assert list(cut[["article_id", "start", "end"]].itertuples(index=False, name=None)) == expected


@given(st.text(alphabet="aB. ?!”“\n'", max_size=60))
def test_sentences_cover_every_sign_of_their_paragraph(text):
    import pandas as pd

    from analysis.schema import ARTICLES, PARAGRAPHS

    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return
    articles = ARTICLES.conform(
        ARTICLES.empty().reindex([0]).assign(article_id="a", origin="", text=text)
    )
    one = PARAGRAPHS.conform(
        pd.DataFrame(
            [{"article_id": "a", "start": start, "end": end, "paragraph": 0, "zone": "body"}]
        )
    )
    cut = cut_sentences(articles, one)
    covered = {i for r in cut.itertuples() for i in range(r.start, r.end)}

    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
