"""Files as people have them, of made-up articles: saved pages, a Nexis document, a wide CSV."""

from __future__ import annotations

import csv
import html
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.scale.generate import COLUMNS, make_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.scale.generate import Article

LONG = 2
"""The texts of so many articles make one of the CSV, of about 5 kB."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>{title} | {outlet}</title>"
    "<script type='application/ld+json'>{data}</script></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    "<article><h1>{title}</h1>{paragraphs}</article>"
    "<aside><p>Read more about this today.</p></aside><script>var ads = 'slot';</script>"
    "<footer>Imprint</footer></body></html>"
)


def write_pages(folder: Path, sentences: Sequence[str], n_articles: int) -> None:
    """Write a folder of saved pages; what they say of themselves lacks the text in every second."""
    folder.mkdir()
    for number, article in enumerate(_articles(sentences, n_articles)):
        _, outlet, day, headline, text = article
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": headline,
            "datePublished": day,
            "publisher": {"@type": "Organization", "name": outlet},
        }
        if number % 2:
            data["articleBody"] = text
        page = _PAGE.format(
            title=html.escape(headline),
            outlet=outlet,
            data=json.dumps(data).replace("</", "<\\/"),
            paragraphs="".join(f"<p>{html.escape(each)}</p>" for each in text.split("\n\n")),
        )
        (folder / f"page-{number:05d}.html").write_text(page, encoding="utf-8")


def write_nexis(path: Path, sentences: Sequence[str], n_articles: int) -> None:
    """Write a Word document with many articles one after the other, as Nexis Uni does."""
    lines: list[str] = []
    for _, outlet, day, headline, text in _articles(sentences, n_articles):
        written = f"{date.fromisoformat(day):%B %d, %Y %A}"
        lines += [headline, outlet, written, "First Edition", ""]
        lines += [f"Copyright {day[:4]} {outlet} All Rights Reserved", "Section: NEWS; Pg. 1"]
        lines += [f"Length: {len(text.split())} words", "Byline: A. Bok", "Body", ""]
        lines += [*text.split("\n"), "", f"Load-Date: {written}", "", "End of Document", ""]
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )


def write_long(path: Path, sentences: Sequence[str], n_articles: int) -> None:
    """Write a CSV of articles of about 5 kB."""
    rows = _articles(sentences, LONG * n_articles)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for *cells, text in rows:
            texts = [text, *(next(rows)[-1] for _ in range(LONG - 1))]
            table.writerow([*cells, "\n\n".join(texts)])


def _articles(sentences: Sequence[str], n_articles: int) -> Iterator[Article]:
    for block in make_blocks(sentences, 0, n_articles):
        yield from block
