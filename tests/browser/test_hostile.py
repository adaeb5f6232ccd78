"""A hostile corpus in a real browser: it is read, it is shown, and nothing of it is obeyed."""

import csv
import json
from collections import defaultdict
from itertools import cycle

import nbformat
import pytest
from click.testing import CliRunner
from nbconvert.exporters import HTMLExporter

from analysis import reports
from analysis.__main__ import main
from analysis.readers.clean import clean
from analysis.readers.raw_articles import RawArticle

MARKUP = (
    "<img src=//evil.test/x.png onerror=alert(1)>",
    '"><script>alert(2)</script>',
    "' autofocus onfocus='alert(3)' x='",
    "[more](javascript:alert(4)) ![](//evil.test/x.png) <http://evil.test/>",
    "</style></title></textarea></noscript><svg onload=alert(5)>",
    r"$\href{javascript:alert(6)}{x}$ \(x\) | `code` | **strong**",
    "<style>@import '//evil.test/x.css'</style><base href=//evil.test/>",
    "--><iframe src=//evil.test/></iframe><form action=//evil.test/><input autofocus>",
    "<meta http-equiv=refresh content=0;url=//evil.test/><link rel=stylesheet href=//evil.test/>",
    "{{ 7 * 7 }} {% raw %} <a href=javascript:alert(7) id=main>Ünï</a>",
    "&lt;script&gt;alert(8)&lt;/script&gt; &#60;img src=x onerror=alert(8)&#62;",
    # Of these cleaning leaves all: elements that HTML does not know, and tags that never end.
    "<xss onpointerenter=alert(20) style=position:fixed>",
    "<img src=//evil.test/x.png onerror=alert(21)",
    "<svg/onload=alert(22)",
    "<x-y onfocus=alert(24) autofocus tabindex=1>",
    "<!--<ink onclick=alert(25)>",
)
ADDRESSES = (
    "javascript:alert(9)",
    "data:text/html,<script>alert(10)</script>",
    "file:///etc/passwd",
    'https://evil.test/"onmouseover="alert(11)',
)
FILES = ("<img src=x onerror=alert(12)>", '"><svg onload=alert(13)>', "[x](javascript:alert(14))")
OUTLETS = ("<wire onclick=alert(15)>Wire", '"Post" onload="alert(16)', "<script>alert(17)")
TERM, STOP, KIND = "<a onclick=alert(18)>", "<s>stop", "<u onclick=alert(19)>"
PAGES = ("index", "corpus", "frequency", "sentiment", "actors")
SHAPE = """[...document.querySelectorAll('*')]
  .map(e => [e.localName, ...e.getAttributeNames().sort()].join(' '))"""
LINKS = "[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))"


class Voice:
    """Says something hostile for every field, or a plain word in its place."""

    def __init__(self, *, hostile):
        self.hostile, self.plain = hostile, {}
        self.texts = defaultdict(lambda: cycle(MARKUP))  # each field goes through all of them
        self.addresses = cycle(ADDRESSES)

    def says(self, hostile):
        if self.hostile:
            return hostile
        return self.plain.setdefault(hostile, f"plain{len(self.plain)}")

    def text(self, field):
        """Say something; a plain word has tags, so that cleaning has something to tell of too."""
        said = self.says(next(self.texts[field]))
        return said if self.hostile else f"<b>{said}</b>"

    def address(self):
        return self.says(next(self.addresses))


def articles(voice):
    """Two dozen articles of three outlets over four weeks, some of them copies of another."""
    outlets = [voice.says(outlet) for outlet in OUTLETS]
    for number in range(24):
        talks = f"talks{number // 2}"
        sentences = [
            f"{talks} Marovia met {talks} the Union over {voice.text('text')} {talks} on pay."
            for _ in range(5)
        ]
        yield {
            "id": f"{number} {voice.text('id')}",
            "headline": f"Strike {voice.text('headline')}",
            "text": f"{voice.text('deck')}\n\nSENN ({outlets[1]}) – {' '.join(sentences)}\n\n"
            f"A great {voice.text('tone')} war.",
            "date": f"2026-03-{number + 1:02}" if number else voice.text("date"),
            "outlet": outlets[number % 3],
            "author": f"Ana {voice.text('author')}",
            "url": voice.address(),
            "language": voice.says("<i>en"),
        }


def write(path, rows, names=None):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names or list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def actors(path, voice, kind):
    """A registry whose every column is hostile; “Marovia” and “Union” are in the text."""
    rows = [
        {"actor": voice.text("actor"), "type": kind, "names": f"Marovia;{voice.says(FILES[0])}"},
        {"actor": voice.text("actor"), "type": "union", "names": "Union", "parent": ""},
        {"actor": voice.says(OUTLETS[0]), "type": kind, "adjectives": voice.says(STOP)},
    ]
    names = ("actor", "type", "parent", "names", "acronyms", "adjectives", "capital", "government")
    return write(path, rows, names)


