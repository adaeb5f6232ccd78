"""Where a corpus lies."""

import pytest

from analysis.errors import CorpusError
from analysis.readers import paths
from analysis.readers.paths import find_corpus


def test_an_absolute_path_is_taken_as_it_is(tmp_path):
    assert find_corpus(tmp_path) == tmp_path


def test_a_relative_path_is_looked_up_in_the_current_folder_first(tmp_path, monkeypatch):
    (tmp_path / "seeds/kurdistan24").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert find_corpus("seeds/kurdistan24") == tmp_path / "seeds/kurdistan24"


def test_then_in_the_projects_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_corpus("seeds/kurdistan24").is_dir()


def test_an_installed_package_looks_in_the_current_folder_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "_project_root", lambda: None)
    with pytest.raises(CorpusError, match="was not found"):
        find_corpus("seeds/kurdistan24")


def test_a_missing_path_is_refused_with_both_places_and_the_nearest_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CorpusError) as error:
        find_corpus("seeds/kurdistn24")
    text = str(error.value)
    assert text.startswith("corpus 'seeds/kurdistn24' was not found; looked for ")
    assert f"'{tmp_path}/seeds/kurdistn24' and '" in text
    assert text.endswith("did you mean 'kurdistan24'?")


def test_without_a_near_name_the_neighbours_are_listed(tmp_path):
    (tmp_path / "alpha").mkdir()
    with pytest.raises(CorpusError, match="There are: alpha"):
        find_corpus(tmp_path / "zzz")


def test_an_empty_path_is_refused():
    with pytest.raises(CorpusError, match="the path is empty"):
        find_corpus(" ")


@pytest.mark.parametrize("path", ["a" * 5000, "~nobody-of-this-name/x"])
def test_a_path_that_cannot_be_is_refused_in_one_line(path):
    with pytest.raises(CorpusError, match="the path cannot be used: ") as error:
        find_corpus(path)
    assert "\n" not in str(error.value)


def test_a_working_folder_that_is_gone_is_told(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(CorpusError, match="the path cannot be used: No such file"):
        find_corpus("news")
