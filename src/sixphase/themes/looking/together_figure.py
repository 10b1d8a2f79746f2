"""A figure of the codes that occur together, or keep apart, most clearly."""

from collections.abc import Mapping
from textwrap import shorten

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sixphase.familiarisation.figures import notice
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style

MOST = 15
NAME = 34  # letters of a name
NOTHING = "No answer has two codes, so nothing can be said of codes that occur together."
TICKS = (0.01, 0.1, 1, 10, 100, 1000)


def together_figure(pairs: pd.DataFrame, names: Mapping[str, str], most: int = MOST) -> Figure:
    """One row a pair: the odds ratio with its 95 % interval; full where it is clear after correction.

    Parameters
    ----------
    pairs
        As `together` gives it, the strongest first.
    names
        A short name for each code.
    most
        How many pairs; the table has them all.
    """
    if pairs.empty:
        return notice(NOTHING)
    use_style()
    shown = pairs.head(most)
    figure, axes = plt.subplots(figsize=(WIDTH, 0.9 + 0.4 * len(shown)))
    places = np.arange(len(shown))
    colours = np.where(shown["log_odds"] > 0, COLOURS[0], COLOURS[5])
    axes.axvline(1, color=PALE, lw=1.2, zorder=0)
    axes.hlines(places, np.exp(shown["low"]), np.exp(shown["high"]), color=colours, lw=2, zorder=1)
    faces = np.where(shown["clear"], colours, "white")
    axes.scatter(np.exp(shown["log_odds"]), places, s=34, c=faces, edgecolors=list(colours), linewidths=1.3, zorder=2)
    axes.set_xscale("log")
    low, high = np.exp(shown["low"].min()), np.exp(shown["high"].max())
    ticks = [tick for tick in TICKS if low / 1.5 <= tick <= high * 1.5]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    axes.set_yticks(places, [_label(row, names) for row in shown.to_dict("records")], fontsize=7.5, color=INK)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("Odds ratio: 1 is no more and no less than by chance\n(full: clear after correction for all pairs)")
    return figure


def together_alt(pairs: pd.DataFrame, names: Mapping[str, str], most: int = MOST) -> str:
    """What `together_figure` shows, in words."""
    if pairs.empty:
        return NOTHING
    said = [
        f"{names[r['one']]} and {names[r['other']]} in {r['both']} of {r['of']} answers, odds ratio "
        f"{_odds(r['log_odds'])} ({_odds(r['low'])} to {_odds(r['high'])}){'' if r['clear'] else ', not clear'}"
        for r in pairs.head(most).to_dict("records")
    ]
    return f"Odds ratios of pairs of codes, the strongest first: {'; '.join(said)}."


def _label(row: dict, names: Mapping[str, str]) -> str:
    one, other = (shorten(names[row[which]], NAME, placeholder="…") for which in ("one", "other"))
    return f"{one}\n+ {other} ({row['both']})"


def _odds(log_odds: float) -> str:
    return f"{np.exp(log_odds):.3g}"
