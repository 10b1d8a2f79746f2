"""The named values of themes over attributes and time: what a paper would say of them."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.rows import HIDDEN
from sixphase.familiarisation.participants.values import word_for
from sixphase.study.rates import percent
from sixphase.themes.differing.time_figure import times

Value = tuple[str, Any, str | None]  # name, value, what the paper prints
NONE = "none"


def differing_values(tables: pd.DataFrame, compared: pd.DataFrame, method: str) -> Iterator[Value]:
    """How many comparisons there are, how many stand, and the largest difference of each split.

    Parameters
    ----------
    tables
        All tables of themes by groups.
    compared
        Their `differences`.
    method
        How these were corrected: 'bh' or 'holm'.
    """
    yield "differing.comparisons", len(compared), None
    yield "differing.stand", int(compared["holds"].sum()), None
    yield "differing.correction", {"bh": "Benjamini-Hochberg", "holm": "Holm"}[method], None
    yield "differing.hidden_cells", int((tables["state"] == HIDDEN).sum()), None
    for split in tables["split"].unique():
        name = f"differing.{word_for(split)}"
        part = compared[compared["split"] == split]
        yield f"{name}.comparisons", len(part), None
        yield f"{name}.stand", int(part["holds"].sum()), None
        standing = part[part["holds"]]
        size = standing["difference"].abs()
        yield f"{name}.largest", said(standing.loc[size.idxmax()]) if len(standing) else NONE, None


def said(row: "pd.Series[Any]") -> str:
    """A difference in words: groups, shares, their difference and interval in points, Cohen's h."""
    apart, low, high = (f"{100 * row[name]:+.0f}".replace("-", "−") for name in ("difference", "low", "high"))
    points = f"{apart} points, 95 % interval {low} to {high}"
    size = f"{row['h']:.2f}".replace("-", "−")
    shares = f"{percent(float(row['share']))} against {percent(float(row['others']))} of all others"
    return f"{row['name']}, {row['group']}: {shares} ({points}; h = {size})"


def trend_values(trends: pd.DataFrame) -> Iterator[Value]:
    """How many trends are told and stand, and the steepest rise and fall among those that stand."""
    told = trends[trends["odds"].notna()]
    standing = told[told["holds"]]
    yield "trend.told", len(told), None
    yield "trend.stand", int(standing.shape[0]), None
    steepest = {}
    for word, part, pick in (
        ("rise", standing[standing["odds"] > 1], "idxmax"),
        ("fall", standing[standing["odds"] < 1], "idxmin"),
    ):
        row = None if part.empty else part.loc[getattr(part["odds"].astype(float), pick)()]
        steepest[word] = "" if row is None else str(row["name"])
        yield f"trend.{word}", NONE if row is None else str(row["name"]), None
        yield f"trend.{word}_odds", *((None, NONE) if row is None else (float(row["odds"]), times(row["odds"])))
        yield f"trend.{word}_interval", NONE if row is None else f"{times(row['low'])} to {times(row['high'])}", None
    yield "trend.steepest_said", steepest_said(**steepest), None


def steepest_said(rise: str, fall: str) -> str:
    """Which theme rises and which falls most, among those whose change is clear; '' where none is.

    >>> steepest_said("Trust", "Rest"), steepest_said("", "Rest"), steepest_said("", "")
    ('Of these Trust rises most and Rest falls most.', 'Of these none rises and Rest falls most.', '')
    """
    if not rise and not fall:
        return ""
    up, down = f"{rise} rises most" if rise else "none rises", f"{fall} falls most" if fall else "none falls"
    return f"Of these {up} and {down}."
