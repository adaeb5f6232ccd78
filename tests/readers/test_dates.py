"""Days as publishers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.dates import AMBIGUOUS, CONTRADICTORY, UNREADABLE, read_days


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-05",
        " 2024-03-05 ",
        "2024-03-05T23:30:00-05:00",
        "2024-03-05T23:30:00.123Z",
        "2024-03-05 23:30",
        "2024/3/5",
        "20240305",
        "20240305T233000Z",
        "5 March 2024",
        "05 Mar 2024",
        "5th March, 2024",
        "5-Mar-2024",
        "March 5, 2024",
        "Mar. 5, 2024",
        "Tuesday, March 5, 2024",
        "March 5, 2024, 10:30 PM",
        "March 5, 2024 at 10:30 pm",
        "Tue, 05 Mar 2024 23:30:00 +0000",
        "5 Mar 2024 23:30:00 GMT",
    ],
)
def test_a_day_is_read_as_the_publisher_wrote_it(value):
    assert read_days([value]) == (["2024-03-05"], [""])


@pytest.mark.parametrize(
    "value",
    [
        *("31.02.2024", "2024-02-30", "20241301", "30 February 2024", "5 Marz 2024", "yesterday"),
        *("05/06/24", "1709596800", "2024-3", "2024", "٠٥/٠٦/٢٠٢٤", "2024-03-05x", "0000-01-01"),
    ],
)
def test_an_impossible_or_unreadable_day_stays_unknown(value):
    assert read_days([value]) == ([""], [UNREADABLE])


def test_an_empty_cell_is_no_fault():
    assert read_days(["", "  "]) == (["", ""], ["", ""])


def test_sept_is_september():
    assert read_days(["Sept. 3, 2024"])[0] == ["2024-09-03"]


def test_an_ambiguous_date_stays_unknown():
    assert read_days(["05/06/2024"]) == ([""], [AMBIGUOUS])


def test_a_day_above_12_shows_the_order_of_the_column():
    assert read_days(["05/06/2024", "25/06/2024"])[0] == ["2024-06-05", "2024-06-25"]
    assert read_days(["05/06/2024", "06/25/2024"])[0] == ["2024-05-06", "2024-06-25"]
    assert read_days(["05.06.2024 10:00", "25.06.2024"])[0] == ["2024-06-05", "2024-06-25"]


def test_an_impossible_date_shows_no_order():
    assert read_days(["05/06/2024", "31/02/2024"])[1] == [AMBIGUOUS, UNREADABLE]


def test_contradicting_dates_stay_unknown_and_plain_ones_are_read():
    days, doubts = read_days(["25/06/2024", "06/25/2024", "2024-01-02"])
    assert days == ["", "", "2024-01-02"]
    assert doubts == [CONTRADICTORY, CONTRADICTORY, ""]


def test_equal_day_and_month_need_no_order():
    assert read_days(["05/05/2024"])[0] == ["2024-05-05"]


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d"]))
def test_every_day_comes_back(day, form):
    written = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    assert read_days([written])[0] == [day.isoformat()]


@given(st.lists(st.text(max_size=12)))
def test_every_value_is_read_or_doubted(values):
    days, doubts = read_days(values)
    for value, day, doubt in zip(values, days, doubts, strict=True):
        assert bool(day) + bool(doubt) == bool(value.strip())
