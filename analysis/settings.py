"""Lists that a notebook parameter gives as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def split_list(values: str | Sequence[str]) -> tuple[str, ...]:
    """Read a list that a notebook parameter gives as text with commas.

    Examples
    --------
    >>> listed("headline, body"), listed(""), listed(("body",))
    (('headline', 'body'), (), ('body',))
    """
    parts = values.split(",") if isinstance(values, str) else values
    return tuple(part.strip() for part in parts if part.strip())
