"""Introduced names; that they equal the regular expressions is tested in `tests/annotate`."""

import numpy as np
import pytest

from analysis.kernels import introductions as kernel
from analysis.kernels.wordlist import closed_list

ROLES = {
    "van": kernel.PARTICLE,
    "Port": kernel.THING,
    "Monday": kernel.CALENDAR,
    "May": kernel.ALSO_NAME,
    "the": kernel.DETERMINER | kernel.NO_ROLE,
    "to": kernel.PREPOSITION,
    "in": kernel.LOCATION | kernel.PREPOSITION,
}
RULE = kernel.Rule(kernel.listed_words(ROLES), closed_list(["the", "may"]))


def _spans(sentence, words):
    starts = np.array([len(sentence[: sentence.index(word)].encode()) for word in words], np.int64)
    sizes = np.array([len(word.encode()) for word in words], np.int64)
    return kernel.Spans(np.zeros(len(words), np.int64), starts, starts + sizes)


def _names(sentence, titles, taken=()):
    raw = sentence.encode()
    found = kernel.introduced(
        np.frombuffer(raw, np.uint8),
        np.array([0]),
        np.array([len(raw)]),
        titles=_spans(sentence, titles),
        taken=_spans(sentence, taken),
        rule=RULE,
    )
    return [raw[a:b].decode() for a, b in zip(found.start, found.end, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("envoy Jo Marr", ["Jo Marr"]),
        ("Envoy Jo Marr", ["Jo Marr"]),
        ("Envoy to É, Lu van Élan Monday", ["Lu van Élan"]),
        ("Jo Marr, the port's envoy", ["Jo Marr"]),
        ("Jo Marr, THE envoy; May May", ["Jo Marr"]),
        ("Port, In Jo Marr, the envoy", ["In Jo Marr"]),
        ("Once in Jo Marr, the envoy", []),
        ("Jo Marr, old the envoy", []),
        ("envoy Jo Port", []),
        ("envoy JO MARR", []),
        ("envoy Jo", []),
        ("envoy J. d'Arc's", []),
        ("envoy J. d'Arc's, Jo Bok", ["J. d'Arc'"]),
        ("Envoy Theresa May", ["Theresa May"]),
    ],
)
def test_names_by_hand(sentence, names):
    title = "Envoy" if "Envoy" in sentence else "envoy"
    assert _names(sentence, [title]) == names


def test_a_name_ends_where_another_is_taken():
    assert _names("envoy Jo Marr Lu", ["envoy"], ["Lu"]) == ["Jo Marr"]


def test_without_titles_nothing_is_read():
    assert _names("Jo Marr", []) == []


@pytest.mark.parametrize("word", ["", "é", "internationally"])
def test_words_that_do_not_fit_are_refused(word):
    with pytest.raises(ValueError, match=f"1 to 14 ASCII letters; found '{word}'"):
        kernel.listed_words({word: 1})
