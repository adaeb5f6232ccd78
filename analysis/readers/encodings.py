"""Bytes that are not UTF-8: Windows-1252, unless they are clearly Mac Roman or Windows-1251."""

from __future__ import annotations

import re

WINDOWS = "read as Windows-1252 since it is not UTF-8"
MAC = "read as Mac Roman since it is not UTF-8 and would make no words in Windows-1252"
CYRILLIC = "read as Windows-1251 since it is not UTF-8 and makes Cyrillic words"

_CAPITAL = "À-ÖØ-ÞŠŒŽŸ"
_SMALL = "a-zß-öø-ÿšœž"
_NO_WORDS = re.compile(
    rf"[{_SMALL}][{_CAPITAL}]|(?<!\w)[ÒÔ](?=[A-Z][a-z])|(?<!\w)[ÐÑ](?!\w)|[.,!?][ÓÕ](?!\w)"
    rf"|[{_SMALL}][†¢£§¶®©™´¨≠∞±≤≥¥µ∂∑∏π∫ªº¿¡¬√ƒ≈∆◊¤‡·„‰ˆ˜¯˘˙˚¸˝˛ˇ]+[{_SMALL}]"
)
"""What no word holds, such as a capital after a small letter, or a sign between letters."""
_MAC = re.compile(r"[\x00-\x7fÀ-ÖØ-öø-ÿŒœŸ“”‘’„‚–—…•«»£€©®™§¡¿°†\xa0]*+")
"""What news in Mac Roman is written with."""
_LETTERS = re.compile(r"[\xc0-\xff]{3,}".encode("latin-1"))
_RUSSIAN = re.compile(r"[а-яёіїєґўА-ЯЁІЇЄҐЎ]")
_USUAL = re.compile(r"[оеаинтсрвл]")
_TURNS = re.compile(r"[а-яё][А-ЯЁ]|[A-Za-z][а-яА-Я]|[а-яА-Я][A-Za-z]")


def decode_other(data: bytes) -> tuple[str, str]:
    r"""Decode bytes that are not UTF-8.

    Parameters
    ----------
    data
        A line, or a file.

    Returns
    -------
    text, note
        The text, and how it was read.

    Raises
    ------
    UnicodeDecodeError
        If a byte has no meaning in Windows-1252, and nothing else is clear.

    Notes
    -----
    Mac Roman is taken if Windows-1252 gives what no word holds, such as a capital after a small
    letter (“donÕt”), and Mac Roman does not. Windows-1251 is taken if words are all of letters
    beyond ASCII, and the usual letters of Russian make two fifths of them.

    Examples
    --------
    >>> decode_other(b"caf\xe9")[0], decode_other(b"he didn\xd5t")[0]
    ('café', 'he didn’t')
    """
    if _LETTERS.search(data):
        text = data.decode("cp1251", "replace")
        if _is_cyrillic(text):
            return text, CYRILLIC
    mac = data.decode("mac_roman")
    has_words = _MAC.fullmatch(mac) and not _NO_WORDS.search(mac)
    if has_words and _NO_WORDS.search(data.decode("cp1252", "replace")):
        return mac, MAC
    return data.decode("cp1252"), WINDOWS


def _is_cyrillic(text: str) -> bool:
    letters = _RUSSIAN.findall(text)
    beyond = sum(not sign.isascii() and sign.isalpha() for sign in text)
    usual = len(_USUAL.findall(text))
    return (
        "\ufffd" not in text
        and len(letters) >= 0.95 * beyond
        and usual >= 0.4 * len(letters)
        and len(_TURNS.findall(text)) <= 0.02 * len(letters)
    )
