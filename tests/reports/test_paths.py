"""Where a corpus, its report and the notebooks are found."""

import json

import pytest

from analysis.errors import CorpusError, ParameterError
from analysis.readers.paths import find_corpus
from analysis.reports.paths import (
    DATA,
    PROJECT,
    corpus_name,
    find_notebooks,
    list_notebooks,
    portable,
)


def test_a_corpus_is_found_from_here_and_from_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()

    assert find_corpus("mine") == (tmp_path / "mine").resolve()
    assert find_corpus("seeds/kurdistan24") == PROJECT / "seeds" / "kurdistan24"


def test_a_missing_corpus_names_the_places_once(monkeypatch):
    monkeypatch.chdir(PROJECT)

    with pytest.raises(CorpusError) as told:
        find_corpus("no/such")

    assert str(told.value).count(str(PROJECT)) == 1


def test_a_report_is_named_after_the_folder_or_the_file(tmp_path):
    (tmp_path / "v1.2").mkdir()
    (tmp_path / "news.csv").touch()

    assert corpus_name(tmp_path / "v1.2") == "v1.2"
    assert corpus_name(tmp_path / "news.csv") == "news"


def test_paths_within_the_project_are_written_from_there(tmp_path):
    assert portable(PROJECT / "seeds" / "kurdistan24") == "seeds/kurdistan24"
    assert portable(tmp_path) == str(tmp_path)


def test_a_corpus_that_shares_its_name_with_the_tables_is_written_in_full():
    assert portable(PROJECT / DATA) == str(PROJECT / DATA)


def test_questions_come_in_their_order_and_others_by_name(tmp_path):
    for name, order in (("actors", 4), ("corpus", 1), ("explore", None), ("extra", 1.5)):
        told = {"metadata": {"standfirst": {"order": order}}}
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(told))
    for name in ("voices", "annex"):
        (tmp_path / f"{name}.ipynb").touch()

    assert [path.stem for path in list_notebooks(tmp_path)] == [
        *("corpus", "extra", "actors"),
        *("annex", "voices"),
    ]


def test_the_notebooks_of_the_project_are_found_by_name():
    assert [path.stem for path in find_notebooks("frequency")] == ["frequency"]
    assert [path.stem for path in find_notebooks(None)][:2] == ["corpus", "frequency"]


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="no notebooks"):
        list_notebooks(tmp_path)


@pytest.mark.parametrize("name", ["index", "share"])
def test_a_notebook_called_as_a_page_of_every_report_is_refused(tmp_path, name):
    (tmp_path / f"{name}.ipynb").write_text("{}", encoding="utf-8")

    with pytest.raises(ParameterError, match=f"a report has a page '{name}.html' of its own"):
        list_notebooks(tmp_path)
