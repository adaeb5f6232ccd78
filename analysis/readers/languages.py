"""Sets aside the articles that are written in other languages than those wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.cells import listing
from analysis.errors import ParameterError, nearest
from analysis.readers.clean.languages import LANGUAGES, is_other
from analysis.schema import LEDGER
from analysis.settings import split_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ALL = "all"
_EXAMPLES = 3


def choose(languages: str | Sequence[str]) -> tuple[str, ...]:
    """Read which languages are wanted, by code or name; none means what `kept` decides.

    Raises
    ------
    ParameterError
        If a language is unknown, with the nearest that is known.

    Examples
    --------
    >>> choose("German, en"), choose("")
    (('de', 'en'), ())
    """
    codes = {name.casefold(): code for code, name in LANGUAGES.items()}
    codes |= {code: code for code in (*LANGUAGES, ALL)}
    wanted = split_list(languages)
    for name in wanted:
        if name.casefold() not in codes:
            known = [*LANGUAGES.values(), *LANGUAGES, ALL]
            raise ParameterError(
                f"parameter 'languages': there is no '{name}';{nearest(name, known)} "
                f"There is: {listing(known)}."
            )
    return tuple(codes[name.casefold()] for name in wanted)


def kept(spoken: NDArray[Any], wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say which articles are kept.

    Parameters
    ----------
    spoken
        The code of each article's language, or nothing where it is not certain.
    wanted
        Codes from `choose`. None of them means English, or all if no article is in English.

    Returns
    -------
    ndarray of bool
        Articles whose language is not certain are kept.
    """
    if ALL in wanted or (not wanted and "en" not in spoken):
        return np.ones(len(spoken), bool)
    return np.isin(spoken, ["", *(wanted or ("en",))])


def with_languages(
    ledger: pd.DataFrame,
    spoken: NDArray[Any],
    is_kept: NDArray[np.bool_],
    origins: Sequence[str],
) -> pd.DataFrame:
    """Note in the ledger what was set aside, and what is kept without being in English.

    Parameters
    ----------
    ledger
        A `LEDGER` table.
    spoken, is_kept
        The language of each article, and whether it is kept.
    origins
        Where each was read.

    Returns
    -------
    DataFrame
        The same if all articles may be in English; else with one step more.
    """
    other = np.array([is_other(code) for code in spoken], bool)
    if not other.any() and is_kept.all():
        return ledger
    step = {
        "step": int(ledger["step"].max()) + 1 if len(ledger) else 1,
        "what": "kept for their language",
        "n_in": len(spoken),
        "n_kept": int(is_kept.sum()),
    }
    rows = []
    for code in sorted(set(spoken[other | ~is_kept].tolist())):
        here = (spoken == code) & (other | ~is_kept)
        name, n = LANGUAGES.get(code, "another language"), int(here.sum())
        dropped = int((here & ~is_kept).sum())
        reason = f"written in {name}" + (", not in English" if is_other(code) else "")
        if not dropped:
            reason = f"{n:,} {reason}: no tone, no actors are looked for"
        places = "; ".join(origins[row] for row in np.flatnonzero(here)[:_EXAMPLES].tolist())
        rows.append({**step, "n_dropped": dropped, "reason": reason, "examples": places})
    return LEDGER.conform(pd.concat([ledger, pd.DataFrame(rows)], ignore_index=True))
