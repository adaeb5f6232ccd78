"""The list of names that a user edits."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import annotate
from analysis.corpus.actors.listing import _fits_a_cell, actor_list
from analysis.display.export import to_csv
from analysis.lexicons.actor_list import COLUMNS, read_list
from tests.corpus.actors.articles import write


@pytest.fixture
def place(tmp_path):
    """A file of four articles."""
    return write(tmp_path)


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


@given(st.text(max_size=8) | st.sampled_from(["'=a", "'s Hertog", " a", "a\nb", "=a", "\ud800"]))
def test_a_name_that_is_listed_comes_back_from_the_file(tmp_path_factory, name):
    if not _fits_a_cell(name):
        return
    path = tmp_path_factory.mktemp("list") / "actors.csv"
    path.write_text(to_csv(pd.DataFrame({"actor": [name]})), encoding="utf-8")
    assert [row.cells["actor"] for row in read_list(path)] == [name]
