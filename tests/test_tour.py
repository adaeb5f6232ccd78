"""The tour in the docs is the way that the text of the seed really takes."""

import doctest
import re
import sys
from importlib import import_module
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import analysis as sf
from analysis.kernels import words as kernel

ROOT = Path(__file__).parent.parent
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^\| (\d+) \| `([\w.]+)` \|", TOUR, re.MULTILINE)
SEED = ROOT / "seeds" / "kurdistan24"


def _owner_of(path):
    """Give the module or class that holds a function, and the function's name."""
    *rooms, name = path.split(".")
    for n in range(len(rooms), 0, -1):
        try:
            owner = import_module(".".join(["analysis", *rooms[:n]]))
        except ModuleNotFoundError:
            continue
        for part in rooms[n:]:
            owner = getattr(owner, part)
        return owner, name
    raise AssertionError(path)


def _note(monkeypatch, path, calls):
    """Note what a function gave when it was done, wherever it was imported to."""
    owner, name = _owner_of(path)
    function = getattr(owner, name)

    def noted(*arguments, **settings):
        made = function(*arguments, **settings)
        calls.append((path, made))
        return made

    holders = [owner] if isinstance(owner, type) else _importers(function, name)
    for holder in holders:
        monkeypatch.setattr(holder, name, noted)


def _importers(function, name):
    modules = [m for key, m in list(sys.modules.items()) if key.startswith("analysis")]
    return [module for module in modules if vars(module).get(name) is function]


def test_there_are_ten_steps_at_most_and_each_is_a_function():
    assert [int(number) for number, _ in STEPS] == list(range(1, len(STEPS) + 1))
    assert 5 < len(STEPS) <= 10
    for _, path in STEPS:
        owner, name = _owner_of(path)
        assert callable(getattr(owner, name)), path


def test_the_text_takes_these_steps_in_this_order_and_is_cut_once(monkeypatch):
    walked = [path for _, path in STEPS[:-1]]
    calls, cuts = [], []
    sf.frequency.terms  # noqa: B018 - opens the rooms, so that all imports stand
    for path in walked:
        _note(monkeypatch, path, calls)
    cut_words = kernel.cut_words
    monkeypatch.setattr(
        kernel, "cut_words", lambda data, *more: cuts.append(len(data)) or cut_words(data, *more)
    )

    news = import_module("analysis.corpus").load(SEED)
    whole = news.filter(zones="headline, deck, body")
    terms = sf.frequency.terms(sf.frequency.count(whole))
    sf.show(terms, "Terms")

    first = {path: at for at, (path, _) in reversed(list(enumerate(calls)))}
    assert sorted(walked, key=first.get) == walked
    made = dict(calls)
    texts = made["annotate.texts.annotate_texts"]
    assert all(isinstance(table, pa.Table) for table in texts.values())
    assert cuts == [len(texts["texts"]["text"][0].as_py().encode())], "one article, cut once"
    assert sum(path == "annotate.zones.paragraphs" for path, _ in calls) == 1
    assert isinstance(made["frequency.counts.count"].held.terms, pa.Array)
    assert isinstance(made["frequency.terms.terms"], pd.DataFrame)


@pytest.mark.parametrize("ending", ["html", "ipynb"])
def test_the_number_of_the_tour_stands_on_the_page(ending):
    said, term, n = re.search(r"says that (“(\w+)” occurs (\d+) times)", TOUR).groups()
    page = (ROOT / "reports" / "kurdistan24" / f"frequency.{ending}").read_text(encoding="utf-8")

    assert said
    assert re.search(rf"“{term}”[^.]*\b{n}\b", page)


def test_what_the_tour_shows_is_so():
    failed, tried = doctest.testfile(str(ROOT / "docs" / "tour.md"), module_relative=False)

    assert tried > 5
    assert failed == 0
