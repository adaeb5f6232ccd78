"""What report.yaml may hold, and what is said of the rest."""

import itertools
import os
from datetime import date, time
from pathlib import Path

import pytest

from analysis.errors import ParameterError
from analysis.schedule.config import choose, load
from analysis.schedule.periods import Period

WHOLE = """
zone: Europe/Berlin
deadline: 2h
reports:
  harbour:
    corpus: articles/{{ day }}.csv
    notebooks: [frequency, mine/own.ipynb]
    parameters: {top_n: 30, since: "{{ first }}", until: 2026-11-23}
    out: reports/harbour
    store: stores/{{ day }}
    at: 3:30
    keep: 14
    retries: 2
    on_failure: mail -s "$STANDFIRST_NAME" desk
  weekly:
    corpus: articles
    out: reports/weekly
    every: week
    deadline: 90
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "report.yaml"
        path.write_text(text)
        return path

    return write


def wrong(path):
    with pytest.raises(ParameterError) as told:
        load(path)
    return str(told.value).replace(f"{path}", "report.yaml")


def test_several_reports_share_what_stands_on_top(written, tmp_path):
    harbour, weekly = load(written(WHOLE))

    assert (harbour.name, weekly.name) == ("harbour", "weekly")
    assert harbour.zone.key == weekly.zone.key == "Europe/Berlin"
    assert (harbour.deadline, weekly.deadline) == (7200, 90)
    assert harbour.at == time(3, 30)
    assert harbour.out == tmp_path / "reports" / "harbour"
    assert harbour.notebooks == ("frequency", str(tmp_path / "mine/own.ipynb"))
    assert harbour.has_its_own_corpus_each_period
    assert not weekly.has_its_own_corpus_each_period


def test_templates_are_filled_in_for_a_period(written, tmp_path):
    job = load(written(WHOLE))[0].at_period(Period.of(date(2026, 11, 23), "day"))

    assert job.corpus == str(tmp_path / "articles" / "2026-11-23.csv")
    assert job.store == str(tmp_path / "stores" / "2026-11-23")
    assert job.parameters == {"top_n": 30, "since": "2026-11-23", "until": "2026-11-23"}


def test_lists_are_looked_for_beside_the_configuration(written, tmp_path):
    text = "corpus: a\nout: b\nparameters: {stop_words: own.txt, reference: '{{ month }}.CSV'}\n"
    job = load(written(text))[0].at_period(Period.of(date(2026, 11, 23), "day"))

    assert job.parameters["stop_words"] == str(tmp_path / "own.txt")
    assert job.parameters["reference"] == str(tmp_path / "2026-11.CSV")


def test_one_report_needs_no_name(written):
    (job,) = load(written("corpus: harbour\nout: reports/daily\n"))

    assert job.name == "daily"


def test_a_report_is_chosen_by_its_name(written):
    jobs = load(written(WHOLE))

    assert [job.name for job in choose(jobs, "weekly")] == ["weekly"]
    with pytest.raises(ParameterError, match="no report 'harbor'; did you mean 'harbour'"):
        choose(jobs, "harbor")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("corpus: a\nouts: b\n", "line 2: there is no setting 'outs'; did you mean 'out'?"),
        ("out: b\n", "line 1: 'corpus' is missing"),
        ("corpus: a\n", "line 1: 'out' is missing"),
        ("", "report.yaml: 'corpus' is missing"),
        ("corpus: a\ncorpus: b\n", "line 2: 'corpus' is set already, on report.yaml, line 1"),
        ("corpus: '{{ dya }}'\nout: b\n", "line 1: '{{ dya }}' names"),
        ("corpus: a\nout: '{{ day }}'\n", "line 2: 'out' takes no {{ … }}"),
        ("corpus: '{{ day }}'\nstore: s\nout: b\n", "line 2: a store holds one corpus"),
        ("corpus: a\nout: b\nevery: dya\n", "line 3: one of day, week, month is expected"),
        ("corpus: a\nout: b\nat: 25:00\n", 'line 3: a time such as "03:30" is expected'),
        ("corpus: a\nout: b\nzone: Europe/Berlim\n", "did you mean 'Europe/Berlin'"),
        ("corpus: a\nout: b\ndeadline: soon\n", "line 3: seconds, or a time as 90m or 2h"),
        ("corpus: a\nout: b\nkeep: -1\n", "line 3: a whole number, 0 or more, is expected"),
        ("corpus: a\nout: b\ncheck: maybe\n", "line 3: true or false is expected"),
        ("corpus: a\nout: b\non_failure: 7\n", "line 3: a command for the shell is expected"),
        ("corpus: [a]\nout: b\n", "line 1: a text is expected; found ['a']"),
        ("corpus: a\nout: b\nparameters: 3\n", "line 3: 'parameters' holds lines"),
        ("corpus: a\nout: b\nparameters:\n  x: [1]\n", "line 4: a parameter is one value"),
        ("corpus: a\nout: b\nparameters:\n  x: '{{ wek }}'\n", "did you mean 'week'"),
        ("corpus: a\nout: b\nname: my report\n", "the name of a report has letters"),
        ("reports: {}\n", "line 1: 'reports' must hold one report or more"),
        ("reports:\n  one: 3\n", "line 2: a report is lines 'name: value'; found 3"),
        ("corpus: a\nreports:\n  x: {out: o}\n  y: {out: o}\n", "have the same out"),
        ("- corpus\n", "line 1: lines 'name: value' are expected"),
        ("corpus: [a\n", "this is not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(written, text, told):
    assert told in wrong(written(text))


@pytest.mark.parametrize("text", ["{{ day }}.csv", "{{ day }}", "[{{ day }}]"])
def test_a_template_without_quotes_is_told_to_want_some(written, text):
    assert 'in quotes: "{{ day }}"' in wrong(written(f"corpus: {text}\nout: b\n"))


def test_a_missing_configuration_is_told(tmp_path):
    assert "there is no configuration" in wrong(tmp_path / "report.yaml")


def test_a_configuration_that_is_no_file_is_told(tmp_path):
    """A pipe would be waited for, and this would never end."""
    os.mkfifo(tmp_path / "pipe.yaml")

    assert "is no file" in wrong(tmp_path)
    assert "is no file" in wrong(tmp_path / "pipe.yaml")
    assert "is no file" in wrong(Path("/dev/zero"))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in itertools.pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "line 5: this stands for more than 10,000 values"),
        ("corpus: &a [*a]\nout: b\n", "line 1: this holds itself by an alias"),
        ("corpus: &a {b: *a}\nout: b\n", "line 1: this holds itself by an alias"),
        ("corpus: " + "[" * 5_000, "nested too deep"),
        ("corpus: a\n" * 50_000, "is larger than 200,000 bytes"),
        ("corpus: 2026-13-45\nout: b\n", "line 1: month must be in 1..12"),
        ("corpus: a\nout: b\nkeep: " + "9" * 5_000, "line 3: Exceeds the limit"),
        ('corpus: "\\ud800"\nout: b\n', "line 1: half a character ('\\ud800')"),
    ],
)
def test_a_configuration_is_bounded(written, text, told):
    assert told in wrong(written(text))


def test_an_alias_that_is_named_now_and_then_is_fine(written):
    text = "corpus: &a harbour\nout: *a\n"

    assert load(written(text))[0].corpus.endswith("harbour")
