"""The actor registry: how a line becomes forms, how a user's file goes before the lists."""

from __future__ import annotations

import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import LexiconError
from analysis.lexicons import registry
from analysis.lexicons.files import DATA
from analysis.lexicons.registry import COLUMNS, LISTS, _read, _unique
from analysis.schema import HOW, REGISTRY

ROWS = {name: _read(DATA / f"{name}.csv") for name in LISTS}


@pytest.fixture
def actors(tmp_path):
    """Write an actor file and give its path."""

    def write(text, name="actors.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def forms_of(table: pd.DataFrame, *names: str) -> set[tuple[str, str, str]]:
    rows = table[table["actor"].isin(names)]
    return set(zip(rows["actor"], rows["alias"], rows["how"], strict=True))


# --- the lists that ship ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("states", 197),
        ("regions", 40),
        ("governments", 40),
        ("bodies", 60),
        ("armed_groups", 80),
        ("outlets", 120),
    ],
)
def test_each_list_has_as_many_actors_as_promised(name, at_least):
    assert len(ROWS[name]) >= at_least


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_sorted_by_actor(name):
    actors = [row.cells["actor"] for row in ROWS[name]]

    assert actors == sorted(actors)


def test_no_shipped_form_names_two_actors_across_all_lists():
    named: dict[str, set[str]] = {}
    for name in LISTS:
        for form in _unique(DATA / f"{name}.csv", ROWS[name]):
            named.setdefault(form.alias, set()).add(form.actor)

    assert {alias: actors for alias, actors in named.items() if len(actors) > 1} == {}


def test_no_form_of_the_registry_stands_twice():
    assert not registry()["alias"].duplicated().any()


def test_lists_agree_on_type_and_parent_of_an_actor():
    kinds = registry().groupby("actor")[["type", "parent"]].nunique()

    assert (kinds == 1).all(axis=None)


def test_every_parent_is_an_actor():
    table = registry()

    assert set(table["parent"]) - set(table["actor"]) == {""}


def test_the_registry_keeps_its_promise():
    table = registry()

    REGISTRY.check(table)
    pd.testing.assert_frame_equal(table, REGISTRY.conform(table.sample(frac=1, random_state=1)))
    assert set(table["how"]) <= set(HOW)


def test_armed_groups_carry_no_other_label_than_armed_group():
    assert {row.cells["type"] for row in ROWS["armed_groups"]} == {"armed group"}


def test_acronyms_have_a_capital_so_that_case_tells_them_from_words():
    table = registry()
    acronyms = table.loc[table["how"] == "acronym", "alias"]

    assert [a for a in acronyms if a.islower()] == ["dpa"]


def test_skipped_forms_are_absent_unless_the_reason_says_that_they_are_kept():
    skipped = pd.read_csv(DATA / "skipped.csv", dtype="str", keep_default_na=False)
    shipped = set(registry()["alias"])
    kept = skipped["why"].str.startswith("kept: ")

    assert set(skipped.loc[kept, "form"]) <= shipped
    assert not set(skipped.loc[~kept, "form"]) & shipped
    assert not skipped["form"].duplicated().any()


def test_skipped_forms_name_actors_that_exist():
    skipped = pd.read_csv(DATA / "skipped.csv", dtype="str", keep_default_na=False)
    named = {name for cell in skipped["actors"] for name in cell.split(";") if name}

    assert named <= set(registry()["actor"])


@pytest.mark.parametrize(
    ("alias", "actor", "how"),
    [
        ("Iraq", "Iraq", "name"),
        ("Iraqi", "Iraq", "adjective"),
        ("Baghdad", "Iraqi government", "metonym"),
        ("Iraqi government", "Iraqi government", "nominal"),
        ("US", "United States", "acronym"),
        ("U.S.", "United States", "acronym"),
        ("American", "United States", "adjective"),
        ("Washington", "US government", "metonym"),
        ("White House", "US government", "metonym"),
        ("US government", "US government", "nominal"),
        ("U.S. government", "US government", "nominal"),
        ("American government", "US government", "nominal"),
        ("government of the United States", "US government", "nominal"),
        ("Government of the United States", "US government", "nominal"),
        ("Kremlin", "Russian government", "metonym"),
        ("Moscow", "Russian government", "metonym"),
        ("Downing Street", "UK government", "metonym"),
        ("IS", "Islamic State", "acronym"),
        ("NATO", "NATO", "name"),
        ("TASS", "TASS", "name"),
        ("RT", "RT", "name"),
        ("Kurdistan 24", "Kurdistan 24", "name"),
        ("Kurdistan Region", "Kurdistan Region", "name"),
        ("KRG", "Kurdistan Regional Government", "acronym"),
        ("Hashd al-Shaabi", "Hashd al-Shaabi", "name"),
        ("Asaib Ahl al-Haq", "Asaib Ahl al-Haq", "name"),
        ("Al-Qaeda", "al-Qaeda", "name"),
    ],
)
def test_a_well_known_form_names_its_actor(alias, actor, how):
    found = registry().set_index("alias").loc[alias]

    assert (found["actor"], found["how"]) == (actor, how)


