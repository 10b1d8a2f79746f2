"""Figures of the second reading: how often it agrees, beside chance, and where it would place answers."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sixphase.coding.code_square import code_square
from sixphase.coding.second_reading import Reading
from sixphase.study.codebook import Codebook
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent, percents

HEADS = {1: "named in first place", 3: "named among the first three"}


def hits_figure(table: pd.DataFrame) -> Figure:
    """The hit rates of `beside_chance`, each with its range; a full square is a reading, an open circle none."""
    use_style()
    figure, panels = plt.subplots(1, len(HEADS), figsize=(WIDTH, 2.5), sharey=True)
    for axes, (among, head) in zip(panels, HEADS.items(), strict=True):
        _panel(axes, table[table["among"] == among], head)
    figure.supxlabel("answers of which the published subtheme is named (%)", fontsize=9)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, head: str) -> None:
    for y, row in enumerate(rows.to_dict("records")):
        reads = y == 0
        colour, marker, face = (COLOURS[0], "s", COLOURS[0]) if reads else (INK, "o", "white")
        axes.plot([100 * row["low"], 100 * row["high"]], [y, y], color=colour, lw=2.4 if reads else 1, zorder=1)
        axes.plot(100 * row["share"], y, marker, ms=6, color=colour, mfc=face, zorder=2)
        axes.annotate(
            percent(row["share"]),
            (100 * row["share"], y),
            (0, 5),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            bbox={"fc": "white", "ec": "none", "pad": 0.6},
            zorder=0.9,
        )
    axes.set(title=head, xlim=(0, 100), ylim=(len(rows) - 0.5, -0.7))
    axes.set_yticks(range(len(rows)), rows["reading"])
    axes.xaxis.grid(True, color=PALE, lw=0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_axisbelow(True)


def hits_alt(table: pd.DataFrame) -> str:
    """What `hits_figure` shows, in words."""
    parts = []
    for among, head in HEADS.items():
        rows = table[table["among"] == among]
        said = "; ".join(
            f"{r['reading']} {percent(r['share'])} ({_range(r['low'], r['high'])})" for r in rows.to_dict("records")
        )
        parts.append(f"Published subtheme {head}: {said}.")
    return f"Hit rates with their ranges. {' '.join(parts)}"


def _range(low: float, high: float) -> str:
    return "exact" if low == high else f"range {percents(low, high)}"


def crossing(reading: Reading) -> pd.DataFrame:
    """Codes × codes: how many answers that stand under the row's code are suggested the column's first."""
    book = list(reading.book)
    voted = reading.votes.sum(axis=1) > 0
    counts = np.zeros((len(book), len(book)), dtype=int)
    np.add.at(counts, (reading.codes[voted], reading.order[voted, 0]), 1)
    return pd.DataFrame(counts, index=pd.Index(book, name="published"), columns=book)


def crossing_figure(crossed: pd.DataFrame, codebook: Codebook) -> Figure:
    """The counts of `crossing` as a table of shades; framed cells are where both agree."""
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 4.0))
    counts = crossed.to_numpy()
    axes.imshow(
        np.where(counts > 0, counts, np.nan), cmap="Greys", vmin=0, vmax=max(counts.max(), 1) * 1.9, aspect="auto"
    )
    shown = counts.astype(bool) | np.eye(len(counts), dtype=bool)
    for row, column in zip(*np.nonzero(shown), strict=True):
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8)
    code_square(axes, list(crossed.columns), codebook.short_names(), codebook.theme_of())
    axes.set(xlabel="suggested first by computation", ylabel="published under")
    return figure


def crossing_alt(crossed: pd.DataFrame, codebook: Codebook) -> str:
    """What `crossing_figure` shows, in words."""
    names, counts = codebook.short_names(), crossed.to_numpy()
    agree, total = int(np.trace(counts)), int(counts.sum())
    apart = [(counts[i, j], i, j) for i, j in zip(*np.nonzero(counts), strict=True) if i != j]
    most = [
        f"{count} from {names[crossed.index[i]]} to {names[crossed.columns[j]]}"
        for count, i, j in sorted(apart, key=lambda cell: (-cell[0], cell[1], cell[2]))[:3]
    ]
    rest = f" Most often it would move {'; '.join(most)}." if most else ""
    return f"Published subtheme against first suggestion: the same for {agree} of {total} answers.{rest}"
