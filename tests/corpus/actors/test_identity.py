"""Merges and the user's list are applied to mentions, the same for any shards and workers."""

import json

import pandas as pd
import pytest

from analysis import cooccurrence
from analysis.corpus import annotate
from analysis.corpus.actors.identity import Resolver
from analysis.errors import LexiconError
from analysis.lexicons.actor_list import Choices

TEXTS = (
    ("2026-03-01", "Wire", "President Iva Brandt met President Bashar al-Assad. Brandt spoke."),
    ("2026-03-05", "Post", "President Brandt left. Mayor Tom Holt saw President Bashar Assad."),
    ("2026-03-07", "Gazette", "President Iva J. Brandt said no. The mayor, Tom Holt, said yes."),
    ("2026-08-01", "Wire", "President Brandt is back. President Bashar al-Assad is not there."),
)


@pytest.fixture
def place(tmp_path):
    """A file of four articles in which persons are introduced by titles."""
    file = tmp_path / "news.jsonl"
    rows = [
        {"id": str(number), "date": day, "text": text, "outlet": outlet}
        for number, (day, outlet, text) in enumerate(TEXTS)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def persons(news):
    mentions = news.mentions
    mentions = mentions[mentions["type"] == "person"]
    return list(zip(mentions["article_id"], mentions["surface"], mentions["actor"], strict=True))


def ties(news):
    return cooccurrence.ties(cooccurrence.mentions(news), window="article")


def edited(place, opened, *lines):
    header = "actor,type,same_as,called,source,type_before"
    place.with_name("news.actors.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    return opened(place)


def test_mentions_of_all_articles_name_one_actor(place, opened):
    news = opened(place)

    assert set(persons(news)) >= {
        ("0", "Bashar al-Assad", "Bashar al-Assad"),
        ("1", "Bashar Assad", "Bashar al-Assad"),
        ("1", "Brandt", "Iva Brandt"),
        ("2", "Iva J. Brandt", "Iva Brandt"),
        ("3", "Brandt", "Brandt"),
    }
    short = news.mentions.query("article_id == '1' and surface == 'Brandt'")
    assert list(short["how"]) == ["short name"]


def test_each_merge_is_told_with_its_rule_and_its_size(place, opened):
    table = opened(place).merges

    assert table[["form", "actor", "n_articles", "n_mentions"]].to_numpy().tolist() == [
        ["Bashar Assad", "Bashar al-Assad", 1, 1],
        ["Brandt", "Iva Brandt", 1, 1],
        ["Iva J. Brandt", "Iva Brandt", 1, 1],
    ]
    assert table["rule"].str.len().gt(0).all()


def test_neither_shards_nor_workers_can_be_seen(place, opened, tmp_path, registry):
    whole = opened(place)

    for articles_a_shard, workers in ((1, "1"), (2, "2"), (3, "1")):
        news = annotate(
            place,
            store=tmp_path / f"store{articles_a_shard}",
            registry=registry,
            articles_a_shard=articles_a_shard,
            workers=workers,
        )
        for table in ("merges", "mentions"):
            pd.testing.assert_frame_equal(getattr(news, table), getattr(whole, table))
        pd.testing.assert_frame_equal(ties(news), ties(whole))


def test_a_selection_has_the_same_actors_as_the_whole(place, opened):
    news = opened(place)
    some = news.filter(where=news.metadata["article_id"] == "1")

    assert ("1", "Brandt", "Iva Brandt") in persons(some)


def test_an_article_that_comes_later_decides_too(place, tmp_path, registry):
    store = tmp_path / "store"
    annotate(place, registry=registry, store=store)
    late = {"id": "4", "date": "2026-08-02", "text": "President Iva Brandt slept.", "outlet": "W"}
    with place.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(late))

    assert ("3", "Brandt", "Iva Brandt") in persons(annotate(place, registry=registry, store=store))


def test_the_list_merges_parts_renames_retypes_and_ignores(place, opened):
    news = edited(
        place,
        opened,
        "Bashar Assad,person,,,title,person",
        "Iva Brandt,boss,,Madam President,title,person",
        "Tom Holt,ignore,,,title,person",
        "Brandt,person,Brandt,,title,person",
    )

    actors = set(news.mentions[["surface", "actor", "type"]].itertuples(index=False, name=None))
    assert {
        ("Bashar Assad", "Bashar Assad", "person"),
        ("Iva J. Brandt", "Madam President", "boss"),
        ("Brandt", "Brandt", "person"),
    } <= actors
    assert "Tom Holt" not in set(news.mentions["actor"])
    assert news.ledger["what"].iloc[-1].startswith("actors as actors.csv says: 4 names listed")
    by_user = news.merges.query("rule == 'actors.csv'")
    assert by_user.set_index("form")["actor"].to_dict() == {
        "Iva Brandt": "Madam President",
        "Tom Holt": "",
    }


def test_a_merge_by_the_list_takes_all_that_was_merged_before(place, opened):
    news = edited(
        place, opened, "Iva Brandt,person,Tom Holt,,title,person", "Tom Holt,person,,,title,person"
    )

    counts = cooccurrence.count(cooccurrence.mentions(news)).actors.table.to_pandas()
    assert set(counts["actor"]) == {"Tom Holt", "Bashar al-Assad", "Brandt"}


def test_two_mentions_of_the_same_words_that_become_one_actor_are_one(tmp_path, opened):
    place = tmp_path / "news.jsonl"
    place.write_text(
        json.dumps({"id": "0", "text": "The Marovian government met Marovian troops."})
    )
    news = edited(
        place,
        opened,
        "Marovian government,government,Marovia,,registry,government",
        "Marovia,state,,,registry,state",
    )

    spans = news.mentions[["start", "end", "actor"]]
    assert not spans.duplicated().any()


def test_unedited_choices_change_nothing(place, opened):
    before = opened(place)

    assert persons(edited(place, opened, "Tom Holt,person,,,title,person")) == persons(before)


def test_rules_and_choices_never_lead_in_a_circle():
    rules = {"f": {"person": ("g", "person")}}
    choices = Choices({"g": "f"}, {"g": "person"}, frozenset(), {}, frozenset({"g"}))
    resolve = Resolver(rules, choices)

    assert resolve("f", "person") == resolve("g", "person") == ("f", "person")


def test_a_faulty_list_is_refused_in_one_line(place, opened):
    with pytest.raises(LexiconError, match=r"news\.actors\.csv, line 2: 'a', 'b' are the same as"):
        edited(place, opened, "a,person,b,,title,", "b,person,a,,title,")
