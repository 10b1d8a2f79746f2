"""Who took part, as far as it is published, as a figure."""

from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.writeup.audit.intervals import Span
from sixphase.writeup.reported_participants import REPORTED, UNKNOWN


def participants_figure(table: pd.DataFrame, attribute: str) -> Drawing:
    """One row a category: a bar for a reported count, the words 'not published' in place of any other.

    Parameters
    ----------
    table
        As `participants_table` gives it.
    attribute
        Which attribute to draw.
    """
    use_style()
    rows = table[table["attribute"] == attribute].reset_index(drop=True)
    whole = rows[["whole_low", "whole_high"]].dropna()
    figure, axes = plt.subplots(figsize=(WIDTH, 0.95 + 0.27 * len(rows)))
    widest = float(whole["whole_high"].iloc[0] if len(whole) else rows["count"].fillna(0).max() or 1)
    for place, row in enumerate(rows.to_dict("records")):
        if row["state"] == REPORTED:
            axes.barh(place, row["count"], 0.62, fc=COLOURS[4], ec=INK, lw=0.8)
            inside = float(row["count"]) > 0.55 * widest
            _say(axes, place, float(row["count"]), _counted(row), inside)
        else:
            axes.text(0.008 * widest, place, UNKNOWN, va="center", fontsize=8, style="italic", color=INK)
    if len(whole):
        _whole(axes, int(whole["whole_low"].iloc[0]), int(whole["whole_high"].iloc[0]))
    labels = [fill(category, 30, break_on_hyphens=False) for category in rows["category"]]
    axes.set_yticks(range(len(rows)), labels)
    axes.set(xlabel="people", xlim=(0, 1.02 * widest), ylim=(len(rows) - 0.45, -0.55))
    axes.tick_params(axis="y", length=0)
    return figure


def _say(axes: Axes, place: int, count: float, words: str, inside: bool) -> None:
    box = {"fc": COLOURS[4] if inside else "white", "ec": "none", "pad": 1.2}
    shift, side = (-6, "right") if inside else (5, "left")
    axes.annotate(
        words, (count, place), (shift, 0), textcoords="offset points", ha=side, va="center", fontsize=8, bbox=box
    )


def _whole(axes: Axes, low: int, high: int) -> None:
    """Where all people together, and half of them, can lie."""
    axes.axvspan(low, high, color=INK, lw=0, alpha=0.55, zorder=0)
    axes.axvspan(low / 2, high / 2, color=PALE, lw=0, zorder=0)
    for x, words, side in (
        ((low + high) / 4, "half", "center"),
        (high, f"all, as implied: {Span(low, high)}", "right"),
    ):
        axes.annotate(words, (x, -0.55), (0, 3), textcoords="offset points", ha=side, va="bottom", fontsize=8)


def _counted(row: dict) -> str:
    """Such as '589, printed as 86 % (85.6 to 86.5 %)'."""
    share = "" if pd.isna(row["printed_share"]) else f", printed as {row['printed_share']:g} %"
    if pd.isna(row["share_low"]):
        return f"{row['count']:,}{share}"
    low, high = f"{row['share_low']:.1f}", f"{row['share_high']:.1f}"
    span = f"{low} %" if low == high else f"{low} to {high} %"
    return f"{row['count']:,}{share} ({span})" if share else f"{row['count']:,}: {span} of all"


def participants_alt(table: pd.DataFrame, attribute: str) -> str:
    """What `participants_figure` shows, in words."""
    rows = table[table["attribute"] == attribute]
    said = [
        f"{row['category']}, {_counted(row) if row['state'] == REPORTED else UNKNOWN}"
        for row in rows.to_dict("records")
    ]
    whole = rows[["whole_low", "whole_high"]].dropna()
    implied = f" All together {Span(*whole.iloc[0])} people, as the printed share implies." if len(whole) else ""
    return f"{rows['label'].iloc[0]} of the participants: {'; '.join(said)}.{implied}"
