"""Exports of Europresse, as HTML and text."""

import pytest

from analysis.readers.archives import block
from tests.readers.archives.exports import read, reasons, rows, texts

NEW = """<article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">Le Phare</span></div>
<div><span class="DocHeader">Monde, samedi {n} mars 2019 355 mots, p. 4</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le bac {n}
en retard</p></div><div class="docAuthors">A. Bok</div></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">
<p>Le bac était en retard {n}.</p>
<p>Nul ne sait <mark>pourquoi</mark>.</p></div></div></section>
<aside><p>Lire aussi</p></aside><footer>
<div class="publiC-lblNodoc">news·2019030{n}·LP·12345{n}</div>
</footer></article>"""
OLD = """<tr><td><span class="DocPublicationName">Le Phare</span><br><span class="DocHeader">
Monde, samedi {n} mars 2019, p. 4</span><br>
<span class="TitreArticleVisu">Le bac {n} en retard</span>
<div class="DocText"><p>Le bac était en retard {n}.</p><p>Nul ne sait pourquoi.</p>
<p>© 2019 Le Phare. Tous droits réservés.</p></div><p>news·2019030{n}·LP·12345{n}</p></td></tr>"""
TEXT = """Le Phare
Monde, samedi {n} mars 2019 355 mots, p. 4

Le bac {n} en retard

A. Bok

Le bac était en retard {n}.

Nul ne sait pourquoi.

Cet article est paru dans Le Phare
© 2019 Le Phare. Tous droits réservés.

news·2019030{n}·LP·12345{n}

"""


def twice(one):
    return "".join(one.replace("{n}", str(n)) for n in (1, 2))


def page(body):
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


GOOD = {
    "a.html": page(twice(NEW)),
    "old.HTML": page(f"<table><tbody>{twice(OLD)}</tbody></table>"),
    "a.txt": twice(TEXT) + "Ce document est réservé à l'usage exclusif de l'utilisateur.\n",
    "no header.html": page(twice(NEW.replace("samedi {n} mars 2019 ", ""))),
}


@pytest.mark.parametrize("name", GOOD)
def test_articles_of_an_export_are_read(tmp_path, name):
    found = read(tmp_path, name, GOOD[name])
    assert rows(found) == [(f"Le bac {n} en retard", "Le Phare", f"2019-03-0{n}") for n in (1, 2)]
    assert texts(found)[0] == (
        "Le bac 1 en retard\n\nLe bac était en retard 1.\n\nNul ne sait pourquoi."
    )
    assert reasons(found) == {}


BODY = "<p>Le bac était en retard 2.</p>\n<p>Nul ne sait <mark>pourquoi</mark>.</p>"
LINES = "A. Bok\n\nLe bac était en retard 2.\n\nNul ne sait pourquoi.\n\n"
HTML = GOOD["a.html"]
DAMAGED = {
    "no text.html": (HTML.replace(BODY, ""), {block.NO_BODY: 1}),
    "no day.html": (
        HTML.replace("samedi 2 mars 2019", "").replace("20190302", "x"),
        {block.NO_DATE: 0},
    ),
    "cut.html": (HTML[: HTML.rindex('<div class="docAuthors"')], {block.NO_BODY: 1}),
    "no text.txt": (twice(TEXT).replace(LINES, ""), {block.NO_BODY: 1}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_block_that_cannot_be_read_stands_in_the_ledger(tmp_path, name):
    content, told = DAMAGED[name]
    assert reasons(read(tmp_path, name, content)) == told
