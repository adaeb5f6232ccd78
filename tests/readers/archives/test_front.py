"""What stands around the text in text files, and several articles in one of them."""

import pytest

from analysis.corpus import load
from analysis.readers.archives import front, many_in_one
from analysis.readers.archives.block import Block
from tests.readers.archives.exports import reasons, rows, texts
from tests.readers.test_tree import fill

BODY = "The ferry was late.\n\nNobody knew why.\n"
ALL = Block(
    text=BODY.strip(),
    headline="Ferry late",
    date="2024-03-05",
    outlet="Harbour Post",
    author="A. Bok",
    url="https://example.org/1",
    language="en",
)
YAML = """---
title: "Ferry late"
date: 2024-03-05
source: Harbour Post
author: A. Bok
url: https://example.org/1
lang: en
tags: [a, b]
---

"""
DEEPER = """---
title: Ferry late
date: 2024-03-05T10:00:00Z
publisher:
  name: Harbour Post
authors:
  - A. Bok
link: https://example.org/1
language: en
...
"""
TOML = """+++
title = "Ferry late"
date = 2024-03-05
outlet = "Harbour Post"
author = "A. Bok"
url = "https://example.org/1"
language = "en"
+++
"""
NO_YAML = YAML.replace("tags: [a, b]", "note: a: b: c: [")
FENCED = [YAML, YAML.replace("\n", "\r\n"), DEEPER, TOML, NO_YAML]
KEYS = """Title: Ferry late
Date: 5 March 2024
Source: Harbour Post
Author: A. Bok
URL: https://example.org/1
Language: en

"""
APART = """Headline: Ferry late

Published: March 5, 2024

Publication: Harbour Post

By: A. Bok
Link: https://example.org/1
Lang: en
Text: """
GERMAN = """**Titel:** Ferry late
**Datum:** 2024-03-05
**Quelle:** Harbour Post
**Autor:** A. Bok
**URL:** https://example.org/1
**Sprache:** en

"""
SOURCE = """Source: https://example.org/1
Outlet: Harbour Post
TITLE: Ferry late
DATE: 2024-03-05 10:00
Byline: A. Bok
Language: en
Body:
"""
LINES = [KEYS, APART, GERMAN, SOURCE]


@pytest.mark.parametrize("top", FENCED + LINES)
def test_what_stands_above_the_text_is_taken_from_it(top):
    assert front.block(top + BODY)._replace(text=ALL.text) == ALL
    assert front.block(top + BODY).text.strip() == ALL.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://example.org/1\nFerry late\n\n" + BODY, {"url": "https://example.org/1"}),
        ("Ferry late\nhttps://example.org/1\n\n" + BODY, {"url": "https://example.org/1"}),
        ("Ferry late\n\n" + BODY + "\nhttps://example.org/1\n", {"url": "https://example.org/1"}),
        ("Ferry late\n\n" + BODY + "\nSource: <https://a.org>", {"url": "https://a.org"}),
        ("Ferry late\n5 March 2024\n\n" + BODY, {"date": "2024-03-05"}),
        ("Ferry late\nDate: 2024-03-05\n\n" + BODY, {"date": "2024-03-05"}),
        ("Ferry late\n\nSource: Post\nDate: x\n\n" + BODY, {"date": "x", "outlet": "Post"}),
    ],
)
def test_lines_under_the_headline_and_addresses_above_it_are_taken(text, said):
    found = front.block(text)
    assert found.text == "Ferry late\n\n" + BODY.strip()
    assert {role: value for role in front.FIELDS if (value := getattr(found, role))} == said


@pytest.mark.parametrize(
    "text",
    [
        "Ferry late\n\nSource: the harbour master said so.\n\nMore.",
        "Date: none was named.\n\nMore.",
        "Talks fail\n\nUpdate: the talks have ended. More.",
        "---\n\nThe ferry was late.\n\n---\n\nMore.",
        "Note: this is one line with a colon\nand it goes on.",
        "On March 5, 2024 it rained.\n\nMore.",
        "March 5, 2024\n\nMore.",
        "--- a: b",
        "---\n- a\n- b\n---\nMore.",
        "",
    ],
)
def test_a_text_that_says_nothing_of_itself_is_unchanged(text):
    assert front.block(text) == Block(text)


@pytest.mark.parametrize(
    "inside",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b",
        "title: " + "[" * 3000,
        "? : :",
        "!!python/none x: y",
    ],
)
def test_hostile_front_matter_does_no_harm(inside):
    assert isinstance(front.block(f"---\n{inside}\n---\nThe ferry.").text, str)


