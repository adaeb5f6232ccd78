"""What tests share: texts as bytes, awkward pieces of text, and nltk's VADER and punkt."""

import os
from pathlib import Path

import numpy as np
import vaderSentiment
from hypothesis import settings
from hypothesis import strategies as st
from nltk.sentiment import vader
from nltk.tokenize.punkt import PunktParameters
from punkt.data import english

PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"
MANY = settings(max_examples=50 if PLAIN else 200, deadline=None)
"""As many examples as cost little; in plain Python each costs more."""

SPACES = [" ", "\n", "\n\n", "  ", "\t", "\xa0", "\u2028", "\x1c", "\x85", "\u3000"]
MARKS = [
    *list(".?!,;:-'\"()[]{}`*@#&"),
    "...",
    "--",
    "‘",
    "’",
    "“",
    "”",
    "«",
    "»",
    "…",
    "–",
    ". . .",
]
ANY = st.characters(exclude_categories=["Cs"])


def joined(texts):
    """Return texts as one array of bytes, and their bounds."""
    raw = [text.encode() for text in texts]
    bounds = np.concatenate(([0], np.cumsum([len(r) for r in raw]))).astype(np.int64)
    return np.frombuffer(b"".join(raw), np.uint8), bounds


def text_of(*pieces, size=30):
    """Return a strategy for texts made of these pieces, spaces and marks."""
    return st.lists(
        st.one_of(
            *(st.sampled_from(group) for group in pieces),
            st.sampled_from([" ", " ", ". ", *SPACES]),
            st.sampled_from(MARKS),
            ANY,
        ),
        max_size=size,
    ).map("".join)


def nltk_vader():
    """Return nltk's VADER over the lexicon of the pinned package, read by nltk's own parser."""
    analyzer = vader.SentimentIntensityAnalyzer.__new__(vader.SentimentIntensityAnalyzer)
    lexicon = Path(vaderSentiment.__file__).with_name("vader_lexicon.txt").read_text("utf-8")
    analyzer.lexicon_file = lexicon.rstrip("\n")
    analyzer.lexicon = analyzer.make_lex_dict()
    analyzer.constants = vader.VaderConstants()
    return analyzer


def nltk_punkt():
    """Return nltk's parameters over the tables of the pinned package: new ones at each call."""
    parameters = PunktParameters()
    parameters.abbrev_types = set(english.ABBREV_TYPES)
    parameters.sent_starters = set(english.SENT_STARTERS)
    parameters.collocations = set(english.COLLOCATIONS)
    parameters.ortho_context.update(english.ORTHO_CONTEXT)
    return parameters
