"""The only door for articles: files in, tables of articles and a ledger of what was dropped out.

`read` takes a folder of text files or one file of rows; `opened` gives the same piece by piece, so
that a corpus may be larger than memory; `find` says where a corpus lies.
"""

from __future__ import annotations

from analysis.corpus.model import Corpus, Draft, Extent, Piece
from analysis.corpus.paths import find
from analysis.corpus.reader import Source, opened, read

__all__ = ["Corpus", "Draft", "Extent", "Piece", "Source", "find", "opened", "read"]
