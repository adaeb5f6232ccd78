"""Terms that are counted once: the same answers as from the corpus, in fewer passes."""

import pandas as pd
import pytest

from analysis import frequency
from analysis.corpus.corpus import Corpus
from analysis.errors import ParameterError


def answers(corpus, **settings):
    """Give all that is asked about terms."""
    terms = frequency.terms(corpus, **settings)
    compared = frequency.compare(corpus, **settings)
    profile = frequency.profile(corpus, terms, top_n=5, also=["the port", "absent"])
    return {
        "terms": terms,
        "fewest": frequency.terms(corpus, most=40, **settings),
        "compared": compared.table,
        "typical": frequency.distinctive_terms(corpus, compared.table),
        "facts": profile.facts,
        "trends": profile.trends,
        "lines": profile.lines,
        "trend": frequency.trend(corpus, "silt", by="day"),
        "dispersion": frequency.dispersion(corpus, "port, silt, the port"),
        "coverage": frequency.coverage(corpus),
    }


@pytest.mark.parametrize("settings", [{}, {"n_words": 2, "stop_words": "keep"}])
def test_whether_terms_are_held_or_not_no_answer_differs(estuary, settings):
    corpus = estuary.filter(zones="headline, body")
    of_corpus = answers(corpus, **settings)
    for held in (1, 10**6):
        counted = frequency.count(corpus, **settings, held=held)
        assert (counted.held is None) == (held == 1)
        for name, table in answers(counted).items():
            pd.testing.assert_frame_equal(table, of_corpus[name])
        assert frequency.compare(counted)[1:4] == frequency.compare(corpus, **settings)[1:4]


def test_a_period_is_compared_alike(estuary):
    corpus = estuary.filter()
    sides = {"study": "2026-04-06/..", "reference": "2026-03-01/2026-03-15"}
    tables = [frequency.keyness(some, **sides) for some in (corpus, frequency.count(corpus))]

    pd.testing.assert_frame_equal(*tables)
    assert len(tables[0])


def test_terms_by_hand(news):
    corpus = news(
        ("B", "2026-03-02", "Port strike. Strike at the port"),
        ("A", "2026-03-01", "Nothing here"),
        ("A", "2026-03-01", "The port strike, a port strike"),
    )
    counted = frequency.count(corpus)
    found = counted.by_article(["strike", "port"])

    assert counted.sizes.tolist() == [6, 2, 6]
    assert [found.of(number).tolist() for number in range(2)] == [[2, 0, 2], [2, 0, 2]]
    assert set(counted.held.terms.to_pylist()) == {"port", "strike"}


def test_of_held_terms_no_shard_is_opened(estuary, monkeypatch):
    counted = frequency.count(estuary.filter())
    monkeypatch.setattr(Corpus, "map_shards", lambda *_: pytest.fail("a shard was opened"))
    terms = frequency.terms(counted)
    frequency.distinctive_terms(counted, frequency.compare(counted).table)
    frequency.dispersion(counted, terms["term"].head(3).tolist())
    frequency.trend(counted, terms.loc[0, "term"])
    frequency.coverage(counted)


def test_outlets_of_a_large_corpus_are_compared_in_three_passes(estuary, monkeypatch):
    """Their terms, the words of each article, and the terms that are tested."""
    counted, passes, counts = frequency.count(estuary.filter(), held=1), [], Corpus.map_shards
    monkeypatch.setattr(
        Corpus, "map_shards", lambda corpus, count: passes.append(count) or counts(corpus, count)
    )
    frequency.compare(counted)

    assert len(passes) == 3


@pytest.mark.parametrize("settings", [{"n_words": 3}, {"stop_words": "keep"}])
def test_terms_of_other_settings_are_refused(seed, settings):
    counted = frequency.count(seed, n_words=2)
    with pytest.raises(ParameterError, match="must be those of `count`, or left out"):
        frequency.terms(counted, **settings)
