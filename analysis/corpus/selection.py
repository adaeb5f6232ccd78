"""Which articles a filter keeps: those of some outlets, of a period, or of a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import ParameterError
from analysis.schema import LEDGER, ZONES
from analysis.settings import check_known, choose_names, read_period, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


class Step(NamedTuple):
    """What one condition keeps, in words for the ledger.

    Parameters
    ----------
    what
        The condition.
    reason
        Why an article is dropped.
    kept
        For each article whether it is kept.
    """

    what: str
    reason: str
    kept: NDArray[np.bool_]


def choose_zones(zones: str | Sequence[str]) -> tuple[str, ...]:
    """Read which zones count; the message names the nearest there is."""
    wanted = split_list(zones)
    check_known(wanted, ZONES, name="zones")
    return wanted


def choose_outlets(outlets: str | Sequence[str], metadata: pd.DataFrame) -> tuple[str, ...]:
    """Read which outlets are kept.

    Parameters
    ----------
    outlets
        As a sequence, or as a text with commas; the names may hold commas too. Some words of a
        name do where no other outlet has them.
    metadata
        `ARTICLES` without their texts.

    Returns
    -------
    tuple of str
        Names of outlets of the corpus; none means all.

    Raises
    ------
    ParameterError
        If there is no such outlet, with the nearest that there is.
    """
    there = sorted(metadata["outlet"].dropna().unique())
    return choose_names(outlets, there, name="outlets")


def by_zone_and_outlet(
    zones: tuple[str, ...], outlets: tuple[str, ...], metadata: pd.DataFrame
) -> Step:
    """Keep the articles of some outlets; no outlets means all."""
    kept = np.ones(len(metadata), bool)
    if outlets:
        kept = metadata["outlet"].isin(outlets).to_numpy(bool)
    what = f"selected: {', '.join(zones)}; {', '.join(outlets) or 'all outlets'}"
    return Step(what, "other outlet", kept)


def by_period(period: str, metadata: pd.DataFrame) -> Step:
    """Keep the articles of a period; those without a day are in none."""
    first, last = read_period(period)
    days = metadata["published"]
    kept = np.array(days.notna(), bool)
    if first:
        kept &= (days >= pd.Timestamp(first)).to_numpy(bool)
    if last:
        kept &= (days <= pd.Timestamp(last)).to_numpy(bool)
    return Step(f"selected: {period.strip()}", "other day, or none", kept)


def by_condition(
    where: pd.Series[bool] | str,
    metadata: pd.DataFrame,
    articles: Callable[[], pd.DataFrame],
) -> Step:
    """Keep the articles for which a condition holds.

    Parameters
    ----------
    where
        True or False for each row of the table of articles, or a query as `DataFrame.query` takes
        it, such as ``"outlet == 'Post' and headline.str.contains('strike')"``.
    metadata
        `ARTICLES` without their texts.
    articles
        Gives them with their texts: called only if a query asks for `text`.

    Returns
    -------
    Step

    Raises
    ------
    ParameterError
        If the condition is no such thing, or is of other rows.
    """
    if isinstance(where, str):
        table = articles() if "text" in where else metadata
        try:
            held = table.query(where, engine="python")
        except Exception as error:
            raise ParameterError(
                f"parameter 'where': the query '{where}' cannot be answered ({error}); columns are "
                f"{', '.join(table.columns)}."
            ) from error
        return Step(f"selected: {where}", "condition not met", metadata.index.isin(held.index))
    if not isinstance(where, pd.Series) or where.dtype != bool:
        kind = f"{where.dtype} Series" if isinstance(where, pd.Series) else type(where).__name__
        raise ParameterError(
            "parameter 'where' must be a Series of True and False made from the table `articles`, "
            f"or a query as a text; found a {kind}."
        )
    if not where.index.equals(metadata.index):
        raise ParameterError(
            f"parameter 'where' must have a row for each of the {len(metadata):,} articles of this "
            f"corpus; found {len(where):,} rows of another table."
        )
    return Step("selected: a condition", "condition not met", where.to_numpy(bool))


def with_step(ledger: pd.DataFrame, step: Step, *, before: NDArray[np.bool_]) -> pd.DataFrame:
    """Note a step in the ledger.

    Parameters
    ----------
    ledger
        A `LEDGER` table.
    step
        What is kept of all articles.
    before
        Which articles were left before this step.

    Returns
    -------
    DataFrame
        A `LEDGER` table with one row more.
    """
    n_in, n_kept = int(before.sum()), int((before & step.kept).sum())
    row = {
        "step": int(ledger["step"].max()) + 1 if len(ledger) else 1,
        "what": step.what,
        "n_in": n_in,
        "n_kept": n_kept,
        "n_dropped": n_in - n_kept,
        "reason": step.reason if n_in > n_kept else "",
        "examples": "",
    }
    return LEDGER.conform(pd.concat([ledger, pd.DataFrame([row])], ignore_index=True))
