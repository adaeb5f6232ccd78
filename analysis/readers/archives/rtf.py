"""Rich text (RTF) as plain text."""

from __future__ import annotations

from analysis.readers.raw_articles import Unreadable

NO_RTF = "not RTF that can be read; save it as plain text in UTF-8"
MOST_BYTES = 50_000_000
MOST_GROUPS = 2_000_000
TOO_LARGE = (
    f"RTF of over {MOST_BYTES // 1_000_000} MB or {MOST_GROUPS:,} groups; save it as plain text in "
    "UTF-8"
)


def text_of(data: bytes) -> str:
    """Give the text of a document.

    Parameters
    ----------
    data
        The bytes of an RTF file.

    Returns
    -------
    str
        Its paragraphs, a line each.

    Raises
    ------
    Unreadable
        If it is damaged or too large.
    """
    from striprtf.striprtf import rtf_to_text

    if len(data) > MOST_BYTES or data.count(b"{") > MOST_GROUPS:
        raise Unreadable(TOO_LARGE)
    try:
        return str(rtf_to_text(data.decode("latin-1"), errors="replace"))
    except Exception as error:  # the library raises what its own tools happen to raise
        raise Unreadable(NO_RTF) from error
