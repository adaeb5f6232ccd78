"""Say which names of one block are one actor, and rather two actors than a wrong one.

Every rule looks at all names of a block at once, so that the order in which they come cannot
matter. A rule that would put together what one article keeps apart puts nothing together.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.corpus.actors.spelling import (
    PersonKey,
    body_key,
    given_key,
    person_key,
    same_middle,
    without_role,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

SIGNS = "the same but for signs, capitals and titles"
MIDDLE = "a middle name or initial more"
SPELLING = "another spelling of the given name"
SHORT = "a short form of the given name; nobody else has the surname"
LEGAL = "the same but for signs, capitals, “the” and “Inc.”"
ACRONYM = "an acronym that articles spell out"
PERHAPS_ACRONYM = "perhaps the acronym that one article spells out so"
PERHAPS_SHORT = "perhaps a short form of the given name"
PERHAPS_MIDDLE = "perhaps the same; several persons differ in their middle names"
PERHAPS_INITIAL = "perhaps the same; the given name is an initial"
PERHAPS_APART = "perhaps the same; one article names both apart"


class Entry(NamedTuple):
    """A name of a block.

    Parameters
    ----------
    name
        The name as articles resolved it.
    n_articles, n_mentions
        How often it stands in the corpus.
    is_registry
        Whether the registry knows it.
    """

    name: str
    n_articles: int
    n_mentions: int
    is_registry: bool = False


class Merge(NamedTuple):
    """A name that is taken for another.

    Parameters
    ----------
    name, actor
        The name, and the one that stands for both.
    rule
        Why.
    is_sure
        Whether it is done; else it is only proposed.
    """

    name: str
    actor: str
    rule: str
    is_sure: bool = True


def merge_persons(entries: Sequence[Entry], together: Iterable[Sequence[str]]) -> list[Merge]:
    """Merge the names of one block of surnames; a surname alone is merged for its signs only.

    Parameters
    ----------
    entries
        The names, in any order.
    together
        Names that stand in one article as different persons, in any order.

    Returns
    -------
    list of Merge
        By name. No name that stands for others is itself merged.

    Examples
    --------
    >>> names = [Entry("Donald Trump", 9, 20), Entry("Donald J. Trump", 2, 2)]
    >>> [merge[:2] for merge in merge_persons([*names, Entry("Ivanka Trump", 1, 1)], [])]
    [('Donald J. Trump', 'Donald Trump')]
    >>> merge_persons(names, [("Donald J. Trump", "Donald Trump")])[0].is_sure
    False
    """
    full: list[Entry] = []
    short: list[Entry] = []
    for entry in entries:
        (full if person_key(entry.name).given else short).append(entry)
    alone = _Block(short, ())
    alone.merge(_same_signs([*alone.names]), SIGNS, strict=False)
    block = _Block(full, together)
    block.merge(_same_signs([*block.names]), SIGNS, strict=False)
    block.merge_given(lambda key: (key.surname, key.given[0], key.suffix), MIDDLE)
    block.merge_given(lambda key: (key.surname, given_key(key.given[0]), key.suffix), SPELLING)
    block.merge_short()
    block.propose_initials()
    return sorted([*alone.merges(), *block.merges()])


def merge_bodies(entries: Sequence[Entry], together: Iterable[Sequence[str]]) -> list[Merge]:
    """Merge the names of organisations that have one key, likewise.

    Examples
    --------
    >>> [merge[:2] for merge in merge_bodies([Entry("Acme", 3, 5), Entry("Acme Inc.", 1, 1)], [])]
    [('Acme Inc.', 'Acme')]
    """
    block = _Block(entries, together)
    by_key: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        by_key[body_key(entry.name)].append(entry.name)
    by_key.pop("", None)
    block.merge(by_key.values(), LEGAL, strict=True)
    return block.merges()


class _Block:
    """The names of one block, and the classes into which they fall."""

    def __init__(self, entries: Sequence[Entry], together: Iterable[Sequence[str]]) -> None:
        self._entries = {entry.name: entry for entry in sorted(entries)}
        self._class = {name: name for name in self._entries}
        self._members = {name: [name] for name in self._entries}
        self._together = [[name for name in some if name in self._class] for some in together]
        self._rules: dict[str, str] = {}
        self._proposals: dict[str, Merge] = {}

    @property
    def names(self) -> Iterable[str]:
        """All names."""
        return self._entries

    def merge(self, groups: Iterable[Sequence[str]], rule: str, *, strict: bool) -> None:
        """Put the classes of some names together, where no article keeps them apart."""
        groups = sorted(map(list, groups))
        apart = self._apart(groups) if strict else set()
        for place, group in enumerate(groups):
            heads = sorted({self._class[name] for name in group}, key=self._rank)
            if len(heads) < 2 or sum(self._entries[name].is_registry for name in heads) > 1:
                continue
            if place in apart:
                self._propose(heads, PERHAPS_APART)
            else:
                self._join(heads, rule)

    def merge_given(self, key_of: Callable[[PersonKey], Hashable], rule: str) -> None:
        """Put persons together whose given names agree and whose middle names do not differ."""
        self.merge(self._agreeing(key_of), rule, strict=True)

    def merge_short(self) -> None:
        """Put “Bill Weld” and “William Weld” together if nobody else has the surname."""
        surnames: dict[str, set[str]] = defaultdict(set)
        for head in self._members:
            key = person_key(head)
            surnames[key.surname].add(given_key(key.given[0], short=True) + key.suffix)
        alone: list[list[str]] = []
        others: list[list[str]] = []
        groups = self._agreeing(
            lambda key: (key.surname, given_key(key.given[0], short=True), key.suffix)
        )
        for group in groups:
            only = len(surnames[person_key(group[0]).surname]) == 1
            (alone if only else others).append(group)
        self.merge(alone, SHORT, strict=True)
        for group in others:
            self._propose(
                sorted({self._class[name] for name in group}, key=self._rank), PERHAPS_SHORT
            )

    def propose_initials(self) -> None:
        """Propose “J. Smith” to be the only Smith whose given name begins so."""
        heads: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        initials: list[tuple[str, tuple[str, str, str]]] = []
        for head in sorted(self._members):
            surname, given, suffix = person_key(head)
            begins = surname, given[0][0], suffix
            if len(given[0]) == 1:
                initials.append((head, begins))
            else:
                heads[begins].append(head)
        for head, begins in initials:
            if len(heads[begins]) == 1:
                self._propose([heads[begins][0], head], PERHAPS_INITIAL)

    def merges(self) -> list[Merge]:
        """Give all that was merged, and what is proposed for names that were not."""
        done = [
            Merge(name, head, self._rules[name])
            for name, head in self._class.items()
            if name != head
        ]
        proposed = [
            merge._replace(actor=self._class[merge.actor])
            for merge in self._proposals.values()
            if self._class[merge.name] == merge.name != self._class[merge.actor]
        ]
        return sorted([*done, *proposed])

    def _agreeing(self, key_of: Callable[[PersonKey], Hashable]) -> list[list[str]]:
        """Group the classes by a key of theirs; propose those whose middle names differ."""
        groups: dict[Hashable, list[str]] = defaultdict(list)
        for head in sorted(self._members):
            key = person_key(head)
            if len(key.given[0]) > 1:
                groups[key_of(key)].append(head)
        agreeing = []
        for group in groups.values():
            middles = sorted(
                (person_key(n).given[1:] for h in group for n in self._members[h]), key=len
            )
            if all(same_middle(middle, middles[-1]) for middle in middles):
                agreeing.append(group)
            else:
                self._propose(sorted(group, key=self._rank), PERHAPS_MIDDLE)
        return agreeing

    def _apart(self, groups: Sequence[Sequence[str]]) -> set[int]:
        """Give the groups of which two classes stand in one article as different persons."""
        of_class = {self._class[name]: place for place, some in enumerate(groups) for name in some}
        apart = set()
        for names in self._together:
            heads: dict[int, str] = {}
            for head in sorted({self._class[name] for name in names}):
                place = of_class.get(head)
                if place is not None and heads.setdefault(place, head) != head:
                    apart.add(place)
        return apart

    def _join(self, heads: Sequence[str], rule: str) -> None:
        """Let the first name stand for the members of all."""
        first, *others = heads
        for head in others:
            for name in self._members.pop(head):
                self._class[name] = first
                self._members[first].append(name)
                self._rules.setdefault(name, rule)

    def _propose(self, heads: Sequence[str], rule: str) -> None:
        for head in heads[1:]:
            self._proposals.setdefault(head, Merge(head, heads[0], rule, is_sure=False))

    def _rank(self, name: str) -> tuple[bool, int, int, str]:
        """Sort names by who should stand for others: the registry's, then the most usual."""
        entry = self._entries[name]
        return not entry.is_registry, -entry.n_articles, -entry.n_mentions, name


def _same_signs(names: Sequence[str]) -> list[list[str]]:
    """Group names that are the same letters, or the same but for titles before them."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letters[person_key(name).letters].append(name)
    for name in names:
        bare = without_role(name)
        letters = person_key(bare).letters
        if bare != name and letters in by_letters:
            by_letters[letters].append(name)
    by_letters.pop("", None)
    return list(by_letters.values())
