"""Exports of Factiva: text and HTML with and without codes, and XML."""

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers.archives import block, xml
from tests.readers.archives.exports import docx, read, reasons, rows, rtf, texts

NUMBER = "Document HRPOST002019030{n}ef320000{n}"
PLAIN = f"""Ferry {{n}} late again
A. Bok
355 words
{{n}} March 2019
10:30
Harbour Post
HRPOST
5
English
(c) 2019 Harbour Post. All rights reserved.

The ferry was late on day {{n}}.

Nobody knew why.

{NUMBER}

"""
CODES = f"""HD   Ferry {{n}} late again
BY   A. Bok
WC   355 words
PD   {{n}} March 2019
SN   Harbour Post
SC   HRPOST
LA   English
CY   Copyright 2019 Harbour Post

LP
The ferry was late on day {{n}}.

TD
Nobody knew why.

CO   hrbr : Harbour plc
NS   gtrans : Transport
AN   {NUMBER}

"""
DIVS = f"""<div class="article enArticle"><div id="hd"><span class="enHeadline">
Ferry {{n}} late again</span></div><div class="author">A. Bok</div>
<div>355 words</div>
<div>{{n}} March 2019</div><div>Harbour Post</div><div>HRPOST</div><div>English</div>
<div>Copyright 2019 Harbour Post</div>
<p class="articleParagraph enarticleParagraph">The ferry was late on day {{n}}.</p>
<p class="articleParagraph enarticleParagraph">Nobody knew why.</p><p>{NUMBER}</p></div>"""
CELLS = [
    ("HD", "<span>Ferry {n} late again</span>"),
    ("BY", "A. Bok"),
    ("WC", "355 words"),
    ("PD", "{n} March 2019"),
    ("SN", "Harbour Post"),
    ("LA", "English"),
    ("LP", "<p>The ferry was late on day {n}.</p>"),
    ("TD", "<p>Nobody knew why.</p>"),
    ("AN", NUMBER),
]
TABLE = (
    '<div class="article enArticle"><table>'
    + "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>" for code, cell in CELLS)
    + "</table></div>"
)
DATA = """<article xmlns="urn:x"><byline>A. Bok</byline><baseLanguage>en</baseLanguage>
<headline><paragraph>Ferry {n} late <hlt>again</hlt></paragraph></headline>
<leadParagraph><paragraph>The ferry was late on day {n}.</paragraph></leadParagraph>
<tailParagraphs><paragraph>Nobody knew why.</paragraph></tailParagraphs>
<publicationDate><date>2019-03-0{n}</date></publicationDate>
<sourceName>Harbour Post</sourceName></article>"""
TRAILER = "Search Summary\nText\nharbour and ferry\nDate\nIn the last year\n"
EXPECTED = [(f"Ferry {n} late again", "Harbour Post", f"2019-03-0{n}") for n in (1, 2)]


def page(body):
    return f"<!DOCTYPE html><html><head><title>Factiva</title></head><body>{body}</body></html>"


def twice(one):
    return "".join(one.replace("{n}", str(n)) for n in (1, 2))


GOOD = {
    "a.txt": twice(PLAIN),
    "trailer.txt": twice(PLAIN) + TRAILER,
    "codes.txt": twice(CODES) + TRAILER,
    "codes apart.txt": twice(CODES.replace("HD   ", "HD\n").replace("SN   ", "SN\n")),
    "a.docx": docx(twice(PLAIN)),
    "a.rtf": rtf(twice(PLAIN)),
    "codes.rtf": rtf(twice(CODES.replace("   ", "|"))),
    "divs.html": page(twice(DIVS)),
    "table.htm": page(twice(TABLE)),
    "a.xml": f'<?xml version="1.0"?><ppsArticleResponse>{twice(DATA)}</ppsArticleResponse>',
}


@pytest.mark.parametrize("name", GOOD)
def test_articles_of_an_export_are_read(tmp_path, name):
    found = read(tmp_path, name, GOOD[name])
    assert rows(found) == EXPECTED
    body = "Ferry 1 late again\n\nThe ferry was late on day 1.\n\nNobody knew why."
    assert [part.strip() for part in texts(found)[0].split("\n\n") if part.strip()] == (
        body.split("\n\n")
    )
    assert set(found.articles["author"]) == {"A. Bok"}
    assert reasons(found) == {}


BODY = "The ferry was late on day 2.\n\nNobody knew why.\n"
FIRST, SECOND = (PLAIN.replace("{n}", n) for n in "12")
DIVIDED, TABLES = page(twice(DIVS)), page(twice(TABLE))
DAMAGED = {
    "no text.txt": (FIRST + SECOND.replace(BODY, ""), {block.NO_BODY: 1}),
    "no order.txt": (FIRST + "What is this?\n\n" + NUMBER.replace("{n}", "2"), {block.NO_BODY: 1}),
    "no date.html": (TABLES.replace("2 March 2019", "yesterday"), {block.NO_DATE: 0}),
    "no headline.html": (TABLES.replace("Ferry 2 late again", ""), {block.NO_HEADLINE: 0}),
    "cut.html": (DIVIDED[: DIVIDED.rindex("<div>HRPOST")], {block.NO_BODY: 1}),
    "no body.xml": (
        GOOD["a.xml"].replace("The ferry was late on day 2.", "").replace("Nobody knew why.", ""),
        {block.NO_BODY: 1},
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_block_that_cannot_be_read_stands_in_the_ledger(tmp_path, name):
    content, told = DAMAGED[name]
    assert reasons(read(tmp_path, name, content)) == told


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><ppsArticleResponse><article><headline>&i;</headline></article></ppsArticleResponse>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<x><article><headline>&a;</headline><leadParagraph>&a;</leadParagraph></article></x>"
)


@pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, '<?xml version="1.0"?><article>', "<?xml", "<a/>"]
)
def test_hostile_and_broken_xml_is_refused_in_a_line(tmp_path, content):
    path = tmp_path / "a.xml"
    path.write_text(content)
    with pytest.raises(
        CorpusError, match=r"none of 1 files can be used\.\n  a\.xml: .*XML"
    ) as error:
        load(path)
    assert "root:" not in str(error.value)


def test_xml_of_another_kind_names_its_root(tmp_path):
    (tmp_path / "a.xml").write_text('<?xml version="1.0"?><sitemap><loc>x</loc></sitemap>')
    with pytest.raises(CorpusError, match="its root is <sitemap>"):
        load(tmp_path / "a.xml")
    with pytest.raises(xml.Unreadable, match="declares entities"):
        xml.parse(OUTSIDE.encode())
