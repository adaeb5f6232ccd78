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
from analysis.cooccurrence.mentions import CROWD
from analysis.corpus.aggregate import LeftOut
from analysis.errors import ParameterError
from analysis.schema import EXPLICIT, WINDOWS, ZONES
from tests.kernels.shards import of_contexts

GOLD = json.loads(
    (Path(__file__).parents[1] / "seed_article.gold.json").read_text(encoding="utf-8")
)
EXPLICIT_FORMS = {"name", "short", "adj", "metonym"}


def test_ties_by_hand(annotated):
    """Four sentences; the US and Marovia share three of them, in two articles."""
    made = annotated("The US met Marovia. The US, the US and Marovia.", "US and Marovia.")
    table = co.ties(co.mentions(made), window="sentence")

    row = table.iloc[0]
    assert (row["actor_a"], row["actor_b"]) == ("Marovia", "United States")
    assert (row["n_contexts"], row["n_articles"]) == (3, 2)
    assert row["npmi"] == pytest.approx(1), "they never occur apart"


def test_windows_widen_from_sentence_to_paragraph_to_article(annotated):
    made = annotated("The US spoke. Marovia too.\n\nIS is gone.")
    counts = co.ties_in_all_windows(co.mentions(made)).groupby("window").size()

    assert counts.to_dict() == {"article": 3, "paragraph": 1}


def test_counted_once_is_as_counted_each_time(estuary):
    named = co.mentions(estuary.filter())
    counts = co.count(named)

    for window in WINDOWS:
        ties = co.ties(counts, window=window)
        pd.testing.assert_frame_equal(ties, co.ties(named, window=window))
        pd.testing.assert_frame_equal(co.actors(counts, ties), co.actors(named, ties))
    pd.testing.assert_frame_equal(co.ties_in_all_windows(counts), co.ties_in_all_windows(named))


def test_ties_left_out_of_one_window_are_told_of_that_window(annotated):
    made = annotated("The US met Marovia. The US met Marovia.\n\nThe US left IS.")
    counts = co.count(co.mentions(made), most=1)

    assert counts.pairs["sentence"].min_count == 2
    assert co.ties(counts, window="article").empty, "all three ties have one article"
    assert counts.left_out["ties"].min_count == 2
    assert co.count(co.mentions(made)).left_out["ties"] == LeftOut()


def test_a_window_that_was_not_counted_is_refused(annotated):
    counts = co.count(co.mentions(annotated("The US met Marovia.")), windows=("article",))
    with pytest.raises(ParameterError, match="not counted within each sentence; found article"):
        co.ties(counts, window="sentence")


def test_with_one_article_the_article_window_says_nothing_about_chance(annotated):
    made = annotated("The US met Marovia.")

    assert np.isnan(co.ties(co.mentions(made), window="article").loc[0, "npmi"])


def test_places_descriptions_and_adjectives_are_not_counted_by_default(annotated):
    made = annotated("In Senn the Marovian government met the US.")

    def named(**settings):
        chosen = co.mentions(made, **settings)
        return set(co.actors(chosen, co.ties(chosen))["actor"])

    assert named() == {"United States"}
    assert named(how="acronym, adjective") == {"Marovia", "United States"}
    assert "Senn" in named(leave_out="")
    assert "Marovian government" in named(how="nominal")


@pytest.mark.parametrize(("how", "n_mentions"), [("name", 1), ("name, adjective", 3)])
def test_adjectives_are_counted_apart_however_mentions_are(annotated, how, n_mentions):
    made = annotated("Marovia sent Marovian ships and a Marovian poet.", "Marovian US ships.")
    named = co.mentions(made, how=how)
    row = co.actors(named, co.ties(named)).set_index("actor").loc["Marovia"]

    assert row["n_mentions"] == n_mentions + (n_mentions > 1)
    assert row["n_adjectives"] == 3


