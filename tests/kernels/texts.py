"""What the kernel tests share: texts as bytes, and pieces of awkward text."""

import numpy as np
from hypothesis import strategies as st

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
