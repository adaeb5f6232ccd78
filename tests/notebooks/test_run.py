"""Notebooks run: under papermill alone from any folder, and on corpora that try to break them."""

import ast
import json
import re
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner
from papermill.cli import papermill

from analysis.corpus.corpus import Corpus
from analysis.errors import ParameterError

ROOT = Path(__file__).parent.parent.parent
NAMES = ["actors", "corpus", "frequency", "sentiment"]
EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)> $x$ =1+1'


def run(name, **parameters):
    """Run a notebook's code here, without a kernel, and give what each cell shows."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    names, shown = {}, {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        *body, last = ast.parse(cell.source).body
        is_shown = isinstance(last, ast.Expr)
        exec(compile(ast.Module(body if is_shown else [*body, last], []), name, "exec"), names)  # noqa: S102
        if "parameters" in cell.metadata.get("tags", []):
            names.update(parameters)
        if is_shown:
            value = eval(compile(ast.Expression(last.value), name, "eval"), names)  # noqa: S307
            bundle = value._repr_mimebundle_()
            shown[cell.id] = bundle[0] if isinstance(bundle, tuple) else bundle
    return shown


@cache
def as_it_stands(name):
    """What a notebook shows with the parameters that are written in it."""
    return run(name)


@pytest.fixture
def hostile(tmp_path):
    rows = [
        {
            "headline": EVIL,
            "text": f"{EVIL} The US met Iraq.\n\n{EVIL}",
            "outlet": EVIL,
            "date": "2026-03-02",
            "author": EVIL,
            "url": "javascript:alert(1)",
        },
        {
            "headline": "=cmd()",
            "text": "Iraq left. “Nothing”",
            "outlet": "-2+3",
            "date": "2026-03-12",
        },
    ]
    path = tmp_path / "evil.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_shown_and_never_obeyed(name, hostile, tmp_path):
    for bundle in run(name, corpus=hostile, output=str(tmp_path / "data")).values():
        page = bundle.get("text/html", "")
        assert set(re.findall(r"</?(\w+)", page)) <= {
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "p",
            *("a", "b", "br", "details", "div", "mark", "small", "span", "summary", "wbr"),
        }
        assert not re.search(r"<[^>]*\bon\w+=", page)
        assert set(re.findall(r'href="(.)', page)) <= {"#"}
        assert "text/markdown" not in bundle, "markdown would be rendered"
    for path in (tmp_path / "data").glob("*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.startswith(("=", "@", "+"))
            assert ",=" not in line


@pytest.mark.parametrize("name", NAMES)
def test_a_selection_without_any_word_gives_sentences_and_no_traceback(name):
    shown = run(name, zones="credit", corpus="seeds/estuary", outlets="Lanmere Gazette")
    empty = run(name, zones="deck", corpus=str(ROOT / "tests" / "seeds" / "bare"))

    assert all(bundle["text/plain"] for bundle in [*shown.values(), *empty.values()])


@pytest.mark.parametrize("name", NAMES)
def test_languages_choose_the_articles_of_every_notebook(name, tmp_path):
    file = tmp_path / "news.csv"
    english = "The quay of Senn was shut on Monday. The terrible storm hit Iran and the crews."
    german = "Der Hafen wurde am Montag nach einem Sturm geschlossen. Die Lage ist ernst, sagte er."
    file.write_text(f'id,text\na,"{english}"\nb,"{german}"\nc,"{german} Ja."\n', encoding="utf-8")

    for languages, told in [("", "1 article,"), ("German", "2 articles,"), ("all", "3 articles,")]:
        shown = run(name, corpus=str(file), languages=languages)
        assert told in shown["provenance"]["text/plain"]
    with pytest.raises(ParameterError, match="did you mean 'German'"):
        run(name, corpus=str(file), languages="Germann")


@pytest.mark.parametrize("name", NAMES)
def test_figures_come_with_the_finding_as_alternative_text(name):
    figures = [b for b in as_it_stands(name).values() if "image/png" in b]

    assert len(figures) == (2 if name == "frequency" else 1)
    assert all(figure["text/plain"].startswith("Figure: ") for figure in figures)


@pytest.mark.parametrize("name", ["estuary", "kurdistan24"])
def test_every_link_within_a_committed_page_leads_to_a_place_on_it(name):
    for path in sorted((ROOT / "reports" / name).glob("*.html")):
        page = path.read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]*)"', page)
        links = [unquote(link) for link in re.findall(r'href="#([^"]*)"', page)]

        assert len(set(ids)) == len(ids) > 0
        assert set(links) <= set(map(unescape, ids))
        assert any(link.startswith("term-") for link in links) == (path.stem == "frequency")


@pytest.mark.parametrize("name", NAMES)
def test_stories_can_be_counted_in_place_of_articles(name, tmp_path):
    shown = run(name, corpus="seeds/estuary", count="story", output=str(tmp_path))

    assert "merged: one article a story" in shown["ledger"]["text/plain"]
    assert "count = story" in shown["provenance"]["text/plain"]
    if name == "frequency":
        table = pd.read_csv(tmp_path / "dispersion.csv")
        assert "Counted is one article a story: 45 of 64" in shown["ledger"]["text/plain"]
        assert (table["of_articles"] == 45).all()
        assert (table["n_articles"] == table["n_stories"]).all()


def test_what_was_planted_is_seen_on_the_page_of_frequency():
    page = (ROOT / "reports" / "estuary" / "frequency.html").read_text(encoding="utf-8")

    assert "“silt”: 0.0 per 1,000 words in the week of 2 March 2026, 22.7 in the week" in page
    assert "Estuary Today only since 6 April 2026" in page
    assert "Estuary Today: more “livelihoods”" in page
    assert "which outlets wrote explains most of that: their usual rates give 0.0 and" in page
    assert "64 tell 45 stories, since 19 are copies of others" in page


def test_one_article_says_what_cannot_be_said_and_shows_no_test():
    for name in NAMES:
        text = " ".join(bundle["text/plain"] for bundle in as_it_stands(name).values())
        assert "This is one article." in text
        assert "no interval and no test is shown" in text
        assert "±" not in text
        assert " p = " not in text


def test_papermill_alone_runs_a_notebook_from_an_unrelated_folder(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "papermill",
            str(ROOT / "notebooks" / "frequency.ipynb"),
            "out.ipynb",
            "-p",
            "corpus",
            str(ROOT / "seeds" / "kurdistan24"),
            "-p",
            "output",
            "tables",
            "--no-progress-bar",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tables" / "frequency.csv").is_file()
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert all(cell.execution_count for cell in cells if cell.cell_type == "code")


def test_papermill_help_lists_every_parameter_with_type_and_help():
    order = ["--help-notebook", str(ROOT / "notebooks" / "actors.ipynb")]
    done = CliRunner().invoke(papermill, order)

    for name, kind in {
        "corpus": "str",
        "window": "str",
        "top_n": "int",
        "leave_out": "str",
    }.items():
        assert f"{name}: {kind}" in done.output
    assert "actors to draw at most" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("name", "most"), [("actors", 10), ("corpus", 6), ("frequency", 7), ("sentiment", 4)]
)
def test_the_shards_are_gone_through_few_times(name, most, tmp_path, monkeypatch):
    passes = []

    def noted(method):
        def once(corpus, *arguments):
            passes.append(arguments)
            return method(corpus, *arguments)

        return once

    for method in ("map_shards", "batches"):
        monkeypatch.setattr(Corpus, method, noted(getattr(Corpus, method)))
    run(name, corpus=str(ROOT / "seeds" / "estuary"), output=str(tmp_path))

    assert 0 < len(passes) <= most
