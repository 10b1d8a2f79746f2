"""Figures of the sessions, drawn from tables in which small cells are hidden already."""

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sixphase.familiarisation.participants.labels import MOST_ROWS, NOT_SHOWN, say
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent


def sessions_figure(periods: pd.DataFrame) -> Figure:
    """Over time: a pale bar for all who came, in front of it one for the forms that were returned.

    Parameters
    ----------
    periods
        `Participants.periods`.
    """
    use_style()
    shown = periods.head(MOST_ROWS)
    figure, axes = plt.subplots(figsize=(WIDTH, 1.1 + 0.27 * max(len(shown), 4)))
    highest = max([1.0, *shown[["attended", "forms"]].astype(float).max().dropna()])
    for place, row in enumerate(shown.to_dict("records")):
        if not pd.isna(row["attended"]) and row["attended"]:
            axes.barh(place, row["attended"], 0.72, fc=PALE, ec=INK, lw=0.6, label="came")
        if not pd.isna(row["forms"]):
            axes.barh(place, row["forms"], 0.4, fc=COLOURS[0], ec=INK, lw=0.6, label="forms returned")
        longest = max([0.0, *(float(row[c]) for c in ("attended", "forms") if not pd.isna(row[c]))])
        say(axes, place, longest, period_words(row))
    names = [f"{row.period} ({row.sessions})" for row in shown.itertuples()]
    axes.set(xlabel="People", ylabel="Period (sessions)", xlim=(0, 1.55 * highest), ylim=(len(shown) - 0.4, -0.6))
    axes.set_yticks(range(len(shown)), names)
    axes.tick_params(axis="y", length=0)
    handles = dict(zip(*axes.get_legend_handles_labels()[::-1], strict=True))
    if handles:
        figure.legend(handles.values(), handles, loc="outside upper left", ncols=2, fontsize=8)
    return figure


def sessions_alt(periods: pd.DataFrame) -> str:
    """What `sessions_figure` shows, in words."""
    said = [f"{r['period']} {r['sessions']} sessions, {period_words(r)}" for r in periods.to_dict("records")]
    return f"Sessions over time: {'; '.join(said[:MOST_ROWS])}." if said else "No session has a date."


def period_words(row: Mapping[Any, Any]) -> str:
    """Such as '38 of 57 came back, 67 %' where those who came were counted, else the number of forms.

    >>> period_words({"attended": 57, "forms": 38, "answered": 38, "response": 0.667})
    '38 forms of 57 people, 67 %'
    >>> period_words({"attended": None, "forms": 38, "answered": None, "response": None})
    '38 forms'
    """
    forms = NOT_SHOWN if pd.isna(row["forms"]) else f"{int(row['forms']):,} forms"
    if pd.isna(row["attended"]) or not row["attended"]:
        return forms
    people = f"{int(row['attended']):,} people"
    if pd.isna(row["response"]):
        return f"{people}, forms {forms}" if forms == NOT_SHOWN else f"{forms}, {people}"
    if row["answered"] == row["forms"]:
        return f"{forms} of {people}, {percent(row['response'])}"
    return f"{forms}; {int(row['answered']):,} of {people} counted, {percent(row['response'])}"


def sizes_figure(sizes: pd.DataFrame) -> Figure:
    """How many sessions had which size.

    Parameters
    ----------
    sizes
        `Participants.sizes`, with a row at least.
    """
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 2.4))
    sns.barplot(sizes, x="size", y="sessions", color=COLOURS[4], edgecolor=INK, linewidth=0.8, saturation=1, ax=axes)
    axes.set(xlabel="People at the session", ylabel="Sessions")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    wide = max(map(len, sizes["size"])) * len(sizes) > 60
    axes.tick_params(axis="x", length=0, labelrotation=90 if wide else 0)
    return figure


def sizes_alt(sizes: pd.DataFrame) -> str:
    """What `sizes_figure` shows, in words."""
    said = [f"{row['size']} people: {row['sessions']}" for row in sizes.to_dict("records") if row["sessions"]]
    return f"Sessions by size: {'; '.join(said)}."
