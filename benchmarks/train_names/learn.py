"""Learn weights: features listed once, then an averaged structured perceptron with a margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tagger import Lists, View, look
from analysis.annotate.zones import paragraphs
from analysis.kernels.name_context import MOST, REACH, form_rows, token_rows
from analysis.kernels.perceptron import N_TAGS, NEVER, best_tags, measure
from analysis.kernels.words import cut_words
from benchmarks.train_names.labelled import TYPES, Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Prepared(NamedTuple):
    """Documents as the tagger sees them, with gold tags."""

    view: View
    begins: NDArray[np.int64]  # where the documents begin, in bytes
    gold: NDArray[np.int8]


def prepare(documents: Sequence[Document], lists: Lists) -> Prepared:
    """Cut documents into sentences and tokens, and give each token its tag."""
    texts = [document.text for document in documents]
    data = np.frombuffer("".join(texts).encode(), np.uint8)
    chars = np.cumsum([0, *map(len, texts)])
    spans = [paragraphs(text) for text in texts]
    of = np.repeat(np.arange(len(texts)), [len(each) for each in spans])
    starts = np.array([span.start for each in spans for span in each], np.int64) + chars[of]
    ends = np.array([span.end for each in spans for span in each], np.int64) + chars[of]
    cut = cut_sentences(data, starts, ends, whole=np.zeros(len(starts), bool))
    words = cut_words(data, np.append(cut.first_byte, len(data)))
    view = look(data, words, cut.first_byte, cut.past_byte, of[cut.paragraph], lists=lists)
    in_bytes = np.cumsum([0, *(len(text.encode()) for text in texts)])
    return Prepared(view, in_bytes[:-1], _gold(documents, view, in_bytes))


def _gold(
    documents: Sequence[Document], view: View, in_bytes: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Give each token of a name its tag."""
    tags = np.zeros(len(view.tokens.ids), np.int8)
    for document, base in zip(documents, in_bytes.tolist(), strict=False):
        for start, end, kind in document.names:
            a = base + len(document.text[:start].encode())
            b = base + len(document.text[:end].encode())
            first = int(np.searchsorted(view.tokens.ends, a, side="right"))
            last = max(first + 1, int(np.searchsorted(view.tokens.begins, b)))
            code = TYPES.index(kind)
            tags[first:last] = 7 if code == 3 else 2 + 2 * code
            if code < 3 and first < len(tags):
                tags[first] -= 1
    return tags


@numba.njit(cache=True)
def list_rows(ids, offsets, forms, context, registry, mask):
    """List the features of every token; return them one after the other, with offsets."""
    n = len(ids)
    flat, bounds, used = np.empty(1 << 20, np.int32), np.zeros(n + 1, np.int64), 0
    rows = np.empty(MOST, np.int64)
    outside = len(forms[0]) - 1
    for s in range(len(offsets) - 1):
        a, b = offsets[s], offsets[s + 1]
        for i in range(a, b):
            if used + 2 * MOST > len(flat):
                flat = np.append(flat, np.empty_like(flat))
            for offset in range(-REACH, REACH + 1):
                form = ids[i + offset] if a <= i + offset < b else outside
                for k in range(form_rows(form, offset, forms, mask, rows)):
                    flat[used] = rows[k]
                    used += 1
            for k in range(token_rows(i, a, b, ids, forms, context, registry, mask, rows)):
                flat[used] = rows[k]
                used += 1
            bounds[i + 1] = used
    return flat[:used], bounds


def forbidden() -> NDArray[np.float32]:
    """Give `NEVER` for each transition that BIO does not allow, 0 for the others."""
    moves = np.zeros((N_TAGS + 1, N_TAGS), np.float32)
    for tag in range(2, 7, 2):
        moves[:, tag] = NEVER
        moves[tag - 1, tag] = moves[tag, tag] = 0
    return moves


@numba.njit(cache=True)
def averaged(last, total, step):
    """Return the mean of the weights over all steps, from the last ones and their changes."""
    for row in range(len(last)):
        for t in range(last.shape[1]):
            last[row, t] -= total[row, t] / step
    return last


@numba.njit(cache=True)
def train(flat, bounds, offsets, gold, order, cost, n_rows, fixed):
    """Average the perceptron over epochs; `order` holds one row of sentences an epoch."""
    table, total = np.zeros((n_rows, N_TAGS), np.float32), np.zeros((n_rows, N_TAGS), np.float32)
    moves, moves_total = fixed.copy(), np.zeros_like(fixed)
    longest = 1
    for s in range(len(offsets) - 1):
        longest = max(longest, offsets[s + 1] - offsets[s])
    scores = np.empty((longest, N_TAGS), np.float32)
    forward, back = np.empty((longest, N_TAGS), np.float32), np.empty((longest, N_TAGS), np.int8)
    tags, step = np.empty(longest, np.int8), 0.0
    for epoch in order:
        for s in epoch:
            a, b = offsets[s], offsets[s + 1]
            if a == b:
                continue
            step += 1
            part = scores[: b - a]
            part[:] = 0
            for i in range(a, b):
                for j in range(bounds[i], bounds[i + 1]):
                    for t in range(N_TAGS):
                        part[i - a, t] += table[flat[j], t]
                for t in range(N_TAGS):
                    part[i - a, t] += cost * (t != gold[i])
            best_tags(part, moves, forward, back, tags[: b - a])
            last, last_gold = N_TAGS, N_TAGS
            for i in range(a, b):
                t, g = tags[i - a], gold[i]
                if t != g:
                    for j in range(bounds[i], bounds[i + 1]):
                        row = flat[j]
                        table[row, g] += 1
                        table[row, t] -= 1
                        total[row, g] += step
                        total[row, t] -= step
                if t != g or last != last_gold:
                    moves[last_gold, g] += 1
                    moves[last, t] -= 1
                    moves_total[last_gold, g] += step
                    moves_total[last, t] -= step
                last, last_gold = t, g
    return averaged(table, total, step), averaged(moves, moves_total, step)


@numba.njit(cache=True)
def score_all(flat, bounds, table):
    """Score all tokens with weights that are whole numbers."""
    scores = np.zeros((len(bounds) - 1, N_TAGS), np.int32)
    for i in range(len(scores)):
        for j in range(bounds[i], bounds[i + 1]):
            for t in range(N_TAGS):
                scores[i, t] += table[flat[j], t]
    return scores


@numba.njit(cache=True)
def tag_all(scores, offsets, moves, tags, margins):
    """Write the tags of all sentences, and their margins."""
    longest = 1
    for s in range(len(offsets) - 1):
        longest = max(longest, offsets[s + 1] - offsets[s])
    forward = np.empty((longest, N_TAGS), np.int64)
    back = np.empty((longest, N_TAGS), np.int8)
    for s in range(len(offsets) - 1):
        a, b = offsets[s], offsets[s + 1]
        if best_tags(scores[a:b], moves, forward, back, tags[a:b]):
            measure(scores[a:b], moves, forward, tags[a:b], margins[a:b])
