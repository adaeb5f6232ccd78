"""A list of actors is read, or refused with file, line and cure."""

import pytest

from analysis.errors import LexiconError
from analysis.lexicons import registry
from analysis.lexicons.actor_list import NO_CHOICES, choices

KNOWN = {"Iraq": "state"}


@pytest.fixture
def listed(tmp_path):
    """Write a list, and read what it says."""

    def read(*lines, header="actor,type,same_as,called,source,type_before"):
        path = tmp_path / "actors.csv"
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        return choices(path, known=KNOWN)

    return read


def test_a_list_of_ones_own_actors_says_nothing_of_names(listed):
    assert listed("Marovia,state", header="actor,type") == NO_CHOICES
    assert choices(None, known=KNOWN) == NO_CHOICES


def test_what_it_says(listed):
    said = listed(
        "Ana,person,Iraq,,tagger,person", "'=Ben,boss,,Benjamin,title,person", "Eva,,Eva,,title,"
    )

    assert said.same_as == {"Ana": "Iraq", "=Ben": "", "Eva": "Eva"}
    assert said.types == {"Ana": "person", "=Ben": "boss", "Eva": "other", "Iraq": "state"}
    assert said.retyped == {"=Ben"}
    assert said.called == {"=Ben": "Benjamin"}
    assert [said.decides(name) for name in ("Eva", "=Ben", "Iraq")] == [True, False, False]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("Ana,person,,,title,", "Ana,person,,,title,"), "line 3: actor 'Ana' already stands"),
        (("Ana,person,,,title,", "Ana,person,,,,"), "line 3: actor 'Ana' already stands"),
        (("Ana,person,Eva,,title,", "Eva,,Ana,,title,"), "line 2: 'Ana', 'Eva' are the same"),
        (("Ana,person,Eva,,title,", "Evi,,,,title,"), "did you mean 'Evi'.*'called'"),
        (("Ana,,,X,title,", "Eva,,,X,title,"), "line 3: 'Eva' cannot be called 'X'.*'same_as'"),
        (("Ana,,,Eva,title,", "Eva,,,,title,"), "line 2: 'Ana' cannot be called 'Eva'"),
    ],
)
def test_what_contradicts_itself_is_refused(listed, lines, message):
    with pytest.raises(LexiconError, match=message):
        listed(*lines)


def test_an_unknown_column_is_refused(listed):
    with pytest.raises(LexiconError, match="line 1: column 'same_like' is unknown; did you mean"):
        listed("Ana,", header="actor,same_like")


def test_a_long_chain_is_no_circle_and_costs_no_square(listed):
    n = 20_000
    lines = [f"n{k},person,n{k + 1},,title," for k in range(n)]

    assert len(listed(*lines, f"n{n},person,,,title,").names) == n + 1


def test_names_that_are_found_anyway_are_no_part_of_the_registry(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(
        "actor,type,source,names\n"
        "Iraq,ignore,registry,\n"
        "Ana Ruiz,person,title,\n"
        "Eva Holt,person,title,E. Holt\n"
        "Marovia,state,yours,\n",
        encoding="utf-8",
    )

    forms = registry(path)
    assert set(forms["actor"]) >= {"Iraq", "Eva Holt", "Marovia"}
    assert "Ana Ruiz" not in set(forms["actor"])
