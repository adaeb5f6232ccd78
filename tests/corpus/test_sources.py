"""What a store depends on is computed, and nothing that runs while it is made is left out."""

import ast
import sys
import threading
from pathlib import Path

import pytest

from analysis import lexicons
from analysis.corpus import annotate, build, load, shards, sources
from analysis.corpus.update import maker
from analysis.readers.source import open_source

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
ANNOTATOR, MAKER = shards.__name__, maker.__module__


def by_ast(path):
    """Give what a source imports, as Python's own parser sees it."""
    found = set()

    class Visitor(ast.NodeVisitor):
        def visit_If(self, node):
            if ast.unparse(node.test) != "TYPE_CHECKING":
                self.generic_visit(node)

        def visit_Import(self, node):
            found.update(alias.name for alias in node.names)

        def visit_ImportFrom(self, node):
            assert not node.level, "imports are absolute"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                found.add(name if sources.file_of(name) else node.module)

    Visitor().visit(ast.parse(path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_import_is_missed_that_pythons_parser_sees(path):
    assert by_ast(path) <= sources.imports(path)


def test_a_store_depends_on_nothing_that_only_looks_like_an_import():
    for path in sources.sources(MAKER).files:
        assert path.suffix != ".py" or sources.imports(path) == by_ast(path), path


def test_every_way_to_import_is_seen(tmp_path):
    path = tmp_path / "a.py"
    path.write_text(
        "from __future__ import annotations\n"
        "import os, analysis.errors as wrong\n"
        "from analysis import (\n    lexicons,  # a word, and a comma\n    schema as shape,\n)\n"
        "from analysis.readers import LINES, source\n"
        "if TYPE_CHECKING:\n    from analysis.corpus import Annotated\n\n    import pandas\n"
        "def late():\n    from numba import njit\n"
    )

    ours = {name for name in sources.imports(path) if name.startswith("analysis")}
    assert ours == {
        *("analysis.errors", "analysis.lexicons", "analysis.schema"),
        *("analysis.readers", "analysis.readers.source"),
    }
    assert "numba" in sources.imports(path)
    assert "pandas" not in sources.imports(path)


def executed(work):
    """Give the files of ours of which code runs while something is done."""
    ran = set()

    def note(frame, event, _):
        if event == "call":
            ran.add(frame.f_code.co_filename)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return {Path(name) for name in ran if name.startswith(str(ROOT / "analysis"))}


@pytest.mark.parametrize("corpus", ["kurdistan24", "estuary"])
def test_all_code_that_runs_while_a_corpus_is_read_and_annotated_is_covered(corpus, tmp_path):
    ran = executed(lambda: annotate(ROOT / "seeds" / corpus, store=tmp_path / "store"))
    opens = {Path(sys.modules[load.__module__].__file__)}
    names = ("corpus/corpus.py", "readers/languages.py", "corpus/actors/identity.py", "settings.py")
    opens |= {ROOT / "analysis" / name for name in names}

    assert {path.name for path in ran} >= {"texts.py", "source.py", "registry.py"}
    assert ran - opens <= set(sources.sources(MAKER).files)


def test_all_code_that_runs_while_a_shard_is_annotated_is_covered(tmp_path, corpus, registry):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry)
    texts = list(made.texts(list(made.metadata["article_id"])).values())
    shards._names.cache_clear()
    arguments = (str(made._folder), "0" * 16, bytes(16 * len(texts)), texts, [0] * len(texts))
    ran = executed(lambda: shards.annotate_shard(*arguments))

    assert ran <= set(sources.sources(ANNOTATOR).files)


def test_the_word_lists_and_the_packages_are_covered():
    needed = sources.sources(ANNOTATOR)
    lists = set(Path(lexicons.__file__).parent.joinpath("data").iterdir())

    assert lists <= set(needed.files)
    assert {"numba", "numpy", "pyarrow"} <= set(needed.packages)


def test_annotators_do_not_depend_on_readers_nor_on_what_shows_results():
    names = {path.relative_to(sources.ROOT).parts[0] for path in sources.sources(MAKER).files}

    assert Path(sys.modules[open_source.__module__].__file__) in sources.sources(MAKER).files
    assert (
        Path(sys.modules[open_source.__module__].__file__) not in sources.sources(ANNOTATOR).files
    )
    assert not names & {"reports", "schedule", "frequency"}


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the package whose sources may change; nothing is imported from it."""
    import shutil

    copy = tmp_path / "analysis"
    shutil.copytree(sources.ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "ROOT", copy)

    def forget():
        for cached in (sources.fingerprint, sources._imports, sources._data):
            cached.cache_clear()

    forget()
    yield copy, forget
    forget()


@pytest.mark.parametrize(
    ("file", "before", "after", "stale"),
    [
        ("schema.py", '"headline", "deck"', '"deck", "headline"', {ANNOTATOR, MAKER}),
        ("readers/source.py", '"""', '"""A', {MAKER}),
        ("readers/dates.py", '"""', '"""A', {MAKER}),
        ("annotate/texts.py", '"""', '"""A', {ANNOTATOR, MAKER}),
        ("kernels/vader_words.py", '"""', '"""A', {ANNOTATOR, MAKER}),
        ("lexicons/data/titles.csv", "\n", "\n\n", {ANNOTATOR, MAKER}),
        ("display/wording.py", '"""', '"""A', set()),
        ("reports/run.py", '"""', '"""A', set()),
    ],
)
def test_a_change_makes_stale_what_depends_on_it(copied, file, before, after, stale):
    copy, forget = copied
    old = {module: sources.fingerprint(module) for module in (ANNOTATOR, MAKER)}
    text = (copy / file).read_text("utf-8")
    assert before in text
    (copy / file).write_text(text.replace(before, after, 1), "utf-8")
    forget()

    assert {module for module in old if sources.fingerprint(module) != old[module]} == stale


def test_another_version_of_a_package_makes_all_stale(monkeypatch):
    old = sources.fingerprint(ANNOTATOR)
    monkeypatch.setattr(sources, "versions", lambda names: dict.fromkeys(names, "0"))
    sources.fingerprint.cache_clear()
    new = sources.fingerprint(ANNOTATOR)
    sources.fingerprint.cache_clear()

    assert new != old


def test_what_another_reader_read_is_read_again_and_not_annotated_again(
    corpus, registry, tmp_path, monkeypatch, content
):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    before = content(store)
    monkeypatch.setattr(sys.modules[MAKER], "maker", lambda: "another")
    read = []
    rows_of = build.rows_of
    monkeypatch.setattr(build, "rows_of", lambda piece: read.append(piece) or rows_of(piece))
    annotated = []
    annotate(corpus.path, store=store, registry=registry, progress=lambda _, n: annotated.append(n))

    assert len(read) == 1
    assert annotated == []
    assert content(store) == before
