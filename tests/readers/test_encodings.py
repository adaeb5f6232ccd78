"""Bytes that are not UTF-8 are Windows-1252, unless that gives no words and another does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.encodings import CYRILLIC, MAC, WINDOWS, decode_other


@pytest.mark.parametrize(
    "text",
    [
        "“The port of Senn was shut.”",
        "He didn’t say — “no”.",
        "A café in Zürich…",
        "the harbour’s crew – “we don’t sleep”",
    ],
)
def test_mac_roman_is_told_from_windows(text):
    assert decode_other(text.encode("mac_roman")) == (text, MAC)
    assert decode_other(text.encode("cp1252")) == (text, WINDOWS)


@pytest.mark.parametrize(
    "text",
    [
        "Порт Сенна был закрыт в понедельник после сильного шторма.",
        "Министр «не сказал» ничего, а рыбаки ждали — день и ночь.",
    ],
)
def test_windows_1251_is_told_from_windows_1252(text):
    assert decode_other(text.encode("cp1251")) == (text, CYRILLIC)


@pytest.mark.parametrize(
    "text",
    [
        "Ça va? PÂTÉ, ÉTÉ, À LA CARTE",
        "Öl für Ägypten",
        "£5 and ½ of it",
        "naïve résumé",
        "ÑOÑO, Íñigo",
    ],
)
def test_windows_1252_stays(text):
    assert decode_other(text.encode("cp1252")) == (text, WINDOWS)


def test_other_cyrillic_is_no_windows_1251():
    text = "Порт Сенна был закрыт в понедельник после сильного шторма."
    try:
        _, note = decode_other(text.encode("koi8-r"))
    except UnicodeDecodeError:
        return
    assert note != CYRILLIC


@given(st.text(alphabet="abcdefg .,’“”éèüößñ", max_size=40))
def test_western_text_in_windows_1252_comes_back(text):
    data = text.encode("cp1252")
    read, note = decode_other(data)
    assert read == text or note != WINDOWS