def test_the_shipped_file_is_read_once(monkeypatch):
    first = registry()
    monkeypatch.setattr(sys.modules[_read.__module__], "read_rows", None)

    pd.testing.assert_frame_equal(registry(), first)


# --- one line becomes forms ------------------------------------------------------------------


def test_a_state_gives_its_own_forms_and_those_of_its_government(actors):
    path = actors(
        "actor,type,names,acronyms,adjectives,capital\n"
        "Senn,state,Republic of Senn,RS;R.S.,Sennish;Senns,Port Ara\n"
    )

    assert forms_of(registry(path), "Senn", "Sennish government") == {
        ("Senn", "Senn", "name"),
        ("Senn", "Republic of Senn", "name"),
        ("Senn", "RS", "acronym"),
        ("Senn", "R.S.", "acronym"),
        ("Senn", "Sennish", "adjective"),
        ("Senn", "Senns", "adjective"),
        ("Sennish government", "Sennish government", "nominal"),
        ("Sennish government", "RS government", "nominal"),
        ("Sennish government", "R.S. government", "nominal"),
        ("Sennish government", "government of Senn", "nominal"),
        ("Sennish government", "Government of Senn", "nominal"),
        ("Sennish government", "government of the Senn", "nominal"),
        ("Sennish government", "Government of the Senn", "nominal"),
        ("Sennish government", "Port Ara", "metonym"),
    }


def test_the_government_belongs_to_its_state(actors):
    table = registry(actors("actor,type,adjectives\nSenn,state,Sennish\n"))
    row = table.set_index("alias").loc["Sennish government"]

    assert (row["type"], row["parent"]) == ("government", "Senn")


def test_the_government_column_names_the_government(actors):
    path = actors("actor,type,adjectives,capital,government\nSenn,state,Sennish,Ara,Senn council\n")
    found = forms_of(registry(path), "Senn council")

    assert ("Senn council", "Senn council", "name") in found
    assert ("Senn council", "Sennish government", "nominal") in found
    assert ("Senn council", "Ara", "metonym") in found


def test_a_state_without_adjective_lends_its_name_to_its_government(actors):
    table = registry(actors("actor,type\nSenn,state\n"))

    assert ("Senn government", "Senn government", "nominal") in forms_of(table, "Senn government")


def test_other_actors_have_no_government_unless_the_column_names_one(actors):
    path = actors(
        "actor,type,adjectives,government\nLow Marsh,region,Marshy,\nUp Marsh,region,,Up council\n"
    )

    assert forms_of(registry(path), "Low Marsh", "Marshy government") == {
        ("Low Marsh", "Low Marsh", "name"),
        ("Low Marsh", "Marshy", "adjective"),
    }
    assert ("Up council", "Up council", "name") in forms_of(registry(path), "Up council")


def test_metonyms_stand_for_the_actor_of_their_line(actors):
    path = actors("actor,type,parent,metonyms\nHarbour Board,body,Senn,Pier One;The Lantern\n")

    assert forms_of(registry(path), "Harbour Board") == {
        ("Harbour Board", "Harbour Board", "name"),
        ("Harbour Board", "Pier One", "metonym"),
        ("Harbour Board", "The Lantern", "metonym"),
    }


def test_a_form_given_twice_for_one_actor_stands_once_as_the_plainer_kind(actors):
    path = actors("actor,names,acronyms\nHarbour Board,HB;HB,HB\n")

    assert ("Harbour Board", "HB", "name") in forms_of(registry(path), "Harbour Board")


def test_an_actor_without_type_is_of_type_other(actors):
    table = registry(actors("actor\nAna Ruiz\n"))

    assert table.set_index("alias").loc["Ana Ruiz", "type"] == "other"


def test_a_curly_apostrophe_becomes_straight(actors):
    assert "Port's Watch" in set(registry(actors("actor\nPort’s Watch\n"))["alias"])


def test_order_of_columns_blank_lines_and_a_byte_order_mark_do_not_matter(actors):
    plain = registry(actors("actor,type\nAna Ruiz,person\n"))
    other = registry(actors("\ufefftype , actor\n\n person, Ana Ruiz \n , \n", "b.csv"))

    pd.testing.assert_frame_equal(plain, other)


def test_a_path_may_be_a_string(actors):
    assert "Ana Ruiz" in set(registry(str(actors("actor\nAna Ruiz\n")))["actor"])


# --- the user's file goes first --------------------------------------------------------------


def test_a_users_line_replaces_the_shipped_actor_and_its_derived_government(actors):
    table = registry(actors("actor,type,adjectives\nIraq,state,Iraqian\n"))

    assert forms_of(table, "Iraq") == {("Iraq", "Iraq", "name"), ("Iraq", "Iraqian", "adjective")}
    assert forms_of(table, "Iraqi government") == set()
    assert "Baghdad" not in set(table["alias"])


