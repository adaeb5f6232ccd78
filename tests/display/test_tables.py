"""What readers see is escaped, and what programs read is safe and reads back."""

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.aggregate import LeftOut
from analysis.display.export import save, to_csv, to_xml
from analysis.display.tables import show, shown
from analysis.errors import ParameterError
from analysis.schema import COVERAGE, FREQUENCY

HOSTILE = '<script>alert("x")</script>'


def test_a_view_escapes_every_cell_header_and_caption():
    page = show(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE).to_html()

    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 3


def test_dollars_in_a_view_are_no_formula():
    for table in (pd.DataFrame({"term": ["$5"]}), pd.DataFrame({"$5": []})):
        assert "mathjax_ignore" in show(table, "T", note="to $7").to_html().partition(">")[0]
    assert "mathjax" not in show(pd.DataFrame({"term": ["5"]}), "T").to_html()


def test_a_view_says_how_many_rows_it_leaves_out():
    table = pd.DataFrame({"term": list("abc"), "n": [3, 2, 1]})

    assert "Terms (first 2 of 3 rows)" in show(table, "Terms", rows=2).to_html()
    assert "Terms (3 rows)" in show(table, "Terms").to_html()


def test_a_view_without_rows_is_refused():
    with pytest.raises(ParameterError, match="'top_n'\\) must be 1 or more; found 0"):
        show(pd.DataFrame({"n": [1]}), "T", rows=0)


def test_a_view_explains_its_columns_and_aligns_numbers():
    page = show(pd.DataFrame({"npmi": [0.5]}), "Ties").to_html()

    assert '<th scope="col" class="num" title="−1 never together' in page
    assert '<td class="num">0.50</td>' in page


def test_a_view_repeats_byte_for_byte():
    table = pd.DataFrame({"term": ["a"], "n": [1]})

    assert show(table, "T")._repr_mimebundle_() == show(table, "T")._repr_mimebundle_()


def test_a_note_stands_below_the_caption_and_is_escaped():
    view = show(pd.DataFrame({"n": [1]}), "Terms", note=HOSTILE)

    assert '(1 row)<span class="note">&lt;script&gt;' in view.to_html()
    assert view.to_text().startswith(f"Terms (1 row)\n{HOSTILE}\n")
    assert "note" not in show(pd.DataFrame({"n": [1]}), "Terms").to_html()


def test_without_rows_a_line_says_so():
    page = show(COVERAGE.empty(), "Coverage", note=HOSTILE).to_html()

    assert page.startswith('<p class="standfirst nothing">Coverage (0 rows)<span class="note">&lt;')
    assert "<table" not in page


def test_cells_lead_to_the_part_of_their_term_the_first_by_keyboard_too():
    table = pd.DataFrame({"study": ["A"], "term": ["pay rise"], "n": [2]})
    page = show(table, "Terms", links=("term", "n")).to_html()

    assert '<td class="text"><a href="#term-pay_rise">pay rise</a></td>' in page
    assert '<td class="num"><a href="#term-pay_rise" tabindex="-1">2</a></td>' in page


def test_words_around_an_occurrence_are_set_towards_it():
    page = show(pd.DataFrame({"left": ["a"], "node": ["b"], "right": ["c"]}), "Lines").to_html()

    assert '<td class="left">a</td><td class="node">b</td><td class="right">c</td>' in page


def test_cells_by_hand():
    assert [shown(v) for v in (True, 1234.5, -0.126, None, pd.NaT, "=a")] == [
        "yes",
        "1,234.50",
        "−0.13",
        "",
        "",
        "=a",
    ]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_no_cell_of_a_csv_is_a_formula_and_all_others_read_back(values):
    table = pd.DataFrame({"text": pd.Series(values, dtype=str), "n": range(len(values))})
    text = to_csv(table)
    back = pd.read_csv(io.StringIO(text), dtype={"text": str}, keep_default_na=False)

    assert not back["text"].str.startswith(("=", "+", "-", "@", "\t", "\r")).any()
    for before, after in zip(values, back["text"], strict=True):
        assert after.lstrip("'").replace("\r\n", "\n").replace("\r", "\n") == before.lstrip(
            "'"
        ).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.001, "0.00"), (-0.0, "0.00"), (-0.006, "−0.01"), (-1234.5, "−1,234.50"), (0.004, "0.00")],
)
def test_what_rounds_to_nothing_has_no_sign(value, text):
    assert shown(value) == text


