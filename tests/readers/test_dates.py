"""Days as publishers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.dates import AMBIGUOUS, CONTRADICTORY, ODD, UNREADABLE, read_days

TODAY = dt.date(2026, 3, 1)


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
        *("March 05, 2024 Tuesday", "March 5, 2024 Tuesday Late Edition - Final", "05-Mar-24"),
        *("5 Mar '24", "Updated: March 5, 2024 10:30 PM", "Published on 5 March 2024"),
        *(
            "5 March 2024 | Updated: 6 March 2024",
            "Last updated 2024-03-05",
            "10:30 AM, 5 March 2024",
        ),
        *("Tue Mar 05 23:30:00 +0000 2024", "1709596800", "1709596800.0", "1709596800000"),
        *("1709596800000000", "45356", "45356.75", "20240305233000"),
    ],
)
def test_a_day_is_read_as_the_publisher_wrote_it(value):
    assert read_days([value], today=TODAY)[:2] == (["2024-03-05"], [""])


@pytest.mark.parametrize(
    "value",
    [
        *("31.02.2024", "2024-02-30", "20241301", "30 February 2024", "5 Marz 2024", "yesterday"),
        *(
            "2024-3",
            "2024",
            "٠٥/٠٦/٢٠٢٤",
            "2024-03-05x",
            "0000-01-01",
            "12345",
            "123456",
            "in 2 hours",
        ),
    ],
)
def test_an_impossible_or_unreadable_day_stays_unknown(value):
    assert read_days([value], today=TODAY)[:2] == ([""], [UNREADABLE])


def test_an_empty_cell_is_no_fault():
    assert read_days(["", "  "])[:2] == (["", ""], ["", ""])


def test_sept_is_september():
    assert read_days(["Sept. 3, 2024"])[0] == ["2024-09-03"]


def test_an_ambiguous_date_stays_unknown():
    assert read_days(["05/06/2024"])[:2] == ([""], [AMBIGUOUS])


def test_a_day_above_12_shows_the_order_of_the_column():
    assert read_days(["05/06/2024", "25/06/2024"])[0] == ["2024-06-05", "2024-06-25"]
    assert read_days(["05/06/2024", "06/25/2024"])[0] == ["2024-05-06", "2024-06-25"]
    assert read_days(["05.06.2024 10:00", "25.06.2024"])[0] == ["2024-06-05", "2024-06-25"]


def test_an_impossible_date_shows_no_order():
    assert read_days(["05/06/2024", "31/02/2024"])[1] == [AMBIGUOUS, UNREADABLE]


def test_contradicting_dates_stay_unknown_and_plain_ones_are_read():
    days, doubts, _ = read_days(["25/06/2024", "06/25/2024", "2024-01-02"])
    assert days == ["", "", "2024-01-02"]
    assert doubts == [CONTRADICTORY, CONTRADICTORY, ""]


def test_equal_day_and_month_need_no_order():
    assert read_days(["05/05/2024"])[0] == ["2024-05-05"]


@given(
    st.dates(dt.date(1600, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d"])
)
def test_every_day_comes_back(day, form):
    written = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    assert read_days([written])[0] == [day.isoformat()]


@given(st.lists(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9 :/.TZ-]{0,20}|updated ?"))))
def test_every_value_is_read_or_doubted(values):
    days, doubts, _ = read_days(values)
    for value, day, doubt in zip(values, days, doubts, strict=True):
        assert bool(day) + bool(doubt) == bool(value.strip())


@pytest.mark.parametrize(
    "value", ["0001-01-01", "1599-12-31", "2109-03-05", "9999-12-31", "2027-03-03"]
)
def test_a_day_of_no_newspaper_stays_unknown(value):
    assert read_days([value], today=TODAY)[:2] == ([""], [ODD])


@pytest.mark.parametrize("value", ["1600-01-01", "2027-03-02"])
def test_a_day_at_the_end_of_what_is_likely_is_read(value):
    assert read_days([value], today=TODAY).days == [value]


def test_each_outlet_has_its_own_order_of_day_and_month_and_it_is_noted():
    values = ["02/03/2019", "03/19/2019", "25/03/2019", "03/04/2019"]
    found = read_days(values, ["Tarn Echo", "Fen Times", "Tarn Echo", "Fen Times"], today=TODAY)
    assert found.days == ["2019-03-02", "2019-03-19", "2019-03-25", "2019-03-04"]
    reason = "dates in figures are read {} first, as others of the outlet or the column show"
    assert found.notes == [
        (reason.format("month"), "Fen Times: 03/19/2019"),
        (reason.format("day"), "Tarn Echo: 25/03/2019"),
    ]


def test_an_outlet_that_shows_no_order_has_that_of_the_column_or_none():
    values, outlets = ["02/03/2019", "25/03/2019"], ["Fen Times", "Tarn Echo"]
    assert read_days(values, outlets).days == ["2019-03-02", "2019-03-25"]
    values, outlets = [*values, "03/19/2019"], [*outlets, "Moor News"]
    assert read_days(values, outlets).days == ["", "2019-03-25", "2019-03-19"]


def test_years_of_two_figures_lie_in_the_past():
    values = ["3/2/19", "3/14/19", "3/2/99", "3/2/26"]
    days = read_days(values, today=TODAY).days
    assert days == ["2019-03-02", "2019-03-14", "1999-03-02", "2026-03-02"]


def test_two_figures_before_a_hyphen_may_be_a_year():
    assert read_days(["19-03-02", "19-03-28"], today=TODAY).days == ["", ""]
    assert read_days(["28-03-19", "02-03-19"], today=TODAY).days[0] in {"", "2019-03-28"}


def test_how_numbers_were_read_is_noted():
    assert read_days(["1551484800", "43526"], today=TODAY).notes == [
        ("dates are numbers, read as seconds since 1970", "1551484800"),
        ("dates are numbers, read as days as Excel counts them", "43526"),
    ]
