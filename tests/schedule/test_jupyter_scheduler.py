"""Jupyter Scheduler ("Create Notebook Job") runs the notebooks, in a server as users start it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import psutil
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ("corpus", "frequency", "sentiment", "actors")
TOKEN = "of-the-tests"  # noqa: S105 - it opens a server that lives for one test


class Server:
    """JupyterLab with its own folders, asked over the network as the browser asks it."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kinds = ("DATA", "CONFIG", "RUNTIME")
        own = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in kinds}
        options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={self.port}"]
        options += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"]
        with (folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options],
                env={**os.environ, **own, "IPYTHONDIR": str(folder / "ipython")},
                stdout=log,
                stderr=log,
            )

    def ask(self, path, **body):
        data = json.dumps(body).encode() if body else None
        headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        address = f"http://127.0.0.1:{self.port}/scheduler/{path}"
        with urlopen(Request(address, data, headers), timeout=120) as answer:
            return json.load(answer)

    def environment(self):
        """Wait until the server answers, and name the environment in which jobs are run."""
        end = time.monotonic() + 300
        while True:
            try:
                return self.ask("runtime_environments")[0]["name"]
            except OSError:  # nobody listens yet, or nobody answers yet
                log = (self.folder / "server.log").read_text()
                assert self.process.poll() is None, log
                assert time.monotonic() < end, log
                time.sleep(0.1)

    def start(self, notebook, environment, **parameters):
        """Start a job. What is typed for a parameter is put into the notebook as it is typed."""
        told = {name: json.dumps(value) for name, value in parameters.items()}
        return self.ask(
            "jobs",
            name=notebook,
            input_uri=f"{notebook}.ipynb",
            runtime_environment_name=environment,
            output_formats=["ipynb"],
            parameters=told,
        )["job_id"]

    def wait(self, job):
        end = time.monotonic() + 300
        while (told := self.ask(f"jobs/{job}"))["status"] not in {"COMPLETED", "FAILED"}:
            assert time.monotonic() < end, told
            time.sleep(0.2)
        return told


@pytest.fixture
def server(tmp_path):
    for name in NAMES:
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", tmp_path)
    started = Server(tmp_path)
    yield started
    for process in psutil.Process(started.process.pid).children(recursive=True):
        process.kill()
    started.process.kill()  # its jobs are done; taking leave of each would cost seconds
    started.process.wait(timeout=30)


def test_the_four_notebooks_run_as_jobs_with_parameters(server, tmp_path):
    corpus = tmp_path / "harbour"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Port opens\n\nThe port of Senn opened on Monday.\n")
    where = server.environment()
    told = {name: {"corpus": str(corpus), "output": str(tmp_path / name)} for name in NAMES}
    told["frequency"] |= {"top_n": 2, "n_words": 2}

    jobs = {name: server.start(name, where, **told[name]) for name in NAMES}

    for name, job in jobs.items():
        ended = server.wait(job)
        assert ended["status"] == "COMPLETED", ended["status_message"]
        (path,) = (tmp_path / "data").glob(f"scheduler_staging_area/{job}/{name}-*.ipynb")
        executed = nbformat.read(path, as_version=4)
        assert all(c.execution_count for c in executed.cells if c.cell_type == "code")
        assert not any(
            o.output_type == "error" for c in executed.cells for o in c.get("outputs", [])
        )
    written = (tmp_path / "frequency" / "frequency.csv").read_text().splitlines()
    assert "port opens,2,1," in written[1]
    assert len(list((tmp_path / "actors").glob("*.csv"))) > 1
