"""A figure of how much of the data set each theme touches."""

from textwrap import shorten
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sixphase.familiarisation.figures import notice
from sixphase.study.few_people import NOT_SHOWN, are_few
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent, percents

MOST_ENTRIES = 40
NUMBERS = (
    "codings", "answers", "answers_share", "answers_low", "answers_high",
    "forms", "forms_share", "forms_low", "forms_high",
)  # fmt: skip
KINDS = (("forms", "o", COLOURS[0], -0.17), ("answers", "s", COLOURS[1], 0.17))


def touching_figure(shares: pd.DataFrame) -> Figure:
    """For each theme and subtheme the share of forms and of answers that touch it, with their intervals.

    Parameters
    ----------
    shares
        As `touching_shares` gives it; the first 40 entries are drawn. Without forms the answers stand alone. Of an
        entry without its numbers (see `without_few`) it is said that they are not shown.
    """
    use_style()
    rows = shares.head(MOST_ENTRIES).reset_index(drop=True)
    if rows.empty:
        return notice("There is no theme yet.")
    figure, axes = plt.subplots(figsize=(WIDTH, 0.95 + 0.23 * len(rows)))
    for at in rows.index[rows["answers_share"].isna()]:
        axes.text(0.01, at, NOT_SHOWN, va="center", fontsize=7, style="italic")
    handles = [_marks(axes, rows, *kind) for kind in KINDS if rows[f"{kind[0]}_share"].notna().any()]
    names = [shorten(str(name), 34, placeholder=" …") for name in rows["short"]]
    axes.set_yticks(range(len(rows)), names)
    for label, parent in zip(axes.get_yticklabels(), rows["parent"], strict=True):
        label.set_fontweight("normal" if parent else "bold")
    axes.set(xlabel="share that the theme touches", xlim=(0, 1), ylim=(len(rows) - 0.4, -0.6))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.grid(True, axis="y", color=PALE, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    if handles:
        figure.legend(handles=handles, loc="outside upper center", ncols=2, fontsize=8)
    return figure


def without_few(shares: pd.DataFrame, small: int) -> pd.DataFrame:
    """The shares without the numbers of entries that few people touch, as they may be printed."""
    few = shares["forms"].map(lambda people: are_few(people, small)).astype(bool)
    masked = {name: shares[name].mask(few) for name in NUMBERS}
    return shares.assign(**masked)


def _marks(axes: Axes, rows: pd.DataFrame, kind: str, marker: str, colour: str, off: float) -> Line2D:
    low, high, share = (rows[f"{kind}_{end}"].astype(float) for end in ("low", "high", "share"))
    axes.hlines(rows.index + off, low, high, color=colour, lw=1.6)
    style: dict[str, Any] = {"ls": "", "marker": marker, "ms": 4.2, "mfc": colour, "mec": INK, "mew": 0.6}
    axes.plot(share, rows.index + off, clip_on=False, **style)
    of = rows[f"of_{kind}"].iloc[0]
    return Line2D([], [], color=colour, lw=1.6, **{**style, "ls": "-"}, label=f"of {int(of):,} {kind}")


def touching_alt(shares: pd.DataFrame) -> str:
    """What `touching_figure` shows, in words."""
    said = []
    for row in shares.head(MOST_ENTRIES).to_dict("records"):
        parts = [
            f"{percent(row[f'{kind}_share'])} of {kind} ({percents(row[f'{kind}_low'], row[f'{kind}_high'])})"
            for kind, *_ in KINDS
            if not pd.isna(row[f"{kind}_low"])
        ]
        said.append(f"{row['name']}: {' and '.join(parts) or NOT_SHOWN}")
    return (
        f"Share that each theme touches, with 95 % intervals. {'; '.join(said)}." if said else "There is no theme yet."
    )
