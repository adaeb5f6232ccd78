"""Trades: the same actors dealt anew to the same articles.

Two articles trade: what only one of them names is shuffled and dealt back. Each article goes on
naming as many actors, and each actor is named in as many articles. After many trades every such way
of naming is equally likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_TRADES = 5
"""Trades by articles before the first look; then one by articles between two looks."""

MODULUS, OTHER_MODULUS = 2147483563, 2147483399
"""Of two multiplicative generators; their difference repeats itself after 2e18 draws."""


def shared(
    members: NDArray[np.int32],
    offsets: NDArray[np.int64],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    *,
    looks: int,
    seed: int,
) -> NDArray[np.int32]:
    """Count the articles that two actors share, again and again while articles trade.

    Parameters
    ----------
    members : int32
        The distinct actors of each article, numbered from 0.
    offsets : int64, one row an article and one more
        Those of article `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    first, second : int32, one row a pair
        Distinct pairs of different actors. The table of all pairs of these numbers must fit into
        memory: number the actors that are asked for first.
    looks
        How often to count.
    seed
        Another seed gives other trades.

    Returns
    -------
    ndarray of int32, one row a look, one column a pair
        Articles that name both.

    Examples
    --------
    >>> members, offsets = np.array([0, 1, 2, 3], np.int32), np.array([0, 2, 4])
    >>> pair = (np.array([0], np.int32), np.array([1], np.int32))
    >>> found = shared(members, offsets, *pair, looks=3000, seed=1)
    >>> bool(abs(found.mean() - 1 / 3) < 0.03)
    True
    """
    traded = members.astype(np.int32)
    found = np.zeros((looks, len(first)), np.int32)
    n_asked = int(max(first.max(initial=-1), second.max(initial=-1))) + 1
    pair_of = np.full((n_asked, n_asked), -1, np.int32)
    pair_of[first, second] = pair_of[second, first] = np.arange(len(first))
    room = _room(traded, offsets)
    _shared(traded, offsets.astype(np.int64), pair_of, found, *room, _state(seed))
    return found


def trade(
    members: NDArray[np.int32], offsets: NDArray[np.int64], *, trades: int, seed: int
) -> NDArray[np.int32]:
    """Let articles trade; give `members` as they are then.

    Parameters
    ----------
    members, offsets, seed
        As for `shared`.
    trades
        How many trades.

    Returns
    -------
    ndarray of int32
        The actors of each article, in no promised order.
    """
    traded = members.astype(np.int32)
    _trade(traded, offsets.astype(np.int64), trades, *_room(traded, offsets), _state(seed))
    return traded


def _room(
    members: NDArray[np.int32], offsets: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Give room for the marks of actors, and for what two articles trade and where it stands."""
    longest = 2 * int(np.diff(offsets).max(initial=0))
    marks = np.zeros(int(members.max(initial=-1)) + 1, np.int64)
    return marks, np.empty(longest, np.int32), np.empty(longest, np.int64)


def _state(seed: int) -> NDArray[np.int64]:
    return np.array([1 + seed % (MODULUS - 1), 1 + (seed * 48271 + 11) % (OTHER_MODULUS - 1)])


@numba.njit(cache=True, nogil=True)
def _shared(members, offsets, pair_of, found, marks, pool, places, state):
    """Trade and count in turn."""
    n = len(offsets) - 1
    for look in range(len(found)):
        trades = n if look else FIRST_TRADES * n
        _trade(members, offsets, trades, marks, pool, places, state)
        for k in range(n):
            for i in range(offsets[k], offsets[k + 1]):
                if members[i] >= len(pair_of):
                    continue
                for j in range(offsets[k], i):
                    if members[j] < len(pair_of):
                        pair = pair_of[members[i], members[j]]
                        if pair >= 0:
                            found[look, pair] += 1


@numba.njit(cache=True, nogil=True, inline="always")
def _draw(state, below):
    """Draw a number from 0 on."""
    state[0] = state[0] * 40014 % MODULUS
    state[1] = state[1] * 40692 % OTHER_MODULUS
    number = state[0] - state[1]
    return (number + MODULUS - 1 if number < 0 else number) % below


@numba.njit(cache=True, nogil=True)
def _trade(members, offsets, trades, marks, pool, places, state):
    """Let two articles drawn by lot trade, again and again. `marks` is zero, and is left so."""
    n = len(offsets) - 1
    for _ in range(trades if n > 1 else 0):
        one = _draw(state, n)
        other = _draw(state, n - 1)
        other += other >= one
        for i in range(offsets[one], offsets[one + 1]):
            marks[members[i]] = 1
        size = 0
        for i in range(offsets[other], offsets[other + 1]):
            if marks[members[i]]:
                marks[members[i]] = 2
            else:
                pool[size], places[size] = members[i], i
                size += 1
        theirs = size
        for i in range(offsets[one], offsets[one + 1]):
            if marks[members[i]] == 1:
                pool[size], places[size] = members[i], i
                size += 1
            marks[members[i]] = 0
        if theirs in (0, size):
            continue
        for k in range(size - 1):
            chosen = k + _draw(state, size - k)
            pool[k], pool[chosen] = pool[chosen], pool[k]
        for k in range(size):
            members[places[k]] = pool[k]
