"""Roles that are kept beside a corpus."""

import pytest

from analysis.corpus import annotate, load
from analysis.errors import ParameterError, StoreError
from analysis.readers import remembered
from analysis.readers.source import open_source


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("title,words,day\nLocks fail,Two locks failed.,2021-05-04\n")
    return path


def test_roles_that_are_kept_are_read_again(corpus):
    file = remembered.save(corpus, {"text": "words", "date": "day", "headline": ""})
    assert file.name == "news.roles.yaml"
    found = open_source(corpus).roles
    assert [found[role].column for role in ("text", "date", "headline")] == ["words", "day", ""]


def test_roles_that_are_given_now_win(corpus):
    remembered.save(corpus, {"text": "words", "date": "day"})
    source = open_source(corpus, roles={"text": "title"})
    assert source.given == {"text": "title", "date": "day"}


def test_roles_of_a_folder_lie_beside_it(corpus, tmp_path):
    folder = tmp_path / "year.2021"
    folder.mkdir()
    corpus.rename(folder / "news.csv")
    assert remembered.save(folder, {"text": "words"}) == tmp_path / "year.2021.roles.yaml"
    assert open_source(folder).roles["text"].column == "words"


def test_names_of_any_kind_come_back(corpus):
    given = {"text": "a: b # c", "date": "yes", "outlet": "1", "author": "Ünï\ncode"}
    remembered.save(corpus, given)
    assert remembered.read(corpus) == given


def test_what_is_ours_is_written_anew_and_nothing_else(corpus):
    remembered.save(corpus, {"text": "title"})
    file = remembered.save(corpus, {"text": "words"})
    assert remembered.read(corpus) == {"text": "words"}
    file.write_text("text: title\n")
    with pytest.raises(ParameterError, match=r"news\.roles\.yaml: is there and does not begin"):
        remembered.save(corpus, {"text": "words"})
    assert file.read_text() == "text: title\n"


def test_nothing_is_not_kept(corpus):
    with pytest.raises(ParameterError, match="no roles to keep"):
        remembered.save(corpus, {})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- text", "must map roles to the names of columns"),
        ("txt: words", "has an unknown role 'txt'"),
        ("text: [a]", "must map a role to the name of a column"),
        ("text: {", "this is not YAML"),
    ],
)
def test_a_file_that_says_no_roles_is_refused(corpus, content, message):
    remembered.file_of(corpus).write_text(content)
    with pytest.raises(ParameterError, match=rf"news\.roles\.yaml.*{message}"):
        open_source(corpus)


def test_a_link_to_another_place_is_refused(corpus):
    remembered.file_of(corpus).symlink_to("/etc/hostname")
    with pytest.raises(ParameterError, match=r"news\.roles\.yaml: not read: links that leave"):
        open_source(corpus)
    with pytest.raises(ParameterError, match="is there and does not begin"):
        remembered.save(corpus, {"text": "words"})


def test_a_store_knows_the_roles_that_were_kept(corpus, tmp_path):
    remembered.save(corpus, {"text": "words"})
    annotate(corpus, store=tmp_path / "store")
    assert len(load(corpus, store=tmp_path / "store", roles="text:words")) == 1
    remembered.save(corpus, {"text": "title"})
    with pytest.raises(StoreError, match="was made of"):
        load(corpus, store=tmp_path / "store")
