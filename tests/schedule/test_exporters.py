"""The printed files are what their readers accept."""

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import yaml
from jsonschema import Draft7Validator

from analysis.errors import ParameterError
from analysis.schedule import exporters
from analysis.schedule.config import load
from analysis.schedule.settings import READ

TEXT = """
zone: Europe/Berlin
deadline: 1h
reports:
  harbour: {corpus: harbour, out: out/harbour, store: stores/harbour}
  weekly: {corpus: harbour, out: out/weekly, every: week, at: "00:30", zone: Asia/Tokyo}
  monthly: {corpus: harbour, out: out/monthly, every: month, at: "23:10", zone: America/New_York}
"""
PROGRAM = [sys.executable, "-P", "-m", "analysis"]
DAY = date(2026, 11, 24)


@pytest.fixture
def jobs(tmp_path):
    path = tmp_path / "100% mine" / "report.yaml"
    path.parent.mkdir()
    path.write_text(TEXT)
    return {job.name: job for job in load(path)}


@pytest.fixture
def words(tmp_path):
    def make(job):
        return exporters.command(job, tmp_path / "100% mine" / "report.yaml", PROGRAM, alone=False)

    return make


@pytest.mark.parametrize(
    ("name", "when"),
    [("harbour", "30 3 * * *"), ("weekly", "30 0 * * 1"), ("monthly", "10 23 1 * *")],
)
def test_the_crontab_says_when_and_its_command_is_what_the_shell_should_see(
    jobs, words, name, when
):
    text = exporters.cron(jobs[name], words(jobs[name]))["crontab"]
    note, line = text.splitlines()

    assert note.startswith("# ")
    assert line.startswith(f"{when} ")
    command = line.removeprefix(f"{when} ")
    assert "%" not in command.replace(r"\%", "")
    assert shlex.split(command.replace(r"\%", "%")) == words(jobs[name])


def test_cron_itself_accepts_the_crontab(jobs, words, tmp_path):
    """Cron only looks at the file: cronie with ``-T``, Debian's cron with ``-n``."""
    if not shutil.which("crontab"):
        pytest.skip("there is no crontab on this machine")
    path = tmp_path / "crontab"

    def look(text):
        path.write_text(text)
        for look_only in ("-T", "-n"):  # elsewhere -n is another thing: only if usage says so
            ask = ["crontab", look_only, str(path)]
            done = subprocess.run(ask, capture_output=True, text=True, check=False)
            if "[-n] file" not in done.stderr:
                break
        return done.returncode

    assert look("".join(exporters.cron(job, words(job))["crontab"] for job in jobs.values())) == 0
    assert look("30 25 * * * true\n") != 0


FIELDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 7)}


@pytest.mark.parametrize("name", ["harbour", "weekly", "monthly"])
def test_every_line_of_the_crontab_is_a_note_or_five_fields_and_a_command(jobs, words, name):
    """What `crontab` looks at, for machines without it."""
    for line in exporters.cron(jobs[name], words(jobs[name]))["crontab"].splitlines():
        if line.startswith("#"):
            continue
        *fields, command = line.split(maxsplit=5)
        for field, (least, most) in zip(fields, FIELDS.values(), strict=True):
            assert field == "*" or least <= int(field) <= most
        assert command


SECTIONS = {
    "Unit": {"Description"},
    "Service": {
        *("Type", "ExecStart", "SuccessExitStatus", "KillMode", "TimeoutStartSec"),
        *("TimeoutStopSec", "Nice"),
    },
    "Timer": {"OnCalendar", "Persistent", "RandomizedDelaySec"},
    "Install": {"WantedBy"},
}


@pytest.mark.parametrize("name", ["harbour", "weekly", "monthly"])
def test_units_have_sections_and_settings_that_systemd_knows_there(jobs, words, name):
    """What `systemd-analyze verify` looks at, for machines without it."""
    for unit, text in exporters.systemd(jobs[name], words(jobs[name])).items():
        read = ConfigParser(interpolation=None)
        read.optionxform = str
        read.read_string(text)
        expected = "Service" if unit.endswith(".service") else "Timer"
        assert expected in read
        for section in read.sections():
            assert set(read[section]) <= SECTIONS[section]


def test_systemd_itself_accepts_service_and_timer(jobs, words, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze on this machine")
    for job in jobs.values():
        for name, text in exporters.systemd(job, words(job)).items():
            (tmp_path / name).write_text(text)
    units = sorted(map(str, tmp_path.glob("standfirst-*")))
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )

    assert len(units) == 6
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if "standfirst-" in line]


