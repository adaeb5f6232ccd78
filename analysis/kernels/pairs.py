"""Pairs: in how many contexts do two actors occur together.

One way for every size: for each actor in turn, the partners before it in each of its contexts are
counted in one row of numbers, one for each actor. The row is small enough to stay in the
processor's fastest memory; no pair is hashed and nothing is sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


FEW = 64
"""Actors of one context that are sorted by inserting them one by one."""


class Pairs(NamedTuple):
    """Unordered pairs of actors, sorted by both.

    Attributes
    ----------
    first, second : int32, one row a pair
        The smaller and the larger number.
    counts : int32, one row a pair
        Contexts in which both occur, at least 1.
    groups : int32, one row a pair
        Groups of contexts, such as articles, with at least one such context.
    """

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    counts: NDArray[np.int32]
    groups: NDArray[np.int32]


def count_pairs(
    contexts: NDArray[np.integer],
    actors: NDArray[np.integer],
    groups: NDArray[np.integer] | None = None,
) -> Pairs:
    """Count the contexts that two actors share, and the groups in which these lie.

    Parameters
    ----------
    contexts : integers, one row a mention, never falling
        The context of each mention, in the order of the text.
    actors : integers, one row a mention
        The number of the actor, from 0. An actor counts once a context.
    groups : integers, one row a mention, never falling, optional
        The group of the mention's context, such as its article. Without it all are one group.

    Returns
    -------
    Pairs
        Each pair that shares a context.

    Raises
    ------
    ValueError
        If contexts fall, an actor is negative, or the two differ in length.

    Examples
    --------
    >>> pairs = count_pairs(np.array([1, 1, 1, 2, 2]), np.array([7, 3, 7, 3, 7]))
    >>> [column.tolist() for column in pairs]
    [[3], [7], [2], [1]]
    """
    if len(contexts) != len(actors):
        raise ValueError(
            "contexts and actors: one of each a mention; "
            f"found {len(contexts)} contexts and {len(actors)} actors."
        )
    if len(actors) == 0:
        return Pairs(*(np.empty(0, np.int32) for _ in range(4)))
    if actors.min() < 0:
        raise ValueError(f"actors: numbers from 0 on; found {actors.min()}.")
    if (np.diff(contexts) < 0).any():
        raise ValueError("contexts: must never fall; sort the mentions by context.")
    n_actors = int(actors.max()) + 1
    of = np.empty(0, np.int32) if groups is None else groups.astype(np.int32)
    # Made by numpy, since for large arrays it asks the system for large pages.
    members, begins = np.empty(len(actors), np.int32), np.empty(len(actors), np.int32)
    own = np.empty(len(of), np.int32)
    n, most = _members(contexts, actors, of, n_actors, members, begins, own)
    offsets, places = _places(members[:n], n_actors)
    met = tuple(np.empty(most + 1, np.int32) for _ in range(3))
    found, sizes = _count(members, begins, own, offsets, places, *met)
    total = int(found[-1])
    turned = Pairs(*(np.empty(total, np.int32) for _ in range(4)))
    _turn(*met, found, np.cumsum(sizes), turned)
    return turned


@numba.njit(cache=True, nogil=True)
def _members(contexts, actors, groups, n_actors, members, begins, own):
    """Write the distinct actors of each context, rising, where it begins, and its group.

    Returns their number, and that of all pairs in all contexts.
    """
    seen = np.full(n_actors, -1, np.int64)
    n, begin, most = 0, 0, 0
    for k in range(len(actors)):
        if k and contexts[k] != contexts[k - 1]:
            _sort(members, begin, n)
            begin = n
        actor = actors[k]
        if seen[actor] >= begin:
            continue
        members[n] = actor
        seen[actor], begins[n] = n, begin
        if len(groups):
            own[n] = groups[k]
        most += n - begin
        n += 1
    _sort(members, begin, n)
    return n, most


@numba.njit(cache=True, nogil=True, inline="always")
def _sort(numbers, begin, end):
    """Sort a stretch; nearly all are so short that to insert one by one is the fastest."""
    if end - begin > FEW:
        numbers[begin:end] = numbers[begin:end][np.argsort(numbers[begin:end], kind="mergesort")]
        return
    for k in range(begin + 1, end):
        moved, at = numbers[k], k
        while at > begin and numbers[at - 1] > moved:
            numbers[at] = numbers[at - 1]
            at -= 1
        numbers[at] = moved


@numba.njit(cache=True, nogil=True)
def _places(members, n_actors):
    """Return where each actor's places begin, and all places, actor by actor."""
    offsets = np.zeros(n_actors + 1, np.int64)
    for actor in members:
        offsets[actor + 1] += 1
    offsets = np.cumsum(offsets)
    places = np.empty(len(members), np.int32)
    free = offsets.copy()
    for k in range(len(members)):
        places[free[members[k]]] = k
        free[members[k]] += 1
    return offsets, places


@numba.njit(cache=True, nogil=True)
def _count(members, begins, own, offsets, places, partners, counts, groups):
    """Write, for each actor in turn, the smaller numbers it met, how often and in how many groups.

    Returns where each actor's partners begin, and how many pairs each smaller number is in.
    """
    n_actors, n = len(offsets) - 1, 0
    found = np.zeros(n_actors + 1, np.int64)
    sizes = np.zeros(n_actors + 1, np.int64)
    row = np.zeros(n_actors, np.int32)
    grouped = len(own) > 0
    several = np.zeros(n_actors, np.int32) if grouped else np.ones(n_actors, np.int32)
    last = np.full(n_actors, -1, np.int32)
    for actor in range(n_actors):
        start = n
        for k in range(offsets[actor], offsets[actor + 1]):
            place = np.int64(places[k])
            for other in range(begins[place], place):
                partner = members[other]
                # Written in any case and kept only if new: this has no branch to mispredict.
                partners[n] = partner
                n += row[partner] == 0
                row[partner] += 1
                if grouped:
                    several[partner] += last[partner] != own[place]
                    last[partner] = own[place]
        for k in range(start, n):
            partner = partners[k]
            counts[k], row[partner] = row[partner], 0
            groups[k] = several[partner]
            if grouped:
                several[partner], last[partner] = 0, -1
            sizes[partner + 1] += 1
        found[actor + 1] = n
    return found, sizes


@numba.njit(cache=True, nogil=True)
def _turn(partners, counts, groups, found, offsets, turned):
    """Write pairs by their smaller number; the larger ones rise because they come rising."""
    first, second, turned_counts, turned_groups = turned
    for actor in range(len(offsets) - 1):
        first[offsets[actor] : offsets[actor + 1]] = actor
    free = offsets.copy()
    for actor in range(len(found) - 1):
        for k in range(found[actor], found[actor + 1]):
            place = free[partners[k]]
            free[partners[k]] += 1
            second[place], turned_counts[place] = actor, counts[k]
            turned_groups[place] = groups[k]
