"""Selecting shrinks every table together and says so in the ledger."""

import weakref

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate import texts as annotating
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.zones import Span
from analysis.corpus import load, split_list, with_text
from analysis.errors import ParameterError
from analysis.schema import REGISTRY


def test_zones_leave_out_dateline_and_credit_by_default(annotated):
    made = annotated("SENN (Harbour Wire) – Marovia spoke.\n\nEditing by Ana van Dahl")
    chosen = made

    assert set(chosen.sentences["zone"]) == {"headline", "body"}
    assert list(chosen.mentions["surface"]) == ["Marovia"]
    assert len(chosen.tokens) == 3


def test_outlets_are_kept_by_name_and_the_ledger_says_so(annotated):
    made = annotated("SENN (Wire) – One.", "SENN (Post) – Two.")
    chosen = made.filter(outlets="Post")

    assert list(chosen.articles["article_id"]) == ["b"]
    assert set(chosen.tokens["article_id"]) == {"b"}
    last = chosen.ledger.iloc[-1]
    assert (last["n_in"], last["n_kept"], last["n_dropped"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"zones": "bodi"}, r"parameter 'zones': there is no 'bodi'; did you mean 'body'\?"),
        (
            {"outlets": "Wier"},
            r"parameter 'outlets': there is no outlet 'Wier'; did you mean 'Wire'\?",
        ),
    ],
)
def test_unknown_zones_and_outlets_are_refused_with_the_nearest_name(annotated, settings, message):
    with pytest.raises(ParameterError, match=message):
        annotated("SENN (Wire) – One.").filter(**settings)


def test_with_text_keeps_rows_columns_and_order(annotated):
    made = annotated("One. Two.")
    backwards = made.sentences.iloc[::-1]

    assert list(with_text(made, backwards)["text"]) == ["Two.", "One.", "Headline"]


def test_the_order_of_files_does_not_matter(tmp_path, registry):
    bodies = ["Marovia spoke.", "The US left Senn.", "IS is gone."]
    made = []
    for name, order in (("x", bodies), ("y", bodies)):
        folder = tmp_path / name
        folder.mkdir()
        for number in sorted(range(3), reverse=name == "y"):
            (folder / f"{number}.txt").write_bytes(f"Head\n\n{order[number]}".encode())
        made.append(load(folder, registry=registry))

    for table in ("sentences", "tokens", "types", "mentions"):
        pd.testing.assert_frame_equal(getattr(made[0], table), getattr(made[1], table))


@given(st.lists(st.text(alphabet="abc ", max_size=5)))
def test_listed_reads_back_what_commas_join(values):
    clean = tuple(v.strip() for v in values if v.strip())

    assert split_list(", ".join(values)) == clean == split_list(values)


@pytest.mark.parametrize("texts", [[], ["", "é “a”\n", "𝒜.", ""]])
def test_a_shard_holds_the_texts_as_they_were_given(texts):
    spans = [[Span(0, len(text), 0, "body")] if text else [] for text in texts]
    names = build_gazetteer(REGISTRY.empty(), titles=frozenset(), not_names=frozenset())
    column = annotate_texts(texts, spans, names=names, stop_words=frozenset())["texts"]["text"]

    column.validate(full=True)
    assert column.to_pylist() == texts


def test_paragraphs_are_let_go_before_the_costly_steps_begin(monkeypatch):
    """A text of 5 MB may have 1.7 million of them, which take 300 MB as tuples."""

    class Spans(list):
        """A list that can be watched."""

    kept = []

    def spans():
        for _ in range(3):
            each = Spans([Span(0, 3, 0, "body")])
            kept.append(weakref.ref(each))
            yield each

    def cut(*arguments, **settings):
        assert [reference() for reference in kept] == [None] * 3
        return cut_sentences(*arguments, **settings)

    cut_sentences = annotating.cut_sentences
    monkeypatch.setattr(annotating, "cut_sentences", cut)
    names = build_gazetteer(REGISTRY.empty(), titles=frozenset(), not_names=frozenset())
    tables = annotate_texts(["One"] * 3, spans(), names=names, stop_words=frozenset())

    assert len(tables["paragraphs"]) == 3
