"""Keep the registry's forms where the article means the registry's actors.

“Jordan” is no state in “Jim Jordan”, nor is “America” one in “Bank of America”. What the article
spells out, the names around a form and what follows it decide; where nothing speaks against it,
the registry is right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.annotate.gazetteer import Hints
from analysis.annotate.homonyms import by_state, by_words
from analysis.annotate.tagger import TYPES, Tagged
from analysis.schema import HOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.annotate.gazetteer import Mentions, Text

PERSON = TYPES.index("person")
_ACRONYM, _METONYM = HOW.index("acronym"), HOW.index("metonym")
_IN_FULL = [HOW.index("name"), HOW.index("short name")]
_LOCATIVE = re.compile(rb"\b(?:in|at|near|across|around|outside|from|to|of)\s$", re.IGNORECASE)
_DEFINED = re.compile(rb"\(([A-Z][A-Za-z&]{0,2}(?:[A-Z&][a-z]?){1,7}?)s?\)")
_WORD = re.compile(rb"[^\s(),;:\"]+$")
_NEXT_WORD = re.compile(rb" [A-Za-z]+")
_GEOGRAPHIC = re.compile(
    rb" (?:Air|Airlines|Airways|Canal|Channel|Gulf|New Year|Ocean|Open|Peninsula|River|Sea"
    rb"|Straits?)\b(?! [Ff]orce)"
)
_DIVISIONS = (
    "Alabama|Alaska|Alberta|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida"
    "|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Manitoba|Maryland"
    "|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Brunswick"
    "|New Hampshire|New Jersey|New Mexico|New South Wales|New York|North Carolina|North Dakota"
    "|Nova Scotia|Ohio|Oklahoma|Ontario|Oregon|Pennsylvania|Quebec|Queensland|Rhode Island"
    "|Saskatchewan|South Carolina|South Dakota|Tasmania|Tennessee|Texas|Utah|Vermont|Virginia"
    "|West Virginia|Wisconsin|Wyoming"
)
_SHORT_DIVISIONS = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|N[.][CDHJMY]"
    "|Okla|Pa|S[.][CD]|Tenn|Tex|Va|Vt|W[.]Va|Wis"
)
_OF_A_TOWN = re.compile(f", (?:(?:{_DIVISIONS})|(?:{_SHORT_DIVISIONS})[.])(?!\\w)".encode())
"""A town that is called as a state or a capital is: “Lebanon, Pennsylvania”."""
_IN_CONGRESS = re.compile(rb"(?:Congressional|House|Moderate|Progressive|Senate|Senior|Top) ")
"""What stands before a party's members and is no part of another name."""
_SMALL = frozenset(b"a an and at by de for in of on the to &".split())
_MOST_WORDS = 10


class Context(NamedTuple):
    """What the article says of the registry's forms.

    Parameters
    ----------
    named
        The mentions that stand.
    tagged
        The tagger's names beside them.
    freed
        For each article forms that mean nobody of the registry there, such as the surname Jordan.
    defined
        For each article what its acronyms are short for.
    """

    named: Mentions
    tagged: Tagged
    freed: dict[int, set[str]]
    defined: dict[int, dict[str, str]]


