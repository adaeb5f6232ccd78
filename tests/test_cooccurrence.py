"""Ties and actors, by hand, against other implementations, and against the gold labels."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cooccurrence as co
from analysis.annotate import select
from analysis.errors import ParameterError
from analysis.schema import MENTIONS, SENTENCES, WINDOWS

GOLD = json.loads((Path(__file__).parent / "seed_article.gold.json").read_text(encoding="utf-8"))
EXPLICIT_FORMS = {"name", "short", "adj", "metonym"}


def _tables(contexts):
    """One sentence a context, all in one article; each names the given actors once."""
    sentences = SENTENCES.conform(
        pd.DataFrame(
            [("a", 10 * i, 10 * i + 9, i, i, "body") for i in range(len(contexts))],
            columns=["article_id", "start", "end", "sentence", "paragraph", "zone"],
        )
    )
    mentions = pd.DataFrame(
        [
            ("a", 10 * i + j, 10 * i + j + 1, "x", actor, "state", "name", i, i, "body")
            for i, actors in enumerate(contexts)
            for j, actor in enumerate(sorted(actors))
        ],
        columns=[c.name for c in MENTIONS.columns],
    )
    return MENTIONS.conform(mentions), sentences


def test_ties_by_hand(annotated):
    """Four sentences; the US and Marovia share two of them, in two articles."""
    made = annotated("The US met Marovia. The US, the US and Marovia.", "US and Marovian ships.")
    named = co.counted(made.mentions)
    table = co.ties(named, made.sentences, window="sentence")

    row = table.iloc[0]
    assert (row["actor_a"], row["actor_b"]) == ("Marovia", "United States")
    assert (row["n_contexts"], row["n_articles"]) == (3, 2)
    assert row["npmi"] == pytest.approx(1), "they never occur apart"


def test_windows_widen_from_sentence_to_paragraph_to_article(annotated):
    made = annotated("The US spoke. Marovia too.\n\nIS is gone.")
    counts = (
        co.ties_in_all_windows(co.counted(made.mentions), made.sentences).groupby("window").size()
    )

    assert counts.to_dict() == {"article": 3, "paragraph": 1}


def test_with_one_article_the_article_window_says_nothing_about_chance(annotated):
    made = annotated("The US met Marovia.")

    assert np.isnan(
        co.ties(co.counted(made.mentions), made.sentences, window="article").loc[0, "npmi"]
    )


def test_places_and_descriptions_are_not_counted_by_default(annotated):
    made = annotated("In Senn the Marovian government met the US.")

    assert set(co.counted(made.mentions)["actor"]) == {"Marovia", "United States"}
    assert "Senn" in set(co.counted(made.mentions, leave_out="")["actor"])
    assert "Marovian government" in set(co.counted(made.mentions, how="nominal")["actor"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m, _: co.counted(m, how="acronim"), r"no 'acronim'; did you mean 'acronym'\?"),
        (
            lambda m, s: co.ties(m, s, window="sentense"),
            r"no 'sentense'; did you mean 'sentence'\?",
        ),
        (lambda m, s: co.strongest(co.ties(m, s), top_n=0), "'top_n' must be 1 or more; found 0"),
    ],
)
def test_wrong_settings_are_refused_with_the_nearest_name(annotated, call, message):
    made = annotated("The US met Marovia.")
    with pytest.raises(ParameterError, match=message):
        call(made.mentions, made.sentences)


CONTEXTS = st.lists(st.sets(st.sampled_from("ABCDEF"), max_size=5), min_size=1, max_size=12)


@given(CONTEXTS)
def test_ties_are_what_itertools_and_matrix_products_count(contexts):
    mentions, sentences = _tables(contexts)
    table = co.ties(mentions, sentences)
    expected = Counter(pair for actors in contexts for pair in combinations(sorted(actors), 2))
    incidence = np.array(
        [[actor in actors for actor in "ABCDEF"] for actors in contexts], dtype=int
    )
    product = incidence.T @ incidence

    assert {(r.actor_a, r.actor_b): r.n_contexts for r in table.itertuples()} == dict(expected)
    for row in table.itertuples():
        assert product["ABCDEF".index(row.actor_a), "ABCDEF".index(row.actor_b)] == row.n_contexts


@given(CONTEXTS)
def test_degree_and_strength_are_networkxs(contexts):
    mentions, sentences = _tables(contexts)
    table = co.ties(mentions, sentences)
    actors = co.actors(mentions, table)
    network = co.graph(actors, table)

    for row in actors.itertuples():
        assert row.degree == network.degree(row.actor)
        assert row.strength == network.degree(row.actor, weight="weight")
        assert (row.community == 0) == (row.degree == 0)


def test_two_cliques_are_two_communities():
    contexts = [set("ABC")] * 3 + [set("DEF")] * 3 + [set("AD")]
    mentions, sentences = _tables(contexts)
    actors = co.actors(mentions, co.ties(mentions, sentences)).set_index("actor")["community"]

    assert actors.to_dict() == {"A": 1, "B": 1, "C": 1, "D": 2, "E": 2, "F": 2}


@pytest.mark.parametrize("window", WINDOWS)
def test_contexts_are_the_evidence_of_every_tie(seed, window):
    named = co.counted(seed.mentions)
    for row in co.ties(named, seed.sentences, window=window).itertuples():
        found = co.contexts(
            named, seed.sentences, actor_a=row.actor_a, actor_b=row.actor_b, window=window
        )
        assert (len(found), found["article_id"].nunique()) == (row.n_contexts, row.n_articles)
        for span in found.itertuples():
            inside = named[named["start"].between(span.start, span.end - 1)]
            assert {row.actor_a, row.actor_b} <= set(inside["actor"])


def test_nothing_in_nothing_out(annotated):
    made = annotated("Nobody is here.")
    table = co.ties(made.mentions, made.sentences)

    assert table.empty
    assert co.actors(made.mentions, table).empty
    assert len(co.graph(co.actors(made.mentions, table), table)) == 0
    assert co.contexts_of(made.mentions, made.sentences, table).empty


def test_a_graph_leaves_out_what_is_undefined():
    mentions, sentences = _tables([set("AB")])
    table = co.ties(mentions, sentences)
    network = co.graph(co.actors(mentions, table), table)

    assert network.edges["A", "B"] == {"weight": 1, "n_articles": 1}
    assert isinstance(network, nx.Graph)


def _gold_names():
    return {key: actor["name"] for key, actor in GOLD["actors"].items()}


def test_the_seeds_explicit_mentions_are_the_golds(seed):
    """All but the dateline's place and the credit's editor, who are no actors of the story."""
    names = _gold_names()
    expected = {
        (m["start"], m["end"], names[m["actor"]])
        for m in GOLD["mentions"]
        if m["form"] in EXPLICIT_FORMS and m["actor"] not in {"ERBIL", "SULAIVANY"}
    }
    found = seed.mentions[seed.mentions["how"] != "nominal"]

    assert set(found[["start", "end", "actor"]].itertuples(index=False, name=None)) == expected
    page = (Path(__file__).parent.parent / "docs" / "methods.md").read_text(encoding="utf-8")
    n = len(expected)
    assert f"| `kurdistan24`, one article | {n} | {n} | {n} of {n} |" in page


@pytest.mark.parametrize("window", ["sentence", "paragraph"])
def test_the_seeds_pairs_are_the_golds(seed, window):
    """With the dateline counted in, all pairs agree; the story zones lack its outlet alone."""
    names = _gold_names()
    expected = {
        tuple(sorted(names[key] for key in pair.split("|"))): n
        for pair, n in GOLD[f"pairs_{window}_explicit"].items()
    }
    story = select(seed)
    table = co.ties(co.counted(story.mentions), story.sentences, window=window)
    found = {(r.actor_a, r.actor_b): r.n_contexts for r in table.itertuples()}
    of_dateline = {pair: n for pair, n in expected.items() if "Kurdistan 24" in pair}

    assert found == {p: n for p, n in expected.items() if p not in of_dateline}
    assert sorted(of_dateline.values()) == [1, 1, 1]
