"""Figures of the participants, drawn from tables in which small cells are hidden already."""

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sixphase.familiarisation.participants.labels import MOST_ROWS, NOT_SHOWN, say
from sixphase.study.figures import COLOURS, INK, WIDTH, use_style
from sixphase.study.rates import percent, percents


def participants_figure(table: pd.DataFrame, attribute: str) -> Figure:
    """People by the categories of one attribute: a bar and its interval, or the words 'not shown'.

    Parameters
    ----------
    table
        `Participants.participants`.
    attribute
        Which attribute to draw, by its id.
    """
    rows = _of(table, attribute).head(MOST_ROWS)
    figure, axes = _rows(rows["category"])
    axes.set(xlabel="Forms", ylabel="")
    if rows["count"].notna().any():
        bars = rows.assign(count=rows["count"].astype(float))
        sns.barplot(
            bars, x="count", y="category", width=0.62, color=COLOURS[4], edgecolor=INK, lw=0.8, saturation=1, ax=axes
        )
    axes.set(xlabel="Forms", ylabel="", xlim=(0, 1.62 * max(1.0, *(_end(row) for row in rows.to_dict("records")))))
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    for place, row in enumerate(rows.to_dict("records")):
        if _end(row) and not pd.isna(row["share"]):
            axes.plot([row["low"] * _end(row) / row["high"], _end(row)], [place, place], color=INK, lw=1.4)
        say(axes, place, _end(row), counted(row))
    _names(axes, rows["category"])
    return figure


def _end(row: Mapping[Any, Any]) -> float:
    """Where a bar and its interval end, in forms; 0 where the count is not shown."""
    if pd.isna(row["count"]) or not row["count"]:
        return 0.0
    return float(row["count"] if pd.isna(row["share"]) else row["high"] * row["count"] / row["share"])


def participants_alt(table: pd.DataFrame, attribute: str) -> str:
    """What `participants_figure` shows, in words."""
    rows = _of(table, attribute)
    said = [f"{row['category']} {counted(row)}" for row in rows.head(MOST_ROWS).to_dict("records")]
    more = f"; and {len(rows) - MOST_ROWS} more categories in the table" if len(rows) > MOST_ROWS else ""
    return f"{rows['label'].iloc[0]}, as given on the forms: {'; '.join(said)}{more}."


def counted(row: Mapping[Any, Any]) -> str:
    """Such as '308, 45 % (41 to 49 %)', or 'not shown'.

    >>> counted({"count": 308, "share": 0.4496, "low": 0.4128, "high": 0.4871})
    '308, 45 % (41 to 49 %)'
    >>> counted({"count": None, "share": None, "low": None, "high": None})
    'not shown'
    """
    if pd.isna(row["count"]):
        return NOT_SHOWN
    if pd.isna(row["share"]):
        return f"{int(row['count']):,}"
    return f"{int(row['count']):,}, {percent(row['share'])} ({percents(row['low'], row['high'])})"


def missing_figure(missing: pd.DataFrame, attribute: str, overall: float | None) -> Figure:
    """The response in each group with its interval, and a line for that of all.

    Parameters
    ----------
    missing
        `Participants.missing`.
    attribute
        Which attribute to draw, by its id.
    overall
        The response of all; None where it may not be told.
    """
    rows = _of(missing, attribute).head(MOST_ROWS)
    figure, axes = _rows(rows["category"])
    for place, row in enumerate(rows.to_dict("records")):
        if pd.isna(row["response"]):
            axes.text(0.01, place, NOT_SHOWN, va="center", fontsize=8, style="italic")
            continue
        axes.plot([row["low"], row["high"]], [place, place], color=INK, lw=1.2)
        axes.plot(row["response"], place, "o", color=COLOURS[0], mec=INK, ms=6)
        axes.text(1.03, place, missing_words(row), va="center", fontsize=8)
    if overall is not None:
        axes.axvline(overall, color=INK, lw=0.9, ls=":", zorder=0)
        axes.annotate(
            f"all {percent(overall)}",
            (overall, -0.6),
            (0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
        )
    axes.set(xlabel="Share who returned a form", xlim=(0, 1.62))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    _names(axes, rows["category"])
    return figure


def missing_alt(missing: pd.DataFrame, attribute: str, overall: float | None) -> str:
    """What `missing_figure` shows, in words."""
    said = []
    for row in _of(missing, attribute).head(MOST_ROWS).to_dict("records"):
        hidden = pd.isna(row["response"])
        said.append(f"{row['category']} {NOT_SHOWN if hidden else missing_words(row)}")
    whole = f" All together {percent(overall)}." if overall is not None else ""
    return f"Share of those who came who returned a form: {'; '.join(said)}.{whole}"


def missing_words(row: Mapping[Any, Any]) -> str:
    """Such as '201 of 308, 65 % (60 to 70 %)'."""
    share = f"{percent(row['response'])} ({percents(row['low'], row['high'])})"
    return f"{int(row['answered']):,} of {int(row['attended']):,}, {share}"


def _of(table: pd.DataFrame, attribute: str) -> pd.DataFrame:
    return table[table["attribute"] == attribute].reset_index(drop=True)


def _rows(categories: pd.Series) -> tuple[Figure, Axes]:
    use_style()
    lines = sum(max(1.35, 0.85 * (_folded(category).count("\n") + 1)) for category in categories)
    return plt.subplots(figsize=(WIDTH, 0.95 + 0.2 * max(lines, 1)))


def _folded(category: str) -> str:
    return fill(category, 30, break_on_hyphens=False)


def _names(axes: Axes, categories: pd.Series) -> None:
    axes.set_yticks(range(len(categories)), [_folded(category) for category in categories])
    axes.set(ylabel="", ylim=(len(categories) - 0.45, -0.6))
    axes.tick_params(axis="y", length=0)