def as_one_file(folder, voice):
    """A report on a CSV file, called from Python: headers, values, file and parameters."""
    folder = folder / voice.says(FILES[0])
    folder.mkdir()
    rows = list(articles(voice))
    text, extra = f"text {voice.says(STOP)}", voice.says(TERM)
    rows = [{**row, text: row.pop("text"), extra: voice.text("extra")} for row in rows]
    corpus = write(folder / f"{voice.says(FILES[2])}.csv", rows)
    kind = voice.says(KIND)
    actors(corpus.with_suffix(".actors.csv"), voice, kind)
    stops = folder / f"{voice.says(FILES[1])}.txt"
    stops.write_text(f"# {voice.text('remark')}\nover\n")
    terms = [{"term": voice.says(term), "n": 900} for term in (*FILES, *MARKUP)]
    reference = write(folder / f"{voice.says(FILES[1])}.csv", terms)
    settings = {
        "roles": f"text:{text}",
        "term": voice.says(TERM),
        "stop_words": str(stops),
        "reference": str(reference),
        "study": voice.says(OUTLETS[1]),
        "outlets": ", ".join(row["outlet"] for row in rows[:3]),
        "leave_out": f"place, {kind}",
    }
    return reports.report(corpus, out=folder / "out", parameters=settings, check=False)


def as_a_folder(folder, voice):
    """A report on a folder, made by ``standfirst run``: names of files, metadata, report.yaml."""
    corpus = folder / voice.says(FILES[0])
    corpus.mkdir()
    rows = []
    for number, row in enumerate(articles(voice)):
        name = f"{number:02} {voice.says(FILES[number % 3])}.txt"
        text = f"{row['headline']}\n\n{row['text']}\n\nReporting by {voice.text('credit')}\n"
        (corpus / name).write_text(text, encoding="utf-8")
        rows.append({"file": name} | {k: row[k] for k in ("date", "outlet", "author", "url")})
    (corpus / f"{voice.says(FILES[1])}.txt").write_bytes(b"\0\1\2")
    write(corpus / "metadata.csv", rows)
    actors(corpus / "actors.csv", voice, voice.says(KIND))
    plan = {"corpus": str(corpus), "out": str(folder / voice.says(FILES[2])), "check": False}
    plan |= {"name": "night", "parameters": {"term": voice.says(TERM), "count": "story"}}
    (folder / "report.yaml").write_text(json.dumps(plan))
    order = ["run", str(folder / "report.yaml"), "--for", "2026-03-30"]
    done = CliRunner().invoke(main, order)
    assert done.exit_code == 0, done.stderr
    return next(folder.glob("*/*/index.html")).parent


@pytest.fixture(scope="module", params=[as_one_file, as_a_folder])
def made(request, browser, on_servers, tmp_path_factory):  # noqa: ARG001 - no browser, no report
    """A hostile report and a harmless one of the same shape."""
    with on_servers():
        return [
            request.param(tmp_path_factory.mktemp("voice"), Voice(hostile=hostile))
            for hostile in (True, False)
        ]


def shape(browser, page):
    """Open a page, and give its elements with the names of their attributes."""
    view = browser.open(page)
    asked = [url for url in view.requests if not url.startswith(("data:", page.as_uri()))]

    assert view.dialogs == []
    assert asked == []
    assert view.errors == []
    assert view.run("document.scripts.length") == 0
    assert view.run("location.href") == page.as_uri()
    return view, set(view.run(SHAPE))


@pytest.mark.parametrize("name", [*PAGES, "share"])
def test_a_page_holds_what_the_templates_wrote(browser, made, name):
    view, ours = shape(browser, made[0] / f"{name}.html")
    _, harmless = shape(browser, made[1] / f"{name}.html")

    assert ours <= harmless
    assert not [link for link in view.run(LINKS) if ":" in link or link.startswith("//")]
    assert "alert(" in view.run("document.body.textContent")


@pytest.mark.parametrize("name", PAGES[1:])
def test_outputs_of_a_notebook_are_safe_without_our_page(browser, made, name, tmp_path):
    """What Jupyter shows: the outputs as they stand, with no policy and nothing cleaned."""
    shapes = []
    for number, report in enumerate(made):
        exporter = HTMLExporter(template_name="basic")
        body, _ = exporter.from_filename(str(report / f"{name}.ipynb"))
        page = tmp_path / f"{number}.html"
        page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{body}", encoding="utf-8")
        shapes.append(shape(browser, page)[1])

    assert shapes[0] <= shapes[1]


def survives(value):
    """Say whether a headline still holds a value when it is cleaned."""
    raw = RawArticle("a", "A text.", "a", 0, 0, "", f"Strike {value}", "", "", "", "", "")
    return value in clean(raw).headline


def test_what_is_hostile_has_reached_the_pages(browser, made):
    views = [browser.open(made[0] / f"{name}.html") for name in PAGES]
    text = "\n".join(view.run("document.body.textContent") for view in views)

    left = [value for value in MARKUP if survives(value)]
    assert len(left) > 5
    assert [value for value in (*left, *OUTLETS, *FILES, TERM, KIND) if value not in text] == []


def test_dollars_in_outputs_of_a_notebook_are_no_formula(made):
    notebooks = [nbformat.read(made[0] / f"{name}.ipynb", as_version=4) for name in PAGES[1:]]
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    outputs = [output["data"] for cell in cells for output in cell.get("outputs", [])]
    priced = [data["text/html"] for data in outputs if "$" in data.get("text/html", "")]

    assert priced
    assert not [text for text in priced if "mathjax_ignore" not in text[:80]]
    assert not [data for data in outputs if "text/markdown" in data]
