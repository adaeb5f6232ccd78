"""All result tables of a corpus, for saying that two ways give the same."""

import pandas as pd

from analysis import cooccurrence, frequency, sentiment


def results(made):
    story = made.select()
    named = cooccurrence.named(story)
    ties = cooccurrence.ties_in_all_windows(named)
    by_article = sentiment.article_means(story)
    return {
        "about": story.about,
        "coverage": frequency.coverage(story),
        "terms": frequency.term_frequency(story),
        "pairs": frequency.term_frequency(story, n_words=2, stop_words="keep"),
        "concordance": frequency.concordance(story, term="peace"),
        "scores": pd.concat(story.parts(sentiment.scores_of), ignore_index=True),
        "extremes": sentiment.extremes(story, top_n=7),
        "by_article": by_article,
        "by_week": sentiment.week_means(by_article),
        "ties": ties,
        "actors": cooccurrence.actors(named, ties[ties["window"] == "sentence"]),
        "contexts": cooccurrence.contexts_of(named, ties.head(3)),
        "mentions": pd.concat(story.parts("mentions"), ignore_index=True),
        "paragraphs": pd.concat(story.parts("paragraphs"), ignore_index=True),
        "sentences": story.sentences,
        "tokens": story.tokens,
        "types": story.types,
    }


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], obj=name, check_exact=True)
