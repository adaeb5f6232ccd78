"""Rates over time, drawn in signs of text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

SIGNS = 60
"""Signs of a sparkline at most."""

BLOCKS = "▁▂▃▄▅▆▇█"

GAP = "·"


def sparkline(trend: pd.DataFrame) -> str:
    """Draw the rates of a term over time in a line of signs.

    Parameters
    ----------
    trend
        A `TREND` table of one term.

    Returns
    -------
    str
        A block for each unit of time, the lowest for a rate of 0 and the full one for the highest;
        a dot for one without articles. Of more than 60 units, two or more make one block. Empty for
        fewer than two units.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.schema import TREND
    >>> table = pd.DataFrame({"n": [0, 1, 0, 4], "n_words": [9, 9, 0, 9]})
    >>> sparkline(TREND.empty().reindex(range(4)).assign(**table))
    '▁▃·█'
    """
    if len(trend) < 2:
        return ""
    units_a_sign = -(-len(trend) // SIGNS)
    sums = trend.groupby(np.arange(len(trend)) // units_a_sign)[["n", "n_words"]].sum()
    rates = sums["n"] / sums["n_words"].where(sums["n_words"] > 0)
    top = rates.max()
    return "".join(_block(rate / top if top else rate) for rate in rates)


def _block(share: float) -> str:
    """Give the block of a rate: only none at all has the lowest."""
    if math.isnan(share):
        return GAP
    return BLOCKS[0] if share <= 0 else BLOCKS[1 + int(share * (len(BLOCKS) - 2))]
