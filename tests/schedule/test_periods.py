"""Periods are computed from dates in a zone, whatever the clock does."""

from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.schedule.periods import EVERY, Period, ended, fill, starts

BERLIN = ZoneInfo("Europe/Berlin")
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(days, st.sampled_from(EVERY))
def test_periods_follow_each_other_without_a_gap(day, every):
    period = Period.of(day, every)

    assert period.first <= day <= period.last
    assert (period.first - period.before.last).days == 1
    assert Period.named(period.name) == period
    assert period.before.name < period.name


@pytest.mark.parametrize(
    ("every", "name"), [("day", "2026-11-23"), ("week", "2026-W47"), ("month", "2026-10")]
)
def test_the_period_of_a_night_is_the_last_one_that_is_over(every, name):
    night = datetime(2026, 11, 24, 3, 30, tzinfo=BERLIN)

    assert ended(night, every=every, zone=BERLIN).name == name


def test_the_zone_decides_which_day_it_is():
    moment = datetime.fromisoformat("2026-11-23T23:30+00:00")

    assert ended(moment, every="day", zone=BERLIN).name == "2026-11-23"
    assert ended(moment, every="day", zone=ZoneInfo("UTC")).name == "2026-11-22"
    assert ended(moment, every="day", zone=ZoneInfo("Pacific/Auckland")).name == "2026-11-23"


@pytest.mark.parametrize("first", ["2026-03-27T12:00+01:00", "2026-10-23T12:00+02:00"])
def test_every_day_has_one_run_though_clocks_change(first):
    """On 2026-03-29 the hour from 2 to 3 is missing, on 2026-10-25 it comes twice."""
    nights = starts(datetime.fromisoformat(first), every="day", at=time(2, 30), zone=BERLIN)
    names = [ended(night, every="day", zone=BERLIN).name for night in islice(nights, 5)]

    assert len(set(names)) == 5
    assert names == sorted(names)


def test_a_time_that_the_clock_skips_is_an_hour_later_and_one_shown_twice_is_the_first():
    def first(after):
        return next(starts(after, every="day", at=time(2, 30), zone=BERLIN)).isoformat()

    assert first(datetime(2026, 3, 28, 12, tzinfo=BERLIN)) == "2026-03-29T03:30:00+02:00"
    assert first(datetime(2026, 10, 24, 12, tzinfo=BERLIN)) == "2026-10-25T02:30:00+02:00"


def test_templates_are_filled_in():
    week = Period.of(date(2026, 11, 23), "week")

    assert fill("{{ day }} {{first}} {{ week }} {{ month }} {{ year }}", week) == (
        "2026-11-29 2026-11-23 2026-W48 2026-11 2026"
    )


def test_an_unknown_template_is_refused_with_the_nearest_word():
    with pytest.raises(ParameterError, match=r"'\{\{ weak \}\}'; did you mean 'week'"):
        fill("{{ weak }}", Period.of(date(2026, 11, 23), "day"))
