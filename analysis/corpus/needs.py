"""Refuse a wrong kind of object in one line, with the call that would be right."""

from __future__ import annotations

import os
from typing import Any

from analysis.corpus.corpus import Corpus
from analysis.errors import ParameterError


def need_corpus(value: Any, function: str) -> None:
    """Refuse what is no corpus.

    Parameters
    ----------
    value
        What a function was given.
    function
        The function, as a user calls it, such as ``frequency.terms``.

    Raises
    ------
    ParameterError
        With the call that makes a corpus of what was given.
    """
    if isinstance(value, Corpus) or hasattr(value, "map_shards"):
        return
    cure = "make one with `sf.load(…)`"
    if isinstance(value, (str, os.PathLike)):
        cure = f"`sf.{function}(sf.load({os.fspath(value)!r}))`"
    elif isinstance(getattr(value, "corpus", None), Corpus):
        cure = "give its `.corpus`"
    raise ParameterError(f"`{function}` takes a Corpus; you gave a {type(value).__name__}: {cure}.")


def need_mentions(value: Any, function: str) -> None:
    """Refuse what is no selection of mentions, likewise."""
    if isinstance(getattr(value, "corpus", None), Corpus) or hasattr(value, "which"):
        return
    cure = "make them with `sf.cooccurrence.mentions(news)`"
    if isinstance(value, Corpus):
        name = function.rpartition(".")[2]
        cure = f"`sf.cooccurrence.{name}(sf.cooccurrence.mentions(news))`"
    raise ParameterError(f"`{function}` takes mentions; you gave a {type(value).__name__}: {cure}.")