def test_metadata_are_believed_before_the_text_and_the_text_before_names(tmp_path):
    top = "---\ndate: 2024-03-05\n---\n"
    metadata = "file,outlet\n2024-01-01_post_a,The Post\n"
    fill(tmp_path, metadata__csv=metadata)
    (tmp_path / "2024-01-01_post_a.txt").write_text(top + "Ferry late\n\n" + BODY)
    (tmp_path / "2024-01-02_post_b.txt").write_text("Ferry late\n\n" + BODY)
    assert rows(load(tmp_path)) == [
        ("Ferry late", "The Post", "2024-03-05"),
        ("Ferry late", "", "2024-01-02"),
    ]


def test_roles_say_where_day_and_outlet_were_read(tmp_path):
    (tmp_path / "a.txt").write_text(FENCED[0] + BODY)
    (tmp_path / "b.txt").write_text("Ferry late\n\nSENN (Coast Herald) – It was late.\n")
    found = load(tmp_path)
    assert list(found.articles["outlet"]) == ["Harbour Post", "Coast Herald"]
    how = found.roles.set_index("role")["how"]
    assert (
        how[["date", "outlet", "author", "url", "language"]].tolist() == ["read from the text"] * 5
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Published on 5 March 2024 at 10:30", False),
        ("Updated: March 5, 2024", False),
        ("Harbour Post, 5 March 2024", True),
        ("By A. Bok | March 5, 2024", True),
    ],
)
def test_a_short_line_under_the_headline_says_the_day(line, kept):
    found = front.block(f"Ferry late\n{line}\n\n{BODY}")
    assert (found.date, line in found.text) == ("2024-03-05", kept)


@pytest.mark.parametrize(
    "line",
    [
        "Talks began on 5 March 2024 in Senn",
        "SENN, March 5, 2024 (AP) - The ferry was late.",
        "It was 5 March 2024.",
    ],
)
def test_a_sentence_with_a_day_does_not(line):
    text = f"Ferry late\n\n{line}\n\n{BODY}"
    assert front.block(text) == Block(text)


def test_markdown_is_read_without_its_signs(tmp_path):
    text = "# Ferry *late*\n\nThe [ferry](https://example.org) was **late**.\n\n"
    text += "![A ferry](a.jpg)\n\n> Why?\n"
    (tmp_path / "a.md").write_text("---\ntitle: Ferry late\n---\n\n" + text)
    assert texts(load(tmp_path)) == ["Ferry late\n\nThe ferry was late.\n\nWhy?"]


ONE = "Title: Ferry {0}\nDate: 2024-03-0{0}\nSource: Post\n\nThe ferry {0} was late.\n\nWhy?\n"
FRONT = ONE.replace("Title", "---\ntitle").replace("\n\n", "\n---\n\n", 1) + "\n"


@pytest.mark.parametrize(
    "between", ["=====\n", "\n* * *\n\n", "-----\nArticle 2\n", "\n\f\n", "\n\n", "___\n[2]\n\n"]
)
def test_several_articles_in_one_text_are_cut(tmp_path, between):
    text = between.join(ONE.format(n) for n in (1, 2, 3))
    (tmp_path / "b.txt").write_bytes(text.replace("\n", "\r\n").encode())
    assert len(load(tmp_path)) == 3
    (tmp_path / "b.txt").unlink()
    (tmp_path / "a.txt").write_text(text)
    found = load(tmp_path)
    assert rows(found) == [(f"Ferry {n}", "Post", f"2024-03-0{n}") for n in (1, 2, 3)]
    assert texts(found)[2] == "Ferry 3\n\nThe ferry 3 was late.\n\nWhy?"


def test_articles_with_a_day_under_each_headline_are_cut(tmp_path):
    one = "Ferry {0}\nHarbour Post, {0} March 2024\n\nThe ferry {0} was late.\n"
    (tmp_path / "a.txt").write_text("----------\n".join(one.format(n) for n in (1, 2, 3)))
    days = [row[2] for row in rows(load(tmp_path))]
    assert days == ["2024-03-01", "2024-03-02", "2024-03-03"]


def test_several_front_matters_are_several_articles(tmp_path):
    (tmp_path / "a.md").write_text("".join(FRONT.format(n) for n in (1, 2)))
    assert rows(load(tmp_path)) == [(f"Ferry {n}", "Post", f"2024-03-0{n}") for n in (1, 2)]


def test_signs_between_paragraphs_cut_no_article_but_many_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("Talks fail\n\nOne.\n\n***\n\nTwo.\n")
    (tmp_path / "b.txt").write_text("\n=====\n".join("A long text. " * 10 for _ in range(3)))
    found = load(tmp_path)
    assert len(found) == 2
    assert reasons(found) == {many_in_one.LOOKS_LIKE: 0}
