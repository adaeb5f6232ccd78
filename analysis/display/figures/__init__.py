"""Result tables into figures, each with a sentence that tells what it shows.

The only room that draws. Nothing is counted or filtered here.
"""

from __future__ import annotations

from analysis.display.figures.actors import tie_network
from analysis.display.figures.canvas import Figure
from analysis.display.figures.corpus import coverage_bars
from analysis.display.figures.frequency import frequency_bars
from analysis.display.figures.sentiment import tone
from analysis.display.figures.trend import trend

__all__ = ["Figure", "coverage_bars", "frequency_bars", "tie_network", "tone", "trend"]
