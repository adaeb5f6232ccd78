"""What all figures share: their style, their size, and the sentence that tells what they show."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

INK = "#1a1a1a"

FAINT = "#8a8a8a"

BLUE, RED, AMBER = "#1f5a92", "#b3382c", "#c98a1b"

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,  # a "$" in a corpus is a dollar sign
    "text.usetex": False,  # and a backslash no command, whatever a matplotlibrc says
    "figure.dpi": 100,
    "savefig.dpi": 160,
}


@dataclass(frozen=True)
class Figure:
    """A drawing and the sentence that tells its finding to those who do not see it.

    Parameters
    ----------
    drawing
        The matplotlib figure.
    alt
        The alternative text; it states what the figure shows, not what kind of figure it is.
    """

    drawing: Drawing = field(repr=False)
    alt: str

    def png(self) -> bytes:
        """Give the drawing as PNG, the same bytes every time."""
        buffer = BytesIO()
        with mpl.rc_context(_STYLE):
            FigureCanvasAgg(self.drawing).print_png(buffer, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        image = base64.b64encode(self.png()).decode()
        return (
            {"image/png": image, "text/plain": f"Figure: {self.alt}"},
            {"image/png": {"alt": self.alt}},
        )


@contextmanager
def canvas(
    *, height: float, panels: tuple[int, ...] = (1,)
) -> Iterator[tuple[Drawing, tuple[Axes, ...]]]:
    """Give an empty drawing in the style of all figures.

    Parameters
    ----------
    height
        Inches; all figures are equally wide.
    panels
        Heights of the axes relative to each other, from above; they share their horizontal axis.

    Yields
    ------
    drawing, axes : Figure and tuple of Axes
        Of matplotlib.
    """
    with mpl.rc_context(_STYLE):
        drawing = Drawing(figsize=(7.6, height), layout="constrained")
        axes = drawing.subplots(
            len(panels), sharex=True, squeeze=False, gridspec_kw={"height_ratios": panels}
        )
        yield drawing, tuple(axes[:, 0])


@contextmanager
def _axes(*, height: float) -> Iterator[tuple[Drawing, Axes]]:
    with canvas(height=height) as (drawing, (ax,)):
        yield drawing, ax
