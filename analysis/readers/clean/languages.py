"""Says in which language a text is written, if that is certain."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from analysis import lexicons

LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""The languages that are told apart, by their codes."""

LOOKED_AT = 3_000
"""Characters of a text that are looked at."""
_OFTEN = 200
"""In English news “the” stands in so many characters at least once."""
_ENGLISH = 0.2
"""A text of which so many words are function words of English is English."""
_SURE = 0.9
"""Below this probability a language is not believed."""
_FEWEST, _FEWEST_OTHER = 50, 20
"""Letters of a text that can be told: in Latin letters, in others."""
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")


def language_of(text: str) -> str:
    """Name the language of a text if it is certain.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    str
        A code of `LANGUAGES`; empty for a short text, and in doubt.

    Examples
    --------
    >>> language_of("The quay was shut. " * 9), language_of("Der Hafen ist zu. " * 9)
    ('en', 'de')
    """
    some = text[:LOOKED_AT]
    if some.count(" the ") * _OFTEN >= len(some):
        return "en" if some else ""
    words = some.lower().split()
    known = lexicons.stop_words()
    if sum(word in known for word in words) >= _ENGLISH * len(words):
        return "en" if words else ""
    n_latin, n_other = len(_LATIN.findall(some)), len(_OTHER.findall(some))
    if n_other > n_latin:
        return _most_likely(some)[0] if n_other >= _FEWEST_OTHER else ""
    if n_latin < _FEWEST:
        return ""
    language, probability = _most_likely(some)
    return language if probability >= _SURE else ""


def is_other(language: str) -> bool:
    """Say whether a language is certainly not English."""
    return language not in {"", "en"}


def _most_likely(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    """Load the identifier: it takes a second, and a corpus in English never needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*LANGUAGES])
    return identifier
