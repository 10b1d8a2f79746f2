"""Figures of how alike the answers of themes and subthemes are, and where they overlap."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sixphase.coding.code_square import code_square
from sixphase.study.codebook import told_id
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.themes.overlap import closest_pairs

DARK = 0.55  # above this part of the scale letters are white


def overlap_figure(
    times: pd.DataFrame, together: pd.DataFrame, names: Mapping[str, str], above: Mapping[str, str]
) -> Figure:
    """Likeness of subthemes below and on the diagonal, texts in common above it.

    Parameters
    ----------
    times
        Codes × codes: the mean likeness of their texts, in multiples of the likeness of any two texts.
    together
        Codes × codes: how many texts stand under both.
    names
        A short name for each code.
    above
        Each code's theme; lines are drawn between themes.
    """
    use_style()
    codes, values = list(times.columns), times.to_numpy()
    lower = np.where(np.tril(np.ones_like(values, dtype=bool)), values, np.nan)
    top = float(np.max(lower, initial=0, where=~np.isnan(lower))) or 1  # with few texts there may be no pair at all
    figure, axes = plt.subplots(figsize=(WIDTH, 4.9))
    axes.imshow(lower, cmap="Greys", vmin=0, vmax=top * 1.1, aspect="auto")
    for row, column in zip(*np.nonzero(~np.isnan(lower)), strict=True):
        ink = "white" if values[row, column] > DARK * top * 1.1 else INK
        axes.text(column, row, f"{values[row, column]:.1f}", ha="center", va="center", fontsize=7.5, color=ink)
    _shared_texts(axes, together.to_numpy())
    code_square(axes, codes, names, above)
    figure.legend(handles=_kinds(), loc="outside upper center", ncols=2, fontsize=8)
    return figure


def _kinds() -> list[Line2D]:
    square = Line2D([], [], ls="", marker="s", ms=9, color="#9A9A9A", label="likeness of two texts (1: any two)")
    circle = Line2D([], [], ls="", marker="o", ms=9, mfc=COLOURS[1], mec=INK, label="texts that stand under both")
    return [square, circle]


def _shared_texts(axes: Axes, counts: np.ndarray) -> None:
    for row, column in zip(*np.nonzero(np.triu(counts, 1)), strict=True):
        axes.plot(column, row, "o", ms=17, mfc=COLOURS[1], mec=INK, mew=1.2)
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8, weight="bold")


def overlap_alt(times: pd.DataFrame, together: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What `overlap_figure` shows, in words."""
    pairs = closest_pairs(times).head(3)
    near = "; ".join(f"{names[p['one']]} and {names[p['other']]} {p['times']:.1f}" for p in pairs.to_dict("records"))
    counts = together.to_numpy()
    both = "; ".join(
        f"{names[together.index[i]]} and {names[together.columns[j]]} {counts[i, j]}"
        for i, j in zip(*np.nonzero(np.triu(counts, 1)), strict=True)
    )
    inside = np.diag(times.to_numpy())
    inside = inside[~np.isnan(inside)]
    within = f"from {inside.min():.1f} to {inside.max():.1f}" if len(inside) else "none, as none has two texts"
    return (
        f"Likeness of subthemes in multiples of the likeness of any two texts. Within a subtheme {within}. "
        f"The closest two: {near or 'none'}. Texts in common: {both or 'none'}."
    )


def alikeness_figure(table: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Likeness within each code and to the others, beside the range of random dealing.

    Parameters
    ----------
    table
        As `alikeness.beside_chance` gives it.
    names
        What to call each code; 'all' is named here.
    """
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 0.75 + 0.24 * len(table)))
    places = np.arange(len(table))
    axes.hlines(places, table["low"], table["high"], color=PALE, lw=8, label="within, if dealt out at random (95 %)")
    axes.plot(table["apart"], places, "o", ms=5.5, mfc="white", mec=INK, label="to the others")
    axes.plot(table["within"], places, "s", ms=6, color=COLOURS[0], mec=INK, mew=0.6, label="within")
    axes.axvline(1, color=INK, lw=0.8, ls=":", zorder=0)
    axes.axhline(0.5, color=INK, lw=0.6)
    axes.set_yticks(
        places, ["all together", *(f"{names[code]}  {told_id(code)}".rstrip() for code in table["code"][1:])]
    )
    axes.set(xlabel="likeness of two texts (1: any two)", ylim=(len(table) - 0.4, -0.6), xlim=(0, None))
    axes.tick_params(axis="y", length=0)
    figure.legend(loc="outside upper center", ncols=3, fontsize=8)
    return figure


def alikeness_alt(table: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What `alikeness_figure` shows, in words."""
    named = {"all": "all together", **names}
    rows = [
        f"{named[row['code']]} {row['within']:.1f} within, {row['apart']:.1f} to the others (dealt out at random "
        f"{row['low']:.1f} to {row['high']:.1f})"
        for row in table.to_dict("records")
        if not np.isnan(row["within"])
    ] or ["It is not known of any"]
    return f"Likeness of two texts, where 1 is that of any two. {'; '.join(rows)}."
