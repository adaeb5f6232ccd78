"""All result tables of a corpus, for saying that two ways give the same."""

import pandas as pd

from analysis import cooccurrence, frequency, stories
from analysis.sentiment.articles import articles, weeks
from analysis.sentiment.sentences import extremes, scores_of


def results(made):
    story = made
    named = cooccurrence.mentions(story)
    ties = cooccurrence.ties_in_all_windows(named)
    by_article = articles(story)
    trend = frequency.trend(story, term="w3", by="day")
    return {
        "about": story.metadata,
        "coverage": frequency.coverage(story),
        "terms": frequency.terms(story),
        "pairs": frequency.terms(story, n_words=2, stop_words="keep"),
        "concordance": frequency.concordance(story, term="peace"),
        "sorted": frequency.concordance(story, term="peace", sort="left"),
        **_compared(story),
        "dispersion": frequency.dispersion(story, terms="peace, terrible war, w3, nowhere"),
        "copies": frequency.dispersion(story, terms="w3", cluster=_in_pairs(story)),
        "collocations": frequency.collocations(story, term="peace", min_count=1),
        "trend": trend,
        **_profiles(story),
        "changes": frequency.changes(trend).table,
        "months": frequency.trend(story, term="w3", by="month"),
        "diversity": frequency.diversity(story, window=10),
        "scores": pd.concat(story.batches(scores_of), ignore_index=True),
        "extremes": extremes(story, top_n=7),
        "by_article": by_article,
        "by_week": weeks(by_article),
        "ties": ties,
        "actors": cooccurrence.actors(named, ties[ties["window"] == "sentence"]),
        "by_chance": cooccurrence.ties_by_chance(named, looks=200).table,
        "contexts": cooccurrence.contexts_of(named, ties.head(3)),
        **_profiled(named, ties[ties["window"] == "sentence"]),
        "mentions": pd.concat(story.batches("mentions"), ignore_index=True),
        "paragraphs": pd.concat(story.batches("paragraphs"), ignore_index=True),
        "sentences": story.sentences,
        "tokens": story.tokens,
        "types": story.types,
    }


def _profiled(named, ties):
    """Profile ties, and give the places behind those that a figure draws."""
    found = stories.stories(named.corpus)
    drawn = cooccurrence.backbone(ties)
    return {
        "tie_profiles": cooccurrence.profiles(named, drawn, stories=found).table,
        "tie_evidence": cooccurrence.evidence(named, drawn, stories=found),
    }


def _profiles(corpus):
    """Profile words and a phrase, with every two articles as one story."""
    counted = frequency.count(corpus)
    terms = frequency.terms(counted)
    made = frequency.profile(
        counted, terms, top_n=9, also=["peace talks"], by="day", lines=3, cluster=_in_pairs(corpus)
    )
    return {f"profile_{name}": table for name, table in made._asdict().items()}


def _compared(corpus):
    """Compare the Wire with others, if outlets are known."""
    if "Wire" not in set(corpus.metadata["outlet"]):
        return {}
    compared = frequency.compare(frequency.count(corpus), outlets=1)
    return {
        "keyness": frequency.keyness(corpus, study="Wire"),
        "compared": compared.table,
        "typical": frequency.distinctive_terms(corpus, compared.table.assign(p_adjusted=0.05)),
        "key_pairs": frequency.keyness(corpus, study="Wire", reference="Post", n_words=2),
        "key_stories": frequency.keyness(
            corpus, study="2026-03-01/2026-03-14", cluster=_in_pairs(corpus)
        ),
    }


def _in_pairs(corpus):
    """Take every two articles as one story."""
    ids = corpus.metadata["article_id"]
    return pd.Series(ids.array[: len(ids) // 2].repeat(2), index=ids[: len(ids) // 2 * 2]).reindex(
        ids, fill_value="last"
    )


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], obj=name, check_exact=True)
