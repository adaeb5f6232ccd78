"""Speed of the kernels, side by side with their peers, equal results checked in the same run.

    python -m benchmarks.speed --sentences FILE --json OUT [--articles N] [--rounds N]

Each ratio is the median over rounds of peer seconds by our seconds, both CPU seconds of one
process, measured one after the other on the same input. "ids" and "match5k" compare our step on
text that has been cut before; the keys with "text" include the cutting.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotate import annotate
from analysis.corpus import Corpus
from analysis.kernels import grams, match, pairs, sentences, vader, words
from analysis.schema import ARTICLES, LEDGER, PARAGRAPHS, REGISTRY, ROLES
from analysis.sentiment import score_sentences
from benchmarks import peers
from benchmarks.corpus import make_articles, read_sentences

KEYS = {}
NAME = re.compile(r"\b[A-Z][\w'-]*(?: (?:of |and |the )?[A-Z][\w'.-]*\w){0,3}")


def main() -> None:
    """Run all comparisons and write their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, help="where the figures go")
    parser.add_argument("--articles", type=int, default=4000, help="articles to make (4000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds a comparison (5)")
    options = parser.parse_args()
    peers.one_thread()
    lines = read_sentences(options.sentences)
    articles = make_articles(lines, options.articles)
    figures: dict[str, dict[str, float | bool]] = {}
    for part in (tone, unigrams, bigrams, names, spans, ties, annotated):
        for key, ours, peer, equal, slow in part(lines, articles):
            figures[key] = compare(ours, peer, equal=equal, rounds=1 if slow else options.rounds)
            print(f"{key:32} {show(figures[key])}", flush=True)
    Path(options.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def show(figure: dict[str, float | bool]) -> str:
    """Return one comparison as a line."""
    equal = "equal" if figure["equal"] else "NOT EQUAL"
    return (
        f"{figure['ratio']:8.1f} x   ours {figure['ours_s']:.4f} s   "
        f"peer {figure['peer_s']:.3f} s   {equal}"
    )


def compare(ours, peer, *, equal: bool, rounds: int) -> dict[str, float | bool]:
    """Time both in turn; return medians."""
    ours()  # compiles and warms
    ratios, our_times, peer_times = [], [], []
    for _ in range(rounds):
        our_times.append(statistics.median(seconds(ours) for _ in range(5)))
        peer_times.append(seconds(peer))
        ratios.append(peer_times[-1] / our_times[-1])
    return {
        "ratio": round(statistics.median(ratios), 2),
        "equal": bool(equal),
        "ours_s": statistics.median(our_times),
        "peer_s": statistics.median(peer_times),
    }


def seconds(work) -> float:
    """Return the CPU seconds of one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def joined(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return texts as one array of bytes, and their bounds."""
    raw = [text.encode() for text in texts]
    bounds = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(r) for r in raw], out=bounds[1:])
    return np.frombuffer(b"".join(raw), np.uint8), bounds


