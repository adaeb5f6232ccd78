"""Fit the tagger: features once, weights averaged over seeds, whole numbers, calibrated scores."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.annotate.tagger import TYPES
from analysis.kernels.perceptron import N_TAGS, NEVER, Model, cut_names
from benchmarks.train_names import learn
from benchmarks.train_names.noise import recased

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.annotate.tagger import Lists
    from benchmarks.train_names.labelled import Document

N_ROWS = 1 << 19
EPOCHS, COST, SEEDS, FOLDS = 6, 1.0, (1, 2, 3), 4
LARGEST, STEP = 127, 1.0
"""A weight is a whole number of steps of this size, at most `LARGEST`."""

COPIED, CHANGED = 0.35, 0.35
"""The share of documents that are copied in other case, and of their lines that are changed."""


class Material(NamedTuple):
    """Labelled documents and some of their lines in other case, with their features."""

    prepared: learn.Prepared
    rows: NDArray[np.int32]
    row_bounds: NDArray[np.int64]
    fold: NDArray[np.int64]  # of each sentence
    learned: NDArray[np.bool_]  # sentences to learn from
    document: NDArray[np.int64]  # of each sentence


class Names(NamedTuple):
    """Names by token."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    type: NDArray[np.int8]
    margin: NDArray[np.int64]


def gather(documents: list[Document], lists: Lists) -> Material:
    """Prepare documents, some of them once more in other case."""
    rng = random.Random(0)
    fold = [rng.randrange(FOLDS) for _ in documents]
    copies, origin, changed = [], [], []
    for number, document in enumerate(documents):
        if rng.random() < COPIED:
            copy, where = recased(document, CHANGED, rng)
            if any(where):
                copies.append(copy)
                origin.append(number)
                changed.append(where)
    prepared = learn.prepare([*documents, *copies], lists)
    view, n = prepared.view, len(documents)
    row = np.repeat(np.arange(n + len(copies)), np.diff(view.bounds))
    learned = row < n
    for sentence in np.flatnonzero(~learned).tolist():
        begin = view.tokens.begins[view.tokens.offsets[sentence]] - prepared.begins[row[sentence]]
        text = copies[row[sentence] - n].text.encode()[:begin].decode()
        learned[sentence] = changed[row[sentence] - n][len(text)]
    rows, bounds = learn.list_rows(
        view.tokens.ids, view.tokens.offsets, view.forms, view.context, view.registry, N_ROWS - 1
    )
    folds = np.array(fold + [fold[number] for number in origin])
    return Material(prepared, rows, bounds, folds[row], learned, row)


def weights(
    material: Material, chosen: NDArray[np.bool_], *, seeds: tuple[int, ...] = SEEDS
) -> Model:
    """Learn from some sentences in several orders; the mean, as whole numbers."""
    view, sentences = material.prepared.view, np.flatnonzero(chosen & material.learned)
    table, moves = np.zeros((N_ROWS, N_TAGS), np.float32), np.zeros((N_TAGS + 1, N_TAGS))
    for seed in seeds:
        rng = np.random.default_rng(seed)
        order = np.array([rng.permutation(sentences) for _ in range(EPOCHS)])
        learned = learn.train(
            material.rows, material.row_bounds, view.tokens.offsets, material.prepared.gold,
            order, COST, N_ROWS, learn.forbidden(),
        )  # fmt: skip
        table += learned[0] / len(seeds)
        moves += learned[1] / len(seeds)
    return Model(
        np.clip(np.rint(table / STEP), -LARGEST, LARGEST).astype(np.int8),
        np.where(moves < NEVER / 2, NEVER, np.rint(moves / STEP)).astype(np.int32),
    )


def names_of(material: Material, model: Model) -> Names:
    """Find the names of all sentences."""
    scores = learn.score_all(material.rows, material.row_bounds, model.table)
    offsets = material.prepared.view.tokens.offsets
    tags, margins = np.zeros(len(scores), np.int8), np.zeros(len(scores), np.int64)
    learn.tag_all(scores, offsets, model.moves, tags, margins)
    return Names(*cut_names(tags, margins, offsets))


def held_out(material: Material) -> tuple[Names, Names]:
    """Find names in each fold with what was learned from the others; give gold ones beside."""
    offsets, gold = material.prepared.view.tokens.offsets, material.prepared.gold
    parts = []
    for fold in range(FOLDS):
        names = names_of(material, weights(material, material.fold != fold, seeds=SEEDS[:1]))
        sentence = np.searchsorted(offsets, names.first, side="right") - 1
        kept = (material.fold[sentence] == fold) & material.learned[sentence]
        parts.append([column[kept] for column in names])
    found = Names(*map(np.concatenate, zip(*parts, strict=True)))
    order = np.argsort(found.first)
    found = Names(*(column[order] for column in found))
    return found, Names(*cut_names(gold, np.zeros(len(gold), np.int64), offsets))


def calibrate(names: Names, gold: Names) -> NDArray[np.float64]:
    """Fit, by type, the chance that a name has the right borders and type to its margin (Platt)."""
    true = set(zip(gold.first.tolist(), gold.last.tolist(), gold.type.tolist(), strict=True))
    keys = zip(names.first.tolist(), names.last.tolist(), names.type.tolist(), strict=True)
    right = np.array([key in true for key in keys])
    fitted = np.zeros((len(TYPES), 2))
    for row in range(len(TYPES)):
        x, y = names.margin[names.type == row].astype(float), right[names.type == row]
        unit = max(1.0, float(np.median(x)))
        design, beta = np.column_stack([np.sqrt(x / unit), np.ones(len(x))]), np.array([1.0, 0.0])
        for _ in range(30):  # Newton's method
            p = 1 / (1 + np.exp(-design @ beta))
            curve = design.T @ (design * np.maximum(p * (1 - p), 1e-9)[:, None])
            beta += np.linalg.solve(curve + 1e-6 * np.eye(2), design.T @ (y - p))
        fitted[row] = beta[0] / np.sqrt(unit), beta[1]
    return fitted
