"""Figures of the import, each with the words for those who do not see it."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.ticker import MaxNLocator

from sixphase.study.figures import COLOURS, INK, WIDTH, use_style

BARS = 20


def length_figure(lengths: pd.Series) -> Any:
    """How many answers have how many words; a few very long ones are gathered in the last bar.

    Parameters
    ----------
    lengths
        Words in each answer.
    """
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 2.8))
    longest, gathered = _gathered(lengths)
    shown = lengths.clip(upper=longest)
    sns.histplot(shown, bins=_edges(shown), color=COLOURS[4], edgecolor=INK, linewidth=0.6, alpha=1, ax=axes)
    middle = float(lengths.median())
    axes.axvline(middle, color=INK, linestyle="--", linewidth=1.2)
    axes.set_title(f"dashed line: median {middle:g}", fontsize=8, loc="right")
    rest = f"; the last bar holds {gathered:,} answers of more than {longest}" if gathered else ""
    axes.set(xlabel=f"Words in the answer{rest}", ylabel="Answers")
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    return figure


def length_alt(lengths: pd.Series) -> str:
    """What the figure shows, in words.

    >>> print(length_alt(pd.Series([2, 4, 6, 8, 10])))
    Histogram of the number of words in each of 5 answers: from 2 to 10 words, half of the answers between 4 and 8, \
the median at 6.
    """
    low, middle, high = lengths.quantile([0.25, 0.5, 0.75])
    longest, gathered = _gathered(lengths)
    rest = f" The last bar holds {gathered:,} answers of more than {longest} words." if gathered else ""
    return (
        f"Histogram of the number of words in each of {len(lengths):,} answers: from {lengths.min()} to "
        f"{lengths.max()} words, half of the answers between {low:g} and {high:g}, the median at {middle:g}.{rest}"
    )


def _gathered(lengths: pd.Series) -> tuple[int, int]:
    """Where the last bar stands, and how many answers are longer: some where the longest are far from the rest."""
    nearly_all = int(lengths.quantile(0.99))
    longest = nearly_all if lengths.max() > 2 * nearly_all > 0 else int(lengths.max())
    return longest, int((lengths > longest).sum())


def _edges(lengths: pd.Series) -> np.ndarray:
    """Bars of whole words, at most `BARS` or so of them."""
    step = max(1, -(-(int(lengths.max()) - int(lengths.min()) + 1) // BARS))
    start = int(lengths.min()) // step * step
    return np.arange(start, int(lengths.max()) + step + 1, step) - 0.5
