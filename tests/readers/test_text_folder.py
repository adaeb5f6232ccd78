"""A folder of text files."""

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import decode, text_folder
from analysis.readers.encodings import WINDOWS
from analysis.readers.source import open_source

ARTICLE = "Talks fail\n\nPARIS (AP) — No deal was reached.\n\nEditing by Ann Lee"


def fill(folder, **files):
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def notes(found):
    told = found.ledger[found.ledger["reason"] != ""]
    return dict(zip(told["reason"], told["examples"], strict=True))


def test_each_text_file_is_an_article_named_after_it(tmp_path):
    found = load(fill(tmp_path, b__txt=ARTICLE, a__TXT="One.\nTwo."))
    assert list(found.articles["article_id"]) == ["a", "b"]
    assert list(found.articles["origin"]) == ["a.TXT", "b.txt"]
    assert list(found.articles["text"]) == ["One.\nTwo.", ARTICLE]
    assert list(found.articles["headline"]) == ["One.", "Talks fail"]
    assert found.name == tmp_path.name


def test_the_text_is_the_file_unchanged_but_for_its_mark(tmp_path):
    found = load(fill(tmp_path, a__txt=b"\xef\xbb\xbf  Head \r\n\r\nBody\r\n"))
    assert found.articles["text"].item() == "  Head \r\n\r\nBody\r\n"
    assert found.articles["headline"].item() == "Head"


def test_the_outlet_is_read_from_the_dateline_and_the_author_never(tmp_path):
    found = load(fill(tmp_path, a__txt=ARTICLE, b__txt="One.\nTwo."))
    assert list(found.articles["outlet"].fillna("?")) == ["AP", "?"]
    assert found.articles["author"].isna().all()
    how = found.roles.set_index("role")["how"]
    assert how["outlet"] == how["text"] == how["headline"] == "read from the text"
    assert how["date"] == how["author"] == "not found"


def test_metadata_describe_the_files_by_name_with_or_without_ending(tmp_path):
    metadata = "file,date,Media Name,byline\na.txt,2024-03-05,The Times,Ann Lee\nb,,,\n"
    found = load(fill(tmp_path, a__txt=ARTICLE, b__txt=ARTICLE, metadata__csv=metadata))
    first, second = found.articles.to_dict("records")
    assert (first["outlet"], first["author"]) == ("The Times", "Ann Lee")
    assert f"{first['published']:%Y-%m-%d}" == "2024-03-05"
    assert second["outlet"] != second["outlet"]
    assert found.roles.set_index("role")["column"]["outlet"] == "Media Name"
    assert notes(found) == {}


def test_a_headline_in_the_metadata_is_believed(tmp_path):
    metadata = "id,title\na,Another head\n"
    found = load(fill(tmp_path, a__txt=ARTICLE, metadata__csv=metadata))
    assert found.articles["headline"].item() == "Another head"
    assert found.articles["text"].item() == ARTICLE


def test_roles_can_be_given_for_the_metadata(tmp_path):
    fill(tmp_path, a__txt=ARTICLE, metadata__csv="which,paper\na,The Times\n")
    found = load(tmp_path, roles={"id": "which", "outlet": "paper"})
    assert found.articles["outlet"].item() == "The Times"


def test_a_bad_date_keeps_the_article_and_is_noted_with_its_line(tmp_path):
    metadata = "file,date\na,31.02.2024\n"
    found = load(fill(tmp_path, a__txt=ARTICLE, metadata__csv=metadata))
    assert found.articles["published"].isna().all()
    assert notes(found) == {
        "kept without a date, which cannot be read; write a date as YYYY-MM-DD": (
            "metadata.csv, line 2: 'date' is '31.02.2024'"
        )
    }


