"""The joint display as a picture: themes beside the scores of those who touch them and of those who do not."""

from collections.abc import Set
from textwrap import fill, shorten

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sixphase.familiarisation.figures import notice
from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style

MOST_OCCASIONS, MOST_ENTRIES, BESIDE, SMALL = 6, 30, 3, 7.5
NOTHING = "There is no score that may be shown."
SIDES = (("", -0.16, "o", COLOURS[0], "touch the theme"), ("others_", 0.16, "s", "white", "do not"))


def joint_figure(display: pd.DataFrame, measure: str, tops: Set[str] = frozenset()) -> Figure:
    """One panel an occasion: for each theme the mean score with its interval of those who touch it and of the others.

    Parameters
    ----------
    display
        As `joint_display` gives it.
    measure
        Which measure to draw, by its id.
    tops
        The ids of those at the top of the tree; they stand out in bold.
    """
    use_style()
    table = display[display["measure"] == measure]
    if table.empty:
        return notice(NOTHING)
    entries, occasions = list(table["id"].unique())[:MOST_ENTRIES], list(table["occasion"].unique())[:MOST_OCCASIONS]
    beside = min(BESIDE, len(occasions))
    rows = -(-len(occasions) // beside)
    size = (WIDTH, 0.9 + rows * (0.6 + 0.21 * len(entries)))
    figure, panels = plt.subplots(rows, beside, figsize=size, sharex=True, sharey=True, squeeze=False)
    for number, axes in enumerate(panels.flat):
        axes.set_visible(number < len(occasions))
        if number < len(occasions):
            part = table[(table["occasion"] == occasions[number]) & table["id"].isin(entries)]
            _panel(axes, part.reset_index(drop=True))
            axes.tick_params(labelbottom=number >= len(occasions) - beside)
    names = [shorten(str(name), 30, placeholder=" …") for name in table.drop_duplicates("id")["short"][: len(entries)]]
    panels[0, 0].set_yticks(range(len(entries)), names, fontsize=SMALL)
    for axes in panels[:, 0]:
        for label, entry in zip(axes.get_yticklabels(), entries, strict=True):
            label.set_fontweight("bold" if entry in tops else "normal")
    panels[0, 0].set_ylim(len(entries) - 0.4, -0.6)
    figure.supxlabel(f"{table['label'].iloc[0]}, mean and 95 % interval", fontsize=9)
    handles = [Line2D([], [], color=INK, marker=m, ms=4, mfc=face, lw=1.2, label=said) for _, _, m, face, said in SIDES]
    handles.append(Line2D([], [], ls="", marker="x", ms=3.2, mew=0.7, color=INK, label="not shown"))
    figure.legend(handles=handles, loc="outside upper center", ncols=3, fontsize=8)
    return figure


def _panel(axes: Axes, part: pd.DataFrame) -> None:
    shown = part[part["state"] == SHOWN]
    for side, off, marker, face, _ in SIDES:
        here = shown[shown[f"{side}mean"].notna()]
        at, low, high = here.index + off, here[f"{side}low"].astype(float), here[f"{side}high"].astype(float)
        axes.hlines(at, low, high, color=INK, lw=1.2)
        axes.plot(here[f"{side}mean"].astype(float), at, marker, ms=4, mfc=face, mec=INK, mew=0.6, ls="", clip_on=False)
    gone = part[part["state"] != SHOWN]
    axes.plot([0.03] * len(gone), gone.index, "x", ms=3.2, color=INK, mew=0.7, transform=axes.get_yaxis_transform())
    occasion = fill(str(part["occasion"].iloc[0]) or "All forms", 26)
    axes.set_title(f"{occasion}\n(n = {int(part['scored'].iloc[0]):,})", fontsize=8, loc="left")
    axes.grid(True, axis="y", color=PALE, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)


def joint_alt(display: pd.DataFrame, measure: str) -> str:
    """What `joint_figure` shows, in words."""
    table = display[display["measure"] == measure]
    if table.empty:
        return NOTHING
    said = []
    for row in table.to_dict("records"):
        where = f"{row['occasion']}, " if row["occasion"] else ""
        if row["state"] != SHOWN or pd.isna(row["mean"]) or pd.isna(row["others_mean"]):
            said.append(f"{where}{row['name']}: not shown")
            continue
        own, rest = (f"{row[f'{s}mean']:.2f} ({row[f'{s}low']:.2f} to {row[f'{s}high']:.2f})" for s in ("", "others_"))
        said.append(f"{where}{row['name']}: {own} against {rest}")
    return f"Mean {table['label'].iloc[0]} of those who touch each theme against the others. {'; '.join(said)}."
