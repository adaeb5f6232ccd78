"""Pages: anchors, contents, parameters and tables."""

import re
import tempfile

import nbformat
import pytest
from nbformat import write
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)

from analysis.reports.normalise import heading_above, is_unfinished, last_run, title
from analysis.reports.render import (
    TEMPLATE,
    answer,
    assignments,
    clean,
    contents,
    parameter_list,
    render,
    slug,
    tables,
    to_html,
    warm,
)


def notebook(*cells):
    return new_notebook(cells=list(cells))


def code(source, *tags, outputs=(), count=1):
    cell = new_code_cell(source, execution_count=count, outputs=list(outputs))
    cell.metadata["tags"] = list(tags)
    return cell


def test_headings_have_anchors_that_the_contents_point_to():
    text = "# Title\n\n## Which *words*, and how often?\n\n## Limits\n"

    listed = contents(notebook(new_markdown_cell(text)))

    assert [entry["anchor"] for entry in listed] == ["which-words-and-how-often", "limits"]
    assert all(f'id="{entry["anchor"]}"' in to_html(text) for entry in listed)


def test_a_heading_of_another_script_has_an_anchor():
    assert slug("كم مرة؟") == "كم-مرة"
    assert slug("?!") == "section"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<table class="standfirst"><td class="num">1</td></table>', 'class="num"'),
        ("<script>alert(1)</script>words", "words"),
        ('<p onclick="alert(1)" style="color:red">words</p>', "<p>words</p>"),
        ('<a href="javascript:alert(1)">words</a>', "<a>words</a>"),
        ('<p href="javascript:alert(1)" id="main">words</p>', "<p>words</p>"),
        ('<a href="//alert/x">words</a>', "<a>words</a>"),
        (r'<a href=" \\alert\x">words</a>', "<a>words</a>"),
        ('<a href="file:///alert">words</a>', "<a>words</a>"),
        ('<img src="//alert/x">words', "words"),
        ('<a href="#term-a"><i id="term-a">words</i></a>', '<a href="#term-a"><i id="term-a">'),
    ],
)
def test_outputs_keep_tables_and_emphasis_only(given, kept):
    cleaned = clean(given)

    assert kept in cleaned
    assert "alert" not in cleaned


def test_images_of_markdown_are_their_words():
    assert to_html("A ![plan <b>](//evil.test/x.png)") == "<p>A plan &lt;b&gt;</p>\n"


@pytest.mark.parametrize("template", sorted(TEMPLATE.glob("*.j2")), ids=lambda path: path.name)
def test_no_template_escapes_by_hand(template):
    assert re.findall(r"\|\s*(?:e|escape|safe)\b", template.read_text("utf-8")) == []


def test_every_field_of_a_page_is_escaped(tmp_path):
    """Whatever a notebook, a card, a table's name or a parameter says, the page only shows it."""
    hostile = "<ruby onclick=alert(1)>\"'"
    error = new_output("error", ename=hostile, evalue=hostile, traceback=[])
    stream = new_output("stream", name="stdout", text=hostile)
    plain = new_output("display_data", {"text/plain": hostile})
    image = new_output(
        "display_data", {"image/png": "AAAA"}, metadata={"image/png": {"alt": hostile}}
    )
    cells = [
        new_markdown_cell(f"# {hostile}\n\n## {hostile}\n"),
        code(f"term: str = ''  # {hostile}", "parameters"),
        code(f"term = {hostile!r}", "injected-parameters"),
        code(f"# {hostile}", "answer", outputs=[plain, error, stream, image]),
    ]
    row = {"what": hostile, "reason": hostile, "examples": hostile, "n_in": 2, "n_dropped": 1}
    card = {
        "name": hostile,
        "fingerprint": hostile,
        "n_articles": 1,
        "n_whole": 1,
        "outlets": {hostile: 1},
    }
    card |= {"first": None, "last": None, "ledger": [row]}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / hostile).touch()
    name = "javascript:<ruby>"
    nbformat.write(notebook(*cells), tmp_path / f"{name}.ipynb")

    render(tmp_path, [name, name], card, {"term": hostile}, {"term": hostile})

    for page in tmp_path.glob("*.html"):
        text = page.read_text("utf-8")
        assert "alert(1)" in text
        assert "<ruby" not in text
        assert 'href="javascript:' not in text


