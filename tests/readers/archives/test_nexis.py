"""Exports of Nexis: old and new layout, as text, Word document, rich text and ZIP."""

import io
import zipfile

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers.archives import block, nexis
from analysis.readers.archives import docx as word
from tests.readers.archives.exports import docx, read, reasons, rows, rtf, texts

OLD = """
Time Of Request: Friday, April 26, 2019  16:51:31
Terms: (harbour)

                              {n} of {of} DOCUMENTS

                                 Harbour Post

                           March {n:02d}, 2019 Saturday
                                 Final Edition

Ferry {n} late again, and
the crew is tired

BYLINE: A. Bok and
C. Dahl

SECTION: NEWS; Pg. {n}

LENGTH: 12 words

HIGHLIGHT: A deck.

The ferry was late on day {n}.

Nobody knew why.

LOAD-DATE: March 9, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                    Copyright 2019 Harbour Post
                         All Rights Reserved
"""
NEW = """Ferry {n} late again
Harbour Post
March {n}, 2019 Saturday
First Edition

Copyright 2019 Harbour Post All Rights Reserved
Section: NEWS; Pg. {n}
Length: 12 words
Byline: A. Bok
Highlight: A deck.
Body

The ferry was late on day {n}.

Nobody knew why.
{tail}
Load-Date: March 9, 2019

End of Document
"""
COVER = """User Name: reader
Date and Time: Friday, April 26, 2019 4:51:00 PM CEST
Job Number: 1234567
Documents (2)
1. Ferry 1 late again
2. Ferry 2 late again
Client/Matter: -None-
Search Terms: ferry
Search Type: Terms and Connectors
"""
TAILS = [
    "",
    "\nGraphic\n\nA ferry, late.\n",
    "\nClassification\n\nLanguage: ENGLISH\n\nSubject: FERRIES\n",
]
TEXT = "\n\nThe ferry was late on day 1.\n\nNobody knew why."


def old(n_documents, *, of=None):
    return "".join(OLD.format(n=n, of=of or n_documents) for n in range(1, n_documents + 1))


def new(n_documents, *, tail=""):
    return "\n".join(NEW.format(n=n, tail=tail) for n in range(1, n_documents + 1))


def expected(n_documents, headline):
    return [
        (headline.format(n), "Harbour Post", f"2019-03-0{n}") for n in range(1, n_documents + 1)
    ]


def test_the_old_layout_is_cut_at_its_counts(tmp_path):
    found = read(tmp_path, "a.txt", "\ufeff" + old(3))
    assert rows(found) == expected(3, "Ferry {} late again, and the crew is tired")
    assert texts(found)[0] == "Ferry 1 late again, and the crew is tired" + TEXT
    assert set(found.articles["author"]) == {"A. Bok and C. Dahl"}
    assert list(found.articles["article_id"]) == ["a-0001", "a-0002", "a-0003"]
    assert found.ledger["what"].iloc[0] == "articles found"


@pytest.mark.parametrize("mark", ["Dokument {} von 2", "{} de 2 DOCUMENTS", "Document {} de 2"])
def test_the_old_layout_in_other_languages(tmp_path, mark):
    text = "".join(
        OLD.format(n=n, of=2).replace(f"{n} of 2 DOCUMENTS", mark.format(n)) for n in (1, 2)
    )
    assert rows(read(tmp_path, "a.txt", text))[1][1:] == ("Harbour Post", "2019-03-02")


def test_the_layout_with_keys_for_headline_and_body(tmp_path):
    text = (
        "1 of 1 DOCUMENTS\n\nCopyright 2010 Harbour Post\nHarbour Post\n\nMarch 2, 2019 Saturday\n"
        "Late Edition - Final\n\nSECTION: Section A; Pg. 1\nLENGTH: 9 words\n"
        "HEADLINE: Ferry late\nagain\nBYLINE: By A. Bok\nBODY:\nThe ferry was late.\n\nVery.\n"
        "LOAD-DATE: March 3, 2019\n"
    )
    found = read(tmp_path, "a.txt", text)
    assert rows(found) == [("Ferry late again", "Harbour Post", "2019-03-02")]
    assert texts(found) == ["Ferry late again\n\nThe ferry was late.\n\nVery."]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("cover", ["", COVER])