def test_days_are_written_as_days_and_unknowns_as_nothing():
    table = pd.DataFrame({"published": pd.Series(["2026-03-02", None], dtype="datetime64[s]")})

    assert to_csv(table) == 'published\n2026-03-02\n""\n'


def test_nothing_is_written_without_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "No files were written" in str(save("", {"a": pd.DataFrame({"n": [1]})}))
    assert not list(tmp_path.iterdir())


def test_files_are_written_and_named(tmp_path):
    network = nx.Graph()
    network.add_edge("A", "B", weight=1)
    said = save(str(tmp_path / "data"), {"frequency": pd.DataFrame({"n": [1]})}, ties=network)

    assert str(said) == "Written: frequency.csv (1 row), ties.gexf and ties.graphml."
    assert (tmp_path / "data" / "frequency.csv").read_bytes() == b"n\n1\n"


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (LeftOut(min_count=3), "; those counted fewer than 3 times are left out"),
        (LeftOut(n_crowded=1), "; 1 window that named too many actors is left out"),
        (LeftOut(n_crowded=1_200), "; 1,200 windows that named too many actors are left out"),
    ],
)
def test_what_a_table_leaves_out_is_told(tmp_path, left_out, said):
    tables = {"ties": pd.DataFrame({"n": [1]})}
    written = save(str(tmp_path / "data"), tables, left_out={"ties": left_out})

    assert str(written) == f"Written: ties.csv (1 row{said})."


def test_networks_read_back_with_hostile_names():
    network = nx.Graph()
    network.add_node("A <&> \x01", label="A <&> \x01", n_mentions=3)
    network.add_edge("A <&> \x01", "B", weight=2, npmi=0.5)
    files = to_xml(network)
    gexf = nx.read_gexf(io.BytesIO(files["gexf"]))
    graphml = nx.read_graphml(io.BytesIO(files["graphml"]))

    for back in (gexf, graphml):
        assert set(back) == {"A <&> �", "B"}
        assert back.nodes["A <&> �"]["n_mentions"] == 3
        assert back.edges["A <&> �", "B"]["npmi"] == 0.5
    assert gexf.edges["A <&> �", "B"]["weight"] == 2
    assert b"lastmodified" not in files["gexf"]
    assert b"NetworkX" not in files["gexf"]


def test_a_column_is_explained_as_in_its_own_table():
    page = show(COVERAGE.empty().reindex([0]), "Coverage").to_html()

    assert 'title="words in them">n_<wbr>words' in page
    assert (
        'title="words in the term; 1 for a single word">n_<wbr>words'
        in show(FREQUENCY.empty().reindex([0]), "Terms").to_html()
    )


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n", *"＝＋－＠"])
def test_every_sign_with_which_a_formula_may_begin_is_guarded(sign):
    text = to_csv(pd.DataFrame({"term": [f"{sign}1+1", f"a{sign}"]}))
    back = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert back["term"].str.startswith("'").tolist() == [True, False]


NO_XML = ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]


@given(
    st.lists(
        st.text(
            st.sampled_from([*"ab<&\t", "\u0085", "\ufffd", "\U0001f600", *NO_XML]), max_size=4
        ),
        unique=True,
        max_size=6,
    )
)
def test_names_that_xml_cannot_hold_are_replaced_and_stay_different(names):
    network = nx.Graph()
    for place, name in enumerate(names):
        network.add_node(name, label=name, type=name)
        network.add_edge(names[0], name, weight=place)
    files = to_xml(network)
    for suffix, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        ET.fromstring(files[suffix])  # noqa: S314 - it is ours
        back = read(io.BytesIO(files[suffix]))
        assert len(back) == len(names)
        assert back.number_of_edges() == network.number_of_edges()
