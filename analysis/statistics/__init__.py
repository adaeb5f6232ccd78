"""Numbers into judgement: measures, intervals, tests, and what a corpus cannot say.

Pure functions of numbers. Where a number would mislead, a `Refusal` is given instead, with a
sentence for the reader.
"""

from __future__ import annotations

from analysis.statistics.association import g2, log_dice, npmi, pmi, t_score
from analysis.statistics.changes import Change, change_points
from analysis.statistics.contrasts import (
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
)
from analysis.statistics.corrections import benjamini_hochberg
from analysis.statistics.dispersion import deviation, deviation_norm, juilland, parts_with
from analysis.statistics.diversity import mattr, mtld
from analysis.statistics.intervals import Interval, rate_interval, rate_intervals, wilson
from analysis.statistics.null_models import Chance, configuration_test, tie_bound
from analysis.statistics.permutation_tail import (
    permutation_bound,
    permutation_deviation,
    would_show,
)
from analysis.statistics.refusals import MIN_ARTICLES, Refusal, cannot_say
from analysis.statistics.resampling import (
    Groups,
    Permuted,
    hash_ids,
    permutation_test,
    permutation_tests,
    poisson_weights,
)
from analysis.statistics.tails import binomial_tail, chi_square_tail, student_quantile, student_tail

__all__ = [
    "MIN_ARTICLES",
    "Chance",
    "Change",
    "Groups",
    "Interval",
    "Permuted",
    "Refusal",
    "benjamini_hochberg",
    "binomial_tail",
    "cannot_say",
    "change_points",
    "chi_square_tail",
    "configuration_test",
    "deviation",
    "deviation_norm",
    "g2",
    "hash_ids",
    "juilland",
    "log_dice",
    "log_likelihood",
    "log_odds",
    "log_ratio",
    "mattr",
    "mtld",
    "npmi",
    "parts_with",
    "percent_difference",
    "permutation_bound",
    "permutation_deviation",
    "permutation_test",
    "permutation_tests",
    "pmi",
    "poisson_weights",
    "rate_interval",
    "rate_intervals",
    "student_quantile",
    "student_tail",
    "t_score",
    "tie_bound",
    "wilson",
    "would_show",
]
