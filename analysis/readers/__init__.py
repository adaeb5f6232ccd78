"""The only door for articles: files in, tables of articles and a ledger of what was dropped out.

`read` takes a folder of text files or one file of rows; `opened` gives the same piece by piece, so
that a corpus may be larger than memory; `find` says where a corpus lies.
"""

from __future__ import annotations

from analysis.readers.paths import find_corpus
from analysis.readers.raw_articles import Corpus, Piece, RawArticle, SourceRange
from analysis.readers.source import Source, open_source, read

__all__ = [
    "Corpus",
    "Piece",
    "RawArticle",
    "Source",
    "SourceRange",
    "find_corpus",
    "open_source",
    "read",
]
