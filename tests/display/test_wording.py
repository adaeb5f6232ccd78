"""Sentences for readers: computed, right in number and form, and escaped when shown."""

import pandas as pd
import pytest

from analysis.cooccurrence import actors, mentions, ties
from analysis.display.findings.actors import actors_answer
from analysis.display.findings.corpus import corpus_answer, coverage_finding
from analysis.display.findings.frequency import frequency_answer
from analysis.display.findings.sentiment import sentiment_answer, tone_by_sentence_finding
from analysis.display.findings.shared import caution
from analysis.display.wording import Text, signed
from analysis.frequency import coverage, terms
from analysis.sentiment.articles import articles
from analysis.sentiment.sentences import sentences
from analysis.statistics import cannot_say


def test_text_is_shown_and_never_obeyed():
    shown = Text('<img src=x onerror="alert(1)"> *no* $x$')._repr_mimebundle_()

    assert shown["text/html"] == (
        '<p class="standfirst mathjax_ignore tex2jax_ignore">'
        "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; *no* $x$</p>"
    )
    assert shown["text/plain"].startswith("<img")


def test_the_corpus_answer_of_one_article(annotated):
    made = annotated("SENN (Wire) – One.")

    assert str(corpus_answer(made.articles, made.ledger)) == (
        "The corpus holds 1 article from Wire, without a date. Nothing was dropped. "
        + cannot_say(1)
    )


def test_the_corpus_answer_counts_what_was_dropped_and_what_has_no_date(annotated):
    made = annotated("SENN (Wire) – One.", "SENN (Post) – Two.")
    dated = made.articles.assign(
        published=pd.to_datetime(["2026-03-02", None]).astype("datetime64[s]")
    )
    ledger = made.ledger.assign(n_dropped=[0, 2, 1])

    assert str(corpus_answer(dated, ledger)) == (
        "The corpus holds 2 articles from Post and Wire, of 2 March 2026. 1 article has no date. "
        "3 articles were dropped; the ledger says why. " + cannot_say(2)
    )


def test_where_no_outlet_is_known_none_is_spoken_of(annotated):
    made = annotated("Pay.")

    assert str(corpus_answer(made.articles, made.ledger)) == (
        "The corpus holds 1 article, without a date. Nothing was dropped. " + cannot_say(1)
    )
    assert coverage_finding(coverage(made)) == "No article names its outlet: 1 article, 2 words."


def test_the_corpus_answer_tells_copies(annotated):
    made = annotated("One.", "Two.")
    answer = corpus_answer(made.articles, made.ledger, n_stories=1)

    assert "They tell 1 story: 1 is a copy of others. " in str(answer)
    assert "tell" not in str(corpus_answer(made.articles, made.ledger, n_stories=2))


def test_the_frequency_answer_by_hand(annotated):
    made = annotated("Strike pay strike")
    table = terms(made)

    assert str(frequency_answer(table)).startswith(
        "The most frequent term is “strike”: 2 occurrences in 1 article, 500.0 per 1,000 words; "
        "then “headline” (1) and “pay” (1)."
    )


def test_the_frequency_answer_warns_of_debris(annotated):
    told = str(frequency_answer(terms(annotated("Strike p strike nbsp p"))))
    assert told.endswith(
        "Beware: “p” and “nbsp” look like markup, escapes or empty cells, not like words; see in "
        "the ledger how the texts were read."
    )
    assert "Beware" not in str(frequency_answer(terms(annotated("Strike pay of São Paulo"))))


def test_sentiment_answer_and_findings(annotated):
    made = annotated("A great peace. A terrible war.")
    scores = sentences(made)
    by_article = articles(made)

    assert str(sentiment_answer(by_article)).startswith(
        "Of 3 sentences, VADER's word list makes 1 negative, 1 positive and 1 neutral; "
        "the mean of the article is"
    )
    assert "the lowest is sentence 3" in tone_by_sentence_finding(scores, len(scores))
    assert "No sentence" in str(sentiment_answer(by_article.head(0)))


def test_actors_answer_by_hand(annotated):
    made = annotated("The US met Marovia. Marovia left.")
    table = ties(mentions(made))
    people = actors(mentions(made), table)

    assert str(actors_answer(people, table)).startswith(
        "2 actors are named; most often Marovia (2) and United States (1). "
        "Marovia and United States are named together most often, in 1 sentence."
    )
    assert "No actor" in str(actors_answer(people.head(0), table.head(0)))


def test_coverage_finding(annotated):
    made = annotated("SENN (Wire) – One two.", "SENN (Wire) – One.", "no dateline")

    assert coverage_finding(coverage(made)) == (
        "Wire published 2 articles, the most; unknown published 1, the fewest."
    )


@pytest.mark.parametrize("value", [0.004, -0.004])
def test_a_score_that_rounds_to_nothing_has_no_sign(value):
    assert signed(value) == "0.00"


@pytest.mark.parametrize("n", [1, 3])
def test_a_small_corpus_says_that_no_test_is_shown(annotated, n):
    made = annotated(*["One."] * n)

    assert "no interval and no test is shown" in str(caution(len(made)))