def test_the_timer_makes_up_for_nights_without_power(jobs, words):
    files = exporters.systemd(jobs["weekly"], words(jobs["weekly"]))

    timer = files["standfirst-weekly.timer"]
    assert "Persistent=true" in timer
    assert "OnCalendar=Mon *-*-* 00:30:00 Asia/Tokyo" in timer
    service = files["standfirst-weekly.service"]
    assert "SuccessExitStatus=75" in service
    assert "TimeoutStartSec=4200" in service
    assert "100%% mine" in service


def workflow(job, words):
    ((name, text),) = exporters.github(job, words, near=date(2026, 11, 24)).items()
    assert name == f"standfirst-{job.name}.yml"
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - as GitHub, where `on` is a word


def test_the_workflow_has_the_shape_that_github_asks_for(jobs, words):
    read = workflow(jobs["harbour"], words(jobs["harbour"]))

    assert set(read) == {"name", "on", "permissions", "concurrency", "jobs"}
    assert set(read["on"]) == {"schedule", "workflow_dispatch"}
    assert read["concurrency"]["cancel-in-progress"] == "false"
    (job,) = read["jobs"].values()
    assert set(job) == {"runs-on", "timeout-minutes", "steps"}
    assert 0 < int(job["timeout-minutes"]) <= 360
    for step in job["steps"]:
        assert set(step) <= {"uses", "with", "run", "env", "if"}
        assert ("uses" in step) != ("run" in step)


def test_the_workflows_pass_the_schema_of_github(jobs, words):
    """The schema comes with the package `check-jsonschema`; nothing is fetched."""
    import check_jsonschema

    place = Path(check_jsonschema.__file__).parent / "builtin_schemas/vendor/github-workflows.json"
    schema = Draft7Validator(json.loads(place.read_text(encoding="utf-8")))
    for job in jobs.values():
        for text in exporters.github(job, words(job), near=date(2026, 11, 24)).values():
            assert list(schema.iter_errors(yaml.safe_load(text.replace("on:\n", "'on':\n")))) == []
            wrong = yaml.safe_load(text.replace("on:\n", "'on':\n").replace("runs-on", "runs"))
            assert list(schema.iter_errors(wrong))


def test_the_workflow_hands_the_day_over_as_a_value_and_keeps_history_and_store(jobs, words):
    (job,) = workflow(jobs["harbour"], words(jobs["harbour"]))["jobs"].values()

    (run,) = [step for step in job["steps"] if "env" in step]
    assert run["env"] == {"DAY": "${{ inputs.day }}"}
    assert "${{" not in run["run"]
    assert run["run"].endswith('--only harbour ${DAY:+--for "$DAY"}')
    kept = [step["with"]["path"].split("\n") for step in job["steps"] if "cache/" in str(step)]
    assert len(kept) == 2
    assert str(jobs["harbour"].out) in kept[0]
    assert jobs["harbour"].store in kept[0]


def test_actions_are_pinned_by_commit_with_their_version_beside(jobs, words):
    ((_, text),) = exporters.github(jobs["harbour"], words(jobs["harbour"]), near=DAY).items()
    used = re.findall(r"uses: (.*)", text)

    assert len(used) == 5
    for one in used:
        assert re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)
    assert "pip install --require-hashes" in text
    assert "--no-build-isolation" in text


@pytest.mark.parametrize("name", ["a\n          key: b", "a\x1b", "${{ github.token }}"])
def test_a_folder_that_would_be_more_than_a_name_in_a_workflow_is_refused(jobs, words, name):
    hostile = [
        (replace(jobs["harbour"], out=Path(name)), words(jobs["harbour"])),
        (replace(jobs["harbour"], store=f"{name}/"), words(jobs["harbour"])),
        (jobs["harbour"], ["standfirst", "run", name]),
    ]
    for job, command in hostile if "{{" not in name else hostile[::2]:
        with pytest.raises(ParameterError, match="is no name for a workflow"):
            exporters.github(job, command, near=DAY)


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("harbour", "30 2 * * *"),  # 03:30 in Berlin's winter
        ("weekly", "30 15 * * 0"),  # Monday 00:30 in Tokyo is still Sunday
        ("monthly", "10 4 2 * *"),  # 23:10 in New York's winter is the next day
    ],
)
def test_the_workflow_runs_when_the_period_is_over_in_its_zone(jobs, words, name, when):
    read = workflow(jobs[name], words(jobs[name]))

    assert read["on"]["schedule"] == [{"cron": when}]


