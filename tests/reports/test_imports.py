"""Large libraries imported without what only costs time."""

import gc
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from analysis.reports import imports
from analysis.reports.imports import lean


def test_a_module_that_is_left_out_cannot_be_imported_until_the_block_ends():
    sys.modules.pop("this", None)
    with lean("this"), pytest.raises(ImportError):
        import this  # noqa: F401

    assert "this" not in sys.modules


def test_a_module_that_was_imported_before_stays():
    before = sys.modules["json"]
    with lean("json"):
        assert sys.modules["json"] is before

    assert sys.modules["json"] is before


def test_garbage_is_collected_again_after_an_error_too():
    during = []
    with suppress(KeyError), lean():
        during.append(gc.isenabled())
        raise KeyError

    assert (during, gc.isenabled()) == ([False], True)


def test_whoever_collects_no_garbage_is_left_so():
    gc.disable()
    try:
        with lean():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_runs_notebooks_can_do_without_what_is_left_out():
    """And imports no pandas, which would be another one without pyarrow."""
    code = """
import json, sys
from analysis.reports.imports import FORMATS, HADOOP, lean
with lean(*FORMATS, *HADOOP):
    import analysis.reports.parameters, analysis.reports.render, analysis.reports.run
loaded = [name for name in (*FORMATS, *HADOOP, "pandas") if name in sys.modules]
import nbformat, pyarrow
nbformat.validate(nbformat.v4.new_notebook())
print(json.dumps(loaded))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == []


def test_no_import_must_stand_before_another():
    """The linter sorts imports; nothing tells it to leave some where they are."""
    package = Path(imports.__file__).parents[1]
    kept = [path for path in package.rglob("*.py") if "# isort:" in path.read_text("utf-8")]

    assert kept == []
