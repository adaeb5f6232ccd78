"""The list of actors is written for a user, who edits it; what is not ours is left alone."""

import json
from functools import partial

import pandas as pd
import pytest

from analysis.corpus import load
from analysis.display.actor_file import write_actor_list
from analysis.errors import ParameterError
from analysis.lexicons.actor_list import read_list
from tests.corpus.actors.articles import write


@pytest.fixture
def opened(registry):
    """Load a corpus with the small registry."""
    return partial(load, registry=registry)


@pytest.fixture
def place(tmp_path):
    """A file of four articles."""
    return write(tmp_path)


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