def test_a_page_shows_every_cell_in_its_order(tmp_path):
    cells = [new_markdown_cell("# First"), new_raw_cell("a <b>"), code("c = 'd'")]
    nbformat.write(notebook(*cells), tmp_path / "n.ipynb")
    card = {"name": "c", "fingerprint": "", "first": "", "last": "", "n_articles": 1, "n_whole": 1}

    render(tmp_path, ["n"], card | {"outlets": {"A": 1}, "roles": [], "ledger": []}, {}, {})

    page = (tmp_path / "n.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>\n")
    marks = [">First</h1>", "<pre>a &lt;b&gt;</pre>", '<span class="n">c</span>']
    assert sorted(marks, key=page.index) == marks


def test_the_answer_is_markdown_or_else_plain_text():
    said = new_output("display_data", {"text/plain": "plain", "text/html": "<p>html</p>"})
    marked = new_output("display_data", {"text/plain": "<object>", "text/markdown": "marked"})

    assert answer(notebook(code("x", "answer", outputs=[said]))) == "<p>plain</p>"
    assert answer(notebook(code("x", "answer", outputs=[marked]))) == "<p>marked</p>\n"
    assert answer(notebook(code("x"))) == ""


def test_parameters_are_listed_with_the_values_of_this_run():
    cells = [
        code("top_n: int = 20  # terms\noutput: str = ''", "parameters"),
        code("top_n = 5\noutput = 'data'", "injected-parameters"),
    ]

    listed = parameter_list(notebook(*cells), {"top_n": "terms"})

    assert listed == [{"name": "top_n", "value": "5", "help": "terms"}]


def test_assignments_read_negative_numbers_and_quotes():
    assert assignments("a = -1\nb: str = 'x, y'") == {"a": "-1", "b": "x, y"}


def test_rows_are_counted_without_the_head_and_across_line_breaks(tmp_path):
    (tmp_path / "terms.csv").write_text('term,n\n"two\nlines",1\nb,2\n')
    (tmp_path / "empty.csv").write_text("term,n\n")
    (tmp_path / "ties.gexf").write_text("<gexf/>")

    assert tables(tmp_path) == [
        {"name": "empty.csv", "rows": 0},
        {"name": "terms.csv", "rows": 2},
        {"name": "ties.gexf", "rows": None},
    ]


def test_the_heading_above_a_cell_names_it():
    cells = [
        new_markdown_cell("# Title"),
        code("x"),
        new_markdown_cell("text\n\n## Part"),
        code("y"),
    ]

    assert heading_above(notebook(*cells), 1) == "Title"
    assert heading_above(notebook(*cells), 3) == "Part"
    assert heading_above(notebook(cells[1]), 0).startswith("cell '")


def test_the_title_is_the_first_heading():
    assert title(notebook(new_markdown_cell("# A question?\n\nText")), "x") == "A question?"
    assert title(notebook(), "x") == "x"


def test_a_cell_that_was_not_reached_is_noticed():
    short = notebook(code("a"), new_markdown_cell("# Later"), code("b", count=None))

    assert is_unfinished(short)
    assert last_run(short) == 0
    assert not is_unfinished(notebook(code("a"), code("", count=None)))


def test_warming_up_writes_nothing_that_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    warm()

    assert list(tmp_path.iterdir()) == []


def test_pages_do_not_depend_on_those_before(tmp_path):
    """Templates are kept from one report to the next."""
    card = {"name": "c", "fingerprint": "", "first": "", "last": "", "n_articles": 1, "n_whole": 1}
    card |= {"outlets": {"A": 1}, "roles": [], "ledger": []}
    written = []
    for number in range(2):
        folder = tmp_path / str(number)
        (folder / "data").mkdir(parents=True)
        write(
            new_notebook(cells=[new_markdown_cell("# Asked"), new_code_cell("1")]),
            folder / "n.ipynb",
        )
        render(folder, ["n"], card, {}, {})
        written.append([(folder / name).read_bytes() for name in ("n.html", "index.html")])
        warm()

    assert written[0] == written[1]