@pytest.mark.parametrize("generation", [2, 3])
def test_the_dag_imports_and_has_one_task(jobs, words, monkeypatch, generation):
    """With modules that take down what they are given, in the places of Airflow 2 and 3."""
    made = {}

    class Dag:
        def __init__(self, **settings):
            made["dag"] = settings

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def module(name, **content):
        found = ModuleType(name)
        vars(found).update(content)
        monkeypatch.setitem(sys.modules, name, found)

    def operator(**settings):
        made["task"] = settings

    where = {
        2: ("airflow", "airflow.operators.bash"),
        3: ("airflow.sdk", "airflow.providers.standard.operators.bash"),
    }[generation]
    module("airflow")
    module(where[0], DAG=Dag)
    module(where[1], BashOperator=operator)
    zone = SimpleNamespace
    module("pendulum", datetime=lambda *day, tz: zone(day=day, tz=tz))
    job = jobs["weekly"]
    ((name, text),) = exporters.airflow(job, words(job), start=date(2026, 11, 23)).items()
    exec(compile(ast.parse(text), name, "exec"), {})  # noqa: S102 - it is ours

    assert made["dag"]["dag_id"] == "standfirst_weekly"
    assert made["dag"]["schedule"] == "30 0 * * 1"
    assert made["dag"]["start_date"] == SimpleNamespace(day=(2026, 11, 23), tz="Asia/Tokyo")
    assert made["dag"]["catchup"] is False
    assert made["task"]["skip_on_exit_code"] == 75
    assert shlex.split(made["task"]["bash_command"]) == words(job)


def test_a_command_means_the_same_once_airflow_has_filled_its_templates_in(jobs):
    from jinja2 import Template

    hostile = ["run", "/desk/{{ 7 * 7 }} {% raw %}/{# it's #}/job.sh"]
    ((_, text),) = exporters.airflow(jobs["harbour"], hostile, start=date(2026, 11, 23)).items()
    (given,) = [
        ast.literal_eval(keyword.value)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "bash_command"
    ]

    assert shlex.split(Template(given).render()) == hostile
    assert not given.endswith(".sh")


def test_the_printed_files_are_these_to_the_byte(jobs):
    job = replace(jobs["harbour"], out=Path("out/harbour"), store="stores/harbour")
    program = ["/desk/.venv/bin/python", "-P", "-m", "analysis"]
    words = exporters.command(job, Path("/desk/100% mine/report.yaml"), program, alone=False)
    printed = (
        exporters.cron(job, words)
        | exporters.systemd(job, words)
        | exporters.github(job, words, near=DAY)
        | exporters.airflow(job, words, start=date(2026, 11, 23))
    )

    assert printed == {
        path.name.removesuffix(".txt"): path.read_text(encoding="utf-8")
        for path in (Path(__file__).parent / "printed").glob("*.txt")
    }


def test_letters_of_any_script_stand_in_a_workflow_as_they_are(jobs):
    job = replace(jobs["harbour"], name="häfen", out=Path("out/🗞"))
    (step,) = [
        step
        for step in workflow(job, ["run", "/desk/🗞.yaml"])["jobs"]["report"]["steps"]
        if "upload" in step.get("uses", "")
    ]

    assert step["with"] == {"name": "häfen", "path": "out/🗞", "retention-days": "30"}


def test_a_name_with_a_line_break_is_refused(jobs):
    with pytest.raises(ParameterError, match="no name for a scheduler's file"):
        exporters.command(jobs["harbour"], Path("a\n* * * * * true"), PROGRAM, alone=True)


PAGE = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_shows_what_is_printed(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(blocks("yaml")[0])
    (job,) = load(path)
    program = ["/desk/.venv/bin/python", "-P", "-m", "analysis"]
    words = exporters.command(job, Path("/desk/report.yaml"), program, alone=True)

    assert blocks("crontab") == [exporters.cron(job, words)["crontab"]]
    assert blocks("systemd") == [exporters.systemd(job, words)["standfirst-harbour.timer"]]


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_configurations_of_the_page_are_right(tmp_path, text):
    path = tmp_path / "report.yaml"
    path.write_text(text)

    assert load(path)


def test_the_page_names_every_setting():
    assert all(f"`{name}`" in PAGE for name in READ)
