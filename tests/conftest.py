"""Small corpora that many tests share, and the settings of hypothesis."""

import json
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from jupyter_core.utils import ensure_event_loop

from analysis.corpus import load
from analysis.reports.imports import FORMATS, lean
from analysis.schema import REGISTRY

with lean(*FORMATS):
    import nbformat  # noqa: F401 - before any test imports it the slow way

ROOT = Path(__file__).parent.parent
LONG = tuple(f"tests/{room}/" for room in "browser faults notebooks reports schedule".split())
"""Rooms whose tests start processes."""

settings.register_profile("project", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("project")


def pytest_collection_modifyitems(items):
    """Begin with what takes long, so that at the end no worker waits for another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def registry():
    """Three states, a government with its capital, a body, a group and a person."""
    rows = [
        ("Marovia", "state", "", "Marovia", "name"),
        ("Marovia", "state", "", "Marovian", "adjective"),
        ("Marovian government", "government", "Marovia", "Senn", "metonym"),
        ("Marovian government", "government", "Marovia", "Marovian government", "nominal"),
        ("United States", "state", "", "United States", "name"),
        ("United States", "state", "", "US", "acronym"),
        ("United States", "state", "", "U.S.", "acronym"),
        ("Islamic State", "armed group", "", "Islamic State", "name"),
        ("Islamic State", "armed group", "", "IS", "acronym"),
        ("al-Haq", "armed group", "", "al-Haq", "name"),
        ("Bank", "company", "", "Bank", "name"),
        ("Bank of England", "company", "", "Bank of England", "name"),
        ("Ana van Dahl", "person", "Marovia", "Ana van Dahl", "name"),
    ]
    columns = ["actor", "type", "parent", "alias", "how"]
    return REGISTRY.conform(pd.DataFrame(rows, columns=columns))


@pytest.fixture
def annotated(tmp_path, registry):
    """Annotate a few bodies of articles, each with the headline “Headline”."""

    def make(*bodies, names=registry):
        for number, body in enumerate(bodies):
            text = f"Headline\n\n{body}\n"
            (tmp_path / f"{chr(97 + number)}.txt").write_bytes(text.encode())
        return load(tmp_path, registry=names)

    return make


@pytest.fixture
def news(tmp_path):
    """Annotate articles given as (outlet, day, text); they are named 00, 01, and so on."""

    def make(*rows):
        path = tmp_path / "news.jsonl"
        lines = [
            {"id": f"{number:02d}", "outlet": outlet, "date": day, "text": text}
            for number, (outlet, day, text) in enumerate(rows)
        ]
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        return load(path)

    return make


@pytest.fixture(scope="session")
def seed():
    """The seed article, annotated with the shipped registry and its own actors.csv."""
    return load(ROOT / "seeds" / "kurdistan24")


@pytest.fixture(scope="session")
def estuary():
    """The corpus written for this project, annotated."""
    return load(ROOT / "seeds" / "estuary")


@pytest.fixture(scope="session", autouse=True)
def _close_the_loop():
    """Jupyter makes an event loop in the thread of the tests, and leaves it open."""
    yield
    ensure_event_loop().close()


@pytest.fixture(scope="session")
def server():
    """A fork server that lives as long as the tests."""
    from analysis.reports import kernels

    with kernels.fork_server() as started:
        yield started


@pytest.fixture(scope="session")
def on_servers(server):
    """Let what is made in a block take the fork server of all tests, which saves its start.

    What is checked takes a second one, with another hash seed, as it does for users.
    """
    from analysis.reports import kernels

    start = kernels.fork_server
    with ExitStack() as until_the_end:

        @cache
        def checker():
            return until_the_end.enter_context(start(checks=True))

        def kept(*_, checks=False):
            return nullcontext(checker() if checks else server)

        @contextmanager
        def block():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(kernels, "fork_server", kept)
                yield

        yield block
