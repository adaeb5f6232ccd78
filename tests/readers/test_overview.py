"""An overview says what the annotated corpus would say; what comes from a sample is kept apart."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.annotate import zones
from analysis.corpus import load
from analysis.errors import CorpusError, LexiconError
from analysis.readers.overview import Sample, overview
from analysis.readers.raw_articles import RawArticle
from analysis.readers.source import open_source

ROOT = Path(__file__).parents[2]
GERMAN = (
    "Der Hafen wurde am Montag nach einem Sturm geschlossen. Die Lage im Tal ist ernst, sagte er. "
    "Die Not war gross, und das Gift im Fluss war weg."
)
LINE = "The Lantern is made by the people of the estuary"
DAYS = "one two three four five six seven eight nine ten eleven twelve".split()


def story(number):
    return f"On day {DAYS[number]} the quay was shut, and the ships had to wait outside the port."


def write(path, header, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def mixed(tmp_path):
    """Twelve articles: three German, one of them undated; one empty, one twice; a standing line."""
    rows = [
        (f"a{n:02}", "Lantern", f"2026-03-{n + 1:02}", f"{story(n)}\n\n{LINE}\n\nAt {DAYS[n]}.")
        for n in range(8)
    ]
    rows += [(f"g{n}", "Beacon", f"2026-04-0{n}", f"{GERMAN} {DAYS[n]}") for n in (1, 2)]
    rows += [("g3", "", "some day", GERMAN), ("e", "Beacon", "2026-05-01", " "), rows[0]]
    return write(tmp_path / "news.csv", ("id", "source", "date", "body"), rows)


def folder_of_datelines(folder):
    folder.mkdir()
    for name, text in {
        "a": "Port shut\n\nSENN (Harbour Wire) – The port was closed on Monday.\n",
        "b": "Rain\n\nDate: 2026-03-02\n\nSENN (Beacon) - It rains, the master said.\n",
        "c": "Sun\n\nIt shines.\n",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_small_corpus_is_looked_at_whole(mixed, tmp_path):
    headings = write(tmp_path / "heads.csv", ("title", "text"), [("Rain", "N/A"), ("Sun", "&amp;")])
    places = [mixed, headings, folder_of_datelines(tmp_path / "f")]
    for place in [*places, ROOT / "seeds/estuary", ROOT / "seeds/kurdistan24"]:
        seen, news = overview(open_source(place)), load(place)
        days = news.metadata["published"]

        assert (seen.name, seen.n_articles, seen.n_sampled) == (news.name, len(news), 0)
        assert (seen.fingerprint, seen.n_undated) == (news.fingerprint, days.isna().sum())
        pd.testing.assert_frame_equal(seen.ledger, news.ledger)
        pd.testing.assert_frame_equal(seen.roles, news.roles)
        assert seen.outlets.to_dict() == news.metadata["outlet"].value_counts().to_dict()
        assert seen.n_without == news.metadata["outlet"].isna().sum()
        assert seen.first == (None if days.isna().all() else days.min().date())


def test_what_must_be_exact_does_not_depend_on_the_sample(mixed):
    seen = overview(open_source(mixed), looked_into=4)

    assert (seen.n_articles, seen.n_undated) == (11, 1)
    assert seen.n_sampled in {3, 4}  # the article that came twice may be one of them
    assert (seen.outlets.to_dict(), seen.n_without) == ({"Lantern": 8, "Beacon": 2}, 1)
    assert (str(seen.first), str(seen.last)) == ("2026-03-01", "2026-04-02")
    dropped = seen.ledger[seen.ledger["n_dropped"] > 0]
    assert dropped[["n_in", "n_dropped", "reason"]].to_numpy().tolist() == [
        [13, 1, "a second article of the same id and text; the first was kept"],
        [13, 1, "the text is empty"],
    ]
    assert not seen.ledger["reason"].str.contains("German|furniture").any()


def test_languages_and_standing_lines_of_a_sample_stand_apart(mixed):
    whole = overview(open_source(mixed))
    seen = overview(open_source(mixed), looked_into=10)

    assert whole.of_sample == []
    assert whole.ledger["reason"].str.contains("German").any()
    assert seen.n_sampled in {9, 10}
    german, line = seen.of_sample
    assert german.endswith("written in German: set aside unless `languages` names it")
    assert LINE in line


def test_a_sample_comes_from_everywhere_and_is_the_same_in_every_run():
    drawn = []
    for _ in range(2):
        sample = Sample(100)
        for row in range(10_000):
            sample.add(row, RawArticle(str(row), "Rain.", "n.csv", row))
        drawn.append([row for row, _ in sample.of(np.ones(10_000, bool))])

    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 100
    for tenth in range(10):
        assert 3 <= sum(row // 1_000 == tenth for row in drawn[0]) <= 20
    assert 30 <= sum(row % 2 for row in drawn[0]) <= 70  # every second article is another kind


def test_what_annotates_is_not_loaded():
    asked = "import sys, analysis.readers.overview; sys.exit('numba' in sys.modules)"

    assert subprocess.run([sys.executable, "-P", "-c", asked], check=False).returncode == 0


def test_a_wrong_registry_and_an_empty_corpus_are_refused(tmp_path):
    file = write(tmp_path / "n.csv", ("id", "text"), [("a", "")])
    with pytest.raises(CorpusError, match="none of 1 rows can be used"):
        overview(open_source(file))

    write(file, ("text",), [("Rain.",)])
    (tmp_path / "n.actors.csv").write_text("actors,type\nX,state\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="column 'actors' is unknown"):
        overview(open_source(file))


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Talks fail\n\nPARIS (AP) — No deal.", "AP"),
        ("Talks fail\n\nIt rained.\n\nSENN (Beacon) - It rains, the master said.", "Beacon"),
        ("Talks fail\n\nPARIS — No deal.\n\nSENN (AP) — Rain.", None),
        ("Talks fail\n\nNo deal.", None),
        ("Talks fail", None),
    ],
)
def test_the_outlet_of_a_dateline_needs_no_zones(text, outlet):
    head = zones.headline_end(text)

    assert zones.outlet_of(text, head=head) == outlet
    assert zones.dateline_outlet(text, zones.paragraphs(text, head=head)) == outlet
