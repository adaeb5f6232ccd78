"""Modules that are left out for a block."""

import subprocess
import sys

import pytest

from analysis.reports.left_out import left_out


def test_a_module_that_is_left_out_cannot_be_imported_until_the_block_ends():
    sys.modules.pop("this", None)
    with left_out("this"), pytest.raises(ImportError):
        import this  # noqa: F401

    assert "this" not in sys.modules


def test_a_module_that_was_imported_before_stays():
    before = sys.modules["json"]
    with left_out("json"):
        import json

        assert json is before
    assert sys.modules["json"] is before


def test_what_runs_notebooks_can_do_without_grammars():
    """Whichever of the modules is imported first."""
    code = """
import sys
from analysis.reports.left_out import GRAMMARS, left_out
with left_out(GRAMMARS):
    import analysis.reports.render, analysis.reports.run
import nbformat, jsonschema
nbformat.validate(nbformat.v4.new_notebook())
print(GRAMMARS in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
