"""Tokens for the tagger of names are those of a plain reading."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.kernels.name_tokens import cut_tokens, describe_forms
from analysis.kernels.wordlist import closed_list
from analysis.kernels.words import cut_words
from tests.kernels.tagger_reference import look_of, tokens_of
from tests.kernels.texts import ANY, joined, text_of

LISTS = {"ana": 5, "straße": 2, "us": 64}
WORDS = ["Ana", "STRASSE", "US-led", "London-based", "al-Haq", "U.S.", "Iraq's", "Iraq’S", "5-3"]
FORMS = ["İs", "Σίσυφος", "ΣΊΣΥΦΟΣ", "x" * 70, "é" * 40, "Jong-un", "Dž", "名前", "a-b-led"]
SENTENCES = st.lists(text_of(WORDS, FORMS), min_size=1, max_size=4)


def cut(sentences):
    """Cut sentences that stand in a text one after the other."""
    text, bounds = joined(sentences)
    return text, cut_tokens(text, cut_words(text, bounds), bounds[:-1], bounds[1:])


def forms_of(text, tokens):
    return [bytes(text[a:b]).decode() for a, b in zip(tokens.begins, tokens.ends, strict=True)]


@given(SENTENCES)
@example(["London-based", "'s x", ""])
def test_tokens_are_words_and_the_marks_between_them(sentences):
    text, tokens = cut(sentences)

    expected = [tokens_of(sentence) for sentence in sentences]
    forms = forms_of(text, tokens)
    assert forms == [form for each in expected for form in each]
    assert np.diff(tokens.offsets).tolist() == [len(each) for each in expected]


@given(SENTENCES)
def test_each_distinct_form_has_one_number(sentences):
    text, tokens = cut(sentences)

    forms = forms_of(text, tokens)
    assert len(set(zip(forms, tokens.ids.tolist(), strict=True))) == len(set(forms))
    first = [bytes(text[a : a + n]) for a, n in zip(tokens.first, tokens.sizes, strict=True)]
    assert [first[k].decode() for k in tokens.ids] == forms


@given(st.lists(st.one_of(st.sampled_from([*WORDS, *FORMS]), st.text(ANY, max_size=9))))
def test_a_form_looks_as_read_character_by_character(words):
    text, tokens = cut([" ".join(words)])
    looks = describe_forms(text, tokens, closed_list(list(LISTS)), np.array(list(LISTS.values())))

    for form, row in zip(forms_of(text, tokens), tokens.ids.tolist(), strict=True):
        expected = look_of(form, LISTS)
        assert looks.word[row] == expected["word"], form
        assert looks.shape[row] == expected["shape"], form
        assert looks.affixes[row].tolist() == expected["affixes"], form
        assert looks.lists[row] == expected["lists"], form
        flags = looks.flags[row]
        assert (flags & 1 > 0, flags & 2 > 0) == (expected["bright"], expected["loud"]), form
        assert (flags & 4 > 0, flags & 8 > 0) == (
            expected["letters"] > 0,
            expected["letters"] >= 4,
        ), form


def test_what_is_outside_a_sentence_has_the_last_row():
    text, tokens = cut(["Ana"])
    looks = describe_forms(text, tokens, closed_list(list(LISTS)), np.array(list(LISTS.values())))

    assert [len(column) for column in looks] == [2] * 5
    assert (looks.word[-1], looks.shape[-1], looks.lists[-1], looks.flags[-1]) == (1, 1, 0, 0)


def test_nothing_gives_no_tokens():
    _, tokens = cut([""])

    assert len(tokens.ids) == len(tokens.first) == 0
    assert tokens.offsets.tolist() == [0, 0]
