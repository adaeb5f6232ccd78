"""Copies are found whatever was edited; what is only alike in part stays apart."""

import json
import random
import re
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import frequency
from analysis.corpus import annotate, load
from analysis.errors import ParameterError, SchemaError
from analysis.schema import STORIES
from analysis.stories import similarity
from analysis.stories.stories import copies as shown
from analysis.stories.stories import deduplicate, refusal, stories, unique_stories

MODULE = sys.modules["analysis.stories.stories"]  # its function has the same name

ROOT = Path(__file__).parents[2]
SYLLABLES = "ka lo ri men ta vel so dar ni qu bet zan ul mor fi gra shi pon".split()


@pytest.fixture
def edits(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks.stories import edits

    return edits


def made_sentences(n, seed):
    """Sentences of made-up words, of which few are frequent; some are names."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(SYLLABLES, k=1 + number % 3)) for number in range(3000)]
    words = [word.capitalize() if number % 9 == 8 else word for number, word in enumerate(words)]
    weights = [1 / (10 + number) for number in range(3000)]
    return [
        " ".join(draw.choices(words, weights, k=draw.randint(8, 26))).capitalize() + "."
        for _ in range(n)
    ]


def corpus_of(folder, rows, registry, **settings):
    """Annotate articles given as (id, text), (id, text, day) or (id, text, day, outlet)."""
    path = folder / f"news{len(list(folder.iterdir()))}.jsonl"
    names = ("id", "text", "date", "outlet")
    lines = [json.dumps(dict(zip(names, row, strict=False))) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return annotate(path, store=path.with_suffix(""), registry=registry, **settings)


def together(label):
    """Pairs of articles with one label."""
    found = pd.Series(label).groupby(label).groups.values()
    return {pair for group in found for pair in combinations(sorted(group), 2)}


def assert_found(table, made):
    story = {article.article_id: article.story for article in made}
    found = together(table["story"].to_numpy())
    true = together(table["article_id"].map(story).to_numpy())
    assert len(true) > 50
    assert len(found & true) >= 0.98 * len(found)  # precision
    assert len(found & true) >= 0.95 * len(true)  # recall


def test_made_copies_of_generated_articles_are_found(edits, tmp_path, registry):
    made = edits.make(made_sentences(11_000, 1), 300)
    rows = [(one.article_id, one.text, one.day, one.outlet) for one in made]

    assert_found(stories(corpus_of(tmp_path, rows, registry)), made)


def test_made_copies_of_real_articles_are_found(edits, tmp_path, registry):
    gold = pd.read_csv(ROOT / "seeds/estuary/gold/stories.csv", keep_default_na=False)
    draw, pool, made = random.Random(5), made_sentences(4000, 2), []
    for name in gold.loc[gold["role"] != "copy", "article_id"]:
        headline, *rest = (ROOT / f"seeds/estuary/{name}.txt").read_text("utf-8").split("\n\n")
        paragraphs = [re.split(r"(?<=[.!?”]) (?=[A-Z“])", part.strip()) for part in rest]
        original = edits.Draft(headline, paragraphs)
        for kind in ("original", "dropped", "reordered", "renamed", "everything"):
            change = edits.KINDS.get(kind, lambda one, *_: one)
            made.append(
                edits.Made(f"{name}-{kind}", name, kind, "", "", change(original, pool, draw).text)
            )
    rows = [(one.article_id, one.text) for one in made]

    assert_found(stories(corpus_of(tmp_path, rows, registry)), made)


def test_the_labelled_copies_of_estuary_are_found_and_no_other(estuary):
    gold = pd.read_csv(ROOT / "seeds/estuary/gold/stories.csv", keep_default_na=False)
    original = gold[gold["role"] != "copy"].set_index("story")["article_id"]

    table = stories(estuary).set_index("article_id")
    expected = gold.set_index("article_id")["story"].map(original)
    assert table["story"].to_dict() == expected.to_dict()
    names_wire = gold[gold["edit"].str.contains("credit line names the wire")]["article_id"]
    assert set(table.loc[names_wire, "credit"]) == {"Harbour Wire"}
    no_credit = gold[gold["edit"].str.contains("no credit to the wire")]["article_id"]
    assert set(table.loc[no_credit, "credit"]) == {""}


@pytest.fixture(scope="module")
def mixed():
    """Sixty articles, a few of them copies: (id, text, day, outlet)."""
    lines = made_sentences(900, 3)
    rows = []
    for number in range(50):
        body = lines[15 * number : 15 * number + 15]
        rows.append((f"n{number:02d}", " ".join(body), f"2026-03-{1 + number % 9:02d}", "Post"))
        if number % 5 == 0:
            copy = " ".join([*body[3:], *lines[800 + number : 803 + number]])
            rows.append((f"c{number:02d}", copy, f"2026-04-{1 + number % 9:02d}", "Wire"))
    return rows


@pytest.fixture
def whole(mixed, tmp_path, registry):
    return stories(corpus_of(tmp_path, mixed, registry))


@pytest.mark.parametrize("articles_a_shard", [1, 7, 1000])
def test_the_same_table_for_any_shards(mixed, whole, tmp_path, registry, articles_a_shard):
    corpus = corpus_of(tmp_path, mixed, registry, articles_a_shard=articles_a_shard)

    pd.testing.assert_frame_equal(stories(corpus), whole, check_exact=True)
    assert whole["n_copies"].gt(0).sum() == 20


def test_the_same_table_for_two_workers(mixed, whole, tmp_path, registry):
    corpus = corpus_of(tmp_path, mixed, registry, articles_a_shard=9, workers="2")

    pd.testing.assert_frame_equal(stories(corpus), whole, check_exact=True)


def test_the_same_table_for_any_room(mixed, whole, tmp_path, registry, monkeypatch):
    monkeypatch.setattr(similarity, "ROOM", 700)
    monkeypatch.setattr(similarity, "PAIRED", 90)
    corpus = corpus_of(tmp_path, mixed, registry, articles_a_shard=9)

    pd.testing.assert_frame_equal(stories(corpus), whole, check_exact=True)


def test_the_same_table_for_any_zones_selected(mixed, whole, tmp_path, registry):
    corpus = corpus_of(tmp_path, mixed, registry)

    pd.testing.assert_frame_equal(stories(corpus.filter(zones="headline")), whole)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(60)))
def test_neither_the_order_of_articles_nor_their_ids_matter(
    mixed, tmp_path_factory, registry, order
):
    folder = tmp_path_factory.mktemp("laws")
    plain = stories(corpus_of(folder, mixed, registry)).set_index("article_id")
    new = {row[0]: f"x{place:02d}" for row, place in zip(mixed, order, strict=True)}
    rows = [(new[row[0]], *row[1:]) for row in mixed]
    random.Random(order[0]).shuffle(rows)

    renamed = stories(corpus_of(folder, rows, registry)).set_index("article_id")
    renamed = renamed.loc[[new[name] for name in plain.index]]
    assert renamed["story"].tolist() == [new[name] for name in plain["story"]]
    others = [name for name in plain.columns if name != "story"]
    assert renamed[others].to_numpy().tolist() == plain[others].to_numpy().tolist()


def by_sets(corpus):
    """Shingles of each article as plain Python sets of words."""
    shingles = {name: set() for name in corpus.metadata["article_id"]}
    story = corpus
    terms = story.types["term"].to_numpy()
    for (name, _), ids in story.tokens.groupby(["article_id", "sentence"])["type_id"]:
        words = terms[ids].tolist()
        shingles[name] |= {tuple(words[k : k + 5]) for k in range(max(1, len(words) - 4))}
    return shingles


def test_the_numbers_are_those_of_plain_python_sets(estuary):
    shingles = by_sets(estuary)
    for row in stories(estuary).itertuples():
        own, original = shingles[row.article_id], shingles[row.story]
        n_shared = len(own & original)
        assert (row.n_shingles, row.n_shared) == (len(own), n_shared)
        assert row.containment == n_shared / min(len(own), len(original))
        assert row.kept == n_shared / len(original)
        assert row.added == pytest.approx(len(own - original) / len(own), abs=1e-12)


def test_all_pairs_that_share_enough_are_in_one_story(estuary):
    shingles = by_sets(estuary)
    story = stories(estuary).set_index("article_id")["story"]
    for one, two in combinations(shingles, 2):
        n_shared = len(shingles[one] & shingles[two])
        if n_shared / min(len(shingles[one]), len(shingles[two])) >= 0.45:
            assert story[one] == story[two]


LINES = made_sentences(400, 4)


def labels(table):
    return dict(zip(table["article_id"], table["story"], strict=True))


def test_a_short_article_wholly_in_a_long_one_is_a_copy(tmp_path, registry):
    rows = [("long", " ".join(LINES[:60])), ("short", " ".join(LINES[30:34]))]

    table = stories(corpus_of(tmp_path, rows, registry)).set_index("article_id")
    assert table["story"].tolist() == ["long", "long"]
    assert table.loc["short", ["containment", "added"]].tolist() == [1, 0]
    assert table.loc["short", "kept"] < 0.1


def test_a_standing_ending_does_not_join_short_articles(tmp_path, registry):
    ending = "\n\n" + " ".join(LINES[:3])
    rows = [(f"{k}", " ".join(LINES[3 * k : 3 * k + 2]) + ending) for k in range(1, 12)]
    rows.append(("12", rows[0][1].removesuffix(ending)))

    found = labels(stories(corpus_of(tmp_path, rows, registry)))
    assert len(set(found.values())) == 11
    assert found["12"] == found["1"]


def test_the_last_sentences_of_many_copies_are_no_standing_ending(tmp_path, registry):
    body = LINES[:12]
    rows = [(f"{k:02d}", " ".join([LINES[20 + k], *body[:k], *body[k + 1 :]])) for k in range(12)]

    found = labels(stories(corpus_of(tmp_path, rows, registry)))
    assert len(set(found.values())) == 1


def test_a_quoted_paragraph_does_not_join_two_stories(tmp_path, registry):
    quote = " ".join(LINES[:3])
    rows = [
        (f"{k}", f"{' '.join(LINES[k : k + 5])}\n\n{quote}\n\n{' '.join(LINES[k + 5 : k + 9])}")
        for k in (10, 30, 50)
    ]

    assert labels(stories(corpus_of(tmp_path, rows, registry))) == {
        k: k for k in ("10", "30", "50")
    }


def test_the_headline_and_the_credit_may_differ(tmp_path, registry):
    body = "\n\n".join(LINES[:8])
    rows = [
        ("a", f"Talks fail in Senn\n\nSENN (AP) — {body}"),
        ("b", f"No deal reached\n\nMAROV (Post) — {body}\n\nAP contributed to this report."),
    ]

    table = stories(corpus_of(tmp_path, rows, registry))
    assert table["n_copies"].tolist() == [1, 1]
    assert table["credit"].tolist() == ["Associated Press"] * 2


def test_the_original_is_the_earliest_then_the_longest_then_the_first_id(tmp_path, registry):
    body = " ".join(LINES[:9])
    longer = f"{body} {LINES[20]}"
    cases = {
        "late early": [("a", longer, "2026-03-03"), ("b", body, "2026-03-02")],
        "same day": [("a", body, "2026-03-02"), ("b", longer, "2026-03-02")],
        "no day": [("a", longer, ""), ("b", body, "2026-03-02")],
        "alike": [("b", body, "2026-03-02"), ("c", body, "2026-03-02")],
    }
    for rows in cases.values():
        table = stories(corpus_of(tmp_path, rows, registry))
        assert set(table["story"]) == {"b"}
        assert table.loc[table["original"], "article_id"].tolist() == ["b"]


def test_on_one_day_the_outlet_that_others_credit_has_the_original(tmp_path, registry):
    body = " ".join(LINES[:9])
    for wire, credit in (("Harbour Wire", "the Harbour Wire"), ("AP", "the Associated Press")):
        rows = [
            ("a", f"{body} {LINES[20]}\n\nAdditional reporting by {credit}", "2026-03-02", "Post"),
            ("b", body, "2026-03-02", wire),
        ]
        assert labels(stories(corpus_of(tmp_path, rows, registry))) == {"a": "b", "b": "b"}


def test_tiny_and_empty_articles_are_copies_only_if_they_are_the_same(tmp_path, registry):
    rows = [
        ("a", "Pay strike."),
        ("b", "Pay strike."),
        ("c", "Pay strike ends."),
        ("d", "!"),
        ("e", "?"),
    ]

    table = stories(corpus_of(tmp_path, rows, registry))
    assert labels(table) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}
    assert table.loc[3, ["n_shingles", "containment", "kept", "added"]].tolist() == [0, 1, 1, 0]


def test_many_copies_of_one_text_are_one_story(tmp_path, registry):
    body = LINES[:20]
    rows = [
        (f"{k:03d}", " ".join(random.Random(k).sample(body, 14)), f"2026-03-{1 + k % 28:02d}")
        for k in range(150)
    ]

    table = stories(corpus_of(tmp_path, rows, registry))
    assert len(set(table["story"])) == 1
    assert set(table["n_copies"]) == {149}


def test_copies_stand_below_their_original(estuary):
    found = stories(estuary)
    table = shown(estuary, found)

    assert (len(table), table["story"].nunique(), table["original"].sum()) == (30, 11, 11)
    assert table.groupby("story")["original"].first().all()
    assert (table.loc[table["original"], "outlet"] == "Harbour Wire").all()
    assert table["n_copies"].is_monotonic_decreasing
    assert shown(estuary.filter(outlets="Harbour Wire"), found).empty


def test_articles_or_stories_are_counted(estuary):
    story = estuary
    found = stories(story)

    assert deduplicate(story) is story
    for once in (
        deduplicate(story, count="story"),
        deduplicate(story, count="story", clusters=found),
    ):
        pd.testing.assert_frame_equal(once.metadata, unique_stories(story, found).metadata)
    with pytest.raises(ParameterError, match="must be article or story; did you mean 'story'"):
        deduplicate(story, count="storys")


def test_among_too_many_articles_copies_are_not_looked_for(estuary, monkeypatch):
    whole = estuary
    assert refusal(len(whole)) == ""
    monkeypatch.setattr(MODULE, "MOST", 63)
    table = stories(whole)

    assert table["story"].tolist() == table["article_id"].tolist()
    assert table["original"].all()
    assert refusal(64).startswith("Copies were not looked for among 64 articles")
    with pytest.raises(ParameterError, match=r"'count' cannot be story here\. Copies were not"):
        deduplicate(whole, count="story", clusters=table)


def test_each_table_can_be_had_per_story(estuary):
    """What is counted once a story is what the originals alone give."""
    story = estuary
    found = stories(story)
    once = deduplicate(story, count="story", clusters=found)
    first = story.take(np.flatnonzero(found["original"]))

    pd.testing.assert_frame_equal(frequency.terms(once), frequency.terms(first))
    pd.testing.assert_frame_equal(frequency.coverage(once), frequency.coverage(first))


@pytest.mark.parametrize("containment", [0, -0.1, 1.2])
def test_a_share_out_of_range_is_refused(estuary, containment):
    with pytest.raises(ParameterError, match="'containment' must be a share above 0 and up to 1"):
        stories(estuary, containment=containment)


def test_unique_stories_keeps_one_article_a_story(estuary):
    table = stories(estuary)
    story = estuary
    once = unique_stories(story, table)

    assert (
        once.metadata["article_id"].tolist() == table.loc[table["original"], "article_id"].tolist()
    )
    assert once.zones == story.zones
    step = once.ledger.iloc[-1]
    assert len(once.ledger) == len(story.ledger) + 1
    assert step[["n_in", "n_kept", "n_dropped"]].tolist() == [64, 45, 19]
    assert step["reason"] == "copy of an article that was kept"
    assert step["examples"].split("; ")[0] == (
        "2026-03-03_lanmere-gazette_dredging-plan.txt "
        "(kept: 2026-03-02_harbour-wire_dredging-plan.txt)"
    )
    terms = frequency.terms(once)
    assert terms["n_articles"].max() <= 45


def test_a_selection_without_the_original_keeps_the_earliest_copy(estuary):
    table = stories(estuary)
    some = estuary.filter(outlets="Lanmere Gazette, Estuary Today")
    once = unique_stories(some, table)

    story = table.set_index("article_id")["story"]
    kept = once.metadata["article_id"]
    assert kept.map(story).is_unique
    assert set(kept.map(story)) == set(some.metadata["article_id"].map(story))
    assert "2026-04-14_lanmere-gazette_aground" in set(kept)
    assert "2026-04-15_estuary-today_aground" not in set(kept)


def test_nothing_to_merge_is_said_too(seed):
    once = unique_stories(seed, stories(seed))

    assert once.ledger.iloc[-1][["n_dropped", "reason", "examples"]].tolist() == [0, "", ""]


def test_stories_of_another_corpus_are_refused(estuary, seed):
    with pytest.raises(ParameterError, match=r"'kurdistan24'; .+ has none"):
        unique_stories(seed, stories(estuary))
    with pytest.raises(SchemaError, match="column 'story' is missing"):
        unique_stories(seed, seed.metadata)


def test_a_corpus_may_be_taken_without_a_store(tmp_path, registry):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(" ".join(LINES[:9]), encoding="utf-8")

    table = stories(load(tmp_path, registry=registry))
    assert table["story"].tolist() == ["a", "a"]
    pd.testing.assert_frame_equal(STORIES.conform(table), table)
    assert np.isfinite(table["containment"]).all()