def test_metadata_and_files_that_do_not_meet_are_noted(tmp_path):
    metadata = "file,date\na,\na,\nc,\nb,1,2\n"
    found = load(fill(tmp_path, a__txt=ARTICLE, b__txt=ARTICLE, metadata__csv=metadata))
    assert notes(found) == {
        "metadata: a second row about the same file": "metadata.csv, line 3",
        "metadata: a row about a file that is not there": "metadata.csv, line 4",
        "metadata: no row about this file": "b.txt",
        "metadata: too many fields: the header has 2": "metadata.csv, line 5 (found 3)",
    }
    assert found.ledger["n_dropped"].sum() == 0


def test_metadata_without_a_column_for_the_file_are_refused(tmp_path):
    fill(tmp_path, a__txt=ARTICLE, metadata__csv="name,date\na,\n")
    with pytest.raises(CorpusError) as error:
        load(tmp_path)
    assert str(error.value) == (
        "metadata.csv: no column names the files. Call it 'file'; found columns ['name', 'date']."
    )


def test_a_given_column_that_metadata_lack_is_refused(tmp_path):
    fill(tmp_path, a__txt=ARTICLE, metadata__csv="name,date\na,\n")
    with pytest.raises(CorpusError, match=r"no column 'nam' .*did you mean 'name'"):
        load(tmp_path, roles={"id": "nam"})


def test_the_text_of_text_files_cannot_be_a_column(tmp_path):
    fill(tmp_path, a__txt=ARTICLE, metadata__csv="file,body\na,\n")
    with pytest.raises(CorpusError, match=r"the text of each article is its \.txt file; no column"):
        load(tmp_path, roles={"text": "body"})


def test_roles_without_metadata_are_refused(tmp_path):
    fill(tmp_path, a__txt=ARTICLE)
    with pytest.raises(CorpusError, match=r"roles are given, but the folder has no metadata\.csv"):
        load(tmp_path, roles={"date": "day"})


def test_other_files_are_noted_and_helpers_are_not(tmp_path):
    fill(
        tmp_path,
        a__txt=ARTICLE,
        x__pdf="",
        README__md="",
        README__txt="no article",
        LICENSE__txt="no article",
        actors__csv="actor\n",
        metadata__csv="file\na\n",
        __DS_Store="",
    )
    for name in ("older", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "older/b.txt").write_text("B", encoding="utf-8")
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "older/b"]
    assert notes(found) == {
        "not read: PDF files; save them as plain text or DOCX": "x.pdf",
        "metadata: no row about this file": "older/b.txt",
    }
    assert open_source(tmp_path).actors == tmp_path / "actors.csv"


def test_files_that_are_no_text_are_dropped_with_the_place(tmp_path):
    found = load(
        fill(
            tmp_path,
            a__txt=ARTICLE,
            b__txt=b"\x00\x01",
            c__txt=b"%PDF-1.4",
            d__txt=b"x\n\x81",
            e__txt=" \n\xa0",
            f__txt="caf\xe9".encode("cp1252"),
        )
    )
    assert list(found.articles["article_id"]) == ["a", "f"]
    assert notes(found) == {
        decode.NO_TEXT: "b.txt",
        "not text but a PDF; save it as plain text in UTF-8": "c.txt",
        decode.UNDEFINED: "d.txt, line 2, byte 1 (0x81)",
        WINDOWS: "f.txt",
        "the text is empty": "e.txt",
    }


def test_a_file_that_cannot_be_opened_is_dropped(tmp_path, monkeypatch):
    fill(tmp_path, a__txt=ARTICLE, b__txt=ARTICLE)
    real = text_folder.open_file

    def refuse(path):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(text_folder, "open_file", refuse)
    assert notes(load(tmp_path)) == {"cannot be opened: Permission denied": "b.txt"}


def test_two_files_of_one_name_are_told_apart(tmp_path):
    fill(tmp_path, a__TXT="First.", a__txt="Second.")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system does not tell the names apart")
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "a-2"]
    assert notes(found) == {
        "another article has the same id; this one has a number behind it": "a.txt"
    }