def test_a_users_line_for_a_government_leaves_its_state_alone(actors):
    table = registry(actors("actor,type\nIraqi government,government\n"))

    assert forms_of(table, "Iraqi government") == {
        ("Iraqi government", "Iraqi government", "nominal")
    }
    assert ("Iraq", "Iraqi", "adjective") in forms_of(table, "Iraq")


def test_a_users_form_wins_over_a_shipped_one(actors):
    table = registry(actors("actor,type,names\nMichael Jordan,person,Jordan\n"))

    assert table.set_index("alias").loc["Jordan", "actor"] == "Michael Jordan"
    assert ("Jordan", "Jordanian", "adjective") in forms_of(table, "Jordan")


def test_an_ignored_actor_is_gone_with_its_derived_government(actors):
    table = registry(actors("actor,type\nChad,ignore\n"))

    assert forms_of(table, "Chad", "Chadian government") == set()
    assert not set(table["alias"]) & {"Chad", "Chadian", "N'Djamena"}


def test_an_ignored_actors_name_is_free_for_another(actors):
    table = registry(actors("actor,type,names\nChad,ignore,\nChad Ross,person,Chad\n"))

    assert table.set_index("alias").loc["Chad", "actor"] == "Chad Ross"


def test_other_cells_of_an_ignored_actor_are_not_read(actors):
    table = registry(actors("actor,type,names,capital\nChad,ignore,Niger,Lima\n"))

    pd.testing.assert_frame_equal(table, registry(actors("actor,type\nChad,ignore\n", "b.csv")))


def test_a_file_without_lines_changes_nothing(actors):
    pd.testing.assert_frame_equal(registry(actors("actor,type\n")), registry())


@given(st.sets(st.sampled_from(sorted({row.cells["actor"] for row in ROWS["states"]})), max_size=4))
def test_ignoring_states_removes_only_what_their_lines_gave(tmp_path_factory, ignored):
    path = tmp_path_factory.mktemp("actors") / "actors.csv"
    path.write_text("actor,type\n" + "".join(f"{name},ignore\n" for name in ignored))
    lost = set(registry()["alias"]) - set(registry(path)["alias"])
    rows = [row for row in ROWS["states"] if row.cells["actor"] in ignored]
    said_elsewhere = {row.cells["actor"] for row in ROWS["governments"]}

    assert lost == {form.alias for form in _unique(DATA / "states.csv", rows)} - said_elsewhere


def test_a_government_with_a_line_of_its_own_stays_when_its_state_is_ignored(actors):
    table = registry(actors("actor,type\nUnited States,ignore\n"))

    assert forms_of(table, "US government") == {
        ("US government", "US government", "nominal"),
        ("US government", "White House", "metonym"),
        ("US government", "Oval Office", "metonym"),
    }


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actor,typ\nSenn,state\n", ["line 1", "column 'typ' is unknown", "did you mean 'type'?"]),
        ("actor;type\nSenn;state\n", ["line 1", "column 'actor;type' is unknown", "commas"]),
        ("actor,type,type\nA,b,c\n", ["line 1", "column 'type' stands twice", "Delete"]),
        ("type\nstate\n", ["line 1", "column 'actor' is missing", "found ['type']"]),
        ("", ["line 1", "column 'actor' is missing", "found []"]),
        ("actor,type\nA,body\n,state\n", ["line 3", "column 'actor' is empty", "delete the line"]),
        ("actor,type\nA,body,C\n", ["line 2", "3 cells", "names 2 columns", "double quotes"]),
        ('actor,type\n"A,body\n', ["line 2", "not readable as CSV", "double quotes"]),
        ("actor\nA\nB\nA\n", ["line 4", "actor 'A' already stands in line 2", "one line"]),
        (
            "actor,names\nAna Ruiz,Ruiz\nLeo Ruiz,Ruiz\n",
            ["line 3", "the form 'Ruiz' names 'Leo Ruiz'", "line 2 gives it to 'Ana Ruiz'"],
        ),
        (
            "actor,type\nIraqq,ignore\n",
            ["line 2", "actor 'Iraqq' cannot be ignored", "did you mean 'Iraq'?"],
        ),
        (
            "actor,type,capital\nHarbour Board,body,Port Ara\n",
            ["line 2", "'capital' ('Port Ara')", "'Harbour Board' has none", "'metonyms'"],
        ),
    ],
)
def test_a_malformed_file_is_refused_with_place_fault_and_cure(actors, text, words):
    path = actors(text)

    with pytest.raises(LexiconError) as caught:
        registry(path)

    assert [word for word in [str(path), *words] if word not in str(caught.value)] == []


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.csv: the file cannot be read \(No such file"):
        registry(tmp_path / "none.csv")


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_bytes("actor\nSenn\nÉlan\n".encode("latin-1"))

    with pytest.raises(LexiconError, match=r"line 3: the text is not UTF-8 \(byte 0xc9\).*CSV UTF"):
        registry(path)


def test_the_error_lists_all_columns_that_are_known(actors):
    with pytest.raises(LexiconError, match=", ".join(COLUMNS)):
        registry(actors("actor,colour\nSenn,red\n"))
