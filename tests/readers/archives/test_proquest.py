"""Exports of ProQuest, as text and HTML."""

import pytest

from analysis.readers.archives import block
from tests.readers.archives.exports import read, reasons, rows, rtf, texts

RULE = "_" * 60
ONE = """
Document {n} of 2

Ferry {n} late again

Author: Bok, A.

Publication info: Harbour Post ; Senn [Senn]0{n} Mar 2019: A.{n}.

ProQuest document link

Abstract: The ferry is late.

Full text: The ferry was late on day {n}.

Nobody knew why. He said: nothing.

Subject: Ferries; Delays

Title: Ferry {n} late again

Publication title: Harbour Post; Senn

Publication date: Mar {n}, 2019

Language of publication: English

ProQuest document ID: 12345{n}

Document URL: https://example.org/{n}

Database: ProQuest Central

"""
FOOTER = (
    "Contact ProQuest\nCopyright 2019 ProQuest LLC. All rights reserved. - Terms and Conditions\n"
)
TEXT = "Ferry 1 late again\n\nThe ferry was late on day 1.\n\nNobody knew why. He said: nothing."


def text(one=ONE):
    return RULE + "\n" + "".join(f"{one.replace('{n}', str(n))}{RULE}\n" for n in (1, 2)) + FOOTER


def page(one=ONE):
    paragraphs = [part.strip() for part in one.split("\n\n") if part.strip()]
    body = "".join(
        f"<p><strong>{key}: </strong>{value}</p>" if dot else f"<p>{key}</p>"
        for key, dot, value in (part.partition(": ") for part in paragraphs)
    )
    bodies = "<hr>".join(body.replace("{n}", str(n)) for n in (1, 2))
    return f"<html><head><title>ProQuest</title></head><body>{bodies}<hr/>{FOOTER}</body></html>"


EXPECTED = [(f"Ferry {n} late again", "Harbour Post; Senn", f"2019-03-0{n}") for n in (1, 2)]


GOOD = {
    "a.txt": text(),
    "a.html": page(),
    "a.rtf": rtf(text()),
    "b.txt": text().replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", GOOD)
def test_articles_of_an_export_are_read(tmp_path, name):
    found = read(tmp_path, name, GOOD[name])
    assert rows(found) == EXPECTED
    assert texts(found)[0].split() == TEXT.split()
    assert list(found.articles["url"]) == ["https://example.org/1", "https://example.org/2"]
    assert reasons(found) == {}


def test_without_its_own_line_the_outlet_is_in_the_info(tmp_path):
    short = ONE.replace("Publication title: Harbour Post; Senn\n\n", "")
    short = short.replace("Publication date: Mar {n}, 2019\n\n", "")
    found = read(tmp_path, "a.txt", text(short))
    assert rows(found)[1] == ("Ferry 2 late again", "Harbour Post", "2019-03-02")


BODY = "The ferry was late on day {}.\n\nNobody knew why. He said: nothing."
NO_DAY = text().replace("Mar 2, 2019", "spring").replace("02 Mar 2019", "")
DAMAGED = {
    "no text.txt": (text().replace(BODY.format(2), ""), {block.NO_BODY: 1}),
    "no key.txt": (text().replace("Full text: " + BODY.format(1), ""), {block.NO_BODY: 1}),
    "no date.txt": (NO_DAY, {block.NO_DATE: 0}),
    "cut.txt": (text()[: text().rindex("Full text")], {block.NO_BODY: 1}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_block_that_cannot_be_read_stands_in_the_ledger(tmp_path, name):
    content, told = DAMAGED[name]
    assert reasons(read(tmp_path, name, content)) == told
