"""However a command ends, nothing of it is left, and it says so in one line."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.__main__ import main

STANDFIRST = Path(sys.executable).with_name("standfirst")
NOTEBOOKS = Path(__file__).parent / "notebooks"
TESTS = NOTEBOOKS.parents[1] / "reports" / "notebooks"


@pytest.fixture
def desk(tmp_path):
    """A folder with a corpus, and one that takes a while."""
    (tmp_path / "harbour").mkdir()
    for number in range(2):
        text = f"Port opens\n\nThe port of Senn opened on day {number}.\n"
        (tmp_path / "harbour" / f"{number}.txt").write_text(text)
    lines = (
        f"{n},The US met Iraq in Senn {n} times and Ana Lee spoke of it.\n" for n in range(9000)
    )
    (tmp_path / "long.csv").write_text("id,text\n" + "".join(lines))
    return tmp_path


@pytest.fixture
def start(desk, temporary):
    def one(*arguments, **settings):
        environment = {**os.environ, "TMPDIR": str(temporary), **settings.pop("env", {})}
        return subprocess.Popen(
            [STANDFIRST, *map(str, arguments)],
            cwd=settings.pop("cwd", desk),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="surrogateescape",
            env=environment,
            **settings,
        )

    return one


@pytest.fixture
def said(start):
    """Run to the end; give the code and what was said on standard error."""

    def one(*arguments, **settings):
        process = start(*arguments, **settings)
        _, told = process.communicate(timeout=300)
        return process.returncode, told

    return one


WAITS = (
    "report",
    "harbour",
    "--out",
    "made",
    "--no-check",
    "--notebooks",
    NOTEBOOKS / "waits.ipynb",
)
ANNOTATES = ("annotate", "long.csv", "--store", "kept", "--workers", "2")


def wait_until(is_so, process, seconds=300):
    end = time.monotonic() + seconds
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def at_work(start, desk, descendants):
    """Start a command and wait until its children are at work; give it and them."""

    def one(command):
        process = start(*command)
        if command is WAITS:
            wait_until((desk / "waiting.pid").exists, process)
        else:
            wait_until(lambda: len(descendants(process)) >= 4, process)
        return process, descendants(process)

    return one


@pytest.fixture
def left(desk, temporary):
    """Name what a command has left beside its results."""
    return lambda: [*temporary.iterdir(), *desk.glob(".*")]


@pytest.mark.parametrize("command", [WAITS, ANNOTATES], ids=["report", "annotate"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_of_it_cleanly(left, at_work, all_end, command, number):
    process, children = at_work(command)
    process.send_signal(number)
    out, told = process.communicate(timeout=300)

    assert process.returncode == 128 + number
    assert out == ""
    assert told.startswith("standfirst: ")
    assert told.endswith(f"stopped by {number.name}\n")
    assert told.count("\n") == 1
    assert children
    assert all_end(children) == []
    assert left() == []


@pytest.mark.parametrize("command", [WAITS, ANNOTATES], ids=["report", "annotate"])
def test_killed_it_takes_its_children_along_and_the_next_one_removes_the_rest(  # noqa: PLR0917
    desk, left, at_work, said, all_end, command
):
    process, children = at_work(command)
    process.kill()
    process.communicate()

    assert children
    assert all_end(children) == []
    assert left()
    (desk / "go").touch()
    assert said(*command) == (0, "")
    assert left() == []


def test_the_process_that_starts_kernels_ends_while_it_still_imports(start, descendants, all_end):
    """It is held while it imports, so that it cannot go on to look for its parent itself."""

    def imports():
        return any(
            "numpy" in place.path for one in descendants(process) for place in one.memory_maps()
        )

    process = start(*WAITS)
    wait_until(imports, process)
    children = descendants(process)
    for child in children:
        child.suspend()
    process.kill()
    process.communicate()

    assert all_end(children) == []


def test_of_two_reports_at_once_one_works_and_the_other_leaves_with_75(desk, at_work, said):
    process, _ = at_work(WAITS)

    assert said(*WAITS) == (75, f"standfirst: another run is making {desk / 'made'}\n")
    (desk / "go").touch()
    process.communicate(timeout=300)
    assert process.returncode == 0


CHECKED = ("report", "harbour", "--out", "made", "--notebooks", TESTS / "passes.ipynb")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("report", "harbour", "-p", "stop_words", "\udcff"), 2, "'stop_words' is not in UTF-8"),
        (("report", b"caf\xe9", "--out", "made"), 2, "the corpus's name is not in UTF-8"),
        (("annotate", b"caf\xe9"), 2, "the corpus's name is not in UTF-8"),
        (("report", "harbour", "--out", b"caf\xe9/made"), 2, "--out is not in UTF-8"),
        (("report", "harbour", "--out", "/proc/none/made"), 1, "'/proc/none': No such file"),
        (("report", "harbour", "--out", "n" * 300), 1, "File name too long"),
        (("check", "\x1b[2J\u202e"), 1, r"\x1b[2J\u202e is no report"),
        (("parameters", "\x1b[2J"), 2, r"there is no notebook '\x1b[2J'"),
        (("\x1b[2J",), 2, r"No such command '\x1b[2J'"),
        (("run", "harbour"), 2, "is no file; a configuration is a file of YAML"),
        (("report", "harbour", "--config", "bomb.yaml"), 2, "this holds itself by an alias"),
    ],
)
def test_what_is_wrong_is_one_line(desk, monkeypatch, arguments, code, told):
    (Path(os.fsdecode(os.fsencode(desk) + b"/caf\xe9"))).mkdir()
    (desk / "bomb.yaml").write_text("a: &a [*a]\n")
    before = sorted(desk.iterdir())
    monkeypatch.chdir(desk)

    ended = CliRunner().invoke(main, [os.fsdecode(word) for word in arguments])

    assert told in ended.stderr
    assert ended.exit_code == code
    assert isinstance(ended.exception, SystemExit), "no error goes past the command line"
    last = ended.stderr.splitlines()[-1]
    assert last.startswith(("standfirst: ", "Error: "))
    assert "Traceback" not in ended.stderr
    assert sorted(desk.iterdir()) == before


def test_a_process_that_is_refused_says_it_on_standard_error(desk, said):
    """The test above asks within this process; this one, from without."""
    (Path(os.fsdecode(os.fsencode(desk) + b"/caf\xe9"))).mkdir()
    ended, told = said("annotate", os.fsdecode(b"caf\xe9"))

    assert ended == 2
    assert "the corpus's name is not in UTF-8" in told
    assert "Traceback" not in told


def test_the_card_of_a_hostile_corpus_does_nothing_to_the_terminal(desk, start):
    (desk / "\x1b[2J.csv").write_text("id,text,outlet\na,Pay.,\u2028One\n")
    process = start("corpus", "\x1b[2J.csv")
    out, told = process.communicate(timeout=300)

    assert (process.returncode, told) == (0, "")
    assert r"\x1b[2J: 1 article" in out
    assert "One (1)" in out
    assert out.isascii()


def test_a_deleted_working_folder_is_told(desk):
    (desk / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir ../gone; exec "$0" report harbour', str(STANDFIRST)],
        cwd=desk / "gone",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr == "standfirst: the working folder is gone; change to one that is there.\n"


def test_a_long_name_for_what_is_temporary_is_no_trouble(desk, said):
    long = desk / ("t" * 120)
    long.mkdir()

    assert said(*CHECKED, env={"TMPDIR": str(long)}) == (0, "")
    assert said("annotate", "harbour", "--workers", "2", env={"TMPDIR": str(long)})[0] == 0


@pytest.mark.parametrize("megabytes", [150, 400])
def test_too_little_memory_is_told_in_words(said, megabytes):
    """Libraries may add lines of their own; a traceback is not among them."""

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    code, told = said(*CHECKED, preexec_fn=limit)

    assert code in {1, 2}
    assert "Traceback" not in told
    assert told.splitlines()[-1].startswith("standfirst: ")


def test_a_full_disk_is_told_and_nothing_is_left(left, said, small_disk):
    code, told = said(
        *("report", "harbour", "--no-check", "--out", small_disk / "made"),
        *("--notebooks", NOTEBOOKS / "fills_the_disk.ipynb"),
    )

    assert code == 1
    assert "No space left on device" in told
    assert "Traceback" not in told
    assert left() == []
    assert [path.name for path in small_disk.iterdir()] in ([], ["made.failed"])


def test_a_place_that_cannot_be_written_is_told(left, said, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    code, told = said("report", "harbour", "--out", small_disk / "made")

    assert (code, told.count("\n")) == (1, 1)
    assert "Read-only file system" in told
    assert left() == []
