"""The figure of a term over time draws its table, gaps and all, and tells the finding."""

import matplotlib.dates as mdates
import numpy as np
import pytest

from analysis.display import figures
from analysis.display.findings.trend import changes_finding, trend_finding
from analysis.frequency import Changes, changes, trend
from analysis.schema import CHANGES, TREND


def _drawn(figure):
    above, below = figure.drawing.axes
    rate = next(line for line in above.get_lines() if line.get_label() == "rate")
    return above, below, rate


def test_rates_intervals_changes_and_words_are_drawn(estuary):
    table = trend(estuary, term="silt")
    found = changes(trend(estuary, term="silt", by="day"))
    above, below, rate = _drawn(figure := figures.trend(table, found, note="Note."))
    usual = next(line for line in above.get_lines() if line.get_linestyle() == "--")
    dotted = [line.get_xdata()[0] for line in above.get_lines() if line.get_linestyle() == ":"]
    (intervals,) = above.collections

    assert rate.get_ydata().tolist() == table["per_1000"].tolist()
    assert usual.get_ydata().tolist() == (1_000 * table["expected"] / table["n_words"]).tolist()
    assert [bar.get_height() for bar in below.patches] == table["n_words"].tolist()
    assert len(intervals.get_segments()) == table["low"].notna().sum() > 0
    assert len(dotted) == len(found.table) > 0
    assert figure.alt == (f"“silt”: {trend_finding(table)} {changes_finding(found)} Note.")
    assert figure._repr_mimebundle_()[1] == {"image/png": {"alt": figure.alt}}


def test_a_time_without_articles_is_a_gap(news):
    corpus = news(("A", "2026-03-02", "Pay"), ("A", "2026-03-04", "Pay"))
    table = trend(corpus, term="pay", by="day")
    _, below, rate = _drawn(figure := figures.trend(table, changes(table), by="day"))

    assert np.isnan(rate.get_ydata()).tolist() == [False, True, False]
    assert [bar.get_height() for bar in below.patches] == [1, 0, 1]
    assert mdates.num2date(rate.get_xdata(orig=False)[1]).day == 3
    assert "1 day without articles" in figure.alt


def test_without_time_the_figure_says_so():
    figure = figures.trend(TREND.empty(), Changes(CHANGES.empty(), ""))

    assert figure.alt == "No article has a date, so there is no rate over time."
    assert figure.png()


@pytest.mark.parametrize("term", ["$x$", "<b>", "a_b^c"])
def test_any_term_can_be_drawn_the_same_every_time(news, term):
    table = trend(news(("A", "2026-03-02", "Pay"), ("A", "2026-03-09", "Pay")), term="pay")
    figure = figures.trend(table.assign(term=term), changes(table))

    assert f"“{term}”" in figure.alt
    assert figure.png() == figures.trend(table.assign(term=term), changes(table)).png()
