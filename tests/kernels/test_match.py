"""Matches are those of a longest-first regular expression."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.kernels import match as kernel
from tests.kernels.texts import MANY, joined, text_of


def oracle(texts, aliases):
    if not aliases:
        return [[] for _ in texts]
    longest = sorted(aliases, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return [[(*m.span(), aliases.index(m[0])) for m in pattern.finditer(text)] for text in texts]


def coded_matches(text, bounds, aliases):
    """Match with pieces that are numbered beforehand: the same is found."""
    forms, known = kernel.known_pieces(aliases)
    pieces = kernel.code_pieces(text, bounds[:-1], bounds[1:], known)
    return kernel.find_aliases(pieces, kernel.alias_tree(aliases, known.data, forms))


def matches(texts, aliases):
    text, bounds = joined(texts)
    pieces = kernel.cut_pieces(text, bounds)
    found = kernel.find_aliases(pieces, kernel.alias_tree(aliases, text, pieces))
    coded = coded_matches(text, bounds, aliases)
    assert [column.tolist() for column in coded] == [column.tolist() for column in found]
    raw, out = text.tobytes(), []
    for k, begin in enumerate(bounds[:-1]):
        rows = slice(found.offsets[k], found.offsets[k + 1])
        out.append([
            (len(raw[begin:a].decode()), len(raw[begin:b].decode()), int(alias))
            for a, b, alias in zip(
                found.starts[rows], found.ends[rows], found.alias[rows], strict=True
            )
        ])  # fmt: skip
    return out


WORDS = "a b US U S U.S. Bank of England al-Aboudi é e\u0301 ab internationalisation 中".split()
TEXT = text_of(WORDS, [" of", "Bank of ", "U.S", "-", ".", "  "], size=14)
ALIAS = text_of(WORDS, ["Bank of England", "U.S.", "a b", "a  b"], size=4).filter(
    lambda form: form and form[0] != " " and form[-1] != " "
)


@MANY
@given(st.lists(TEXT, max_size=3), st.lists(ALIAS, max_size=8, unique=True))
@example(["US-led EU in EUROPE", "Bank (of England"], ["US", "EU", "Bank of England", "Bank"])
@example(["ASP.NET .NET"], [".NET"])
@example(["a  b a b a\nb"], ["a b", "a  b", "a\nb"])
@example(["Co. Ltd Co Ltd"], ["Co", "Co Ltd"])
def test_matches_are_those_of_the_regular_expression(texts, aliases):
    assert matches(texts, aliases) == oracle(texts, aliases)


@MANY
@given(st.text("ab. -'", max_size=30), st.lists(st.text("ab. -'", min_size=1, max_size=5)))
def test_few_characters_many_meetings(text, aliases):
    aliases = list(dict.fromkeys(a.strip(" ") for a in aliases if a.strip(" ")))
    assert matches([text, text], aliases) == oracle([text, text], aliases)


def test_names_of_a_seed_article():
    text = "The Kurdistan Regional Government (KRG) and KRG-run Erbil; al-Sudani's Iraq."
    aliases = ["Kurdistan", "Kurdistan Regional Government", "KRG", "Erbil", "al-Sudani", "Iraq"]
    assert [text[a:b] for a, b, _ in matches([text], aliases)[0]] == [
        "Kurdistan Regional Government", "KRG", "KRG", "Erbil", "al-Sudani", "Iraq",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        ([""], "found ''"),
        ([" a"], "no space at either end; found ' a'"),
        (["x", "b", "x"], "'x' comes twice"),
    ],
)
def test_forms_that_cannot_be_matched_are_refused(aliases, message):
    text, bounds = joined(["a b"])
    with pytest.raises(ValueError, match=message):
        kernel.alias_tree(aliases, text, kernel.cut_pieces(text, bounds))


def test_other_pieces_stay_others_whatever_they_are():
    forms, known = kernel.known_pieces(["a", "─ b", "__"])
    text, bounds = joined(["___ ─ ━ __ _ ┃ a internationalisation"])
    codes = kernel.code_pieces(text, bounds[:-1], bounds[1:], known).codes.tolist()

    assert [code >> 1 for code in codes if code < 4] == [0, 1, 0, 1, 0]
    assert forms.codes.tolist()[:2] == [0, 2]
