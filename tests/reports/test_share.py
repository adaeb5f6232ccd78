"""All pages in one file: every link leads somewhere in it, and nothing leads out of it."""

import pytest
from lxml import html

from analysis.reports.share import sections

INDEX = """<main id="main"><h2 id="settings">What was set</h2>
<section aria-labelledby="settings"><a href="frequency.html">Read on</a>
<a href="frequency.ipynb" download>Notebook</a> <a href="https://paper.example/1">Article</a></section>
<section aria-labelledby="tables"><a href="data/ties.csv">ties.csv</a></section></main>"""
PAGE = """<main id="main"><h2 id="settings">Its own</h2><a href="#term-a">a</a>
<details id="term-a"><p>“a” &amp; <mark>b</mark></p></details>
<a href="index.html#settings">set</a> <a href="data/ties.csv">ties</a>
<nav class="onward"><a href="index.html">Back</a></nav></main>"""


@pytest.fixture
def whole():
    parts = sections({"index": INDEX, "frequency": PAGE})
    assert [name for name, _ in parts] == ["index", "frequency"]
    return html.fromstring(f"<div>{''.join(part for _, part in parts)}</div>")


def test_no_two_elements_share_an_id(whole):
    ids = whole.xpath("//@id")

    assert sorted(ids) == sorted(set(ids))
    assert {"index", "index--settings", "frequency", "frequency--settings"} <= set(ids)


def test_every_link_leads_into_the_file_or_to_an_article(whole):
    ids = set(whole.xpath("//@id"))
    links = whole.xpath("//a/@href")

    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert [link for link in links if not link.startswith("#")] == ["https://paper.example/1"]


def test_what_is_not_mailed_is_no_link(whole):
    assert "ties.csv" not in whole.text_content()
    assert "Notebook" not in whole.text_content()
    assert "ties" in whole.text_content()


def test_labels_name_what_is_on_their_page(whole):
    assert whole.xpath("//section/@aria-labelledby") == ["index--settings"]


def test_words_of_the_corpus_stay_as_they_are(whole):
    assert whole.xpath("string(//details/p)") == "“a” & b"
