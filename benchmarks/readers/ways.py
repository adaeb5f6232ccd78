"""Ways to read a file of articles: ours with cleaning, ours without, pandas, and the overview.

``python -m benchmarks.readers.ways WAY FILE SAID`` writes how many articles and characters were
read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.readers.raw_articles import RawArticle


def cleaned(path: Path) -> tuple[int, int]:
    """Read as standfirst does."""
    from analysis.readers.source import open_source

    n_articles = n_characters = 0
    for piece in open_source(path).pieces():
        drafts = piece.drafts or ()
        n_articles += len(drafts)
        n_characters += sum(_body(draft) for draft in drafts)
    return n_articles, n_characters


def _body(draft: RawArticle) -> int:
    """Count the characters below the headline and the empty line behind it."""
    return len(draft.text) - (draft.head + 2 if draft.head else 0)


def plain(path: Path) -> tuple[int, int]:
    """Read likewise, and take each article as it is."""
    from analysis.readers import source

    source.clean = lambda article: article
    return cleaned(path)


def pandas(path: Path) -> tuple[int, int]:
    """Read the whole file into a table."""
    import pandas as pd

    if path.suffix == ".csv":
        table = pd.read_csv(path, dtype="str")
    else:
        table = pd.read_json(path, lines=True, dtype=False, convert_dates=False)
    return len(table), int(table["text"].str.len().sum())


def overview(path: Path) -> tuple[int, int]:
    """Read and tell what is there, as `standfirst corpus` does; characters are not counted."""
    from analysis.display.overview import describe
    from analysis.readers.overview import overview as seen_in
    from analysis.readers.source import open_source

    seen = seen_in(open_source(path))
    describe(seen)
    return seen.n_articles, 0


WAYS = {"cleaned": cleaned, "plain": plain, "pandas": pandas, "overview": overview}


if __name__ == "__main__":
    way, path, said = sys.argv[1:]
    Path(said).write_text(json.dumps(WAYS[way](Path(path))), encoding="utf-8")
