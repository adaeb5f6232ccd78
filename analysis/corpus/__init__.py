"""The only door for articles: files in, tables of articles and a ledger of what was dropped out.

`read` takes a folder of text files or one file of rows; `find` says where a corpus lies.
"""

from __future__ import annotations

from analysis.corpus.model import Corpus
from analysis.corpus.paths import find
from analysis.corpus.reader import read

__all__ = ["Corpus", "find", "read"]
