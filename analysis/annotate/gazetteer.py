"""Whom to find: the registry's forms and the titles, arranged once for all texts.

Here are also the arrays in which the steps of finding them hand on sentences and namings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis import lexicons
from analysis.annotate.match import Forms, arranged
from analysis.annotate.surnames import THINGS, as_printed, rule
from analysis.lexicons.tagger import given_sexes
from analysis.schema import HOW, REGISTRY

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.kernels.introductions import Rule
    from analysis.kernels.match import Known, Pieces

_LOUD = 4
"""Characters of a name that may be printed in capitals; shorter ones are other words."""

NOBODY = -1
"""The other actor of a form that names nobody then."""

METONYM, NAME, SHORT_NAME = (HOW.index(how) for how in ("metonym", "name", "short name"))


class Naming(NamedTuple):
    """Forms of the registry with what each of them says.

    Parameters
    ----------
    forms
        The forms.
    actor : int32, one row a form
        The row of its actor in `Names.actors`.
    how : int8, one row a form
        The row of `schema.HOW`.
    """

    forms: Forms
    actor: NDArray[np.int32]
    how: NDArray[np.int8]


class Homonym(NamedTuple):
    """Another actor of a form, and the words of an article that speak for either."""

    own: tuple[bytes, ...]
    other: int
    others: tuple[bytes, ...]


class Hints(NamedTuple):
    """What else decides whom a form names.

    Parameters
    ----------
    phrases
        Phrases that hold a name and mean no actor, in lower case.
    homonyms
        Forms that name another actor beside certain words.
    states
        For actors whose names or acronyms count only beside their state: its rows.
    unclear
        Those of them whose names need their state as well.
    """

    phrases: frozenset[bytes] = frozenset()
    homonyms: dict[bytes, Homonym] = {}  # noqa: RUF012
    states: dict[int, frozenset[int]] = {}  # noqa: RUF012
    unclear: frozenset[int] = frozenset()


class Gazetteer(NamedTuple):
    """Whom to find, and how. It can be pickled.

    Parameters
    ----------
    known
        The pieces of all forms, numbered.
    named
        Forms that name an actor.
    loud
        The same forms in capitals, for sentences set in capitals.
    nominal
        Descriptions.
    titles
        What introduces a person, as printed.
    actors : list of (str, str)
        Name and type of the registry's actors, sorted.
    numbers : dict
        The row of each in `actors`.
    listed : frozenset of str
        Forms that are no surname of anybody, since the registry gives them a meaning.
    rule
        What the kernel knows about persons' names.
    title_words, title_begins, title_ends
        Titles in lower case and without periods, and their first and last words.
    not_names
        Lower-case words that are not part of a name.
    given
        For given names in lower case whether they are a woman's or a man's.
    things
        Last words of names of things.
    loud_names
        For names in capitals the actor's row and how it is named.
    hints
        What else decides whom a form names.
    """

    known: Known
    named: Naming
    loud: Naming
    nominal: Naming
    titles: Forms
    actors: list[tuple[str, str]]
    numbers: dict[tuple[str, str], int]
    listed: frozenset[str]
    rule: Rule
    title_words: frozenset[str]
    title_begins: frozenset[str]
    title_ends: frozenset[str]
    not_names: frozenset[str]
    given: dict[str, str]
    things: frozenset[str]
    loud_names: dict[bytes, tuple[int, int]]
    hints: Hints


class Text(NamedTuple):
    """Sentences as bytes, their spellings united, and as pieces."""

    data: NDArray[np.uint8]
    begins: NDArray[np.int64]
    stops: NDArray[np.int64]
    pieces: Pieces

    def part(self, start: int, end: int) -> str:
        """Give a stretch of the text, of a character that it cuts through nothing."""
        return self.data[start:end].tobytes().decode(errors="ignore")


class Mentions(NamedTuple):
    """Namings; places count bytes."""

    span: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    actor: NDArray[np.int64]
    how: NDArray[np.int64]
    source: NDArray[np.int64]


class Actors:
    """Numbers of actors: those of the registry, then others as they are found."""

    def __init__(self, names: Gazetteer) -> None:
        self._names = names.numbers
        self.all = list(names.actors)
        self._new: dict[tuple[str, str], int] = {}

    def number(self, name: str, kind: str) -> int:
        """Give the number of an actor, a new one if there is none yet."""
        key = (name, kind)
        if key in self._names:
            return self._names[key]
        if key not in self._new:
            self._new[key] = len(self.all)
            self.all.append(key)
        return self._new[key]


class _Form(NamedTuple):
    """One row of the registry: a form and the actor it names."""

    actor: str
    type: str
    alias: str
    how: str


def build_gazetteer(
    registry: pd.DataFrame, *, titles: frozenset[str], not_names: frozenset[str]
) -> Gazetteer:
    """Arrange a registry and titles for finding them, once a process.

    Parameters
    ----------
    registry
        A `REGISTRY` table.
    titles
        Titles and role nouns that introduce a person's name.
    not_names
        Lower-case words that are not part of a name, and which an acronym in a sentence set in
        capitals cannot be told from (“US” in “TELL US”).

    Returns
    -------
    Names
        For `actors.annotate_mentions`.

    Raises
    ------
    SchemaError
        If the registry lacks a column.
    """
    REGISTRY.check(registry)
    rows = [_Form(*row) for row in zip(*(registry[c] for c in _Form._fields), strict=True)]
    # A plain name before a metonym, since it needs no context.
    rows.sort(key=lambda form: (form.how == "metonym", form.alias, form.actor))
    named = [form for form in rows if form.how != "nominal"]
    loud = [f for f in named if f.how != "acronym" or f.alias.lower() not in not_names]
    nominal = [form for form in rows if form.how == "nominal"]
    known, (named_forms, loud_forms, nominal_forms, of_titles) = arranged(
        [form.alias for form in named],
        [form.alias.upper() for form in loud],
        [form.alias for form in nominal],
        sorted({form for title in titles for form in as_printed(title)}),
    )
    actors = sorted({(form.actor, form.type) for form in rows})
    number = {actor: row for row, actor in enumerate(actors)}
    title_words, title_begins, title_ends = _title_words(titles)
    return Gazetteer(
        known,
        _naming(named_forms, named, number),
        _naming(loud_forms, loud, number),
        _naming(nominal_forms, nominal, number),
        of_titles,
        actors,
        number,
        frozenset(form.alias for form in named),
        rule(not_names),
        title_words,
        title_begins,
        title_ends,
        not_names,
        given_sexes(),
        THINGS,
        {
            form.alias.upper().encode(): (number[form.actor, form.type], HOW.index(form.how))
            for form in reversed(loud)
            if form.how == "name" and len(form.alias) >= _LOUD
        },
        _hints(registry, number),
    )


def _raw(words: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(word.encode() for word in words)


def _hints(registry: pd.DataFrame, number: dict[tuple[str, str], int]) -> Hints:
    """Arrange what decides whom a form names."""
    homonyms = {
        form.encode(): Homonym(
            _raw(case.own), number.get((case.other, case.type), NOBODY), _raw(case.others)
        )
        for form, case in lexicons.homonyms().items()
    }
    actors = registry[["actor", "type", "parent"]].drop_duplicates()
    of_state: dict[str, set[int]] = {}
    for actor, kind, parent in zip(*(actors[c] for c in ("actor", "type", "parent")), strict=True):
        if kind in {"state", "government"}:
            of_state.setdefault(actor if kind == "state" else parent, set()).add(
                number[actor, kind]
            )
    parties = actors[actors["type"] == "party"]
    rows = {
        number[actor, "party"]: frozenset(of_state.get(parent, ()))
        for actor, parent in zip(parties["actor"], parties["parent"], strict=True)
    }
    needing = lexicons.in_need_of_country()
    unclear = frozenset(
        row for actor, row in zip(parties["actor"], rows, strict=True) if actor in needing
    )
    phrases = frozenset(phrase.encode() for phrase in lexicons.phrases())
    return Hints(phrases, homonyms, rows, unclear)


def _title_words(
    titles: frozenset[str],
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give titles as they are read, their first words and their last words."""
    split = [[word.rstrip(".") for word in title.lower().split()] for title in titles]
    return (
        frozenset(" ".join(words) for words in split),
        frozenset(words[0] for words in split),
        frozenset(words[-1] for words in split),
    )


def _naming(forms: Forms, rows: list[_Form], number: dict[tuple[str, str], int]) -> Naming:
    return Naming(
        forms,
        np.array([number[row.actor, row.type] for row in rows], np.int32),
        np.array([HOW.index(row.how) for row in rows], np.int8),
    )
