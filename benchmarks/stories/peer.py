"""Ours beside datasketch, from raw text, with the same shingles and the same rule for a copy."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.annotate.sentences import cut_sentences
from analysis.corpus.corpus import Corpus
from analysis.corpus.shard import Shard
from analysis.kernels import words as kernel
from analysis.kernels.sketches import components
from analysis.kernels.words import POSSESSIVE_PATTERN, WORD_PATTERN
from analysis.schema import LEDGER, ROLES, ZONES
from analysis.stories.similarity import FEWEST, pairs, sketched
from analysis.stories.standing_text import endings, standing_endings, story_zones
from analysis.stories.stories import CONTAINMENT
from benchmarks.speed.compare import seconds
from benchmarks.stories.edits import make

SEED = 12
LINE_FEED = 0x0A
BANDS, ROWS = 64, 2
"""The peer finds with these what we find; with fewer bands or longer ones it misses copies."""
WORD, POSSESSIVE = re.compile(WORD_PATTERN), re.compile(POSSESSIVE_PATTERN)


def compared(sentences: list[str], n_stories: int, *, rounds: int) -> dict:
    """Time both in turn on the same articles.

    Both cut sentences and words, find candidates and verify them; the peer cuts sentences with
    nltk, as ours are, and its signatures all at once, which is its fastest way.
    `ratio_given_sentences` leaves the peer's cutting of sentences out, and only the peer's.
    """
    texts = [one.text for one in make(sentences, n_stories, seed=SEED, closing=0)]
    cut = by_nltk(texts)
    ours, theirs = found(texts), by_datasketch(cut)
    our_times, cutting, finding = [], [], []
    for _ in range(rounds):
        our_times.append(statistics.median(seconds(lambda: found(texts)) for _ in range(5)))
        cutting.append(seconds(lambda: by_nltk(texts)))
        finding.append(seconds(lambda: by_datasketch(cut)))
    whole = [sum(both) for both in zip(cutting, finding, strict=True)]
    one, two = _together(ours), _together(theirs)
    return {
        "n_articles": len(texts),
        "ratio": _ratio(whole, our_times),
        "ratio_given_sentences": _ratio(finding, our_times),
        "ours_s": statistics.median(our_times),
        "peer_s": statistics.median(whole),
        "pairs_in_both": len(one & two),
        "pairs_ours_only": len(one - two),
        "pairs_peer_only": len(two - one),
    }


def found(texts: list[str]) -> np.ndarray:
    """Return the story of each text, by ours."""
    corpus = _in_memory(texts)
    standing = standing_endings(story_zones(corpus).map_shards(endings))
    same, _ = pairs(corpus, sketched(corpus, standing), containment=CONTAINMENT)
    return components(len(texts), same.first, same.second)


def by_nltk(texts: list[str]) -> list[list[str]]:
    """Return the sentences of each text."""
    from benchmarks.speed.peers import punkt

    cut = punkt().tokenize
    return [[line for part in text.split("\n\n") for line in cut(part)] for text in texts]


def by_datasketch(articles: list[list[str]]) -> np.ndarray:
    """Return the story of each article, by datasketch's MinHash and LSH, and Python's sets."""
    from datasketch import MinHash, MinHashLSH

    shingles = [_shingles(sentences) for sentences in articles]
    raw = [[one.encode() for one in each] for each in shingles]
    index = MinHashLSH(params=(BANDS, ROWS), num_perm=BANDS * ROWS)
    candidates = set()
    for number, signature in enumerate(MinHash.bulk(raw, num_perm=BANDS * ROWS)):
        candidates |= {(other, number) for other in index.query(signature)}
        index.insert(number, signature)
    return _connected(_verified(shingles, candidates), len(articles))


def _shingles(sentences: list[str]) -> set[str]:
    found = set()
    for sentence in sentences:
        words = [POSSESSIVE.sub("", word).lower() for word in WORD.findall(sentence)]
        if words:
            found |= {" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))}
    return found


def _verified(shingles: list[set[str]], candidates: set[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = []
    for one, two in candidates:
        a, b = shingles[one], shingles[two]
        n_shared = len(a & b)
        if n_shared >= CONTAINMENT * min(len(a), len(b)) and (n_shared >= FEWEST or a == b):
            kept.append((one, two))
    return kept


def _connected(same: list[tuple[int, int]], n: int) -> np.ndarray:
    first, second = np.array(same, np.int64).reshape(-1, 2).T
    return components(n, first, second)


class _Memory(Corpus):
    """A corpus of one shard in memory."""

    def map_shards(self, count):
        """Count in the one shard."""
        rows = self._locations[1]
        tables = self._kept_alive
        return iter([count(Shard(self.metadata, rows, self.zones, lambda name, _: tables[name]))])


def _in_memory(texts: list[str]) -> _Memory:
    """Cut texts into sentences and words, and no more."""
    data, sentences, article = _cut(texts)
    begins = np.append(sentences.first_byte, len(data))
    words = kernel.cut_words(data, begins)
    spelled = kernel.spell(data, words.first, words.sizes)
    forms, terms = (
        pa.StringArray.from_buffers(
            len(words.first), pa.py_buffer(spelled.offsets), pa.py_buffer(spelling)
        )
        for spelling in (spelled.forms, spelled.lower)
    )
    zeros = np.zeros(len(texts), np.int32)
    tables = {
        "texts": pa.table(
            {
                "n_sentences": np.bincount(article, minlength=len(texts)),
                "n_paragraphs": zeros,
                "n_mentions": zeros,
            }
        ),
        "sentences": pa.table(
            {
                "zone": np.full(len(article), ZONES.index("body")),
                "n_words": np.diff(words.offsets),
            }
        ),
        "words": pa.table({"type": words.ids}),
        "types": pa.table({"form": forms, "term": terms, "stop": np.zeros(len(forms), bool)}),
        "mentions": pa.table({"sentence": pa.array([], pa.int32())}),
    }
    about = pd.DataFrame({"article_id": np.arange(len(texts)).astype(str)})
    places = (np.zeros(len(texts), np.int32), np.arange(len(texts), dtype=np.int32))
    return _Memory(
        "", about, LEDGER.empty(), ROLES.empty(), "", Path(), [""], places, kept_alive=tables
    )


def _cut(texts: list[str]):
    """Return the bytes of all texts, the sentences of their paragraphs and the article of each."""
    joined = "\n\n".join(texts)
    data = np.frombuffer(joined.encode(), np.uint8)
    characters = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    gaps = np.flatnonzero((characters[:-1] == LINE_FEED) & (characters[1:] == LINE_FEED))
    starts, ends = np.append(0, gaps + 2), np.append(gaps, len(characters))
    sentences = cut_sentences(data, starts, ends, whole=np.zeros(len(starts), bool))
    begins = np.cumsum([0, *(len(text) + 2 for text in texts[:-1])])
    owner = np.searchsorted(begins, starts, side="right") - 1
    return data, sentences, owner[sentences.paragraph]


def _together(label: np.ndarray) -> set[tuple[int, int]]:
    groups = pd.Series(label).groupby(label).groups.values()
    return {(one, two) for group in groups for one in group for two in group if one < two}


def _ratio(theirs: list[float], ours: list[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(theirs, ours, strict=True)), 1)