def crowd(n):
    """Name n persons in one sentence, from A to A in the alphabet of two letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"Mr. Ana N{letters[k // 26]}{letters[k % 26]}" for k in range(n))
    return "They met " + ", ".join(names) + "."


@pytest.mark.parametrize(("n", "n_ties"), [(CROWD, CROWD * (CROWD - 1) // 2), (CROWD + 1, 0)])
def test_a_crowd_in_one_window_ties_nobody_and_is_told(annotated, n, n_ties):
    made = annotated(crowd(n) + " The US met Marovia.", "The US spoke. Marovia too.")
    counts = co.count(co.mentions(made))

    table = co.ties(counts)

    assert len(table) == n_ties + 1
    assert counts.n_crowded["sentence"] == (n > CROWD)
    pair = table[table["actor_a"] == "Marovia"].iloc[0]
    assert (pair["n_contexts"], pair["n_articles"]) == (1, 1)
    # Two windows of three or four hold each of the two, and one holds both.
    n_windows = len(made.sentences) - (n > CROWD)
    assert pair["npmi"] == pytest.approx(np.log(n_windows / 4) / np.log(n_windows))
    actors = co.actors(counts, table)
    assert len(actors) == n + 2, "to be named in a crowd is to be named"


def test_the_windows_behind_ties_are_those_that_count(annotated):
    made = annotated(crowd(CROWD + 1), "Mr. Ana Naa met Mr. Ana Nab.")
    naming = co.mentions(made)
    pair = {"actor_a": "Ana Naa", "actor_b": "Ana Nab"}

    assert len(co.contexts(naming, **pair)) == 1
    assert co.count(naming).left_out["ties"].n_crowded == 3
    behind = co.ties(naming, window="article")
    assert behind[["actor_a", "actor_b", "n_articles"]].to_numpy().tolist() == [
        ["Ana Naa", "Ana Nab", 1]
    ]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda made: co.mentions(made, how="acronim"), r"no 'acronim'; did you mean 'acronym'\?"),
        (
            lambda made: co.ties(co.mentions(made), window="sentense"),
            r"no 'sentense'; did you mean 'sentence'\?",
        ),
        (
            lambda made: co.strongest(co.ties(co.mentions(made)), top_n=0),
            "'top_n' must be 1 or more; found 0",
        ),
    ],
)
def test_wrong_settings_are_refused_with_the_nearest_name(annotated, call, message):
    made = annotated("The US met Marovia.")
    with pytest.raises(ParameterError, match=message):
        call(made)


CONTEXTS = st.lists(st.sets(st.sampled_from("ABCDEF"), max_size=5), min_size=1, max_size=12)


@given(CONTEXTS)
def test_ties_are_what_itertools_and_matrix_products_count(contexts):
    named = co.mentions(of_contexts(contexts))
    table = co.ties(named)
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
    named = co.mentions(of_contexts(contexts))
    table = co.ties(named)
    actors = co.actors(named, table)
    network = co.graph(actors, table)

    for row in actors.itertuples():
        assert row.degree == network.degree(row.actor)
        assert row.strength == network.degree(row.actor, weight="weight")
        assert (row.community == 0) == (row.degree == 0)


def test_two_cliques_are_two_communities():
    contexts = [set("ABC")] * 3 + [set("DEF")] * 3 + [set("AD")]
    named = co.mentions(of_contexts(contexts))
    actors = co.actors(named, co.ties(named)).set_index("actor")["community"]

    assert actors.to_dict() == {"A": 1, "B": 1, "C": 1, "D": 2, "E": 2, "F": 2}


@pytest.mark.parametrize("window", WINDOWS)
def test_contexts_are_the_evidence_of_every_tie(seed, window):
    named = co.mentions(seed, how=EXPLICIT)
    mentions = seed.mentions[seed.mentions["how"].isin(EXPLICIT)]
    for row in co.ties(named, window=window).itertuples():
        found = co.contexts(named, actor_a=row.actor_a, actor_b=row.actor_b, window=window)
        assert (len(found), found["article_id"].nunique()) == (row.n_contexts, row.n_articles)
        for span in found.itertuples():
            inside = mentions[mentions["start"].between(span.start, span.end - 1)]
            assert {row.actor_a, row.actor_b} <= set(inside["actor"])


def test_nothing_in_nothing_out(annotated):
    named = co.mentions(annotated("Nobody is here."))
    table = co.ties(named)

    assert table.empty
    assert co.actors(named, table).empty
    assert len(co.graph(co.actors(named, table), table)) == 0
    assert co.contexts_of(named, table).empty


def test_a_graph_leaves_out_what_is_undefined():
    named = co.mentions(of_contexts([set("AB")]))
    table = co.ties(named)
    network = co.graph(co.actors(named, table), table)

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
    mentions = seed.filter(zones=ZONES).mentions
    beside = mentions["zone"].isin(["dateline", "credit"]) & (mentions["source"] == "tagger")
    found = mentions[(mentions["how"] != "nominal") & ~beside]

    assert set(found[["start", "end", "actor"]].itertuples(index=False, name=None)) == expected
    page = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
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
    table = co.ties(co.mentions(seed, how=EXPLICIT), window=window)
    found = {(r.actor_a, r.actor_b): r.n_contexts for r in table.itertuples()}
    of_dateline = {pair: n for pair, n in expected.items() if "Kurdistan 24" in pair}

    assert found == {p: n for p, n in expected.items() if p not in of_dateline}
    assert sorted(of_dateline.values()) == [1, 1, 1]


def test_ties_beyond_chance_by_hand(annotated):
    """The US and Marovia stand together wherever they stand; by chance, in a third of articles."""
    made = annotated(*["The US met Marovia.", "IS is gone."] * 16)
    table, refusal, _ = co.ties_by_chance(co.mentions(made))

    row = table.iloc[0]
    assert (row["actor_a"], row["actor_b"]) == ("Marovia", "United States")
    assert (row["n_articles"], row["n_articles_a"], row["n_articles_b"]) == (16, 16, 16)
    assert row["expected"] == pytest.approx(16 / 3, abs=0.2)
    assert row["p"] < 1e-6, "the binomial tail of 16 of 16, about a third to the 16th"
    assert row["p_adjusted"] == pytest.approx(3 * row["p"]), "of three pairs of three actors"
    assert len(table) == 1
    assert refusal == ""


def test_with_few_articles_ties_are_not_compared_with_chance(annotated):
    table, refusal, _ = co.ties_by_chance(co.mentions(annotated(*["The US met Marovia."] * 29)))

    assert table.empty
    assert refusal.startswith("Only 29 articles name an actor.")


def test_a_corpus_that_names_nobody_is_not_compared_with_chance(annotated):
    _, refusal, _ = co.ties_by_chance(co.mentions(annotated("Nobody came.")))
    assert refusal.startswith("Only 0 articles name an actor.")
