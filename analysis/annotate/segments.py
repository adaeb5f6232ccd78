"""Spans of articles as one array of bytes for the kernels, and the way back to their characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray


class Segments(NamedTuple):
    """The words of some spans, one after the other.

    Parameters
    ----------
    pieces : list of str, one a span
        The spans' words.
    data : uint8
        All of them as UTF-8.
    bounds : int64, one row a span and one more
        Span `k` is ``data[bounds[k]:bounds[k + 1]]``.
    shift : int64, one row a span
        What to add to a place among all characters to get the place in the article.
    characters : int32, one row a byte and one more
        How many characters begin before this byte.
    """

    pieces: list[str]
    data: NDArray[np.uint8]
    bounds: NDArray[np.int64]
    shift: NDArray[np.int64]
    characters: NDArray[np.int32]

    def places(
        self, at: NDArray[np.int32] | NDArray[np.int64], span: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Turn bytes into characters of the article.

        Parameters
        ----------
        at
            Bytes of `data`.
        span
            The span in which each lies.

        Returns
        -------
        ndarray of int64
            The place in the article of the character that begins there.
        """
        return self.characters[at] + self.shift[span]


def segments(
    articles: pd.DataFrame,
    spans: pd.DataFrame,
    *,
    prepare: Callable[[str], str] = str,
) -> Segments:
    """Take spans out of their articles for the kernels.

    Parameters
    ----------
    articles
        An `ARTICLES` table.
    spans
        Any table with `article_id`, `start` and `end`.
    prepare
        What to do with the text first; it must keep the number of characters.

    Returns
    -------
    Segments
        In the order of `spans`.
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = (spans[column].tolist() for column in ("article_id", "start", "end"))
    pieces = [texts[article][start:end] for article, start, end in zip(*columns, strict=True)]
    joined = prepare("".join(pieces))
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
    begins = np.concatenate(([0], np.cumsum(sizes)))
    data, characters = encoded(joined)
    byte_of = np.append(np.flatnonzero(_opens(data)), len(data))
    shift = spans["start"].to_numpy(np.int64) - begins[:-1]
    return Segments(pieces, data, byte_of[begins], shift, characters)


def encoded(text: str) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Give a text as UTF-8, and for each byte how many characters begin before it.

    Examples
    --------
    >>> data, characters = encoded("é!")
    >>> data.tolist(), characters.tolist()
    ([195, 169, 33], [0, 1, 1, 2])
    """
    data = np.frombuffer(text.encode(), np.uint8)
    characters = np.zeros(len(data) + 1, np.int32)
    np.cumsum(_opens(data), out=characters[1:])
    return data, characters


def _opens(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which bytes begin a character."""
    opens: NDArray[np.bool_] = (data & 0xC0) != 0x80
    return opens


def spread(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give for each row the segment in which it lies.

    Examples
    --------
    >>> spread(np.array([0, 2, 2, 3])).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
