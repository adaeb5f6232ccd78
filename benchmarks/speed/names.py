"""Names: 5,000 forms found in articles, on text cut before and from text."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from analysis.kernels import match
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison, in_characters, joined

NAME = re.compile(r"\b[A-Z][\w'-]*(?: (?:of |and |the )?[A-Z][\w'.-]*\w){0,3}")
N_FORMS = 5000


def gazetteer(articles: list[str], size: int = N_FORMS) -> list[str]:
    """Return the most frequent names: capitalised phrases that are no lower-case word."""
    counts: Counter[str] = Counter()
    common: set[str] = set()
    for article in articles[:4000]:
        counts.update(NAME.findall(article))
        common.update(re.findall(r"\b[a-z]+\b", article))
    return [
        name for name, _ in counts.most_common() if len(name) > 1 and name.lower() not in common
    ][:size]


def names(lines, articles):
    """Match 5,000 forms."""
    aliases = gazetteer(articles)
    some = articles[:1000]
    text, bounds = joined(some)
    pieces = match.cut_pieces(text, bounds)
    tree = match.alias_tree(aliases, text, pieces)
    numbered, known = match.known_pieces(aliases)
    ready_tree = match.alias_tree(aliases, known.data, numbered)

    def cached():
        return match.find_aliases(pieces, tree)

    def from_text():
        return match.find_aliases(
            match.code_pieces(text, bounds[:-1], bounds[1:], known), ready_tree
        )

    found = cached()
    both_same = all(map(np.array_equal, found, from_text()))
    ours = [list(_matches(found, k, a, bounds[k])) for k, a in enumerate(some)]
    oracle = peers.regular_expression(aliases)
    equal = both_same and ours[:300] == [oracle(article) for article in some[:300]]
    flashtext, spacy = peers.flashtext(aliases), peers.phrase_matcher(aliases)
    automaton = peers.aho_corasick(aliases)
    same = equal and ours == automaton(some)
    documents = spacy.cut(some)
    by_peer = {
        "flashtext": (lambda: flashtext(some), equal),
        "phrasematcher": (lambda: spacy.find(spacy.cut(some)), equal),
        "pyahocorasick": (lambda: automaton(some), same),
    }
    for peer, (find, agree) in by_peer.items():
        yield Comparison(f"match5k_vs_{peer}", cached, find, agree)
        yield Comparison(f"match5k_text_vs_{peer}", from_text, find, agree)
    yield Comparison("match5k_vs_phrasematcher_ready", cached, lambda: spacy.find(documents), equal)


def _matches(found, k, article, bound):
    """Yield where each match of article `k` begins and ends, in characters, and its form."""
    rows = slice(found.offsets[k], found.offsets[k + 1])
    spans = in_characters(article, found.starts[rows] - bound, found.ends[rows] - bound)
    for (begin, end), alias in zip(spans, found.alias[rows].tolist(), strict=True):
        yield begin, end, alias
