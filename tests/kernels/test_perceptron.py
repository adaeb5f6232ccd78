"""The best tags are those of all sequences tried, and scores are sums of a plain reading."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kernels.name_context import token_rows
from analysis.kernels.perceptron import (
    N_TAGS,
    NEVER,
    Model,
    best_tags,
    measure,
    packed_rows,
    score_tokens,
    sum_forms,
    tag,
)
from tests.kernels.tagger_reference import Document, best_value, tokens_of, value_of
from tests.kernels.test_name_context import DOCUMENTS, LISTS, seen

TABLE = np.random.default_rng(1).integers(-3, 4, (1 << 10, N_TAGS)).astype(np.int8)


def moves_of(seed):
    """Random moves without those that BIO does not allow."""
    moves = np.random.default_rng(seed).integers(-4, 5, (N_TAGS + 1, N_TAGS)).astype(np.int32)
    for inner in range(2, 7, 2):
        allowed = moves[[inner - 1, inner], inner].copy()
        moves[:, inner] = NEVER
        moves[[inner - 1, inner], inner] = allowed
    return moves


def model(seed):
    return Model(TABLE, moves_of(seed))


SCORE = st.one_of(st.integers(-9, 9), st.integers(-60, 60))
SCORES = st.lists(st.lists(SCORE, min_size=N_TAGS, max_size=N_TAGS), min_size=1, max_size=3)


def tagged(scores, moves):
    forward = np.empty((len(scores), N_TAGS), np.int64)
    back, tags = np.empty((len(scores), N_TAGS), np.int8), np.zeros(len(scores), np.int8)
    some = best_tags(scores, moves, forward, back, tags)
    return tags, some, forward


@settings(max_examples=40)
@given(SCORES, st.integers(0, 20))
def test_the_tags_have_the_best_value_of_all_sequences(scores, seed):
    moves = moves_of(seed)
    tags, some, _ = tagged(np.array(scores, np.int32), moves)

    assert value_of(tags.tolist(), scores, moves.tolist()) == best_value(scores, moves.tolist())
    assert some == bool(tags.any())


@settings(max_examples=25)
@given(SCORES, st.integers(0, 20))
def test_the_margin_of_a_name_is_what_the_best_other_type_lacks(scores, seed):
    moves = moves_of(seed)
    array = np.array(scores, np.int32)
    tags, _, forward = tagged(array, moves)
    margins = np.zeros(len(scores), np.int64)
    measure(array, moves, forward, tags, margins)

    for i, t in enumerate(tags.tolist()):
        if t == 0:
            assert margins[i] == 0
            continue
        others = [u for u in range(N_TAGS) if (u + 1) // 2 != (t + 1) // 2]
        best = best_value(scores, moves.tolist())
        assert margins[i] == best - best_value(scores, moves.tolist(), (i, others))


@settings(max_examples=40)
@given(DOCUMENTS)
def test_scores_are_sums_over_the_features_of_a_plain_reading(documents):
    tokens, forms, context, registry, _ = seen(documents)
    weights, rows, sentence = packed_rows(TABLE), np.empty(64, np.int64), 0
    sums = sum_forms(forms, weights)
    for document in documents:
        plain = Document([tokens_of(each) for each in document], LISTS)
        for k in range(len(document)):
            a, b = tokens.offsets[sentence : sentence + 2]
            scores = np.empty((b - a, N_TAGS), np.int32)
            score_tokens(a, b, tokens.ids, forms, context, registry, weights, sums, rows, scores)
            for i in range(b - a):
                expected = TABLE[plain.rows(k, i, len(TABLE) - 1)].sum(axis=0, dtype=int)
                assert scores[i].tolist() == expected.tolist()
            sentence += 1


@settings(max_examples=60)
@given(DOCUMENTS, st.integers(0, 5))
def test_names_do_not_overlap_and_stay_inside_sentences(documents, seed):
    view = seen(documents)
    names = tag(*view, model(seed))

    assert (names.first < names.last).all()
    assert (names.last[:-1] <= names.first[1:]).all()
    offsets = view[0].offsets
    sentence = np.searchsorted(offsets, names.first, side="right")
    assert (names.last <= offsets[np.minimum(sentence, len(offsets) - 1)]).all()
    assert (names.margin >= 0).all()
    assert set(names.type.tolist()) <= {0, 1, 2}


@settings(max_examples=40)
@given(DOCUMENTS, st.integers(0, 5))
def test_a_document_is_tagged_as_if_it_stood_alone(documents, seed):
    together = tag(*seen(documents), model(seed))
    alone = tag(*seen(documents[:1]), model(seed))

    for whole, own in zip(together, alone, strict=True):
        assert whole[: len(own)].tolist() == own.tolist()


def test_a_name_has_the_type_of_most_of_its_places():
    """The weights make “Ruiz” a person before “said” and a place after “of”."""
    view = seen([["Ruiz said", "RUIZ said", "of Ruiz"], ["of Ruiz"]])
    table = np.zeros_like(TABLE)
    table[pair_of(view, 0, 0, 2), 1] = 9
    table[pair_of(view, 2, 2, 4), 1] = 9
    table[pair_of(view, 5, 4, 6), 5] = 9
    moves = np.where(moves_of(0) == NEVER, NEVER, 0)
    names = tag(*view, Model(table, moves))

    assert names.first.tolist() == [0, 2, 5, 7]
    assert names.type.tolist() == [0, 0, 0, 2]
    assert (names.margin > 0).tolist() == [True, True, False, True]


def pair_of(view, i, begin, end):
    """The feature of a token with its neighbour in the sentence."""
    tokens, forms, context, registry, _ = view
    rows = np.empty(64, np.int64)
    token_rows(i, begin, end, tokens.ids, forms, context, registry, len(TABLE) - 1, rows)
    return rows[1] if i == begin else rows[0]
