"""Sentences into tone: VADER's four numbers a sentence, and means of them.

VADER was made for single sentences. Its `compound` saturates on long texts, so an article is
always the mean of its sentences and never scored as one text.
"""

from __future__ import annotations

from analysis.sentiment.articles import articles, days, outlets, weeks
from analysis.sentiment.sentences import POLAR, extremes, scores_of, sentences

__all__ = ["POLAR", "articles", "days", "extremes", "outlets", "scores_of", "sentences", "weeks"]
