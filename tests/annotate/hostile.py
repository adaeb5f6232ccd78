"""Texts that nobody writes, in any size: each repeats what some step of annotating might count
more than once."""

from string import ascii_lowercase

_PRAISE = "wonderful"


def _letter(k):
    return ascii_lowercase[k % 26]


def _spellings(n):
    """One word of the lexicon in n ways to set capitals."""
    return (
        "".join(c.upper() if k >> at & 1 else c for at, c in enumerate(_PRAISE)) for k in range(n)
    )


def _names(n):
    return (f"Mr. Ana N{_letter(k)}{_letter(k // 26)}{_letter(k // 26**2)}x" for k in range(n))


def _words(n):
    """Distinct words, each with a capital."""
    return (f"{_letter(k).upper()}{_letter(k // 26)}{_letter(k // 26**2)}x" for k in range(n))


def _nested():
    return ", ".join("Mr. " + " ".join(["Bb"] * k) for k in range(2, 9)) + " "


def _repeated(*pieces, start="", end=""):
    """Make a text of a size by repeating a piece; several pieces fill a part of it each."""

    def made(size):
        each = (size - len(start) - len(end)) // len(pieces)
        return start + "".join(p * (each // len(p)) for p in pieces) + end

    return made


TEXTS = {
    "distinct capitalised words": lambda size: " ".join(_words(size // 5)),
    "distinct words that begin sentences": lambda size: " is. ".join(_words(size // 9)),
    "distinct words in other alphabets": lambda size: ". ".join(
        word.replace("x", "ж") for word in _words(size // 7)
    ),
    "bearers of one surname": lambda size: ", ".join(f"Mr. {w} Ruiz" for w in _words(size // 15)),
    "bearers of one first name": lambda size: ", ".join(f"Mr. Ana {w}" for w in _words(size // 14)),
    "companies that begin alike": lambda size: ", ".join(f"{w} Ltd" for w in _words(size // 10)),
    "acronyms": _repeated("World Trade Body (WTB) "),
    "acronyms of the registry": _repeated("Union States (US), ", "US and "),
    "titles": _repeated("Mr. "),
    "titles in one sentence": _repeated("Mr "),
    "one name": _repeated("Mr. Ana Lee and "),
    "names that are words, in one sentence": _repeated("Mr. Ana Hope and "),
    "names in one sentence": lambda size: ", ".join(_names(size // 15)),
    "names in many sentences": lambda size: ". ".join(_names(size // 15)),
    "names within names": lambda size: _nested() + "Bb " * ((size - len(_nested())) // 3),
    "names within names, in sentences": lambda size: (
        _nested().replace(",", ".") + "Bb Bb. " * ((size - len(_nested())) // 7)
    ),
    "a surname without an end": _repeated("Ab", start="Mr. Ana ", end=" J. said"),
    "long surnames": _repeated("Mr. Ana " + "Ab" * 30 + " J. said, "),
    "titles behind names": _repeated("Ana Lee, the port's ", end="manager"),
    "titles far before names": _repeated("envoy to Iraq, ", end="Ana Lee"),
    "particles": _repeated("de la ", start="Mr. Ana ", end="Lee"),
    "a headline without a full stop": _repeated("The US and Iraq met envoy Ana Lee in Baghdad "),
    "capital letters": _repeated("THE US IN BAGHDAD "),
    "capitals of countries": _repeated("Baghdad "),
    "places": _repeated("in Baghdad and "),
    "a word without an end": _repeated("a"),
    "a word in capitals": _repeated("A"),
    "a word with capitals": _repeated("Ab"),
    "words that begin alike": lambda size: " ".join(
        f"aaaaaaaaaaaaaa{k:07d}" for k in range(size // 22)
    ),
    "numbers": lambda size: " ".join(f"{k:06d}" for k in range(size // 7)),
    "abbreviations": _repeated("Dr. "),
    "initials": _repeated("A."),
    "initials apart": _repeated("A. "),
    "digits and dots": _repeated("1.1,"),
    "words of tone": _repeated("good ", "nice "),
    "spellings of a word of tone": lambda size: " ".join(_spellings(size // 10)),
    "but": _repeated("but good "),
    "quotation marks": _repeated("“”"),
    "apostrophes": _repeated("a'"),
    "brackets": _repeated("(", ")"),
    "closing brackets": _repeated(".)"),
    "dots": _repeated("."),
    "dots apart": _repeated(". "),
    "dots and hard spaces": _repeated(".\xa0"),
    "questions": _repeated("a?"),
    "hyphens": _repeated("a-"),
    "line ends": _repeated("\n", start="a", end="b"),
    "short paragraphs": _repeated("a\n\n"),
    "white space": _repeated(" ", start="a", end="b"),
    "separators": _repeated("\x1c", start="a.\n", end="\nB."),
    "separators and spaces": _repeated("\x1c ", start="a.\xa0", end="x. B"),
    "separators and brackets": _repeated("\x1c(", start="a.\n", end="\nB."),
    "separators and lines": _repeated("\x1c\n", start="a.\xa0", end="x. B"),
    "hard spaces": _repeated("Mr.\xa0Ana\xa0Lee.\xa0"),
    "marks on a letter": _repeated("\u0301", start="e"),
    "letters that change their size": _repeated("İß"),
    "right to left": _repeated("\u202eسلام عليكم. "),
    "Chinese": _repeated("中国。"),
    "emoji": _repeated("👨‍👩‍👧‍👦 "),
    "datelines": _repeated("PARIS, July (AP - x\n\n"),
    "a dateline without an end": _repeated("A.b", ", A.b", end=" –"),
    "credits": _repeated("Editing by Ana Lee\n\n", start="Head\n\nBody text.\n\nMore.\n\n"),
    "a credit without an end": _repeated("Ab", start="Head\n\nBody text.\n\nMore.\n\nEditing by "),
    "a reporter without an end": _repeated("Ab ", start="Head\n\nBody. With reporting by "),
    "a deck without an end": _repeated(".)", start="Head\n\n", end="\n\nb\n\nc"),
}
