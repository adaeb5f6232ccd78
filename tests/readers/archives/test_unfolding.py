"""Bytes that unfold to very many tags, and libraries that fail: refused, not held or passed on."""

import pytest

from analysis.errors import CorpusError
from analysis.readers.archives import docx, html, pages, rtf, xml
from analysis.readers.raw_articles import Unreadable
from tests.readers.archives.exports import docx as docx_of
from tests.readers.archives.exports import packed_word, texts
from tests.readers.archives.exports import read as load
from tests.readers.archives.exports import rtf as rtf_of
from tests.readers.archives.test_pages import ARTICLE, BODY, FEEDS, METAS, page, web_archive

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body):
    return packed_word(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (docx.text_of, word("<w:p/>" * docx.MOST_TAGS)),
        (html.parse, "<html>" + "<p>" * xml.MOST_TAGS),
        (xml.parse, b"<a>" + b"<b/>" * xml.MOST_TAGS + b"</a>"),
        (rtf.text_of, b"{\\rtf1 " + b"{" * rtf.MOST_GROUPS),
    ],
    ids=["docx", "html", "xml", "rtf"],
)
def test_very_many_tags_are_refused(read, content):
    with pytest.raises(Unreadable, match=r"[26],000,000 (tags|groups)"):
        read(content)


def test_paragraphs_inside_paragraphs_stand_once_and_in_order():
    text = "<w:t>{}</w:t>"
    box = f"<w:r><w:p>{text.format('b')}</w:p><w:p>{text.format('c')}</w:p></w:r>"
    body = f"<w:p>{text.format('a')}{box}<w:tab/>{text.format('d')}<w:br/></w:p><w:p/>"
    assert docx.text_of(word(body + f"<w:p>{text.format('e')}</w:p>")) == "a\td\n\nb\n\nc\n\ne"


def test_a_document_is_walked_through_without_holding_it():
    content = b"<a>" + b"<b/>" * 99_999 + b"</a>"
    assert max(len(node.getroottree().getroot()) for _, node in xml.walk(content)) < 20_000
    for content in (b"<a>", b"", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        with pytest.raises(Unreadable, match="XML"):
            list(xml.walk(content))


def test_a_page_of_very_many_tags_is_read_by_its_paragraphs(tmp_path, monkeypatch):
    import trafilatura

    monkeypatch.setattr(trafilatura, "extract", lambda *_a, **_o: pytest.fail("would take minutes"))
    long = page(ARTICLE + "<br>" * pages._LARGEST, METAS)
    assert texts(load(tmp_path, "a.html", long)) == ["\n\n".join(["Ferry late again", *BODY])]


def fail(*_args, **_options):
    raise ZeroDivisionError


def test_whatever_a_library_raises_is_damage(tmp_path, monkeypatch):
    damaged = {
        "a.rss": FEEDS["a.rss"],
        "a.rtf": rtf_of("x"),
        "a.docx": docx_of("x"),
        "a.warc": web_archive("x"),
        "a.zip": docx_of("x"),
    }
    for name in (
        *("trafilatura.extract", "feedparser.parse", "striprtf.striprtf.rtf_to_text"),
        *("zipfile.ZipFile", "warcio.archiveiterator.ArchiveIterator._next_record"),
    ):
        monkeypatch.setattr(name, fail)
    assert texts(load(tmp_path, "a.html", page(ARTICLE, METAS))) == [
        "\n\n".join(["Ferry late again", *BODY])
    ]
    for name, content in damaged.items():
        with pytest.raises(CorpusError, match=r"read|unpacked|damaged"):
            load(tmp_path, name, content)
