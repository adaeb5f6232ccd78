"""Contrasts of two corpora: what a study corpus says more often, or less, than its reference.

One direction everywhere: above 0 is more in the study corpus, below 0 more in the reference.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.statistics.association import Numbers, surprise

PRIOR = 1_000.0
"""Words' worth of prior in `log_odds`."""


def log_likelihood(
    n_study: npt.ArrayLike, n_reference: npt.ArrayLike, size_study: float, size_reference: float
) -> Numbers:
    """Give keyness as log-likelihood (G²), in the form with two terms.

    Parameters
    ----------
    n_study, n_reference
        Occurrences of each word in the study corpus and in the reference.
    size_study, size_reference
        Words of the two.

    Returns
    -------
    ndarray of float
        ``2 (a ln(a/E₁) + b ln(b/E₂))`` with ``E₁ = N₁ (a + b) / (N₁ + N₂)`` and ``E₂`` likewise:
        0 for equal rates, larger the less chance explains the difference, whichever way; the
        direction is the sign of `log_ratio`. 3.84 and more is p ≤ 0.05 for one word chosen
        beforehand, if words were independent. Words of one article are not: `permutation_test`
        decides.

    References
    ----------
    Rayson & Garside (2000), "Comparing corpora using frequency profiling", *Proceedings of the
    Workshop on Comparing Corpora*, ACL 2000, 1–6.

    Examples
    --------
    >>> log_likelihood([20, 10, 0], [10, 5, 5], 1000, 500).round(3).tolist()
    [0.0, 0.0, 10.986]
    """
    one, other = (np.asarray(x, dtype=np.float64) for x in (n_study, n_reference))
    both, size = one + other, size_study + size_reference
    with np.errstate(divide="ignore", invalid="ignore"):
        value = surprise(one, size_study * both / size) + surprise(
            other, size_reference * both / size
        )
    return np.asarray(2 * np.maximum(value, 0))


def log_ratio(
    n_study: npt.ArrayLike, n_reference: npt.ArrayLike, size_study: float, size_reference: float
) -> Numbers:
    """Give the binary logarithm of the ratio of two rates.

    Parameters
    ----------
    n_study, n_reference, size_study, size_reference
        As for `log_likelihood`.

    Returns
    -------
    ndarray of float
        0 for equal rates, 1 for twice the rate in the study corpus, −1 for half. A count of zero
        is taken as 0.5, so that there is a number. Not a number where both are zero or a corpus
        is empty.

    References
    ----------
    Hardie (2014), "Log Ratio: an informal introduction", Centre for Corpus Approaches to Social
    Science (CASS).

    Examples
    --------
    >>> log_ratio([20, 10, 4, 0], [10, 10, 0, 0], 1000, 1000).tolist()
    [1.0, 0.0, 3.0, nan]
    """
    one, other = (np.asarray(x, dtype=np.float64) for x in (n_study, n_reference))
    neither = (one == 0) & (other == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = (
            np.where(one == 0, 0.5, one) / size_study,
            np.where(other == 0, 0.5, other) / size_reference,
        )
        value = np.log2(rates[0] / rates[1])
    return np.where(neither | ~np.isfinite(value), np.nan, value)


def percent_difference(
    n_study: npt.ArrayLike, n_reference: npt.ArrayLike, size_study: float, size_reference: float
) -> Numbers:
    """Give the difference of two rates in per cent of the reference's (%DIFF).

    Parameters
    ----------
    n_study, n_reference, size_study, size_reference
        As for `log_likelihood`.

    Returns
    -------
    ndarray of float
        From −100 (never in the study corpus) over 0 (equal rates) upward; 100 is twice the rate.
        Not a number where the reference lacks the word: there is no percentage of nothing.

    References
    ----------
    Gabrielatos (2018), "Keyness analysis: nature, metrics and techniques", *Corpus Approaches to
    Discourse*, Routledge, 225–258.

    Examples
    --------
    >>> percent_difference([20, 5, 0, 4], [10, 10, 10, 0], 1000, 1000).tolist()
    [100.0, -50.0, -100.0, nan]
    """
    one, other = (np.asarray(x, dtype=np.float64) for x in (n_study, n_reference))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100 * (one / size_study / (other / size_reference) - 1)
    return np.where(np.isfinite(value), value, np.nan)


def log_odds(
    n_study: npt.ArrayLike,
    n_reference: npt.ArrayLike,
    size_study: float,
    size_reference: float,
    *,
    prior: float = PRIOR,
) -> Numbers:
    """Give the log-odds ratio with an informative Dirichlet prior, as a z-score.

    Parameters
    ----------
    n_study, n_reference, size_study, size_reference
        As for `log_likelihood`.
    prior
        How many words the prior is worth. It holds each word at its rate in both corpora
        together, and so draws rare words to no difference.

    Returns
    -------
    ndarray of float
        The difference of log-odds by its standard error: 0 for equal use, above 0 for more in the
        study corpus. It ranks words; it takes words as independent, as `log_likelihood` does. Not
        a number where a word occurs in neither.

    Notes
    -----
    With ``a`` words' worth of prior for the word and ``p`` for all words, the log-odds of one side
    are ``ln((n + a) / (N + p − n − a))`` and the variance of their difference is
    ``1 / (n₁ + a) + 1 / (n₂ + a)``.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), "Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict", *Political Analysis* 16(4), 372–403.

    Examples
    --------
    >>> log_odds([20, 10, 5], [10, 10, 20], 1000, 1000).round(2).tolist()
    [1.3, 0.0, -2.11]
    """
    one, other = (np.asarray(x, dtype=np.float64) for x in (n_study, n_reference))
    share = prior * (one + other) / (size_study + size_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = [
            np.log((n + share) / (size + prior - n - share))
            for n, size in ((one, size_study), (other, size_reference))
        ]
        error = np.sqrt(1 / (one + share) + 1 / (other + share))
        return np.where(share > 0, (odds[0] - odds[1]) / error, np.nan)
