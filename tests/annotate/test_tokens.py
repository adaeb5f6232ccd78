"""What a word is, and under which term it counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.tokens import is_shouted, number_types, term, words
from analysis.kernels import words as kernel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraq’s bases", ["Iraq", "bases"]),
        ("US-led al-Haq", ["US-led", "al-Haq"]),
        ("don't, don’t", ["don't", "don’t"]),
        ("5,000 men, 2.5 km in 1990s", ["5,000", "men", "2.5", "km", "in", "1990s"]),
        ("the U.S. and U.N.’s", ["the", "U.S.", "and", "U.N."]),
        ("“quoted”—dash", ["quoted", "dash"]),
        ("militias’ leader", ["militias", "leader"]),
        ("", []),
        ("– … “”", []),
        ("’s", ["s"]),
        ("a U.S.-led raid at 5 a.m.", ["a", "U.S.-led", "raid", "at", "5", "a.m."]),
    ],
)
def test_words_by_hand(text, expected):
    assert [text[start:end] for start, end in words(text)] == expected


@given(st.text(alphabet="aB1.,'’-‑ éß–“\n", max_size=40))
def test_words_are_ordered_never_overlap_and_hold_a_word_character(text):
    end_before = 0
    for start, end in words(text):
        assert end_before <= start < end <= len(text)
        assert any(c.isalnum() for c in text[start:end])
        end_before = end


@given(st.text(alphabet="aB1.,'’- é–\n", max_size=40))
def test_every_letter_stands_in_a_word_but_for_a_possessive_s(text):
    inside = {i for start, end in words(text) for i in range(start, end)}
    outside = [i for i, c in enumerate(text) if c.isalnum() and i not in inside]

    assert all(text[i] in "sS" and text[i - 1] in "'’" for i in outside)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Bases", "bases"),
        ("US", "US"),
        ("us", "us"),
        ("IS", "IS"),
        ("is", "is"),
        ("U.S.", "US"),
        ("US-led", "US-led"),
        ("Al-Haq", "al-haq"),
        ("I", "i"),
        ("A", "a"),
        ("Don’t", "don't"),
        ("5,000", "5,000"),
        ("COVID-19", "COVID-19"),
        ("U.S.-led", "US-led"),
        ("a.m.", "a.m."),
    ],
)
def test_terms_by_hand(form, expected):
    assert term(form) == expected


def test_a_sentence_in_capitals_says_nothing_about_acronyms():
    assert is_shouted("US TO LEAVE IRAQ")
    assert not is_shouted("NATO and US")
    assert term("US", shouted=True) == "us"


@given(st.text(alphabet="aBc.'’-é", min_size=1, max_size=10))
def test_a_term_is_its_own_term(form):
    for start, end in words(form):
        once = term(form[start:end])
        assert term(once) == once


def test_types_are_numbered_by_the_alphabet_whatever_the_order_of_articles(annotated):
    types = annotated("pay the strike", "the strike pays").types

    assert list(types["form"]) == sorted(types["form"])
    assert list(types.loc[types["stop"], "term"]) == ["the"]


def test_offsets_give_the_word_back(annotated):
    made = annotated("Iraq’s bases — and the US.")
    texts = dict(zip(made.articles["article_id"], made.articles["text"], strict=True))
    forms = made.tokens.merge(made.types, on="type_id")

    assert all(texts[r.article_id][r.start : r.end] == r.form for r in forms.itertuples())


@given(st.lists(st.text(alphabet="aBcZ5.'’-‑éÉßİΣ_ \n", max_size=8), max_size=8))
def test_types_have_the_terms_of_their_forms(texts):
    data = np.frombuffer(" ".join(texts).encode(), np.uint8)
    cut = kernel.cut_words(data, np.array([0, len(data)]))
    shouted = np.arange(len(cut.ids)) % 3 == 0
    numbers, types = number_types(data, cut, shouted)
    rows = types.to_pylist()
    spans = words(data.tobytes().decode())

    assert sorted((row["form"], row["term"]) for row in rows) == sorted(
        {
            (form, term(form, shouted=loud))
            for (start, end), loud in zip(spans, shouted.tolist(), strict=True)
            for form in [data.tobytes().decode()[start:end]]
        }
    )
    assert [rows[n]["form"] for n in numbers.tolist()] == [
        data.tobytes().decode()[start:end] for start, end in spans
    ]
    assert all(row["n_characters"] == len(row["form"]) for row in rows)