def in_context(
    text: Text,
    named: Mentions,
    tagged: Tagged,
    article: NDArray[np.integer[Any]],
    *,
    hints: Hints | None = None,
) -> Context:
    """Drop the registry's forms that are parts of other names, or mean somebody else.

    Parameters
    ----------
    text
        Sentences.
    named
        Where forms of the registry stand, in reading order.
    tagged
        The tagger's names, in the same places of bytes.
    article : integers, ascending
        The number of each sentence's article.
    hints
        What else decides whom a form names.

    Returns
    -------
    Context
    """
    hints = Hints() if hints is None else hints
    raw = text.data.tobytes()
    named = by_state(named, article, hints)
    named = by_words(raw, text, named, article, hints)
    tagged = _whole(tagged, named)
    defined = _definitions(raw, text, article)
    surnames = _surnames(raw, _beside(tagged, named, equal=True), article)
    kept = np.ones(len(named.span), bool)
    real = np.ones(len(tagged.start), bool)
    starts = tagged.start.copy()
    freed: dict[int, set[str]] = {}
    spelled_out = _SpelledOut(raw, named, article, defined)
    rows = np.searchsorted(tagged.end, named.start, side="right").tolist()
    columns = (named.start.tolist(), named.end.tolist(), article[named.span].tolist())
    spans = list(zip(tagged.start.tolist(), tagged.end.tolist(), tagged.type.tolist(), strict=True))
    spans.append((len(raw), len(raw), 0))
    for k, (row, start, end, number) in enumerate(zip(rows, *columns, strict=True)):
        form = raw[start:end]
        first, last, kind = spans[row]
        if is_part(raw, start, end, int(named.how[k])) or in_phrase(raw, start, end, hints.phrases):
            kept[k] = False
            if first < end:
                real[row] = last > end
        elif named.how[k] == _ACRONYM and form in defined.get(number, ()):
            kept[k] = spelled_out.agrees(k)
        elif first <= start and end <= last and (first, last) != (start, end):
            rest = raw[end:last] if kind == PERSON and first == start else b""
            if end == last and _IN_CONGRESS.fullmatch(raw, first, start):
                real[row] = False
            elif len(rest.split(None, 2)) > 1:
                starts[row] = last - len(rest.lstrip())
            else:
                kept[k] = False
        elif form in surnames.get(number, ()):
            kept[k] = _LOCATIVE.search(raw[max(0, start - 12) : start]) is not None
        if not kept[k]:
            freed.setdefault(number, set()).add(form.decode())
    named = type(named)(*(column[kept] for column in named))
    tagged = tagged._replace(start=starts).where(real)
    return Context(named, _beside(tagged, named), freed, _decoded(defined))


def is_part(raw: bytes, start: int, end: int, how: int) -> bool:
    """Tell whether a form is a sign of money, or a part of a word such as “pro-Beijing”.

    Parameters
    ----------
    raw
        The text as UTF-8.
    start, end
        Where the form stands.
    how
        The row of `schema.HOW`.

    Returns
    -------
    bool
    """
    if raw[end : end + 1] == b"$" or (how == _ACRONYM and raw[end : end + 2] == b" $"):
        return True
    return how == _METONYM and raw[start - 1 : start] == b"-"


def in_phrase(raw: bytes, start: int, end: int, phrases: frozenset[bytes]) -> bool:
    """Tell whether a form is a part of a phrase, a sea's or an airline's name, or of a town's.

    Parameters
    ----------
    raw
        The text as UTF-8.
    start, end
        Where the form stands.
    phrases
        Phrases in lower case.

    Returns
    -------
    bool

    Examples
    --------
    >>> phrases = frozenset({b"french fries"})
    >>> [in_phrase(text, 0, 6, phrases) for text in (b"French fries", b"Indian Ocean", b"France")]
    [True, True, False]
    >>> in_phrase(b"Athens, Ohio", 0, 6, phrases)
    True
    """
    after = raw[end : end + 2]
    if after[:1] == b",":
        return _OF_A_TOWN.match(raw, end) is not None
    if after[:1] != b" ":
        return False
    if after[1:].isupper() and _GEOGRAPHIC.match(raw, end):
        return True
    word = _NEXT_WORD.match(raw, end)
    if word is None:
        return False
    phrase = (raw[start:end] + word.group()).lower()
    return phrase in phrases or phrase.removesuffix(b"s") in phrases


def _whole(tagged: Tagged, named: Mentions) -> Tagged:
    """Drop names that run over several actors, such as “Ana Ruiz of Harbour Bank”."""
    names = np.isin(named.how, _IN_FULL)
    first = np.searchsorted(named.start[names], tagged.start)
    last = np.searchsorted(named.end[names], tagged.end, side="right")
    return tagged.where(last - first < 2)


def _beside(tagged: Tagged, named: Mentions, *, equal: bool = False) -> Tagged:
    """Keep the names that overlap with no form of the registry, or that equal none."""
    row = np.searchsorted(named.end, tagged.start, side="right")
    ahead = np.append(named.start, np.iinfo(np.int64).max)[row]
    kept = ahead >= tagged.end
    if equal:
        kept |= (ahead != tagged.start) | (np.append(named.end, 0)[row] != tagged.end)
    return tagged.where(kept)


