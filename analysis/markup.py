"""HTML that our own code writes: whatever is put into it is shown, never obeyed.

Text is escaped by its type and not by anybody's memory: what is no `Html` is plain text.
"""

from __future__ import annotations

import html
import re
from typing import Any

from markupsafe import Markup

_FORMULA = re.compile(r"[$\\]")


class Html(Markup):
    r"""HTML of our own. What `format`, ``+`` or `join` put into it is escaped, unless it is HTML.

    Examples
    --------
    >>> Html("<b>{}</b> {}").format("<i>", Html("<br>"))
    Html('<b>&lt;i&gt;</b> <br>')
    """

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Html:
        """Escape what is not HTML yet."""
        # Quotation marks are spelled as in the outputs of every notebook so far, and not as
        # markupsafe would: a report is compared byte for byte.
        return cls(s.__html__() if hasattr(s, "__html__") else html.escape(str(s)))


def verbatim(kind: str, shown: str) -> str:
    r"""Give the class of an element, with MathJax kept off where text looks like a formula.

    JupyterLab takes the words between two dollar signs of an output for a formula.

    Parameters
    ----------
    kind
        The class of the element.
    shown
        What it holds.

    Returns
    -------
    str
        One class or several, with blanks between.

    Examples
    --------
    >>> verbatim("standfirst", "five dollars"), verbatim("standfirst", "$5 to $7")
    ('standfirst', 'standfirst mathjax_ignore tex2jax_ignore')
    """
    return f"{kind} mathjax_ignore tex2jax_ignore" if _FORMULA.search(shown) else kind
