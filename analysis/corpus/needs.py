"""Refuse a wrong kind of object in one line, with the call that would be right."""

from __future__ import annotations

import os
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from analysis.corpus.corpus import Corpus
from analysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def takes_corpus(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Refuse what is no corpus as the first argument of a function.

    Parameters
    ----------
    function
        A function of a room of analyses, such as `frequency.terms`.

    Returns
    -------
    callable
        The same function. Given something else than a corpus, it raises a ParameterError with the
        call that makes a corpus of it.
    """
    return _checked(function, ("map_shards",), "a Corpus", _how_to_load)


def takes_counts(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Refuse what is neither a corpus nor its `frequency.count`, likewise."""
    return _checked(function, ("map_shards", "by_article"), "a Corpus", _how_to_load)


def takes_mentions(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Refuse what is neither a selection of mentions nor its `cooccurrence.count`, likewise."""
    return _checked(function, ("which", "pairs"), "mentions", _how_to_choose)


def _checked(
    function: Callable[Asked, Answer],
    marks: tuple[str, ...],
    wanted: str,
    cure: Callable[[Any, str], str],
) -> Callable[Asked, Answer]:
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"

    @wraps(function)
    def checked(*given: Asked.args, **settings: Asked.kwargs) -> Answer:
        if given and not any(hasattr(given[0], mark) for mark in marks):
            kind = type(given[0]).__name__
            raise ParameterError(
                f"`{name}` takes {wanted}; you gave a {kind}: {cure(given[0], name)}."
            )
        return function(*given, **settings)

    return checked


def _how_to_load(value: object, name: str) -> str:
    if isinstance(value, (str, os.PathLike)):
        return f"`sf.{name}(sf.load({os.fspath(value)!r}))`"
    if isinstance(getattr(value, "corpus", None), Corpus):
        return f"`sf.{name}(mentions.corpus)`"
    return f"`sf.{name}(sf.load(…))`"


def _how_to_choose(value: object, name: str) -> str:
    news = "news" if isinstance(value, Corpus) else "sf.load(…)"
    return f"`sf.{name}(sf.cooccurrence.mentions({news}))`"
