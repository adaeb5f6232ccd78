"""Templates: texts that share their wording and differ in names, numbers and days are no copies.

A daily bulletin is the bulletin of the day before with other places, numbers and days. A copy may
correct a number or call another outlet by its name, but what it tells stays the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.kernels import facts as kernel
from analysis.kernels.shingles import hash_words
from analysis.stories.standing_text import bytes_of, n_standing, sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.corpus.shard import Shard
    from analysis.kernels.shingles import Sets

NUMBERS, BESIDE = 3, 2
"""Numbers that differ, and names and days, if altogether more agree."""
NUMBERS_ALONE = 4
"""Numbers that differ, if they alone do; and how many times as many as agree."""

_DAYS = pa.array(
    """monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thurs fri sat sun""".split()
)
_MONTHS = pa.array(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_COUNTING = pa.array(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty""".split()
)
_OTHER_NUMBERS = pa.array(
    """thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen
    first second third fourth fifth sixth seventh eighth ninth tenth""".split()
)
_CAPITAL, _SHOUTED = r"^\p{Lu}", r"^\P{Ll}*\p{Lu}\P{Ll}*\p{Lu}\P{Ll}*$"
_DIGIT, _YEAR = r"^\d", r"^(?:19|20)\d\d$"


def facts(shard: Shard, *, standing: NDArray[np.int64]) -> Sets:
    """Give the names, numbers and days of each article of a shard, with their slots.

    Parameters
    ----------
    shard
        Articles, the zones of them that tell the story.
    standing
        The endings that do not count, from `standing_endings`.

    Returns
    -------
    Sets
        As `kernels.facts.facts` gives them.

    Notes
    -----
    A name is a word with a capital that does not open its sentence. “five” is 5, and “one” is no
    number, since it mostly counts nothing.
    """
    some = sentences(shard)
    kind_of, values = _kinds(shard.strings("types", "form"), shard.strings("types", "term"))
    types = shard.column("words", "type")
    kinds = kind_of[types]
    opening = some.offsets[:-1][np.diff(some.offsets) > 0]
    opening = opening[kinds[opening] == kernel.NAME]
    is_stop = shard.column("types", "stop")[types[opening]]
    kinds[opening] = np.where(is_stop, kernel.PLAIN, kernel.OPENING)
    codes = hash_words(*bytes_of(values))[types]
    ends = some.ends - n_standing(some, standing)
    return kernel.facts(codes, kinds, some.offsets, some.begins, ends)


def of_one_template(agree: NDArray[np.int64], differ: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which pairs of articles have one template, and tell different things.

    Parameters
    ----------
    agree, differ : int64, one row a pair, one column a kind of facts
        What `kernels.facts.compared` counts.

    Returns
    -------
    bool, one row a pair
        Whether facts of two kinds differ, and at least as many differ as agree: of all kinds
        together; or of numbers, three at least, beside two other facts; or, if all kinds differ,
        of days. Or whether numbers differ, four at least, and four times as many as agree.

    Notes
    -----
    A template has names and numbers of its own, which agree; so no single share tells templates
    from copies. In a copy that was corrected one kind differs, and in one that was updated names
    and most days agree.
    """
    n_differ = differ.sum(axis=1)
    n_kinds = (differ > 0).sum(axis=1)
    outweighed = (differ > 0) & (differ >= agree)
    together = (n_kinds > 1) & (n_differ >= agree.sum(axis=1))
    numbers = differ[:, kernel.NUMBER]
    figures = outweighed[:, kernel.NUMBER] & (numbers >= NUMBERS) & (n_differ >= numbers + BESIDE)
    of_another_day = (n_kinds == kernel.N_KINDS) & outweighed[:, kernel.DAY]
    counted_anew = numbers >= NUMBERS_ALONE * np.maximum(agree[:, kernel.NUMBER], 1)
    return np.asarray(together | figures | of_another_day | counted_anew)


def _kinds(forms: pa.Array, terms: pa.Array) -> tuple[NDArray[np.uint8], pa.Array]:
    """Give the kind of each type of words, and how it is spelled in whichever article."""
    lower = pc.utf8_lower(terms)
    shouted = pc.and_(pc.equal(lower, terms), pc.match_substring_regex(forms, _SHOUTED))
    capital = _true(pc.match_substring_regex(forms, _CAPITAL)) & ~_true(shouted)
    counted = pc.index_in(lower, _COUNTING)
    kinds = np.full(len(forms), kernel.PLAIN, np.uint8)
    kinds[capital & ~_true(pc.equal(forms, "I"))] = kernel.NAME
    kinds[capital & _in(lower, _DAYS)] = kernel.DAY
    kinds[capital & _in(lower, _MONTHS)] = kernel.MONTH
    kinds[_in(lower, _COUNTING) | _in(lower, _OTHER_NUMBERS)] = kernel.NUMBER
    kinds[_true(pc.equal(lower, "one"))] = kernel.PLAIN
    kinds[_true(pc.match_substring_regex(forms, _DIGIT))] = kernel.NUMBER
    kinds[_true(pc.match_substring_regex(forms, _YEAR))] = kernel.YEAR
    without = pc.replace_substring(lower, ",", "")
    return kinds, pc.coalesce(pc.cast(counted, pa.string()), without)


def _in(words: pa.Array, some: pa.Array) -> NDArray[np.bool_]:
    return _true(pc.is_in(words, some))


def _true(column: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(column.to_numpy(zero_copy_only=False))
