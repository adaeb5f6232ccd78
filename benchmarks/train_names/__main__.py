"""Train the tagger of names and write its weights and its model card.

    python -m benchmarks.train_names [FOLDER] [--teacher CACHE] [--weights FILE] [--card FILE]

FOLDER holds the labelled data; without it the environment variable STANDFIRST_DATA is asked. The
teacher, spaCy's md pipeline, labels the open texts (`pip install 'standfirst[train]'`); with
--teacher its labels are kept in a file and read from there the next time. Nothing is random: the
same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from analysis.annotate.tagger import Tagger, prepare_lists
from analysis.lexicons import registry
from analysis.lexicons.tagger import WEIGHTS
from benchmarks.accuracy.names import data_folder, measured
from benchmarks.accuracy.scores import counts, scores
from benchmarks.train_names import fit
from benchmarks.train_names.card import card
from benchmarks.train_names.labelled import HUMAN, OPEN, TYPES, Document, teach

CARD = Path(__file__).parents[2] / "docs" / "models" / "names.md"


def main() -> None:
    """Read, label, learn, calibrate, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="the labelled data (STANDFIRST_DATA)")
    parser.add_argument("--teacher", type=Path, help="a file that keeps the teacher's labels")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--card", type=Path, default=CARD, help="where the model card goes")
    options = parser.parse_args()
    folder = data_folder(options.folder)
    documents = [document for read in HUMAN.values() for document in read(folder)]
    open_texts = [document for read in OPEN.values() for document in read(folder)]
    documents += labelled(open_texts, options.teacher)
    lists = prepare_lists()
    material = fit.gather([with_states(document) for document in documents], lists)
    names, gold = fit.held_out(material)
    calibration = fit.calibrate(names, gold)
    model = fit.weights(material, np.ones(len(material.fold), bool))
    options.weights.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.weights, **model._asdict(), calibration=calibration)
    figures = {
        **{f"{source}, held out": {"standfirst": value} for source, value in
           by_source(material, documents, names, gold).items()},
        **measured(folder, Tagger(lists, model, calibration)),
    }  # fmt: skip
    options.card.parent.mkdir(parents=True, exist_ok=True)
    text = card(
        documents, figures, calibration_table(names, gold, calibration),
        data=fingerprint(documents),
        weights=sha256(options.weights.read_bytes()).hexdigest(),
        size=options.weights.stat().st_size,
    )  # fmt: skip
    options.card.write_text(text, encoding="utf-8")


def labelled(documents: list[Document], cache: Path | None) -> list[Document]:
    """Label open texts, or read the labels if they were kept for these texts."""
    key = fingerprint(documents)
    if cache is not None and cache.is_file():
        kept = json.loads(cache.read_text("utf-8"))
        if kept["texts"] == key:
            return [
                document._replace(names=[tuple(name) for name in names])
                for document, names in zip(documents, kept["names"], strict=True)
            ]
    taught = teach(documents)
    if cache is not None:
        names = [document.names for document in taught]
        cache.write_text(json.dumps({"texts": key, "names": names}), encoding="utf-8")
    return taught


def with_states(document: Document) -> Document:
    """Call a state a place wherever it stands, also where it acts."""
    names = [
        (start, end, "place" if document.text[start:end] in _states() else kind)
        for start, end, kind in document.names
    ]
    return document._replace(names=names)


@cache
def _states() -> frozenset[str]:
    forms = registry()
    places = forms["type"].isin(["state", "region", "world region"]) & (forms["how"] != "adjective")
    return frozenset(forms.loc[places, "alias"])


def fingerprint(documents: list[Document]) -> str:
    """Give a checksum of all texts and labels."""
    return sha256(json.dumps(documents, ensure_ascii=False).encode()).hexdigest()


def by_source(
    material: fit.Material, documents: list[Document], names: fit.Names, gold: fit.Names
) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Score the names of documents that were held out, by source; copies are left out."""
    offsets = material.prepared.view.tokens.offsets
    rows: list[tuple[list, list]] = [([], []) for _ in documents]
    for column, table in enumerate((names, gold)):
        sentence = np.searchsorted(offsets, table.first, side="right") - 1
        columns = (material.document[sentence], table.first, table.last, table.type)
        for document, first, last, kind in zip(*(c.tolist() for c in columns), strict=True):
            if document < len(documents):
                rows[document][column].append((first, last, TYPES[kind]))
    sources = dict.fromkeys(document.source for document in documents)
    return {
        source: scores(
            [counts(*rows[n]) for n, document in enumerate(documents) if document.source == source]
        )
        for source in sources
    }


def calibration_table(
    names: fit.Names, gold: fit.Names, calibration: np.ndarray
) -> list[tuple[float, float, int, float]]:
    """Give for bands of the score how often names held out had the right borders and type."""
    true = set(zip(gold.first.tolist(), gold.last.tolist(), gold.type.tolist(), strict=True))
    keys = zip(names.first.tolist(), names.last.tolist(), names.type.tolist(), strict=True)
    right = np.array([key in true for key in keys])
    slope, intercept = calibration[names.type].T
    score = 1 / (1 + np.exp(-(slope * np.sqrt(names.margin) + intercept)))
    bands = [(low, high, (low <= score) & (score < high)) for low, high in _BANDS]
    return [
        (low, min(high, 1.0), int(chosen.sum()), float(right[chosen].mean()))
        for low, high, chosen in bands
        if chosen.any()
    ]


_BANDS = ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.1))


if __name__ == "__main__":
    main()
