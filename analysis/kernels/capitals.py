"""Capitals: which stretches of text are set in capitals throughout, as `str.isupper` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from analysis.kernels.characters import LOWER, TITLE, UPPER, characters, kind_at

if TYPE_CHECKING:
    from numpy.typing import NDArray


def are_upper(
    text: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say for each stretch whether it has a capital and no other letter that has a case.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    starts, ends : int64, one row a stretch
        Where each begins and ends, in bytes.

    Returns
    -------
    ndarray of bool
        What `str.isupper` says.

    Examples
    --------
    >>> text = np.frombuffer(b"US TO LEAVE Iraq 5", np.uint8)
    >>> are_upper(text, np.array([0, 0, 17]), np.array([11, 16, 18])).tolist()
    [True, False, False]
    """
    return _are_upper(text, starts, ends, characters().kinds)


@numba.njit(cache=True, nogil=True)
def _are_upper(text, starts, ends, kinds):
    """Look at each stretch up to its first small letter."""
    found = np.zeros(len(starts), np.bool_)
    for k in range(len(starts)):
        at = starts[k]
        while at < ends[k]:
            kind, width = kind_at(text, at, kinds)
            if kind & (LOWER | TITLE):
                found[k] = False
                break
            if kind & UPPER:
                found[k] = True
            at += width
    return found
