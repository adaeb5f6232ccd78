"""Any text can be annotated, and what is said of it fits together.

For a longer search set ``STANDFIRST_FUZZ_MINUTES``, and have pytest show its output (``-s``).
"""

import os
import sys
import time
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analysis import lexicons
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.tokens import term
from analysis.annotate.zones import headline_end, paragraphs
from analysis.corpus.shard import Shard
from analysis.schema import ZONES
from analysis.stories.credits import credited

MINUTES = float(os.environ.get("STANDFIRST_FUZZ_MINUTES", "0"))

WORDS = [
    *("Mr.", "Mr", "Dr.", "President", "envoy", "the port's manager", "prime minister", "said"),
    *("Ana", "Lee", "Ana Lee", "Bo", "Ab", "McX", "O’Neil", "al-Haq", "al‑Aboudi", "bin", "de la"),
    *("US", "U.S.", "the US", "Iraq", "Iraqi", "Baghdad", "in Baghdad", "PARIS", "IS", "is", "Mar"),
    *("good", "GOOD", "not good", "but", "kind of", "least", "never so", "isn't", "very"),
    *(
        "Editing by",
        "Reporting by",
        "By",
        "(AP)",
        "–",
        "--",
        "contributed to this report",
        "Source:",
    ),
    *("5,000", "1.5m", "1987-88", "a.m.", "No. 5", "e.g.", "i.e."),
]
SIGNS = [
    *".?!,;:-'\"()[]{}`*@#&_…«»‘’“”„‐‑",
    *(" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\x0b", "\x1c", "\x1f", "\x85", "\xa0", "\u202f"),
    *("\u2028", "\u2029", "\u3000", "\u200b", "\u200d", "\u202e", "\ufeff", "\u0301", "\ufffe"),
    *(
        "İ",
        "ı",
        "ß",
        "Σ",
        "ς",
        "ǅ",
        "ſ",
        "K",
        "中",
        "。",
        "م",
        "٣",
        "²",
        "Ⅳ",
        "𝐀",
        "👨‍👩‍👧",
        "🇮🇶",
        "\U0010ffff",
    ),
]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(SIGNS),
    st.sampled_from([word + " " for word in WORDS]),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
REPEATED = st.tuples(st.lists(PIECES, min_size=1, max_size=4), st.integers(2, 60)).map(
    lambda both: "".join(both[0]) * both[1]
)
TEXT = st.lists(st.one_of(PIECES, PIECES, PIECES, REPEATED), max_size=60).map("".join)
TEXTS = st.lists(TEXT.filter(lambda text: not text.isspace()).filter(bool), min_size=1, max_size=3)


@cache
def prepared():
    stop_words = lexicons.stop_words()
    titles = lexicons.titles()
    names = build_gazetteer(lexicons.registry(), titles=titles, not_names=stop_words)
    return names, stop_words


def annotated(texts):
    names, stop_words = prepared()
    spans = [paragraphs(text, head=headline_end(text)) for text in texts]
    tables = annotate_texts(texts, spans, names=names, stop_words=stop_words)
    ids = [f"{number:03d}" for number in range(len(texts))]
    about = pd.DataFrame({"article_id": ids, "outlet": "AP", "author": "By Ana Lee"})
    return Shard(about, np.arange(len(texts)), ZONES, lambda name, _: tables[name])


def assert_inside(inner, outer, keys):
    """Every row lies in the row of `outer` that it names."""
    both = inner.merge(outer, on=keys, how="left", suffixes=("", "_outer"), validate="m:1")
    assert (both["start_outer"] <= both["start"]).all()
    assert (both["start"] < both["end"]).all()
    assert (both["end"] <= both["end_outer"]).all()


def assert_apart(table):
    """Rows of one article stand in order, without overlap."""
    same = table["article_id"].to_numpy()[1:] == table["article_id"].to_numpy()[:-1]
    assert (table["start"].to_numpy()[1:] >= table["end"].to_numpy()[:-1])[same].all()


def assert_fits_together(texts):
    """The law: spans nest, words are spelled as the text, and nothing but white space is lost."""
    shard = annotated(texts)
    of = dict(zip(shard.metadata["article_id"], texts, strict=True))
    spans, sentences, tokens, mentions = (
        shard.paragraphs,
        shard.sentences,
        shard.tokens,
        shard.mentions,
    )
    for table in (spans, sentences, tokens):
        assert_apart(table)
    assert_inside(sentences, spans, ["article_id", "paragraph", "zone"])
    assert_inside(tokens, sentences, ["article_id", "sentence"])
    assert_inside(mentions, sentences, ["article_id", "sentence"])

    for name, start, end, surface in zip(
        *(mentions[c] for c in ("article_id", "start", "end", "surface")), strict=True
    ):
        assert of[name][start:end] == surface
    types = shard.types
    for name, start, end, number in zip(
        *(tokens[c] for c in ("article_id", "start", "end", "type_id")), strict=True
    ):
        form = of[name][start:end]
        assert form == types["form"][number]
        assert types["term"][number] in {term(form), term(form, shouted=True)}

    for name, text in of.items():
        for table in (spans, sentences):
            rows = table[table["article_id"] == name]
            kept = "".join(text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True))
            assert "".join(kept.split()) == "".join(text.split())
    scores = [shard.column("sentences", score) for score in ("neg", "neu", "pos")]
    assert all(((score >= 0) & (score <= 1)).all() for score in scores)
    assert (np.abs(shard.column("sentences", "compound")) <= 1).all()
    assert len(credited(shard, outlets=("Wire", "Post"))) == len(texts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_what_is_said_of_any_text_fits_together(texts):
    assert_fits_together(texts)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_an_article_is_annotated_alike_whatever_stands_beside_it(texts):
    beside = annotated(texts).mentions.drop(columns="article_id")
    alone = [annotated([text]).mentions.drop(columns="article_id") for text in texts]

    pd.testing.assert_frame_equal(beside, pd.concat(alone, ignore_index=True))


@pytest.mark.skipif(not MINUTES, reason="a search by hand: set STANDFIRST_FUZZ_MINUTES")
def test_a_longer_search():
    done, end = 0, time.monotonic() + 60 * MINUTES

    @settings(
        max_examples=2_000,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(TEXTS)
    def search(texts):
        nonlocal done
        if time.monotonic() < end:
            done += 1
            assert_fits_together(texts)

    while time.monotonic() < end:
        search()
    sys.stderr.write(f"{done:,} draws of one to three texts\n")
