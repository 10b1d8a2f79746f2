"""Small multiples of themes by groups, drawn from tables in which small cells are hidden already."""

from collections.abc import Mapping
from textwrap import wrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sixphase.familiarisation.figures import notice
from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent, percents

MOST_GROUPS, MOST_ENTRIES, BESIDE = 12, 30, 4
ACROSS, LINES = 17, 4  # characters of a heading's line, and its lines: more would run into the next panel
SMALL = 7.5  # points


def differing_figure(
    table: pd.DataFrame, tops: frozenset[str] = frozenset(), asked: Mapping[str, str] | None = None
) -> Figure:
    """One panel a group: the share that touches each theme, with its interval, and a tick for all together.

    Parameters
    ----------
    table
        As `themes_by_group` gives it, of one split. Twelve groups and thirty themes at most are drawn, the first.
    tops
        The ids of those at the top of the tree; they stand out in bold.
    asked
        For a split by question: each question's wording by its id. An id without a wording is written with spaces.
    """
    use_style()
    if table.empty:
        return notice("There is no group that may be shown.")
    entries = list(table["id"].unique())[:MOST_ENTRIES]
    groups = [g for g in table["group"].unique() if g][:MOST_GROUPS]
    if not groups:
        return notice("There is no group that may be shown.")
    beside = min(BESIDE, len(groups))
    rows = -(-len(groups) // beside)
    tall = max(heading(group, asked).count("\n") for group in groups)
    size = (WIDTH, 0.62 + rows * (0.62 + 0.13 * max(0, tall - 1) + 0.155 * len(entries)))
    figure, panels = plt.subplots(rows, beside, figsize=size, sharex=True, sharey=True, squeeze=False)
    here = table[table["id"].isin(entries)]
    for number, axes in enumerate(panels.flat):
        axes.set_visible(number < len(groups))
        if number < len(groups):
            _panel(axes, here, groups[number])
            of = int(here.loc[here["group"] == groups[number], "of"].iloc[0])
            axes.set_title(f"{heading(groups[number], asked)}\n(n = {of:,})", fontsize=8, loc="left")
            axes.tick_params(labelbottom=number >= len(groups) - beside)
    short = here.drop_duplicates("id").set_index("id")["short"]
    names = [wrap(short[e], 30, break_on_hyphens=False)[0] for e in entries]
    panels[0, 0].set_yticks(range(len(entries)), names, fontsize=SMALL)
    for axes in panels[:, 0]:
        for label, entry in zip(axes.get_yticklabels(), entries, strict=True):
            label.set_fontweight("bold" if entry in tops else "normal")
    panels[0, 0].set_ylim(len(entries) - 0.4, -0.6)
    _keys(figure, str(table["unit"].iloc[0]))
    return figure


def heading(group: str, asked: Mapping[str, str] | None = None) -> str:
    """What stands above a panel, wrapped to its width: the wording of a question, an id without its underscores.

    >>> heading("what_gets_in_the_way", {})
    'what gets in the\\nway'
    >>> heading("change", {"change": "What would you change?"})
    'What would you\\nchange?'
    """
    words = group if asked is None else asked.get(group, group.replace("_", " "))
    return "\n".join(wrap(words, ACROSS, max_lines=LINES, placeholder=" …"))


def _panel(axes: Axes, table: pd.DataFrame, group: str) -> None:
    colour = COLOURS[0]
    whole = table[table["group"] == ""].reset_index(drop=True)
    own = table[table["group"] == group].reset_index(drop=True)
    axes.vlines(whole["share"].astype(float), whole.index - 0.36, whole.index + 0.36, color=INK, lw=0.9, zorder=1)
    shown = own[own["state"] == SHOWN]
    if len(shown):  # a line without points lies in the figure's corner, and the layout makes room for it
        low, high = shown["low"].astype(float), shown["high"].astype(float)
        axes.hlines(shown.index, low, high, color=colour, lw=1.6, zorder=2)
        share = shown["share"].astype(float)
        axes.plot(share, shown.index, "o", ms=3.6, mfc=colour, mec=INK, mew=0.5, clip_on=False, zorder=3)
    gone = own[own["state"] != SHOWN]
    axes.plot([0.02] * len(gone), gone.index, "x", ms=3.2, color=INK, mew=0.7, zorder=3)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.5, 1], ["0", "50", "100 %"], fontsize=SMALL)
    axes.grid(True, axis="y", color=PALE, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)


def _keys(figure: Figure, unit: str) -> None:
    share = f"share of {unit}, 95 % interval"
    handles = [
        Line2D([], [], color=COLOURS[0], marker="o", ms=3.6, lw=1.6, mec=INK, mew=0.5, label=share),
        Line2D([], [], ls="", marker="|", ms=8, color=INK, label="all together"),
        Line2D([], [], ls="", marker="x", ms=3.2, mew=0.7, color=INK, label="not shown"),
    ]
    figure.legend(handles=handles, loc="outside upper center", ncols=3, fontsize=8)


def differing_alt(table: pd.DataFrame) -> str:
    """What `differing_figure` shows, in words: for each theme all together, then the shown groups."""
    if table.empty or not (table["group"] != "").any():
        return "There is no group that may be shown."
    said = []
    for id_ in list(table["id"].unique())[:MOST_ENTRIES]:
        part = table[table["id"] == id_]
        whole = part[part["group"] == ""].iloc[0]
        groups = part[part["group"] != ""].head(MOST_GROUPS).to_dict("records")
        each = ", ".join(f"{r['group']} {_said(r)}" for r in groups)
        said.append(f"{whole['name']} {_of_all(whole)}; {each}.")
    label, unit = table["label"].iloc[0], table["unit"].iloc[0]
    return f"Share of {unit} that touch each theme, by {label.lower()}. {' '.join(said)}"


def _of_all(row: pd.Series) -> str:
    return f"{percent(float(row['share']))} of all" if row["state"] == SHOWN else "of all not shown"


def _said(row: dict) -> str:
    if row["state"] != SHOWN:
        return "not shown"
    return f"{percent(float(row['share']))} ({percents(float(row['low']), float(row['high']))})"
