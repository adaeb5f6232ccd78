"""Counts of words and phrases, by hand, against nltk, and by law."""

import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk import FreqDist, ngrams

from analysis.errors import ParameterError
from analysis.frequency import (
    concordance,
    count_term,
    coverage,
    normalise_term,
    occurrences,
    terms,
    top_term,
)
from tests.kernels.shards import of_texts


def _rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_counts_and_rates_by_hand(annotated):
    """Words: headline, strike, pay, strike | headline, the, strike: 7 words in 2 articles."""
    made = annotated("Strike pay strike", "The strike")
    table = terms(made)

    assert _rows(table, "term", "n", "n_articles", "per_1000", "per_article") == [
        ("strike", 3, 2, pytest.approx(3_000 / 7), 3 / 2),
        ("headline", 2, 2, pytest.approx(2_000 / 7), 2 / 2),
        ("pay", 1, 1, pytest.approx(1_000 / 7), 1 / 2),
    ]


def test_stop_words_are_kept_on_demand(annotated):
    made = annotated("the pay of the men")
    table = terms(made, stop_words="keep")

    assert table["term"].iloc[0] == "the"


def test_phrases_stay_inside_sentences_and_do_not_begin_or_end_with_a_stop_word(annotated):
    made = annotated("The port strike. Port of Senn")
    table = terms(made, n_words=2)
    three = terms(made, n_words=3)

    assert _rows(table, "term", "n") == [("port strike", 1)]
    assert _rows(three, "term", "n") == [("port of senn", 1)]


def test_acronyms_are_not_their_lower_case_words(annotated):
    made = annotated("The US told us: IS is gone. U.S. troops")
    table = terms(made)

    assert {"US": 2, "IS": 1}.items() <= dict(zip(table["term"], table["n"], strict=True)).items()
    assert not set(table["term"]) & {"us", "is"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_words": 6}, "parameter 'n_words' must be 1, 2, 3, 4 or 5; found 6"),
        ({"stop_words": "no"}, "parameter 'stop_words' must be 'drop', 'keep', or a text file"),
    ],
)
def test_settings_out_of_range_are_refused(annotated, settings, message):
    made = annotated("pay")
    with pytest.raises(ParameterError, match=message):
        terms(made, **settings)


@pytest.mark.parametrize("n_words", [1, 2, 3])
def test_counts_are_nltks_on_the_seed(seed, n_words):
    """The same words, counted sentence by sentence with nltk's FreqDist and ngrams."""
    words = seed.tokens.merge(seed.types, on="type_id").sort_values(["article_id", "start"])
    sentences = words.groupby(["article_id", "sentence"])["term"].agg(list)
    expected = FreqDist(" ".join(gram) for terms in sentences for gram in ngrams(terms, n_words))
    table = terms(seed, n_words=n_words, stop_words="keep")

    assert dict(zip(table["term"], table["n"], strict=True)) == dict(expected)


TEXTS = st.lists(
    st.text(alphabet="ab US.the", min_size=1, max_size=25).filter(str.strip), min_size=1, max_size=4
)


@settings(max_examples=30)
@given(TEXTS)
def test_counts_add_up_and_doubling_the_corpus_keeps_rates(texts):
    def frequency_of(bodies):
        made = of_texts(*bodies)
        return made, terms(made, stop_words="keep")

    made, once = frequency_of(texts)
    _, twice = frequency_of(texts + texts)

    assert once["n"].sum() == made.shard.n_words
    assert (once["n_articles"] <= len(texts)).all()
    assert list(twice.sort_values("term")["n"]) == [2 * n for n in once.sort_values("term")["n"]]
    pd.testing.assert_series_equal(
        once.set_index("term")["per_1000"].sort_index(),
        twice.set_index("term")["per_1000"].sort_index(),
    )


def test_occurrences_are_the_evidence_of_every_row(seed):
    for n_words in (1, 2):
        table = terms(seed, n_words=n_words)
        for row in table.itertuples():
            found = pd.concat(occurrences(seed, term=row.term))
            assert count_term(seed, term=row.term) == (row.n, row.n_articles)
            assert len(found) == row.n
            assert found["article_id"].nunique() == row.n_articles


def test_occurrences_are_found_however_the_term_is_typed(annotated):
    made = annotated("Permanent US bases. U.S. bases. Tell us.")

    assert normalise_term("U.S.  Bases") == "US bases"
    assert count_term(made, term="u.s. BASES".upper()) == (0, 0)
    assert count_term(made, term="U.S. bases") == (2, 1)
    assert count_term(made, term="…") == (0, 0)


def test_a_concordance_shows_whole_words_on_both_sides(annotated):
    made = annotated("The dock workers began a strike at the old port.")
    line = concordance(made, term="strike", width=14).iloc[0]

    assert (line["left"], line["node"], line["right"]) == ("began a", "strike", "at the old")


def test_a_concordance_lists_every_occurrence_in_reading_order(seed):
    lines = concordance(seed, term="bases")

    assert len(lines) == len(re.findall(r"\bbases\b", seed.articles["text"].iloc[0]))
    assert list(lines["start"]) == sorted(lines["start"])
    assert set(lines["node"]) == {"bases"}


def test_a_negative_width_is_refused(annotated):
    made = annotated("pay")
    with pytest.raises(ParameterError, match="parameter 'width' must be 0 or more"):
        concordance(made, term="pay", width=-1)


def test_coverage_by_hand(annotated):
    made = annotated("SENN (Wire) – One two.", "SENN (Wire) – One.", "no dateline here")
    table = coverage(made)

    assert _rows(table, "outlet", "n_articles") == [("Wire", 2), ("unknown", 1)]
    assert table["n_words"].sum() == len(made.tokens)


def test_the_leading_term_is_the_one_asked_for_or_the_most_frequent(annotated):
    made = annotated("pay pay strike")
    table = terms(made)

    assert top_term(table) == "pay"
    assert top_term(table, term="strike") == "strike"
    assert top_term(table.head(0)) == ""


def test_nothing_in_nothing_out():
    table = terms(of_texts("…"))

    assert table.empty
    assert table.dtypes["n"] == "int64"
    assert Counter(table.columns)["per_1000"] == 1
