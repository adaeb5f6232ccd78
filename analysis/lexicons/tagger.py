"""What the tagger of names has learned, and the lists of persons' names it looks at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from analysis.errors import LexiconError
from analysis.lexicons.files import DATA, Row, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WEIGHTS = DATA.parent / "weights" / "names_tagger.npz"
"""The weights that ship; `docs/models/names.md` tells what they were learned from."""

_ARRAYS = ("table", "moves", "calibration")


@cache
def census_names() -> dict[str, tuple[int, int]]:
    """Give first names and surnames of the United States census of 1990.

    Returns
    -------
    dict of str to (int, int)
        For each name in lower case how common it is as a first name and as a surname: 0 not in the
        list, 1 very common, 2 less so.

    Examples
    --------
    >>> census_names()["james"], census_names()["ruiz"]
    ((1, 1), (0, 1))
    """
    return {
        row.cells["name"]: (int(row.cells["first"] or 0), int(row.cells["last"] or 0))
        for row in _census()
    }


@cache
def given_sexes() -> dict[str, str]:
    """Say of given names whether they are a woman's or a man's.

    Returns
    -------
    dict of str to str
        ``woman`` or ``man`` for names in lower case that the census lists for one sex far more
        often than for the other.

    Examples
    --------
    >>> given_sexes()["mary"], given_sexes()["tom"], "kim" in given_sexes()
    ('woman', 'man', False)
    """
    return {row.cells["name"]: row.cells["sex"] for row in _census() if row.cells["sex"]}


def _census() -> list[Row]:
    columns = ("name", "first", "last", "sex")
    return read_rows(DATA / "census_names.csv", columns=columns, required="name")


def tagger_weights(path: Path | None = None) -> dict[str, NDArray[np.generic]]:
    """Read the weights of the tagger of names.

    Parameters
    ----------
    path
        Another file of weights than the one that ships.

    Returns
    -------
    dict of str to ndarray
        `table` and `moves`, see `analysis.kernels.perceptron.Model`, and `calibration`: for each
        type of name slope and intercept that turn the root of a margin into a probability.

    Raises
    ------
    LexiconError
        If the file is missing or holds something else.

    Examples
    --------
    >>> sorted(tagger_weights())
    ['calibration', 'moves', 'table']
    """
    path = WEIGHTS if path is None else path
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError) as error:
        raise LexiconError(
            f"{path}: not readable as weights of the tagger ({error}). "
            "Install the package anew, or train: python -m benchmarks.train_names."
        ) from error
    if sorted(arrays) != sorted(_ARRAYS):
        raise LexiconError(
            f"{path}: weights of the tagger must hold {', '.join(_ARRAYS)}; "
            f"found {', '.join(sorted(arrays)) or 'nothing'}."
        )
    return arrays