def _surnames(
    raw: bytes, tagged: Tagged, article: NDArray[np.integer[Any]]
) -> dict[int, set[bytes]]:
    """Give the last words of the full names of each article's persons."""
    rows = tagged.type == PERSON
    columns = (article[tagged.sentence[rows]], tagged.start[rows], tagged.end[rows])
    surnames: dict[int, set[bytes]] = {}
    for number, start, end in zip(*(column.tolist() for column in columns), strict=True):
        first, space, last = raw[start:end].rpartition(b" ")
        if space and first[-1:] != b".":
            surnames.setdefault(number, set()).add(last)
    return surnames


def _definitions(
    raw: bytes, text: Text, article: NDArray[np.integer[Any]]
) -> dict[int, dict[bytes, bytes]]:
    """Find what articles spell out: “Food Standards Agency (FSA)”."""
    defined: dict[int, dict[bytes, bytes]] = {}
    for match in _DEFINED.finditer(raw):
        sentence = int(np.searchsorted(text.begins, match.start(), side="right")) - 1
        if sentence < 0:
            continue
        begin = max(int(text.begins[sentence]), match.start() - 120)
        long = spelled_out(raw[begin : match.start()], match.group(1))
        if long:
            mine = defined.setdefault(int(article[sentence]), {})
            mine.setdefault(match.group(1), long)
    return defined


def spelled_out(before: bytes, acronym: bytes) -> bytes:
    """Give the words at the end of a text for which an acronym stands; nothing if there are none.

    Examples
    --------
    >>> spelled_out(b"They passed the Inflation Reduction Act ", b"IRA")
    b'Inflation Reduction Act'
    >>> spelled_out(b"Ministers of the Free Army ", b"FSA")
    b''
    """
    letters = bytes(letter for letter in acronym if 65 <= letter <= 90).lower()
    last = len(before.rstrip())
    for n, first in enumerate(_begins(before[:last])):
        if n == _MOST_WORDS:
            break
        words = re.split(rb"[\s-]+", before[first:last])
        if not before[first : first + 1].isupper() or words[0][:1].lower() != letters[:1]:
            continue
        needed = bytes(word[0] for word in words if word.lower() not in _SMALL).lower()
        if needed == letters or bytes(word[0] for word in words).lower() == letters:
            return before[first:last]
    return b""


def _begins(before: bytes) -> Iterator[int]:
    """Give where the words at the end of a text begin, the last first."""
    last = len(before)
    while match := _WORD.search(before, 0, last):
        yield match.start()
        last = len(before[: match.start()].rstrip())


class _SpelledOut:
    """Which actors of the registry an article names by forms that stand in longer names."""

    def __init__(
        self,
        raw: bytes,
        named: Mentions,
        article: NDArray[np.integer[Any]],
        defined: dict[int, dict[bytes, bytes]],
    ) -> None:
        self._raw, self._named, self._article, self._defined = raw, named, article, defined
        self._forms: dict[tuple[int, int], dict[bytes, int]] | None = None

    def agrees(self, k: int) -> bool:
        """Tell whether the registry gives an acronym and its long form to one actor."""
        if self._forms is None:
            self._forms = self._by_actor()
        number = int(self._article[self._named.span[k]])
        form = self._form(k)
        long = self._defined[number][form]
        forms = self._forms[number, int(self._named.actor[k])]
        return any(other in long for other, n in forms.items() if n > (other == form))

    def _by_actor(self) -> dict[tuple[int, int], dict[bytes, int]]:
        """Count the forms by article and actor, in articles that define acronyms."""
        forms: dict[tuple[int, int], dict[bytes, int]] = {}
        numbers = self._article[self._named.span]
        rows = np.flatnonzero(np.isin(numbers, list(self._defined)))
        for row in rows.tolist():
            mine = forms.setdefault((int(numbers[row]), int(self._named.actor[row])), {})
            form = self._form(row)
            mine[form] = mine.get(form, 0) + 1
        return forms

    def _form(self, row: int) -> bytes:
        return self._raw[self._named.start[row] : self._named.end[row]]


def _decoded(defined: dict[int, dict[bytes, bytes]]) -> dict[int, dict[str, str]]:
    return {
        number: {short.decode(): long.decode(errors="ignore") for short, long in mine.items()}
        for number, mine in defined.items()
    }