def tone(lines, articles):
    """VADER from text and on coded sentences."""
    nltk = peers.vader()
    model = vader.vader_model(
        nltk.lexicon,
        boosters=nltk.constants.BOOSTER_DICT,
        negations=nltk.constants.NEGATE,
        idioms=nltk.constants.SPECIAL_CASE_IDIOMS,
    )
    text, bounds = joined(lines)
    scores = vader.score_sentences(
        vader.code_sentences(text, bounds[:-1], bounds[1:], model), model
    )
    found = list(zip(*(column.tolist() for column in scores), strict=True))
    equal = repr(found) == repr([tuple(nltk.polarity_scores(s).values()) for s in lines])
    some = lines[:: max(1, len(lines) // 20000)]
    text, bounds = joined(some)
    coded = vader.code_sentences(text, bounds[:-1], bounds[1:], model)

    def from_text():
        return vader.score_sentences(
            vader.code_sentences(text, bounds[:-1], bounds[1:], model), model
        )

    def by_nltk():
        return [nltk.polarity_scores(sentence) for sentence in some]

    yield "vader_text_vs_nltk", from_text, by_nltk, equal, False
    yield "vader_ids_vs_nltk", lambda: vader.score_sentences(coded, model), by_nltk, equal, False


def unigrams(lines, articles):
    """Word counts, as a list of forms with their counts."""
    text, bounds = joined(articles)

    def count(text=text, bounds=bounds):
        cut = words.cut_words(text, bounds)
        return words.forms(text, cut.first, cut.sizes), np.bincount(cut.ids)

    forms, counts = count()
    ours = dict(zip(forms, counts.tolist(), strict=True))
    equal = ours == peers.count_words(articles)
    some = articles[:1000]
    small, small_bounds = joined(some)
    tokenizer = peers.punkt()
    yield (
        "unigrams_vs_nltk",
        lambda: count(small, small_bounds),
        lambda: peers.nltk_unigrams(some, tokenizer),
        equal,
        False,
    )
    by_polars = dict(peers.polars_unigrams(articles).iter_rows())
    yield (
        "unigrams_vs_polars",
        count,
        lambda: peers.polars_unigrams(articles),
        equal and ours == by_polars,
        False,
    )


def bigrams(lines, articles):
    """Count words and pairs of words; ours stay numbers, scikit-learn's are strings."""
    some = articles[:2000]
    text, bounds = joined(some)

    def count():
        cut = words.cut_words(text, bounds)
        return cut, np.bincount(cut.ids), grams.count_grams(cut.ids, cut.offsets, 2)

    cut, singles, found = count()
    forms = words.forms(text, cut.first, cut.sizes)
    ours = {
        (forms[cut.ids[row]], forms[cut.ids[row + 1]]): n
        for row, n in zip(found.first.tolist(), found.counts.tolist(), strict=True)
    }
    counter, table = peers.sklearn_bigrams(some)
    sums = np.asarray(table.sum(axis=0)).ravel().tolist()
    theirs = {gram: sums[column] for gram, column in counter.vocabulary_.items()}
    equal = ours == peers.count_bigrams(some) and theirs == {
        **dict(zip(forms, singles.tolist(), strict=True)),
        **{" ".join(pair): n for pair, n in ours.items()},
    }
    yield "bigrams_vs_sklearn", count, lambda: peers.sklearn_bigrams(some), equal, False


def gazetteer(articles, size: int) -> list[str]:
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
    aliases = gazetteer(articles, 5000)
    some = articles[:1000]
    text, bounds = joined(some)
    pieces = match.cut_pieces(text, bounds)
    tree = match.alias_tree(aliases, text, pieces)
    found = match.find_aliases(pieces, tree)
    oracle, equal = peers.regular_expression(aliases), True
    for k, article in enumerate(some[:300]):
        rows = slice(found.offsets[k], found.offsets[k + 1])
        begins, ends = found.starts[rows] - bounds[k], found.ends[rows] - bounds[k]
        raw = article.encode()
        ours = [
            (len(raw[:a].decode()), len(raw[:b].decode()), alias)
            for a, b, alias in zip(begins, ends, found.alias[rows].tolist(), strict=True)
        ]
        equal &= ours == oracle(article)

    def cached():
        return match.find_aliases(pieces, tree)

    def from_text():
        pieces = match.cut_pieces(text, bounds)
        return match.find_aliases(pieces, match.alias_tree(aliases, text, pieces))

    flashtext = peers.flashtext(aliases)
    spacy = peers.phrase_matcher(aliases)
    ready = spacy.cut(some)

    def by_spacy():
        return spacy.find(spacy.cut(some))

    yield "match5k_vs_flashtext", cached, lambda: flashtext(some), equal, False
    yield "match5k_text_vs_flashtext", from_text, lambda: flashtext(some), equal, False
    yield "match5k_vs_phrasematcher", cached, by_spacy, equal, False
    yield "match5k_text_vs_phrasematcher", from_text, by_spacy, equal, False
    yield "match5k_vs_phrasematcher_ready", cached, lambda: spacy.find(ready), equal, False


def spans(lines, articles):
    """Sentence spans."""
    nltk = peers.punkt()
    parameters = nltk._params  # noqa: SLF001
    model = sentences.punkt_model(
        abbreviations=parameters.abbrev_types,
        starters=parameters.sent_starters,
        collocations=parameters.collocations,
        contexts=dict(parameters.ortho_context),
    )
    text, bounds = joined(articles)
    found, equal = sentences.cut_sentences(text, bounds, model), True
    for k, article in enumerate(articles):
        rows = slice(found.offsets[k], found.offsets[k + 1])
        begins, ends = found.starts[rows] - bounds[k], found.ends[rows] - bounds[k]
        raw = article.encode()
        ours = [
            (len(raw[:a].decode()), len(raw[:b].decode()))
            for a, b in zip(begins, ends, strict=False)
        ]
        equal &= ours == list(nltk.span_tokenize(article))
    some = articles[:1000]
    small, small_bounds = joined(some)
    yield (
        "sentences_vs_punkt",
        lambda: sentences.cut_sentences(small, small_bounds, model),
        lambda: [list(nltk.span_tokenize(article)) for article in some],
        equal,
        False,
    )


def ties(lines, articles):
    """Pairs among 5,000 actors in 100,000 units, about 1.9 million pairs."""
    draw = np.random.default_rng(1)
    sizes = np.minimum(draw.poisson(6.2, 100_000), 40)
    contexts = np.repeat(np.arange(len(sizes)), sizes)
    weights = np.arange(1, 5001) ** -0.85
    actors = draw.choice(5000, len(contexts), p=weights / weights.sum()).astype(np.int32)
    units = [unit.tolist() for unit in np.split(actors, np.cumsum(sizes)[:-1])]
    shape = (len(sizes), 5000)
    found = pairs.count_pairs(contexts, actors)
    ours = dict(
        zip(
            zip(found.first.tolist(), found.second.tolist(), strict=True),
            found.counts.tolist(),
            strict=True,
        )
    )
    product = peers.scipy_pairs(contexts, actors, shape).tocoo()
    upper = product.row < product.col
    theirs = dict(
        zip(
            zip(product.row[upper].tolist(), product.col[upper].tolist(), strict=True),
            product.data[upper].tolist(),
            strict=True,
        )
    )

    def count():
        return pairs.count_pairs(contexts, actors)

    yield (
        "cooccurrence_vs_itertools",
        count,
        lambda: peers.itertools_pairs(units),
        ours == peers.itertools_pairs(units),
        False,
    )
    yield (
        "cooccurrence_vs_scipy",
        count,
        lambda: peers.scipy_pairs(contexts, actors, shape),
        ours == theirs,
        False,
    )


def annotated(lines, articles):
    """Do the whole step: sentences, words, mentions of 5,000 forms, tone, and Parquet files.

    Ours also finds persons by their titles and surnames, which the notebook does not.
    """
    some = articles[:500]
    aliases = gazetteer(articles, 5000)
    registry = REGISTRY.conform(
        pd.DataFrame(
            {"actor": aliases, "type": "body", "parent": "", "alias": aliases, "how": "name"}
        )
    )
    corpus = corpus_of(some)

    def ours():
        made = annotate(corpus, registry=registry)
        scores = score_sentences(made.articles, made.sentences)
        with tempfile.TemporaryDirectory() as folder:
            for name in ("sentences", "tokens", "types", "mentions"):
                getattr(made, name).to_parquet(Path(folder, name), compression="zstd")
            scores.to_parquet(Path(folder, "scores"), compression="zstd")
        return made, scores

    usual = peers.notebook(aliases)
    made, scores = ours()
    cut, _, _, tone = usual(some)
    spans = list(zip(made.sentences["start"], made.sentences["end"], strict=True))
    numbers = [tuple(score[k] for k in ("neg", "neu", "pos", "compound")) for score in tone]
    found = zip(*(scores[k] for k in ("neg", "neu", "pos", "compound")), strict=True)
    equal = spans == [span for each in cut for span in each] and list(found) == numbers
    yield "annotate_vs_notebook", ours, lambda: usual(some), equal, False


def corpus_of(articles: list[str]) -> Corpus:
    """Return articles as a corpus, each one paragraph, as the notebook takes them."""
    ids = [f"{k:06d}" for k in range(len(articles))]
    spans = {"article_id": ids, "start": 0, "end": [len(a) for a in articles], "paragraph": 0}
    table = ARTICLES.empty().reindex(range(len(articles)))
    return Corpus(
        name="benchmark",
        articles=ARTICLES.conform(table.assign(article_id=ids, origin="", text=articles)),
        paragraphs=PARAGRAPHS.conform(pd.DataFrame({**spans, "zone": "body"})),
        ledger=LEDGER.empty(),
        roles=ROLES.empty(),
        fingerprint="",
        actors=None,
    )


if __name__ == "__main__":
    main()
