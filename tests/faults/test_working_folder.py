"""Modules that lie in the folder where a command is started are not run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.reports.forkserver.preload import PRELOAD

ROOT = Path(__file__).parents[2]
STANDFIRST = Path(sys.executable).with_name("standfirst")
PLAIN = """
random struct selectors socket json ast signal logging threading queue subprocess tempfile shutil
pathlib re inspect typing dataclasses datetime decimal csv email http urllib uuid hashlib secrets
multiprocessing concurrent asyncio runpy site code sitecustomize usercustomize click yaml filelock
tqdm ipykernel ipykernel_launcher IPython traitlets tornado zmq jupyter_client jupyter_core pandas
numpy numba pyarrow matplotlib networkx nltk punkt vaderSentiment papermill nbclient nbformat nbval
pytest _pytest jinja2 markupsafe mistune nh3 pygments psutil conftest ipython_config sentence
jupyter_config ipython_kernel_config analysis
"""


@pytest.fixture
def hostile(tmp_path):
    """A folder with a corpus, and a module of each name that we import; each leaves a sign."""
    folder = tmp_path / "desk"
    folder.mkdir()
    sign = f"open({str(tmp_path / 'signs')!r}, 'a').write(__file__ + chr(10))\nraise SystemExit\n"
    names = {*PLAIN.split(), *(name.partition(".")[0] for name in PRELOAD)}
    for name in names:
        (folder / f"{name}.py").write_text(sign)
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text(sign)
    (folder / "analysis").mkdir()
    for name in ("__init__", "__main__", "errors"):
        (folder / "analysis" / f"{name}.py").write_text(sign)
    news = "id,text,outlet,date\na,The US met Iraq.,One,2024-01-01\nb,Pay.,Two,2024-01-02\n"
    (folder / "news.csv").write_text(news)
    return folder


@pytest.fixture
def run(hostile, tmp_path):
    def one(*command, **environment):
        done = subprocess.run(
            [*map(str, command)],
            cwd=hostile,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={**os.environ, **environment},
        )
        signs = tmp_path / "signs"
        assert not signs.exists(), signs.read_text()
        return done.returncode, done.stdout + done.stderr

    return one


def test_the_modules_would_be_run_where_python_looks_for_them(hostile, tmp_path):
    subprocess.run([sys.executable, "-c", "import random"], cwd=hostile, check=False)

    assert (tmp_path / "signs").read_text() == f"{hostile / 'random.py'}\n"


def test_no_command_runs_them(run, hostile):
    (hostile / "report.yaml").write_text(
        "corpus: news.csv\nout: nights\nnotebooks: frequency\ncheck: false\n"
    )
    notebook = ROOT / "notebooks" / "frequency.ipynb"

    assert run(STANDFIRST, "annotate", "news.csv", "--workers", "2")[0] == 0
    made = run(
        *(STANDFIRST, "report", "news.csv", "--out", "made", "--notebooks", notebook),
        *("-p", "workers", "2", "--no-check"),
    )
    assert made == (0, f"{hostile / 'made' / 'index.html'}\n")
    assert run(STANDFIRST, "check", "made") == (0, "made: the same\n")
    assert run(STANDFIRST, "corpus", "news.csv")[0] == 0
    assert run(STANDFIRST, "parameters")[0] == 0
    code, printed = run(STANDFIRST, "schedule", "cron", "report.yaml")
    assert code == 0
    line = printed.splitlines()[-1].split(maxsplit=5)[5]
    assert run(*shlex.split(line)) == (0, "")
    assert run(STANDFIRST, "run", "report.yaml") == (0, "")
    assert run(STANDFIRST, "status", "report.yaml")[0] == 0
    for form in ("systemd", "airflow"):
        printed = run(STANDFIRST, "schedule", form, "report.yaml")[1]
        assert re.search(rf"{re.escape(sys.executable)} -P -m analysis run ", printed)


def test_workers_of_a_kernel_with_the_habits_of_jupyter_do_not_run_them(run, tmp_path):
    """A user's own kernel looks in its folder; what it starts for us does not."""
    (tmp_path / "ask.py").write_text(
        "import os, sys\n"
        "from analysis import lexicons\n"
        "from analysis.annotate.warm import warm\n"
        "from analysis.corpus import annotate\n"
        "if __name__ == '__main__':\n"
        "    warm()  # all is imported before the folder is looked in\n"
        "    sys.path.insert(0, '')\n"
        "    print(len(annotate('news.csv', store='kept', workers='2')))\n"
        "    assert sys.path[0] == '' and 'PYTHONSAFEPATH' not in os.environ\n"
    )
    code, said = run(sys.executable, "-P", tmp_path / "ask.py")

    assert (code, said) == (0, "2\n")


def test_a_command_that_is_told_keeps_the_users_ways(run, hostile):
    """Hooks are the user's own: they may import what lies beside them, and have TMPDIR."""
    text = "corpus: news.csv\nout: nights\nnotebooks: nosuch\n"
    (hostile / "report.yaml").write_text(text)
    hook = 'echo "${PYTHONSAFEPATH-unset} ${TMPDIR-unset}" > told'
    environment = {"TMPDIR": str(hostile.parent)}

    assert run(STANDFIRST, "run", "report.yaml", "--on-failure", hook, **environment)[0] == 2
    assert (hostile / "told").read_text() == f"unset {hostile.parent}\n"
