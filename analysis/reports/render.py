"""Executed notebooks into pages that open from disk: one a notebook, and an index of answers.

A page has no script and asks no other host for anything. Words of the corpus are not trusted:
markup in text cells is shown instead of obeyed, markup in outputs is cut down to tables and
emphasis, and each page forbids scripts by its own policy.
"""

from __future__ import annotations

import ast
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mistune
import nbformat
import nh3
import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from analysis.cells import Cells
from analysis.markup import Html
from analysis.reports.normalise import INJECTED, tagged, title
from analysis.reports.paths import DATA
from analysis.reports.share import INDEX, sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEMPLATE = Path(__file__).parent / "template"

ALLOWED_TAGS = {
    *("a", "abbr", "b", "bdi", "blockquote", "br", "caption", "code", "col", "colgroup", "dd"),
    *("del", "details", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "ins"),
    *("li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "wbr"),
}
ALLOWED_ATTRIBUTES = {
    "*": {
        *("class", "title", "lang", "dir", "scope", "colspan", "rowspan", "open"),
        *("role", "tabindex", "aria-hidden", "aria-label", "id"),
    },
    "a": {"href"},
}
ALLOWED_SCHEMES = {"http", "https", "mailto"}
ANCHOR = "term-"
"""How the names of anchors in outputs begin, so that none is that of a heading of the page."""


class _Renderer(mistune.HTMLRenderer):
    """Markdown with anchors at headings; raw HTML is shown as text, an image as its words."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def heading(self, text: str, level: int, **_: Any) -> str:
        return f'<h{level} id="{slug(_words(text))}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        return text


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])


def slug(heading: str) -> str:
    """Give a heading's anchor.

    Examples
    --------
    >>> slug("Which words, and how often?")
    'which-words-and-how-often'
    """
    return re.sub(r"[^\w]+", "-", heading.lower()).strip("-") or "section"


def to_html(markdown: str) -> Html:
    """Render Markdown; raw HTML in it is shown, not obeyed, and images are not fetched."""
    return Html(_markdown(markdown))  # noqa: S704 - the renderer escapes


def clean(markup: str) -> Html:
    """Keep tables, lists and emphasis of an output; drop scripts, styles, images and handlers."""
    return Html(_cleaner.clean(markup))  # noqa: S704 - it is clean


def highlight(source: str) -> Html:
    """Colour a cell of code."""
    return Html(pygments.highlight(source, _python, _coloured))  # noqa: S704 - Pygments escapes


def _harmless(_: str, name: str, value: str) -> str | None:
    """Drop the name of an anchor that could be a heading's, and a link that could be a file's."""
    if name == "href":
        return None if re.match(r"\s*[/\\]{2}", value) else value
    return None if name == "id" and not value.startswith(ANCHOR) else value


_python, _coloured = PythonLexer(), HtmlFormatter(cssclass="highlight")
_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes=ALLOWED_ATTRIBUTES,
    attribute_filter=_harmless,
    url_schemes=ALLOWED_SCHEMES,
    link_rel=None,
)


def render(
    folder: Path,
    names: Sequence[str],
    card: Mapping[str, Any],
    meanings: Mapping[str, str],
    asked: Mapping[str, Any],
) -> None:
    """Write a page beside each executed notebook, the index, and one file of all of them.

    Parameters
    ----------
    folder
        A folder with executed notebooks and their tables.
    names
        The notebooks' names without ending, in the order of the report.
    card
        The card of what the report is about.
    meanings
        What each parameter means, by name.
    asked
        The values that were set for this report, by name.
    """
    notebooks = {name: nbformat.read(folder / f"{name}.ipynb", as_version=4) for name in names}
    pages = [
        {"name": name, "question": title(notebook, name), "answer": answer(notebook)}
        for name, notebook in notebooks.items()
    ]
    css = Html((TEMPLATE / "style.css").read_text("utf-8"))  # noqa: S704 - it ships with us
    shared = {"card": card, "pages": pages, "css": css}
    page = _environment().get_template("page.html.j2")
    written: dict[str, str] = {}
    for name, notebook in notebooks.items():
        position = list(names).index(name)
        text = page.render(
            **shared,
            cells=notebook.cells,
            page=pages[position],
            next=pages[position + 1] if position + 1 < len(pages) else None,
            toc=contents(notebook),
            parameters=parameter_list(notebook, meanings),
        )
        written[name] = text
    index = _environment().get_template("report.html.j2")
    settings = [{"name": n, "value": v, "help": meanings.get(n, "")} for n, v in asked.items()]
    text = index.render(**shared, settings=settings, tables=tables(folder / DATA))
    written = {INDEX: text, **written}
    share = _environment().get_template("share.html.j2")
    written["share"] = share.render(**shared, sections=sections(written))
    for name, text in written.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")


def warm() -> None:
    """Write a page of nothing, so that templates and schemas are ready once notebooks are done."""
    card = dict.fromkeys(("name", "fingerprint", "first", "last"), "")
    rows = {"n_articles": 0, "n_whole": 0, "outlets": {}, "roles": [], "ledger": []}
    cells = [nbformat.v4.new_markdown_cell("# Title"), nbformat.v4.new_code_cell("0")]
    with tempfile.TemporaryDirectory(prefix="standfirst-warm-") as folder:
        (Path(folder) / DATA).mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=cells), Path(folder) / "warm.ipynb")
        render(Path(folder), ["warm"], {**card, **rows}, {}, {})


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATE)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "to_html": to_html,
        "clean": clean,
        "highlight": highlight,
        "grouped": lambda number: f"{number:,}",
    }
    return environment


def answer(notebook: Any) -> Html:
    """Give the computed answer of a notebook as safe HTML; empty if it has none."""
    for cell in tagged(notebook, "answer"):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/markdown" in data:
                return to_html(data["text/markdown"])
            if "text/plain" in data:
                return Html("<p>{}</p>").format(data["text/plain"])
    return Html()


def contents(notebook: Any) -> list[dict[str, str]]:
    """List the headings below the title, with their anchors."""
    pages = [to_html(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    found = [pair for page in pages for pair in re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', page)]
    return [{"anchor": anchor, "text": _words(text)} for anchor, text in found]


def _words(markup: str) -> str:
    """Give the words of a piece of HTML that we rendered."""
    return Html(markup).striptags()  # noqa: S704 - it gives plain words


def parameter_list(notebook: Any, meanings: Mapping[str, str]) -> list[dict[str, str]]:
    """List the parameters of a notebook with the values it was run with."""
    values: dict[str, str] = {}
    for cell in tagged(notebook, "parameters") + tagged(notebook, INJECTED):
        values |= assignments(cell.source)
    return [
        {"name": name, "value": value, "help": meanings.get(name, "")}
        for name, value in values.items()
        if name != "output"
    ]


def assignments(source: str) -> dict[str, str]:
    """Read the values that a cell of plain assignments gives.

    Examples
    --------
    >>> assignments("top_n: int = 20  # terms")
    {'top_n': '20'}
    """
    found = {}
    for node in ast.parse(source).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.expr):
            found[target.id] = str(ast.literal_eval(value))
    return found


def tables(folder: Path) -> list[dict[str, Any]]:
    """List the tables of a report with their rows, and other files without."""
    found = []
    for path in sorted(folder.glob("*")):
        rows = None
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as lines:
                rows = max(sum(1 for _ in Cells(lines, strict=False)) - 1, 0)
        found.append({"name": path.name, "rows": rows})
    return found
