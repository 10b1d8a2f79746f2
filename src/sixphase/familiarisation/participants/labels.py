"""What the figures of the participants have in common."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

NOT_SHOWN = "not shown"
MOST_ROWS = 25  # as many as stand on one page; the table has them all


def say(axes: Axes, place: int, end: Any, words: str) -> None:
    """Words behind the end of a bar."""
    style = "italic" if words == NOT_SHOWN else "normal"
    end = 0 if pd.isna(end) else float(end)
    axes.annotate(words, (end, place), (5, 0), textcoords="offset points", va="center", fontsize=8, style=style)
