"""Figures of familiarisation, each with the words for those who do not see it."""

from textwrap import fill
from typing import Any, cast

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.container import BarContainer
from matplotlib.ticker import MaxNLocator

from sixphase.familiarisation.keyness import NOTABLE, leading
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style

SHOWN_WORDS = 20
WORDS_A_THEME = 8
MOST_PANELS = 8  # as many as stand on one page; the table has them all
MOST_POINTS = 500  # more points than this are a blot, and one very long answer would press all boxes flat


def frequency_figure(table: pd.DataFrame, most: int = SHOWN_WORDS) -> Any:
    """The most frequent words as bars.

    Parameters
    ----------
    table
        Columns word and count, the most frequent first.
    """
    shown = table.head(most)
    if shown.empty:
        return notice("There are no words to show.")
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 0.8 + 0.19 * max(len(shown), 4)))
    sns.barplot(shown, x="count", y="word", color=COLOURS[4], edgecolor=INK, linewidth=0.6, saturation=1, ax=axes)
    for bars in axes.containers:
        axes.bar_label(cast(BarContainer, bars), padding=3, fontsize=8)
    axes.set(xlabel="Times written", ylabel="")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(left=False)
    return figure


def frequency_alt(table: pd.DataFrame, most: int = SHOWN_WORDS) -> str:
    """What the figure shows, in words.

    >>> frequency_alt(pd.DataFrame({"word": ["group", "self", "bag"], "count": [14, 12, 4]}), 2)
    'Bars of the 2 most frequent words: group 14, self 12.'
    """
    shown = table.head(most)
    if shown.empty:
        return "There are no words to show."
    return f"Bars of the {len(shown)} most frequent words: {_listed(shown['word'], shown['count'])}."


def keyness_figure(table: pd.DataFrame, most: int = WORDS_A_THEME) -> Any:
    """The most telling words of each theme, one panel a theme; those beyond `NOTABLE` are filled.

    Parameters
    ----------
    table
        As `keyness` gives it.
    """
    shown, themes = _leading(table, most)
    if not themes:
        return notice("There are no themes yet to compare.")
    use_style()
    rows = -(-len(themes) // 2)
    figure, panels = plt.subplots(rows, 2, figsize=(WIDTH, rows * (0.85 + 0.185 * most)), sharex=True, squeeze=False)
    for axes, theme in zip(panels.flat, themes, strict=False):
        _words_of_theme(axes, theme, shown[shown["theme"] == theme], most)
        axes.set_xlim(0, 1.05 * max(NOTABLE, shown["z"].max()))
    for axes in panels.flat[len(themes) :]:
        axes.remove()
    for axes in panels.flat[max(0, len(themes) - 2) : len(themes)]:
        axes.set_xlabel("z (said more here than in the rest)")
        axes.tick_params(labelbottom=True)
    return figure


def keyness_alt(table: pd.DataFrame, most: int = WORDS_A_THEME) -> str:
    """What the figure shows, in words."""
    shown, themes = _leading(table, most)
    if not themes:
        return "There are no themes yet to compare."
    parts = [
        f"{theme}: {_listed(part['word'], part['z'].map('{:.1f}'.format))}"
        for theme, part in shown.groupby("theme", sort=False)
    ]
    count = "one panel for each theme" if len(themes) == table["theme"].nunique() else f"the first {len(themes)} themes"
    return f"Words said more in a theme than in the rest with their z, {count}. {'. '.join(parts)}."


def lengths_figure(lengths: pd.DataFrame) -> Any:
    """Words in an answer by theme: a box from quartile to quartile.

    Where answers are few each is a point and the lines reach the shortest and the longest; where they are many
    the lines reach from the 5th to the 95th percentile.

    Parameters
    ----------
    lengths
        One row an answer: theme and words.
    """
    use_style()
    themes = list(dict.fromkeys(lengths["theme"]))
    labels = [fill(theme, 34, break_long_words=False, break_on_hyphens=False) for theme in themes]
    lines = sum(max(2.2, label.count("\n") + 1.6) for label in labels)
    figure, axes = plt.subplots(figsize=(WIDTH, 0.7 + 0.18 * lines))
    few = len(lengths) <= MOST_POINTS
    sns.boxplot(
        lengths, x="words", y="theme", order=themes, color=PALE, width=0.55, linecolor=INK, linewidth=0.9,
        whis=(0, 100) if few else (5, 95), showcaps=False, showfliers=False, medianprops={"linewidth": 2.2}, ax=axes,
    )  # fmt: skip
    if few:
        _points(axes, lengths, themes)
    name = "Words in the answer" if few else "Words in the answer (lines: 5th to 95th percentile)"
    axes.set(xlabel=name, ylabel="", xlim=(0, None))
    axes.set_yticks(range(len(themes)), labels)
    axes.tick_params(left=False)
    return figure


def lengths_alt(table: pd.DataFrame) -> str:
    """What the figure shows, in words; `table` is that of `lengths_by_theme`."""
    rows = [
        f"{row.theme}: median {row.median:g}, half of {row.answers:,} answers between {row.lower_quartile:g} "
        f"and {row.upper_quartile:g}"
        for row in table.itertuples()
    ]
    return f"Words in an answer by theme, a box for each. {'. '.join(rows)}."


def notice(sentence: str) -> Any:
    """A figure that says in a sentence why there is nothing to draw."""
    use_style()
    figure, axes = plt.subplots(figsize=(WIDTH, 0.8))
    axes.set_axis_off()
    axes.text(0.5, 0.5, sentence, ha="center", va="center")
    return figure


def _leading(table: pd.DataFrame, most: int) -> tuple[pd.DataFrame, list[str]]:
    themes = list(dict.fromkeys(table["theme"]))[:MOST_PANELS]
    shown = leading(table, most)
    return shown[shown["theme"].isin(themes)], themes


def _words_of_theme(axes: Any, theme: str, part: pd.DataFrame, most: int) -> None:
    places = range(len(part))
    axes.hlines(places, 0, part["z"], color=INK, linewidth=0.8)
    for place, z in zip(places, part["z"], strict=True):
        face = COLOURS[0] if z > NOTABLE else "white"
        axes.plot(z, place, "o", color=INK, markerfacecolor=face, markersize=5.5, clip_on=False)
    axes.axvline(NOTABLE, color=INK, linestyle=":", linewidth=1)
    axes.set_title(fill(theme, 38, break_long_words=False, break_on_hyphens=False), fontsize=9, loc="left")
    axes.set_yticks(places, part["word"])
    axes.set_ylim(most - 0.4, -0.6)
    axes.tick_params(left=False)


def _points(axes: Any, lengths: pd.DataFrame, themes: list[str]) -> None:
    """Every answer as a point; answers of one length side by side, so that none hides another."""
    for place, theme in enumerate(themes):
        of_theme = lengths.loc[lengths["theme"] == theme, "words"].value_counts()
        for words, times in of_theme.items():
            step = min(0.11, 0.7 / times)
            heights = [place + step * (n - (times - 1) / 2) for n in range(times)]
            axes.plot([words] * times, heights, "o", color=INK, markerfacecolor=COLOURS[0], markersize=3.4,
                      markeredgewidth=0.5, zorder=3)  # fmt: skip


def _listed(names: pd.Series, numbers: pd.Series) -> str:
    return ", ".join(f"{name} {number}" for name, number in zip(names, numbers, strict=True))
