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
    """How many answers have how many words.

    Parameters
    ----------
    lengths
        Words in each answer.
    """
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 2.8))
    sns.histplot(lengths, bins=_edges(lengths), color=COLOURS[4], edgecolor=INK, linewidth=0.6, alpha=1, ax=axes)
    middle = float(lengths.median())
    axes.axvline(middle, color=INK, linestyle="--", linewidth=1.2)
    axes.annotate(
        f"median {middle:g}", (middle, 1), (5, -4), xycoords=("data", "axes fraction"), textcoords="offset points",
        va="top", fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )  # fmt: skip
    axes.set(xlabel="Words in the answer", ylabel="Answers")
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    return figure


def length_alt(lengths: pd.Series) -> str:
    """What the figure shows, in words.

    >>> print(length_alt(pd.Series([2, 4, 6, 8, 10])))
    Histogram of the number of words in each of 5 answers: from 2 to 10 words, half of the answers between 4 and 8, \
the median at 6.
    """
    low, middle, high = lengths.quantile([0.25, 0.5, 0.75])
    return (
        f"Histogram of the number of words in each of {len(lengths):,} answers: from {lengths.min()} to "
        f"{lengths.max()} words, half of the answers between {low:g} and {high:g}, the median at {middle:g}."
    )


def _edges(lengths: pd.Series) -> np.ndarray:
    """Bars of whole words, at most `BARS` or so of them."""
    step = max(1, -(-(int(lengths.max()) - int(lengths.min()) + 1) // BARS))
    start = int(lengths.min()) // step * step
    return np.arange(start, int(lengths.max()) + step + 1, step) - 0.5
