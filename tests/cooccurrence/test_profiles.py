"""What is said of a tie: chance, stability, change; by hand, by law, and for many shards."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cooccurrence as co
from analysis.cooccurrence.backbone import TIES_AN_ACTOR, disparity, strengths
from analysis.cooccurrence.halves import halves
from analysis.cooccurrence.incidence import incidence
from analysis.cooccurrence.network import communities
from analysis.errors import ParameterError
from analysis.schema import TIES
from analysis.statistics import wilson
from analysis.stories import stories


def as_ties(pairs):
    """Give a `TIES` table of pairs and their windows."""
    rows = [(*sorted(pair), n) for pair, n in pairs.items()]
    table = pd.DataFrame(rows, columns=["actor_a", "actor_b", "n_contexts"])
    return TIES.conform(table.assign(window="sentence", n_articles=1, npmi=0.0))


def different(bodies):
    """Make of bodies such texts that none is a copy of another."""
    return [
        f"{body} Item {' '.join(f'w{n}x{k}' for k in range(8))}." for n, body in enumerate(bodies)
    ]


NETWORKS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGHIJ"), st.sampled_from("ABCDEFGHIJ")).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.integers(1, 9),
    min_size=1,
)


def test_a_tie_profile_by_hand(annotated):
    """The US and Marovia share 16 of 32 articles; the half of these is copied from the others."""
    bodies = different(["The US met Marovia.", "IS is gone."] * 16)
    made = annotated(*bodies, *bodies[:8])
    named = co.mentions(made)
    ties = co.ties(named)
    found = co.profiles(named, ties, ties, stories=stories(made))
    (row,) = found.table.to_dict("records")

    assert (row["actor_a"], row["actor_b"]) == ("Marovia", "United States")
    assert (row["n_contexts"], row["n_articles"], row["n_stories"]) == (20, 20, 16)
    assert row["expected"] == pytest.approx(16 / 3, abs=0.3)
    assert row["beyond_chance"] == "yes"
    assert row["stability"] == 1
    assert (row["n_first"], row["n_second"], row["change"]) == (0, 0, "")
    assert found.halves.refusal == "No story has a date."


def test_of_few_stories_nothing_is_said(annotated):
    made = annotated(*different(["The US met Marovia."] * 5))
    named = co.mentions(made)
    found = co.profiles(named, co.ties(named), stories=stories(made))

    assert found.table["beyond_chance"].tolist() == ["not tested"]
    assert found.table["stability"].isna().all()
    assert found.chance.refusal.startswith("Only 5 articles name an actor.")


def test_no_is_said_only_where_a_tie_would_have_been_noticed(annotated):
    pairs = ["The US met Marovia.", "The US met IS.", "IS met Marovia."]
    few = [*pairs, *["The US.", "Marovia.", "IS is gone."] * 4]
    said = {}
    for times in (3, 30):
        made = annotated(*different(few * times))
        named = co.mentions(made)
        found = co.profiles(named, co.ties(named), stories=stories(made))
        said[times] = found.table["beyond_chance"].tolist()

    assert said == {3: ["unclear"] * 3, 30: ["no"] * 3}


def test_nobody_is_tied(annotated):
    made = annotated("Nobody came.")
    named = co.mentions(made)
    ties = co.ties(named)
    found = co.profiles(named, ties, co.backbone(ties), stories=stories(made))

    assert found.table.empty
    assert found.of(ties).empty
    assert co.top_actor(ties) == ""
    assert co.ego(ties, "").empty
    assert co.evidence(named, ties, stories=stories(made)).empty


def test_incidence_is_who_is_named_where(annotated):
    named = incidence(co.mentions(annotated("The US met Marovia.", "Nobody came.", "US ships.")))

    assert named.names.tolist() == ["Marovia", "United States"]
    assert named.rows.tolist() == [0, 2]
    assert named.articles_of("United States").tolist() == [0, 1]
    assert named.articles_of("Marovia").tolist() == [0]
    assert named.articles_of("Zembla").tolist() == []


def days(*counts):
    """So many stories each day from the first of March."""
    return pd.Series(
        pd.to_datetime("2026-03-01")
        + pd.to_timedelta(np.repeat(np.arange(len(counts)), counts), unit="D")
    )


def test_halves_by_hand():
    """Of 40 and 40 stories the first tie has 20 and 1, the second 10 and 10, the third 1 and 1."""
    both = [[*range(20), 79], [*range(10), *range(70, 80)], [0, 79]]
    found = halves(days(40, 0, 0, 40), [np.array(rows) for rows in both])

    assert (found.first.tolist(), found.second.tolist()) == ([20, 10, 1], [1, 10, 1])
    assert found.change == ["less", "unclear", "unclear"]
    assert (found.n_first, found.n_second, str(found.middle)) == (40, 40, "2026-03-02")


def test_no_change_is_said_of_a_tie_that_is_frequent():
    both = [np.arange(0, 800, 2)]
    assert halves(days(400, 400), both).change == ["same"]


def test_halves_with_few_stories_are_not_compared():
    found = halves(days(40, 0, 29), [np.arange(30)])
    assert found.change == [""]
    assert "40 and 29 stories" in found.refusal


def test_changes_by_chance_are_rare():
    random = np.random.default_rng(6)
    changed = 0
    for _ in range(200):
        both = [np.flatnonzero(random.random(120) < rate) for rate in (0.1, 0.2, 0.4)]
        changed += any(word in {"more", "less"} for word in halves(days(60, 60), both).change)
    assert wilson(changed, 200).low <= 0.05


@given(NETWORKS)
def test_the_backbone_holds_together_what_is_held_together(pairs):
    ties = as_ties(pairs)
    drawn = co.backbone(ties, n_actors=10)
    whole, some = (nx.from_pandas_edgelist(t, "actor_a", "actor_b") for t in (ties, drawn))

    assert {frozenset(c) for c in nx.connected_components(whole)} == {
        frozenset(c) for c in nx.connected_components(some)
    }
    assert len(drawn) <= max(TIES_AN_ACTOR * len(whole), len(whole) - 1)
    assert drawn.merge(ties).equals(drawn)


def test_disparity_by_hand():
    """A has ties of 8, 1 and 1; B, C and D have no others."""
    ties = as_ties({("A", "B"): 8, ("A", "C"): 1, ("A", "D"): 1})

    assert disparity(ties) == pytest.approx([0.2**2, 0.9**2, 0.9**2])
    assert strengths(ties).to_dict() == {"A": 10, "B": 8, "C": 1, "D": 1}


@pytest.mark.parametrize("n_actors", [4, 81])
def test_figures_of_too_few_or_too_many_are_refused(n_actors):
    message = f"parameter 'draw'\\) must be from 5 to 80; found {n_actors}"
    with pytest.raises(ParameterError, match=message):
        co.backbone(as_ties({("A", "B"): 1}), n_actors=n_actors)


@given(NETWORKS)
def test_communities_hang_together_whatever_the_order(pairs):
    ties = as_ties(pairs)
    group = communities(ties)
    network = nx.from_pandas_edgelist(ties, "actor_a", "actor_b")

    assert set(group) == set(network)
    for number in set(group.values()):
        assert nx.is_connected(network.subgraph(n for n in group if group[n] == number))
    assert communities(ties.iloc[::-1]) == group


def test_an_ego_network_is_all_ties_of_one_actor():
    ties = as_ties({("A", "B"): 3, ("B", "C"): 2, ("A", "C"): 1, ("C", "D"): 4})

    assert co.top_actor(ties) == "C"
    assert co.top_actor(ties, actor="A") == "A"
    assert co.ego(ties, "A")[["actor_a", "actor_b"]].to_numpy().tolist() == [["A", "B"], ["A", "C"]]
    assert co.ego(ties, "Zembla").empty


@pytest.mark.parametrize("both", [[], [np.empty(0, np.int64)], [np.arange(80)]])
def test_halves_without_ties_or_of_one_that_is_everywhere_are_compared(both):
    found = halves(days(40, 40), both)
    assert found.refusal == ""
    assert set(found.change) <= {"same", "unclear"}
    assert len(found.change) == len(both)
