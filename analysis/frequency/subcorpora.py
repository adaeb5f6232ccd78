"""Which articles a comparison takes: some outlets, a period, or the words of a list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import LexiconError, ParameterError
from analysis.frequency.term_ids import normalise_term
from analysis.lexicons.files import read_rows
from analysis.settings import choose_names, is_period, read_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_HINT = "A period is written as 2026-03-01/2026-03-31."


@dataclass(frozen=True)
class Subcorpus:
    """Some articles: those of some outlets, or those of a period; neither means all.

    Parameters
    ----------
    outlets
        Names of outlets.
    first, last
        Days of a period, both within it; None is open.
    """

    outlets: tuple[str, ...] = ()
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None

    def holds(self, about: pd.DataFrame) -> NDArray[np.bool_]:
        """Say which articles belong to the group; those without a day are in no period."""
        held = np.ones(len(about), bool)
        if self.outlets:
            held &= about["outlet"].isin(self.outlets).to_numpy(bool)
        if self.first is not None:
            held &= (about["published"] >= self.first).to_numpy(bool)
        if self.last is not None:
            held &= (about["published"] <= self.last).to_numpy(bool)
        return held


def subcorpus(chosen: str | Sequence[str], about: pd.DataFrame, *, name: str) -> Subcorpus:
    """Read which articles a parameter chooses.

    Parameters
    ----------
    chosen
        Outlets, as a sequence or a text with commas; or a period such as ``2026-03`` or
        ``2026-03-01/2026-03-31``, where ``..`` leaves an end open.
    about
        `ARTICLES` of the corpus.
    name
        The parameter, for errors.

    Returns
    -------
    Subcorpus
        At least one article belongs to it.

    Raises
    ------
    ParameterError
        If an outlet is not in the corpus, a period is none, or no article is in it.
    """
    there = sorted(about["outlet"].dropna().unique())
    if isinstance(chosen, str) and chosen not in there and is_period(chosen):
        days = read_period(chosen, name=name)
        found = Subcorpus((), *(pd.Timestamp(end) if end else None for end in days))
    else:
        outlets = choose_names(chosen, there, name=name, hint=_HINT)
        found = Subcorpus(outlets)
        if not outlets:
            raise ParameterError(
                f"parameter '{name}' must name outlets, with commas between, or a period such as "
                "2026-03-01/2026-03-31; found nothing."
            )
    if not found.holds(about).any():
        raise ParameterError(f"parameter '{name}': no article is of '{chosen}'.")
    return found


def word_list(path: str) -> pd.DataFrame:
    """Read a list of words with their counts, made of other texts.

    Parameters
    ----------
    path
        A CSV file with the columns `term` and `n`, the occurrences of each in those texts. It
        should list all their words, since rates are divided by the sum of `n`.

    Returns
    -------
    DataFrame
        `term` as this workbook counts it, and `n`; one row a term.

    Raises
    ------
    LexiconError
        If the file cannot be read, or a count is not a whole number, 0 or more.
    """
    rows = read_rows(Path(path), columns=("term", "n"), required="term")
    for row in rows:
        if not row.cells["n"].isdecimal():
            raise LexiconError(
                f"{path}, line {row.line}: 'n' must be a whole number of occurrences, 0 or more; "
                f"found '{row.cells['n']}'."
            )
    table = pd.DataFrame(
        {
            "term": pd.Series([normalise_term(row.cells["term"]) for row in rows], dtype=str),
            "n": pd.Series([int(row.cells["n"]) for row in rows], dtype="int64"),
        }
    )
    if not table["n"].sum():
        raise LexiconError(f"{path}: the list must count at least one word; found none.")
    return table.groupby("term", as_index=False).agg(n=("n", "sum"))
