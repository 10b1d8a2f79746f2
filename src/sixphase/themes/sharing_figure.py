"""A figure of the words that the answers of each theme share."""

from collections.abc import Mapping
from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from sixphase.familiarisation.figures import notice
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent

MOST_PANELS = 12


def shared_figure(shared: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """One panel a code: how many of its texts use a word (full), and how many of the others (open).

    Parameters
    ----------
    shared
        As `shared_words` gives it.
    names
        The title of each code's panel.
    """
    use_style()
    if shared.empty:
        return notice("No two answers of a theme share a word.")
    codes = [code for code in names if code in set(shared["code"])][:MOST_PANELS]
    rows, most = -(-len(codes) // 2), int(shared["code"].value_counts().max())
    size = (WIDTH, rows * (0.75 + 0.17 * most) + 0.3)
    figure, panels = plt.subplots(rows, 2, figsize=size, sharex=True, squeeze=False)
    for number, axes in enumerate(panels.flat):
        axes.set_visible(number < len(codes))
        if number < len(codes):
            _panel(axes, shared[shared["code"] == codes[number]], names[codes[number]], COLOURS[number % len(COLOURS)])
            axes.set_ylim(most - 0.4, -0.6)
            axes.tick_params(labelbottom=number >= len(codes) - 2)
    axes.set_xlim(0, 1.03 * float(shared["share"].max()))
    figure.supxlabel("share of texts that use the word", fontsize=9)
    kinds = [("under the theme", PALE), ("under the other themes", "white")]
    handles = [Line2D([], [], ls="", marker="o", ms=6, mfc=face, mec=INK, label=label) for label, face in kinds]
    figure.legend(handles=handles, loc="outside upper center", ncols=2, fontsize=8)
    return figure


def _panel(axes: Axes, part: pd.DataFrame, title: str, colour: str) -> None:
    places = range(len(part))
    axes.hlines(places, part["elsewhere"], part["share"], color=colour, lw=2.2, zorder=1)
    axes.plot(part["elsewhere"], places, "o", ms=5, mfc="white", mec=INK, mew=0.9, clip_on=False, zorder=2)
    axes.plot(part["share"], places, "o", ms=6, mfc=colour, mec=INK, mew=0.9, clip_on=False, zorder=3)
    axes.set_yticks(places, part["word"])
    axes.set_title(fill(title, 36, break_on_hyphens=False), fontsize=9, loc="left")
    axes.xaxis.grid(True, color=PALE, lw=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    axes.tick_params(axis="y", length=0, pad=6)


def shared_alt(shared: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What `shared_figure` shows, in words."""
    parts = []
    for code in list(names)[:MOST_PANELS]:
        part = shared[shared["code"] == code]
        rows = part.to_dict("records")
        said = ", ".join(f"{r['word']} {percent(r['share'])} against {percent(r['elsewhere'])}" for r in rows)
        parts.append(f"{names[code]}: {said or 'no word is shared'}.")
    return f"Share of texts that use a word, under the theme against elsewhere. {' '.join(parts)}"
