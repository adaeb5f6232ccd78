"""An overview is a screen: it names a sample, and shortens what is long."""

import csv

import pytest

from analysis.display.overview import describe
from analysis.readers.overview import overview
from analysis.readers.source import open_source


@pytest.fixture
def crowded(tmp_path):
    """Three hundred outlets, and rows that are wrong in a dozen ways, with long names."""
    file = tmp_path / f"{'news' * 30}.csv"
    rows = [
        (n, f"Outlet {n:03} {'of the estuary ' * 9}", "Rain &amp; sun.", f"2026-{n}")
        for n in range(300)
    ]
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([("id", "outlet", "text", "date"), *rows])
        opened.writelines(f"{n},x,{'y,' * n}z\n" for n in range(5, 17))
    return file


def test_an_overview_is_a_screen(crowded):
    lines = describe(overview(open_source(crowded), looked_into=5)).split("\n")

    assert len(lines) <= 40
    assert max(map(len, lines)) < 500
    assert "292 more" in lines[1]
    assert "Of a sample of 5 of 300 articles" in lines


def test_a_sample_is_named_as_one_and_only_then(crowded):
    whole = describe(overview(open_source(crowded)))
    some = describe(overview(open_source(crowded), looked_into=5))

    assert "sample" not in whole
    assert some.count("Of a sample of 5 of 300 articles") == 1
    assert some.split("Of a sample")[1].split("\n")[1] == (
        "  none is certainly in another language than English"
    )


def test_what_is_unknown_is_said(tmp_path):
    (tmp_path / "a.txt").write_text("Port opens\n\nThe port of Senn opened on Monday.\n")
    lines = describe(overview(open_source(tmp_path))).split("\n")

    assert lines[0] == f"{tmp_path.name}: 1 article"
    assert lines[1:3] == ["outlets      unknown", "published    unknown"]
    assert lines[-1] == "  nothing"


def test_articles_without_outlet_or_date_are_counted(tmp_path):
    file = tmp_path / "n.csv"
    file.write_text(
        "text,outlet,date\nRain.,Post,2026-03-01\nSun.,,\nWind.,Post,2026-03-02\n", "utf-8"
    )
    lines = describe(overview(open_source(file))).split("\n")

    assert lines[1] == "outlets      Post (2); 1 without one"
    assert lines[2] == "published    2026-03-01 to 2026-03-02; 1 without a date"
