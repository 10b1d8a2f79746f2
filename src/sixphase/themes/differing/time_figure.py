"""Themes over the years: one panel a theme."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sixphase.familiarisation.figures import notice
from sixphase.familiarisation.participants.cells import UNDATED
from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent, percents

MOST_PANELS, BESIDE, SMALL = 24, 4, 7.5


def time_figure(table: pd.DataFrame, trends: pd.DataFrame) -> Figure:
    """One panel a theme: its share in each year with the interval, and the odds ratio of a year.

    Parameters
    ----------
    table
        `themes_by_group` of the years. The first 24 themes are drawn.
    trends
        As `trends` gives them.
    """
    use_style()
    dated = table[~table["group"].isin(["", UNDATED])]
    if dated.empty:
        return notice("There is no year that may be shown.")
    entries, years = list(dated["id"].unique())[:MOST_PANELS], list(dated["group"].unique())
    beside = min(BESIDE, len(entries))
    rows = -(-len(entries) // beside)
    figure, panels = plt.subplots(
        rows, beside, figsize=(WIDTH, 0.5 + 1.45 * rows), sharex=True, sharey=True, squeeze=False
    )
    by_id = trends.set_index("id")
    for number, axes in enumerate(panels.flat):
        axes.set_visible(number < len(entries))
        if number < len(entries):
            _panel(axes, dated[dated["id"] == entries[number]], trend_words(by_id.loc[entries[number]]))
            axes.tick_params(labelbottom=number >= len(entries) - beside)
    step = -(-len(years) // 3)
    panels[0, 0].set_xticks(range(0, len(years), step), years[::step], fontsize=SMALL)
    panels[0, 0].set_xlim(-0.5, len(years) - 0.5)
    panels[0, 0].set_ylim(0, 1)
    panels[0, 0].set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"], fontsize=SMALL)
    figure.supylabel("share of forms", fontsize=9)
    return figure


def _panel(axes: Axes, part: pd.DataFrame, words: str) -> None:
    part = part.reset_index(drop=True)
    shown = part[part["state"] == SHOWN]
    if len(shown):  # a line without points lies in the figure's corner, and the layout makes room for it
        axes.vlines(shown.index, shown["low"].astype(float), shown["high"].astype(float), color=COLOURS[0], lw=1.6)
        axes.plot(shown.index, shown["share"].astype(float), "-o", ms=3.6, lw=0.7, color=COLOURS[0], mec=INK, mew=0.5)
    else:
        axes.text((len(part) - 1) / 2, 0.5, "not shown", ha="center", va="center", fontsize=8, style="italic")
    short = str(part["short"].iloc[0])
    name = short if len(short) <= 24 else f"{short[:23].rstrip()}…"
    axes.set_title(f"{name}\n{words}", fontsize=SMALL, loc="left")
    axes.grid(True, axis="y", color=PALE, lw=0.5)
    axes.set_axisbelow(True)


def trend_words(row: pd.Series) -> str:
    """Such as '× 1.4 (1.14 to 1.73)'; a star marks a trend that stands after correction."""
    if pd.isna(row["odds"]):
        return "trend not shown"
    star = " *" if row["holds"] else ""
    return f"× {times(row['odds'])} ({times(row['low'])} to {times(row['high'])}){star}"


def times(value: float) -> str:
    """An odds ratio in two decimals, no more than it has.

    >>> times(1.4034), times(2.5)
    ('1.4', '2.5')
    """
    return f"{round(float(value), 2):,g}"


def time_alt(table: pd.DataFrame, trends: pd.DataFrame) -> str:
    """What `time_figure` shows, in words."""
    dated = table[~table["group"].isin(["", UNDATED])]
    said = []
    for row in trends.head(MOST_PANELS).to_dict("records"):
        part = dated[dated["id"] == row["id"]]
        years = ", ".join(f"{r['group']} {_share(r)}" for r in part.to_dict("records"))
        said.append(f"{row['name']}: {years}; {_trend(row)}.")
    if dated.empty or not said:
        return "There is no year that may be shown."
    return f"Share of forms that touch each theme, by year, and how the odds change from year to year. {' '.join(said)}"


def _share(row: dict) -> str:
    if row["state"] != SHOWN:
        return "not shown"
    return f"{percent(float(row['share']))} ({percents(float(row['low']), float(row['high']))})"


def _trend(row: dict) -> str:
    if pd.isna(row["odds"]):
        return "trend not shown"
    stands = "stands" if row["holds"] else "does not stand"
    ends = f"95 % interval {times(row['low'])} to {times(row['high'])}"
    return f"odds times {times(row['odds'])} a year, {ends}, {stands} after correction"
