"""The one door: what `import analysis as sf` offers, and how little it costs."""

import subprocess
import sys

import pytest

import analysis as sf

DOORS = [
    *("Corpus", "annotate", "check", "cooccurrence", "errors", "figures"),
    *("frequency", "load", "report", "sentiment", "show", "stories"),
]


def test_tab_completion_shows_a_dozen_names_and_no_more():
    assert dir(sf) == sorted(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_every_door_opens_and_says_what_is_behind_it(name):
    assert getattr(sf, name).__doc__


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="module 'analysis' has no attribute 'frequenzy'"):
        _ = sf.frequenzy


@pytest.mark.parametrize("statement", ["import analysis", "import analysis.__main__"])
def test_nothing_heavy_is_imported_before_it_is_used(statement):
    asked = f"{statement}, sys; print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    heavy = ["IPython", "matplotlib", "nltk", "numba", "numpy", "pandas", "papermill", "pyarrow"]
    done = subprocess.run(
        [sys.executable, "-c", asked, *heavy], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
