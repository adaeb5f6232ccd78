"""The files of VADER and punkt are what one command makes of the pinned packages."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _root(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)


def test_the_lists_are_those_of_the_packages():
    from tools.word_lists import LEXICONS, lists

    for name, text in lists().items():
        assert (LEXICONS / "data" / name).read_bytes() == text.encode(), name


def test_the_licences_are_those_of_the_packages():
    from tools.word_lists import LEXICONS, LICENCES, licence

    kept = {path.name: path.read_text("utf-8") for path in (LEXICONS / "licences").iterdir()}

    assert kept == {name: licence(*source).read_text("utf-8") for name, source in LICENCES.items()}


def test_a_package_without_a_licence_is_named():
    from tools.word_lists import licence

    with pytest.raises(FileNotFoundError, match="package 'pandas' carries no 'COPYING'"):
        licence("pandas", "COPYING")


def test_neither_lists_nor_tone_nor_sentences_need_the_packages():
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['nltk', 'punkt', 'vaderSentiment'])); "
        "from analysis.annotate.warm import warm; warm()"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
