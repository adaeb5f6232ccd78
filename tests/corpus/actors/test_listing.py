"""The list of names that a user edits."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import annotate
from analysis.corpus.actors.listing import _fits_a_cell, actor_list
from analysis.display.actor_file import write_actor_list
from analysis.display.export import to_csv
from analysis.errors import ParameterError
from analysis.lexicons.actor_list import COLUMNS, read_list

TEXTS = (
    ("2026-03-01", "President Iva Brandt met President Bashar al-Assad. Brandt spoke."),
    ("2026-03-05", "President Brandt left. Mayor Tom Holt saw President Bashar Assad."),
    ("2026-03-07", "President Iva Brandt said no. The mayor, Tom Holt, said yes."),
    ("2026-03-09", "Governor T. Holt spoke. “=2+3,” she said to President Bashar al-Assad."),
)


@pytest.fixture
def place(tmp_path):
    """A file of four articles in which persons are introduced by titles."""
    file = tmp_path / "news.jsonl"
    rows = [{"id": str(n), "date": day, "text": text} for n, (day, text) in enumerate(TEXTS)]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def by_name(made):
    return made.table.set_index("actor")


def test_each_name_has_its_counts_its_merge_and_sentences(place, opened):
    table = by_name(actor_list(opened(place)))

    assert sorted(table.columns) == sorted({*COLUMNS} - {"actor"})
    assad = table.loc["Bashar Assad"]
    assert (assad["same_as"], assad["n_mentions"], assad["n_merged"]) == ("Bashar al-Assad", 1, 3)
    assert assad["example_1"] == "Mayor Tom Holt saw President Bashar Assad."
    brandt = table.loc["Iva Brandt"]
    assert (brandt["n_mentions"], brandt["n_articles"], brandt["n_merged"]) == (3, 2, 4)
    assert (brandt["spellings"], brandt["source"], brandt["doubt"]) == ("Brandt", "title", "")
    assert table.loc["Brandt", "rule"].startswith("1 of them are Iva Brandt: the only one")


def test_what_is_only_likely_is_proposed_with_its_effect_and_stands_last(place, opened):
    made = actor_list(opened(place)).table

    last = made.iloc[-1]
    assert (last["actor"], last["perhaps"], last["n_if_merged"]) == ("T. Holt", "Tom Holt", "3")
    assert last["same_as"] == ""
    assert (made["doubt"] == "").is_monotonic_decreasing


def test_the_list_is_the_same_for_any_shards(place, opened, tmp_path, registry):
    whole = actor_list(opened(place))
    news = annotate(place, registry=registry, store=tmp_path / "store", articles_a_shard=1)

    pd.testing.assert_frame_equal(actor_list(news).table, whole.table)


def test_rare_names_are_left_out_and_counted(place, opened):
    made = actor_list(opened(place), most=2)

    assert list(made.table["actor"]) == ["Iva Brandt", "Bashar al-Assad"]
    assert made.n_left_out == len(actor_list(opened(place)).table) - 2


def test_an_unedited_list_changes_no_number(place, opened):
    before = opened(place)
    write_actor_list(before, place.with_name("news.actors.csv"))
    after = opened(place)

    pd.testing.assert_frame_equal(after.mentions, before.mentions)
    pd.testing.assert_frame_equal(after.merges, before.merges)
    assert len(after.ledger) == len(before.ledger) + 1


def test_what_was_edited_stays_when_the_list_is_written_anew(place, opened):
    own = place.with_name("news.actors.csv")
    write_actor_list(opened(place), own)
    rows = pd.read_csv(own, dtype=str, keep_default_na=False)
    rows.loc[rows["actor"] == "T. Holt", ["same_as", "type"]] = ["Tom Holt", "boss"]
    rows.loc[rows["actor"] == "Bashar Assad", "same_as"] = ""
    added = pd.DataFrame([{"actor": "Senn Wire", "type": "outlet", "names": "the Wire"}])
    pd.concat([rows, added]).fillna("").to_csv(own, index=False)

    write_actor_list(opened(place), own, before=own, update=True)

    table = {row.cells["actor"]: row.cells for row in read_list(own)}
    assert (table["T. Holt"]["same_as"], table["T. Holt"]["type"]) == ("Tom Holt", "boss")
    assert table["Bashar Assad"]["same_as"] == ""
    assert (table["Senn Wire"]["names"], table["Senn Wire"]["source"]) == ("the Wire", "yours")
    assert table["Brandt"]["doubt"] == rows.set_index("actor")["doubt"]["Brandt"]
    write_actor_list(opened(place), own, before=own, update=True)
    assert {row.cells["actor"]: row.cells for row in read_list(own)} == table


def test_names_that_are_gone_stay_with_what_was_said_of_them(place, opened):
    own = place.with_name("news.actors.csv")
    write_actor_list(opened(place), own)
    before = {row.cells["actor"]: row.cells for row in read_list(own)}
    place.write_text(json.dumps({"id": "0", "text": "Mayor Tom Holt slept."}), encoding="utf-8")

    write_actor_list(opened(place), own, before=own, update=True)

    after = {row.cells["actor"]: row.cells for row in read_list(own)}
    assert set(after) == set(before)
    assert (after["Iva Brandt"]["type"], after["Iva Brandt"]["n_mentions"]) == ("person", "0")
    assert after["Bashar Assad"]["same_as"] == "Bashar al-Assad"


def test_a_file_that_is_there_is_not_overwritten_and_one_of_others_never(place, opened):
    own = place.with_name("news.actors.csv")
    write_actor_list(opened(place), own)
    before = own.read_bytes()
    with pytest.raises(ParameterError, match=r"is there already. --update"):
        write_actor_list(opened(place), own, before=own)
    assert own.read_bytes() == before

    own.write_text("actor,type\nSenn Wire,outlet\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"was not written by `standfirst actors`"):
        write_actor_list(opened(place), own, before=own, update=True)
    assert own.read_text(encoding="utf-8") == "actor,type\nSenn Wire,outlet\n"


def test_no_cell_is_a_formula(place, opened):
    own = place.with_name("list.csv")
    place.write_text(json.dumps({"id": "0", "text": "=1+1 said Mayor Tom Holt.\n\n@a Holt."}))
    write_actor_list(opened(place), own)

    cells = pd.read_csv(own, dtype=str, keep_default_na=False).to_numpy().ravel()
    assert "'=1+1 said Mayor Tom Holt." in set(cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@given(st.text(max_size=8) | st.sampled_from(["'=a", "'s Hertog", " a", "a\nb", "=a", "\ud800"]))
def test_a_name_that_is_listed_comes_back_from_the_file(tmp_path_factory, name):
    if not _fits_a_cell(name):
        return
    path = tmp_path_factory.mktemp("list") / "actors.csv"
    path.write_text(to_csv(pd.DataFrame({"actor": [name]})), encoding="utf-8")
    assert [row.cells["actor"] for row in read_list(path)] == [name]
