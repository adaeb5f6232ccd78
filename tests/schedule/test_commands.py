"""The commands `run`, `status` and `schedule`: words on two streams and an exit code."""

import json

import pytest
from click.testing import CliRunner

from analysis import reports
from analysis.__main__ import main
from analysis.errors import ReportError


def call(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def config(tmp_path, monkeypatch):
    """Two reports whose making costs nothing."""

    def report(_, *, out, parameters, **__):
        if "wrong" in parameters:
            raise ReportError("actors, under 'The ties': KeyError: 'n'")
        out.mkdir()
        (out / "index.html").write_text("page")
        return out

    monkeypatch.setattr(reports, "report", report)
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "a.txt").write_text("Port opens\n")
    path = tmp_path / "report.yaml"
    path.write_text(
        "corpus: harbour\nzone: Europe/Berlin\nreports:\n"
        "  one: {out: one}\n  two: {out: two, parameters: {wrong: yes}, every: week}\n"
    )
    return path


NOW = ("--now", "2026-11-24T03:30+01:00")


def test_a_good_run_says_nothing(config):
    done = call("run", config, "--only", "one", *NOW)

    assert (done.exit_code, done.output) == (0, "")


def test_all_reports_are_made_and_the_failure_is_one_line(config):
    done = call("run", config, *NOW)

    assert done.exit_code == 1
    assert done.output == "standfirst: two 2026-W47: actors, under 'The ties': KeyError: 'n'\n"
    assert (config.parent / "one" / "latest" / "index.html").exists()


def test_hooks_may_be_named_with_the_call(config):
    told = config.parent / "told"
    hooks = [
        word.replace("HOW", how)
        for how in ("success", "failure")
        for word in ("--on-HOW", f'echo "HOW $STANDFIRST_NAME $STANDFIRST_PERIOD" >> {told}')
    ]

    assert call("run", config, *hooks, *NOW).exit_code == 1
    assert told.read_text() == "success one 2026-11-23\nfailure two 2026-W47\n"


def test_wrong_usage_is_told(config):
    assert call("run", config, "--only", "onee").exit_code == 2
    assert "did you mean 'one'" in call("run", config, "--only", "onee").output
    assert "a day such as 2026-11-23" in call("run", config, "--for", "monday").output
    assert call("run", config.parent / "none.yaml").exit_code == 2


def test_a_period_is_chosen_by_one_of_its_days(config):
    call("run", config, "--only", "one", "--for", "2026-11-20", *NOW)

    assert [p.name for p in (config.parent / "one").glob("2*")] == ["2026-11-20-1"]


def test_the_status_is_a_table_and_json(config):
    assert "one: no report yet" in call("status", config).output
    call("run", config, *NOW)

    table = call("status", config).output
    assert "one: 2026-11-23-1" in table
    assert "failed: actors, under 'The ties'" in table
    one, two = json.loads(call("status", config, "--json").output)
    assert (one["latest"], two["latest"]) == ("2026-11-23-1", "")
    assert one["runs"][0]["outcome"] == "done"
    assert two["runs"][0]["failures"] == ["actors, under 'The ties': KeyError: 'n'"]


def test_the_status_tells_what_is_up_to_date_killed_or_unreadable(config):
    call("run", config, "--only", "one", *NOW)
    call("run", config, "--only", "one", "--now", "2026-11-25T03:30+01:00")
    began = '{"event": "began", "run": "2026-11-30-1", "period": "2026-11-30", "pid": 0}\n'
    with (config.parent / "one" / "history.jsonl").open("a") as history:
        history.write(f"nonsense\n{began}")

    table = call("status", config).output
    assert "up to date, as 2026-11-23-1" in table
    assert "killed" in table
    assert "lines that cannot be read: 4" in table


def test_the_nights_to_come_are_shown(config):
    told = call("schedule", "show", config, *NOW).output

    assert "one: every day at 03:30, Europe/Berlin" in told
    assert "Wed 2026-11-25 03:30 +0100  for 2026-11-24" in told
    assert "Mon 2026-11-30 03:30 +0100  for 2026-W48" in told


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("cron", ["crontab"]),
        (
            "systemd",
            [f"standfirst-{n}.{kind}" for n in ("one", "two") for kind in ("service", "timer")],
        ),
        ("github", ["standfirst-one.yml", "standfirst-two.yml"]),
        ("airflow", ["standfirst_one.py", "standfirst_two.py"]),
    ],
)
def test_files_are_written_where_asked(config, form, names):
    folder = config.parent / "files"
    told = call("schedule", form, config, "--to", folder)

    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert [line.rpartition("/")[2] for line in told.output.split()] == names


def test_files_are_printed_each_under_its_name(config):
    told = call("schedule", "systemd", config).output

    assert told.count("# standfirst-") == 4
    assert call("schedule", "cron", config).output.count(" run ") == 2
