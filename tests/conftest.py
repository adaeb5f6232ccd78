"""Small corpora that many tests share, and the settings of hypothesis."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from jupyter_core.utils import ensure_event_loop

from analysis.corpus import load
from analysis.schema import REGISTRY

ROOT = Path(__file__).parent.parent

settings.register_profile("project", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("project")


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
