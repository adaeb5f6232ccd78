"""Terms counted article by article, against the whole corpus's counts."""

import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.frequency import terms
from analysis.frequency.terms_by_article import stories_of, terms_by_article
from analysis.statistics import hash_ids


def test_counts_by_hand(news):
    corpus = news(
        ("A", "2026-03-01", "Port strike. Strike at the port"),
        ("A", "2026-03-01", "Nothing here"),
        ("B", "2026-03-02", "The port strike, a port strike"),
    )
    found = terms_by_article(corpus, ["strike", "port strike", "absent"])

    assert found.sizes.tolist() == [6, 2, 6]
    assert found.of(0).tolist() == [2, 0, 2]
    assert found.of(1).tolist() == [1, 0, 2]
    assert found.of(2).tolist() == [0, 0, 0]


def test_sums_over_articles_are_the_frequency_table(estuary):
    corpus = estuary
    for n_words in (1, 2, 3):
        table = terms(corpus, n_words=n_words).head(200)
        found = terms_by_article(corpus, table["term"].tolist())
        for number, row in enumerate(table.itertuples()):
            counts = found.of(number)
            assert (counts.sum(), (counts > 0).sum()) == (row.n, row.n_articles)


def test_each_article_is_its_own_story_unless_told_otherwise(news):
    corpus = news(("A", "2026-03-01", "One"), ("B", "2026-03-01", "Two"))
    told = pd.Series(["s", "s"], index=["01", "00"])

    assert stories_of(corpus, None).tolist() == hash_ids(["00", "01"]).tolist()
    assert stories_of(corpus, told).tolist() == hash_ids(["s", "s"]).tolist()


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (["00"], "parameter 'cluster' must name the story of each article; article '01' has none"),
        (["00", "01", "01"], "one story an article; article '01' stands twice"),
    ],
)
def test_stories_must_be_told_for_each_article_once(news, index, message):
    corpus = news(("A", "2026-03-01", "One"), ("B", "2026-03-01", "Two"))
    with pytest.raises(ParameterError, match=message):
        stories_of(corpus, pd.Series("s", index=index))
