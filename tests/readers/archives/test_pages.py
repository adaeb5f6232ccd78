"""Saved pages, feeds and web archives."""

import builtins
import gzip
import json
import re
import socket
from io import BytesIO

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import text_folder
from analysis.readers.archives import block, feeds, pages, warc
from tests.readers.archives.exports import read, reasons, rows, texts

BODY = (
    "The ferry was late again on Monday, and nobody on the quay knew why it was.",
    "The harbour master said that the crew had slept too long, which the crew denied.",
    "A new ferry has been promised for ten years; it will cost four million crowns.",
)
TEXT = "\n\n".join(["Ferry late again", *BODY])
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry late again",
    "datePublished": "2019-03-02T10:00:00+01:00",
    "author": [{"@type": "Person", "name": "A. Bok"}, {"name": "C. Dahl"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "mainEntityOfPage": {"@id": "https://example.org/1"},
    "inLanguage": "en",
}
AROUND = (
    "<nav><ul><li><a href='/'>Home</a></li><li>Sport</li></ul></nav>{}"
    "<aside><p>Read more about ferries and other ships here today.</p></aside>"
    "<script>var ads = 'slot';</script><style>p {{color: red}}</style>"
)


def page(body, head=""):
    top = f"<!DOCTYPE html><html lang='en'><head>{head}</head>"
    return f"{top}<body>{AROUND.format(body)}</body></html>"


def data(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


METAS = """<meta property="og:title" content="Ferry late again"><meta property="og:site_name"
content="Harbour Post"><meta property="article:published_time" content="2019-03-02T10:00:00Z">
<meta property="og:url" content="https://example.org/1">
<meta name="author" content="A. Bok, C. Dahl">"""
ARTICLE = f"<main><article><h1>Ferry late again</h1>{PARAGRAPHS}</article></main>"
GOOD = {
    "body in data": page("<div>Subscribe!</div>", data({**DATA, "articleBody": "\n\n".join(BODY)})),
    "html in data": page("", data({**DATA, "articleBody": PARAGRAPHS})),
    "data in a graph": page(ARTICLE, data({"@graph": [{"@type": "WebSite"}, DATA]})),
    "data in a list": page(ARTICLE, data([{"@type": ["Article", "Thing"], **DATA}])),
    "metas": page(ARTICLE, METAS),
    "broken data": page(ARTICLE, '<script type="application/ld+json">{"a": </script>' + METAS),
    "cp1252": page(ARTICLE, METAS + '<meta charset="windows-1252">').encode("cp1252"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_saved_page_is_an_article(tmp_path, kind):
    found = read(tmp_path, "a.html", GOOD[kind])
    assert rows(found) == [("Ferry late again", "Harbour Post", "2019-03-02")]
    assert texts(found) == [TEXT]
    article = found.articles.iloc[0]
    assert (article["author"], article["url"]) == ("A. Bok, C. Dahl", "https://example.org/1")
    assert reasons(found) == {}


def test_without_trafilatura_the_paragraphs_are_the_text(tmp_path, monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    found = read(tmp_path, "a.html", page(ARTICLE, METAS))
    assert texts(found) == [TEXT]
    assert reasons(found) == {pages.WITHOUT: 0}


@pytest.mark.parametrize(
    "content",
    [
        page(""),
        "<html></html>",
        page("<video></video>", data({**DATA, "articleBody": 5})),
        "<",
        "<!doctype html>",
    ],
)
def test_a_page_without_a_text_is_dropped_with_the_reason(tmp_path, content):
    (tmp_path / "b.html").write_text(page(ARTICLE, METAS))
    (tmp_path / "a.html").write_text(content)
    found = load(tmp_path)
    assert len(found) == 1
    assert found.ledger["n_dropped"].sum() == 1


HOSTILE = {
    "deep": "<html>" + "<div>" * 50_000 + "x",
    "deep data": page("", '<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
    "ring": page("", data({"@graph": [[[[{"@graph": []}]]]]})),
    "entities": '<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a; ' + "word " * 20 + "</html>",
    "nul": "<html>\0<p>" + "word " * 30 + "</html>",
    "frameset": "<html><frameset><frame src='file:///etc/passwd'></frameset></html>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_read_or_refused(tmp_path, kind):
    (tmp_path / "a.html").write_text(HOSTILE[kind])
    try:
        load(tmp_path / "a.html")
    except CorpusError as error:
        assert "none of 1 files can be used" in str(error)  # noqa: PT017 - either will do


ITEM = """<item><title>Ferry {n} &amp;#8211; late</title><link>https://example.org/{n}</link>
<pubDate>Sat, 0{n} Mar 2019 23:30:00 -0500</pubDate><dc:creator>A. Bok</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry {n} was late.</p><p>Why?</p>]]></content:encoded></item>"""
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title>'
    "<language>en</language>{}</channel></rss>"
)
ENTRY = """<entry><title type="html">Ferry {n} &amp;#8211; late</title>
<link href="https://example.org/{n}"/><updated>2019-03-0{n}T23:30:00-05:00</updated>
<author><name>A. Bok</name></author><content type="html">&lt;p&gt;The ferry {n} was late.&lt;/p&gt;
&lt;p&gt;Why?&lt;/p&gt;</content></entry>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>{}</feed>'


def twice(one):
    return "".join(one.replace("{n}", str(n)) for n in (1, 2))


FEEDS = {
    "a.xml": RSS.format(twice(ITEM)),
    "a.rss": RSS.format(twice(ITEM)).replace('<?xml version="1.0"?>', ""),
    "a.atom": ATOM.format(twice(ENTRY)),
}


@pytest.mark.parametrize("name", FEEDS)
def test_entries_of_a_feed_are_articles(tmp_path, name):
    found = read(tmp_path, name, FEEDS[name])
    assert rows(found) == [(f"Ferry {n} – late", "Harbour Post", f"2019-03-0{n}") for n in (1, 2)]
    assert texts(found)[0] == "Ferry 1 – late\n\nThe ferry 1 was late.\n\nWhy?"
    assert list(found.articles["url"]) == ["https://example.org/1", "https://example.org/2"]
    assert reasons(found) == {}


def test_summaries_and_empty_entries_of_a_feed_are_told(tmp_path):
    short = ITEM.replace("content:encoded", "x")
    empty = "<item><title>Ferry 3</title></item>"
    found = read(tmp_path, "a.xml", RSS.format(twice(short) + empty))
    assert reasons(found) == {feeds.SUMMARY: 0, feeds.NO_TEXT: 1}


def test_no_reader_opens_a_connection(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("a reader wants to connect")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    outside = '<!DOCTYPE html SYSTEM "http://example.org/x.dtd">'
    parts = {**FEEDS, "p.html": outside + page(ARTICLE, METAS + '<base href="http://example.org">')}
    parts["d.xml"] = FEEDS["a.xml"].replace("<rss", '<!DOCTYPE rss SYSTEM "http://a.org/b"><rss')
    for name, content in parts.items():
        (tmp_path / name).write_text(content)
    assert len(load(tmp_path)) == 2 * len(FEEDS) + 3


@pytest.mark.parametrize("content", [RSS.format(""), RSS.format(twice(ITEM))[:-40], "<rss>"])
def test_an_empty_or_broken_feed_is_refused_in_a_line(tmp_path, content):
    (tmp_path / "a.rss").write_text(content)
    with pytest.raises(CorpusError, match=r"none of 1 files can be used\.\n  a\.rss: .*(feed|XML)"):
        load(tmp_path / "a.rss")


def web_archive(*bodies, status="200 OK", kind="text/html; charset=utf-8"):
    records = []
    for number, body in enumerate(bodies, 1):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            "WARC-Date: 2019-03-02T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def test_pages_of_a_web_archive_are_articles(tmp_path):
    content = web_archive(
        page(ARTICLE, data(DATA)), page(ARTICLE.replace("Ferry", "Bridge")), page("")
    )
    found = read(tmp_path, "a.warc.gz", gzip.compress(content))
    assert list(found.articles["headline"]) == ["Ferry late again", "Bridge late again"]
    assert list(found.articles["url"]) == ["https://example.org/1", "https://example.org/2"]
    assert reasons(found) == {pages.NO_TEXT: 1}


def test_a_web_archive_that_is_cut_off_is_read_up_to_there(tmp_path, capsys):
    content = web_archive(page(ARTICLE, data(DATA)), page(ARTICLE))
    found = read(tmp_path, "a.warc", content[: content.rindex(b"WARC/1.")] + b"WARC/1.0\r\nx")
    assert len(found) == 1
    long = content.replace(b"</html>", b"</html>\x1b[31m and more")
    (tmp_path / "b.warc").write_bytes(long)
    load(tmp_path / "b.warc")
    assert capsys.readouterr() == ("", "")


def test_a_web_archive_of_any_size_is_read_record_by_record(tmp_path, monkeypatch):
    monkeypatch.setattr(text_folder, "LONGEST", 1_000)
    monkeypatch.setattr(text_folder, "_LONGEST_EXPORT", 1_000)
    content = web_archive(*(page(ARTICLE.replace("Ferry", f"Ferry {n}")) for n in range(9)))
    assert len(read(tmp_path, "a.warc", content)) == 9


@pytest.mark.parametrize("at", range(700, 2000, 50))
def test_wherever_a_web_archive_is_cut_off_that_is_told(at):
    content = web_archive(page(ARTICLE, data(DATA)), page(ARTICLE))[:at]
    found = warc.blocks(BytesIO(content), lambda body, _: block.Block(body.decode()))
    assert found[-1].flaw == warc.SPOILT or found[-1].notes == (warc.TORN,)


def test_a_record_that_is_not_as_long_as_it_says_is_told(tmp_path):
    content = web_archive(page(ARTICLE, data(DATA)), page(ARTICLE))
    length = int(re.search(rb"-Length: (\d+)", content)[1])
    for name, wrong in (("short", length - 10), ("long", length + 10_000)):
        damaged = content.replace(b"-Length: %d" % length, b"-Length: %d" % wrong)
        assert warc.TORN in reasons(read(tmp_path, f"{name}.warc", damaged))
    huge = content.replace(b"-Length: %d" % length, b"-Length: %d" % 2**64)
    assert reasons(read(tmp_path, "huge.warc", content + huge)) == {warc.SPOILT: 1}
    headless = content.replace(b"WARC-Type: response", b"", 1)
    with pytest.raises(CorpusError, match=warc.SPOILT):
        read(tmp_path, "a.warc", headless)


@pytest.mark.parametrize(
    "content",
    [
        web_archive(page(ARTICLE), status="404 Not Found"),
        web_archive("{}", kind="text/json"),
        b"WARC/",
        b"WARC/1.0\r\n\r\n",
    ],
)
def test_a_web_archive_without_pages_is_refused(tmp_path, content):
    (tmp_path / "a.warc").write_bytes(content)
    with pytest.raises(
        CorpusError, match=r"none of 1 files can be used\.\n  a\.warc: a web archive"
    ):
        load(tmp_path / "a.warc")


def test_without_warcio_the_cure_is_told(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0")
    with pytest.raises(CorpusError, match=r"pip install 'standfirst\[web\]'"):
        load(tmp_path / "a.warc")
    assert warc.NO_WARCIO
