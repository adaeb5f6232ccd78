"""Features are those of a plain reading of the document."""

from itertools import pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.kernels.name_context import MOST, REACH, form_rows, look_around, token_rows
from analysis.kernels.name_tokens import cut_tokens, describe_forms
from analysis.kernels.wordlist import closed_list
from analysis.kernels.words import cut_words
from tests.kernels.tagger_reference import Document, tokens_of
from tests.kernels.texts import joined

LISTS = {"ana": 5, "ruiz": 8, "mr": 16, "the": 32, "iraq": 64}
MASK = (1 << 18) - 1
WORD = st.sampled_from(
    [
        *["Ana", "ANA", "ana", "Ruiz", "RUIZ", "Mr", "the", "The", "Iraq", "iraq", "IRAQ", "said"],
        *["Port", "of", "London-based", "5", ".", ",", "“", "É", "meets", "Harbour", "NATO"],
    ]
)
SENTENCE = st.lists(WORD, max_size=8).map(" ".join)
DOCUMENTS = st.lists(st.lists(SENTENCE, max_size=5), min_size=1, max_size=3)


def seen(documents, registry=None):
    """Prepare documents for the kernel: view, registry, where documents begin."""
    sentences = [sentence for document in documents for sentence in document]
    text, bounds = joined(sentences or [""])
    tokens = cut_tokens(text, cut_words(text, bounds), bounds[:-1], bounds[1:])
    forms = describe_forms(text, tokens, closed_list(list(LISTS)), np.array(list(LISTS.values())))
    places = np.cumsum([0, *map(len, documents)])
    places[-1] = len(tokens.offsets) - 1
    context = look_around(tokens, forms, places)
    if registry is None:
        registry = np.zeros(len(tokens.ids), np.int8)
    return tokens, forms, context, registry, places


def rows_of(view, i, begin, end):
    """All features that the kernel gives a token, sorted."""
    tokens, forms, context, registry, _ = view
    rows, found = np.empty(MOST, np.int64), []
    for offset in range(-REACH, REACH + 1):
        inside = begin <= i + offset < end
        form = tokens.ids[i + offset] if inside else len(forms.word) - 1
        found += rows[: form_rows(form, offset, forms, MASK, rows)].tolist()
    n = token_rows(i, begin, end, tokens.ids, forms, context, registry, MASK, rows)
    return sorted(found + rows[:n].tolist())


@given(DOCUMENTS, st.randoms(use_true_random=False))
@example([["Ana Ruiz Meets Iraq", "RUIZ SAID THE PORT", "Ruiz said Ruiz", "the ana"]], None)
def test_features_are_those_of_a_plain_reading(documents, random):
    view = seen(documents)
    registry = view[3]
    if random is not None:
        registry[:] = [random.choice([0, 0, 2, 3]) for _ in registry]
    offsets, sentence = view[0].offsets, 0
    for document in documents:
        known = [
            registry[offsets[sentence + k] : offsets[sentence + k + 1]].tolist()
            for k in range(len(document))
        ]
        plain = Document([tokens_of(each) for each in document], LISTS, known)
        for k in range(len(document)):
            begin, end = offsets[sentence + k], offsets[sentence + k + 1]
            for i in range(begin, end):
                assert rows_of(view, i, begin, end) == plain.rows(k, i - begin, MASK)
        sentence += len(document)


@given(DOCUMENTS)
def test_no_token_has_more_features_than_there_is_room_for(documents):
    view = seen(documents)
    offsets = view[0].offsets
    for begin, end in pairwise(offsets.tolist()):
        for i in range(begin, end):
            assert len(rows_of(view, i, begin, end)) <= MOST


@given(DOCUMENTS)
def test_other_documents_change_nothing(documents):
    view = seen(documents)
    first = seen(documents[:1])
    offsets = first[0].offsets
    for begin, end in pairwise(offsets.tolist()):
        for i in range(begin, end):
            assert rows_of(view, i, begin, end) == rows_of(first, i, begin, end)
