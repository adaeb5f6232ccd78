"""What our notebooks can be asked: values that cannot be right are refused before anything runs.

A notebook refuses them too, but each on its own, and late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.cooccurrence.backbone import check_size
from analysis.cooccurrence.mentions import check_how, check_window
from analysis.corpus.selection import choose_zones
from analysis.errors import ParameterError
from analysis.frequency.stop_words import read_stop_words
from analysis.frequency.subcorpora import subcorpus, word_list
from analysis.frequency.term_ids import check as check_terms
from analysis.frequency.trend import check_by
from analysis.readers import languages
from analysis.reports.paths import is_list
from analysis.settings import check_one_or_more, read_period
from analysis.stories.stories import check_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.corpus import Corpus

_ALONE: dict[str, Callable[[Any], object]] = {
    "by": check_by,
    "count": check_count,
    "draw": check_size,
    "how": check_how,
    "languages": languages.choose,
    "n_words": lambda value: check_terms(value, 1),
    "period": lambda value: read_period(value) if value.strip() else None,
    "stop_words": read_stop_words,
    "window": check_window,
    "zones": choose_zones,
}
"""How the value of a parameter is checked that needs no corpus."""
_ONE_OR_MORE = ("top_n", "lines", "evidence")
_SELECT = ("outlets", "period", "zones")
_SIDES = ("study", "reference")


def check(values: Mapping[str, Any]) -> None:
    """Refuse values that are wrong for any corpus.

    Parameters
    ----------
    values
        Values by the names of our notebooks' parameters, of the types that those declare.

    Raises
    ------
    ParameterError
        If one is none of the choices, or out of range.
    LexiconError
        If a list that one names cannot be read.
    """
    for name, value in values.items():
        if name in _ONE_OR_MORE:
            check_one_or_more(value, name=name)
        if name in _ALONE:
            _ALONE[name](value)
        if name == "reference" and is_list(value):
            word_list(value)


def select(corpus: Corpus, values: Mapping[str, Any]) -> Corpus:
    """Give the selection that a report is about.

    Parameters
    ----------
    corpus
        The whole corpus.
    values
        As for `check`; those of other parameters are not looked at.

    Returns
    -------
    Corpus
        At least one article.

    Raises
    ------
    ParameterError
        If there is no such outlet, nothing is left, or a comparison has no articles.
    """
    chosen = {name: values[name] for name in _SELECT if values.get(name)}
    news = corpus.filter(**chosen)
    if not len(news):
        days = corpus.metadata["published"].dropna()
        between = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no day"
        told = " and ".join(f"'{name}'" for name in chosen)
        raise ParameterError(
            f"parameter {told}: no article of '{corpus.name}' is left. Its articles are of "
            f"{between}; found {', '.join(f'{n}: {v}' for n, v in chosen.items())}."
        )
    for name in _SIDES:
        value = values.get(name)
        if value and not is_list(value):
            subcorpus(value, news.metadata, name=name)
    return news
