"""Figures draw the numbers of their table and tell the finding."""

import matplotlib as mpl
import pytest

from analysis import cooccurrence
from analysis.display import figures
from analysis.frequency import coverage, terms
from analysis.sentiment.articles import articles, weeks
from analysis.sentiment.sentences import sentences


def _bundle(figure):
    data, metadata = figure._repr_mimebundle_()
    assert metadata == {"image/png": {"alt": figure.alt}}
    assert data["text/plain"] == f"Figure: {figure.alt}"
    return data


def test_bars_have_the_heights_of_the_table(seed):
    table = terms(seed)
    figure = figures.frequency_bars(table, top_n=5)
    bars = [bar.get_width() for bar in figure.drawing.axes[0].patches]

    assert bars == list(table["per_1000"].head(5))[::-1]
    assert f"“{table['term'].iloc[0]}”" in figure.alt


def test_a_figure_is_the_same_bytes_every_time(seed):
    table = terms(seed)
    once, twice = (_bundle(figures.frequency_bars(table)) for _ in range(2))

    assert once == twice


def test_tone_is_drawn_by_sentence_for_one_article_and_over_time_for_many(seed, estuary):
    for made, label in ((seed, "sentence, in reading order"), (estuary, "")):
        story = made
        scores = sentences(story)
        by_article = articles(story)
        figure = figures.tone(scores, by_article, weeks(by_article))
        _bundle(figure)
        assert figure.drawing.axes[0].get_xlabel() == label


def test_the_network_draws_each_tie_once(seed):
    named = cooccurrence.mentions(seed)
    ties = cooccurrence.strongest(cooccurrence.ties(named), top_n=10)
    figure = figures.tie_network(cooccurrence.actors(named, ties), ties)

    assert len(figure.drawing.axes[0].patches) == 10
    assert "Iraq and United States are named together most often" in figure.alt
    _bundle(figure)


def test_coverage_bars(estuary):
    table = coverage(estuary)
    figure = figures.coverage_bars(table)

    assert sorted(bar.get_width() for bar in figure.drawing.axes[0].patches) == sorted(
        table["n_articles"]
    )


@pytest.mark.parametrize("name", ["$x$ and $y", "<b>", "‘’–…", "a_b^c"])
def test_any_name_can_be_drawn(annotated, name):
    made = annotated("pay")
    table = terms(made).assign(term=[name, "b"])

    assert name in figures.frequency_bars(table).alt
    _bundle(figures.frequency_bars(table))


@pytest.mark.parametrize("setting", ["text.usetex", "text.parse_math"])
def test_names_are_neither_tex_nor_formulas_whatever_matplotlibrc_says(annotated, setting):
    table = terms(annotated("pay")).assign(term=[r"$\frac{a}{b}$", r"\input{x}"])
    plain = figures.frequency_bars(table).png()

    with mpl.rc_context({setting: True}):
        assert figures.frequency_bars(table).png() == plain


def test_empty_tables_give_a_figure_that_says_so(annotated):
    nothing = annotated("pay").filter(zones="deck")
    named = cooccurrence.mentions(nothing)
    table = terms(nothing)
    ties = cooccurrence.ties(named)
    actors = cooccurrence.actors(named, ties)
    scores = sentences(nothing)

    assert (
        _bundle(figures.frequency_bars(table))["text/plain"] == "Figure: No term was left to count."
    )
    assert "No two actors" in _bundle(figures.tie_network(actors, ties))["text/plain"]
    by_article = articles(nothing)
    tone = figures.tone(scores, by_article, weeks(by_article))
    assert "No sentence" in _bundle(tone)["text/plain"]