@pytest.mark.parametrize("form", [str, docx, rtf])
def test_the_new_layout_is_cut_at_its_ends(tmp_path, form, cover, tail):
    ending = {str: "txt", docx: "docx", rtf: "rtf"}[form]
    found = read(tmp_path, f"a.{ending}", form(cover + new(2, tail=tail)))
    assert rows(found) == expected(2, "Ferry {} late again")
    assert texts(found)[0].split() == ("Ferry 1 late again" + TEXT).split()


@pytest.mark.parametrize("cover", ["", COVER])
@pytest.mark.parametrize("form", [str, docx])
def test_without_their_last_lines_documents_end_where_they_were_loaded(tmp_path, form, cover):
    text = (cover + new(2)).replace("End of Document\n", "")
    found = read(tmp_path, "a.docx" if form is docx else "a.txt", form(text))
    assert rows(found) == expected(2, "Ferry {} late again")
    assert reasons(found) == {}


def test_documents_of_a_zip_are_articles_and_its_list_is_none(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in (1, 2):
            archive.writestr(f"Ferry {number}.DOCX", docx(NEW.format(n=number, tail="")))
        archive.writestr("Files_doclist.DOCX", docx(COVER))
    found = read(tmp_path, "Files(2).ZIP", file.getvalue())
    assert rows(found) == expected(2, "Ferry {} late again")
    assert reasons(found) == {nexis.LIST: 1}


def test_a_document_without_a_text_is_dropped_with_the_reason(tmp_path):
    empty = NEW.format(n=2, tail="").replace("The ferry was late on day 2.", "")
    found = read(tmp_path, "a.txt", new(1) + empty.replace("Nobody knew why.", ""))
    assert len(found) == 1
    assert reasons(found) == {block.NO_BODY: 1}
    assert "a.txt, document 2" in set(found.ledger["examples"])


def test_a_document_without_a_day_or_headline_is_kept_and_told(tmp_path):
    text = new(1) + "\nByline: A. Bok\nBody\n\nThe ferry sank.\n\nEnd of Document\n"
    found = read(tmp_path, "a.txt", text)
    assert len(found) == 2
    assert reasons(found) == {block.NO_DATE: 0, block.NO_HEADLINE: 0}


def test_an_export_that_was_cut_off_is_read_and_told(tmp_path):
    long = new(2).replace("Nobody knew why.", "Nobody knew why. " * 20)
    found = read(tmp_path, "a.txt", long[: long.rindex("Load-Date")])
    assert len(found) == 2
    assert reasons(found) == {nexis.TORN: 0}


def test_an_export_that_lacks_documents_says_so(tmp_path):
    found = read(tmp_path, "a.txt", old(2, of=5))
    assert reasons(found) == {"the export counts 5 documents, and 2 are in the file": 0}


def test_a_count_that_no_export_has_is_none(tmp_path):
    text = old(2).replace("2 of 2 DOC", f"2 of {'9' * 5_000} DOC")
    assert len(read(tmp_path, "a.txt", text)) == 1


def test_a_text_that_is_no_export_stays_one_article(tmp_path):
    text = "Talks fail\n\nHe read 1 of 6 documents.\n\nThe end of document 5 was lost."
    assert texts(read(tmp_path, "a.txt", text)) == [text]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"", docx("x")[:90], b"{\\rtf1", b"\xd0\xcf\x11\xe0"],
    ids=["begins", "empty", "cut", "as RTF", "as DOC"],
)
@pytest.mark.parametrize("ending", ["docx", "rtf"])
def test_a_damaged_document_is_refused_in_a_line(tmp_path, content, ending):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"none of 1 files can be used\.\n  a\.\w+: "):
        load(path)


def test_lines_may_end_as_windows_ends_them(tmp_path):
    found = read(tmp_path, "a.txt", (old(2)).replace("\n", "\r\n"))
    assert rows(found) == expected(2, "Ferry {} late again, and the crew is tired")
    found = read(tmp_path, "b.txt", (COVER + new(2)).replace("\n", "\r\n"))
    assert rows(found) == expected(2, "Ferry {} late again")


def test_a_document_larger_than_memory_would_hold_is_refused_with_a_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "MOST_BYTES", 1_000)
    path = tmp_path / "a.docx"
    path.write_bytes(docx(COVER + new(2)))
    with pytest.raises(CorpusError, match=r"when it is unpacked; save it in several files"):
        load(path)
