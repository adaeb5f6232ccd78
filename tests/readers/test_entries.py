"""Only regular files in the corpus are read; whatever else lies there is told."""

import os
import socket

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import blocks, entries, raw_articles
from analysis.readers import text_folder as of_texts
from analysis.readers.entries import BROKEN, LEAVES, SPECIAL
from analysis.readers.source import open_source
from tests.readers.reading import all_of

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")


def told(found, *, dropped):
    rows = found.ledger[found.ledger["reason"] != ""]
    rows = rows[(rows["n_dropped"] > 0) == dropped]
    return dict(zip(rows["reason"], rows["examples"], strict=True))


@pytest.fixture
def place(tmp_path):
    """A corpus with one good article, and a secret that lies outside."""
    (tmp_path / "secret.txt").write_text("A secret.")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("A good article.")
    return folder


def listen(path, monkeypatch):
    monkeypatch.chdir(path.parent)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def test_text_files_that_are_none_are_dropped_with_the_reason(place, monkeypatch):
    os.mkfifo(place / "pipe.txt")
    listen(place / "socket.txt", monkeypatch)
    (place / "zero.txt").symlink_to("/dev/null")
    (place / "away.txt").symlink_to(place.parent / "secret.txt")
    (place / "up.txt").symlink_to("../secret.txt")
    (place / "nowhere.txt").symlink_to("missing")
    (place / "ring.txt").symlink_to("ring.txt")
    found = load(place)
    assert list(found.articles["article_id"]) == ["good"]
    assert found.ledger["n_in"].iloc[0] == 8
    assert told(found, dropped=True) == {
        LEAVES: "away.txt; up.txt; zero.txt",
        SPECIAL: "pipe.txt; socket.txt",
        BROKEN: "nowhere.txt; ring.txt",
    }


def test_a_link_that_stays_in_the_corpus_is_read(place):
    (place / "kept").mkdir()
    (place / "kept/old.txt").write_text("An old article.")
    (place / "link.txt").symlink_to("kept/old.txt")
    found = load(place)
    assert list(found.articles["text"]) == ["A good article.", "An old article."]


def test_a_corpus_may_itself_be_reached_by_a_link(place):
    link = place.parent / "link"
    link.symlink_to(place)
    assert list(load(link).articles["article_id"]) == ["good"]
    (place / "news.csv").write_text("text\nA row.\n")
    (place.parent / "mine.csv").symlink_to(place / "news.csv")
    assert list(load(place.parent / "mine.csv").articles["text"]) == ["A row."]


@pytest.mark.parametrize("name", ["news.csv", "metadata.csv", "actors.csv"])
def test_pipes_and_links_beside_the_texts_are_noted(place, name):
    os.mkfifo(place / name)
    found = load(place)
    assert told(found, dropped=False) == {SPECIAL: name}
    (place / name).unlink()
    (place / name).symlink_to(place.parent / "secret.txt")
    assert told(load(place), dropped=False) == {LEAVES: name}
    assert open_source(place).actors is None


def test_a_link_that_is_turned_to_the_outside_is_noticed(place):
    inside, link = place / "good.txt", place / "link.txt"
    outside = place.parent / "secret.txt"
    outside.write_text("A good artichoke"[: inside.stat().st_size])
    link.symlink_to(inside)
    before = list(open_source(place).pieces())
    link.unlink()
    link.symlink_to(outside)
    os.utime(outside, ns=(inside.stat().st_mtime_ns, inside.stat().st_mtime_ns))
    after = list(open_source(place).pieces([piece.extent for piece in before]))
    assert [fault.reason for piece in after for fault in piece.faults] == [LEAVES]


def test_beside_a_file_of_rows_all_that_is_not_read_is_told(tmp_path):
    (tmp_path / "news.csv").write_text("text\nA row.\n")
    (tmp_path / "README.md").touch()
    (tmp_path / "notes.docx").touch()
    (tmp_path / "away.csv").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "actors.csv")
    found = load(tmp_path)
    assert list(found.articles["text"]) == ["A row."]
    assert told(found, dropped=False) == {
        "not read: other files than the file of articles": "notes.docx",
        LEAVES: "away.csv",
        SPECIAL: "actors.csv",
    }
    kept = [piece.extent for piece in open_source(tmp_path).pieces()]
    again = list(open_source(tmp_path).pieces(kept))
    assert [piece.drafts for piece in again] == [None, None]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"])
def test_a_pipe_or_device_as_the_corpus_is_refused(tmp_path, ending):
    os.mkfifo(tmp_path / f"pipe{ending}")
    (tmp_path / f"zero{ending}").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        with pytest.raises(CorpusError, match=r"cannot be opened: it is no file but a pipe, soc"):
            open_source(tmp_path / f"{name}{ending}")
    with pytest.raises(CorpusError, match=rf"'pipe{ending}': not read: pipes.*'zero{ending}': not"):
        open_source(tmp_path)


def test_a_folder_of_nothing_but_such_texts_tells_why(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(CorpusError, match=r"none of 1 files can be used\.\n  a\.txt: not read: pi"):
        load(tmp_path)


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x")
    with pytest.raises(OSError, match="no file but a pipe"):
        entries.open_file(tmp_path / "x")
    with pytest.raises(OSError, match="no file but a folder"):
        entries.open_file(tmp_path)


def test_what_is_too_long_for_an_article_is_dropped_and_not_held(tmp_path, monkeypatch):
    for module in (of_texts, blocks):
        monkeypatch.setattr(module, "LONGEST", 100)
    monkeypatch.setattr(blocks, "_AT_ONCE", 7)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("a" * 101)
    (tmp_path / "texts/b.txt").write_text("b" * 100)
    found = all_of(tmp_path / "texts")
    assert [draft.article_id for draft in found.drafts] == ["b"]
    assert [(fault.reason, fault.place) for fault in found.faults] == [
        (raw_articles.TOO_LONG, "a.txt")
    ]
    for end in ("\n", "\r", "\r\n"):
        path = tmp_path / "n.jsonl"
        path.write_bytes(f'{{"text": "a"}}{end}{"x" * 600}{end}{{"text": "b"}}{end}'.encode())
        found = all_of(path, most_bytes=10)
        assert [draft.text for draft in found.drafts] == ["a", "b"]
        places = [(fault.reason, fault.place) for fault in found.faults]
        assert places == [(raw_articles.TOO_LONG, "n.jsonl, line 2")]
        assert found.n_found == 3
