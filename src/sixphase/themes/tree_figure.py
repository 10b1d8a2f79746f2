"""The tree of themes drawn for print: branches as thick as the answers that they carry."""

from collections.abc import Sequence
from textwrap import wrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from sixphase.study.figures import COLOURS, INK, WIDTH, use_style

# The drawing is measured in points from the top left, so that thickness, gaps and letters keep their relation.
POINTS = 72
TRUNK, BOUGH, LEAF, NAME = (3.0, 59.0), (96.0, 213.0), (257.0, 285.0), 292.0  # where each level stands, left to right
GAP, BETWEEN, MARGIN = 7.0, 17.0, 4.0  # between subthemes, more between themes, around it all
LARGEST = 27.0  # the thickness of the branch with the most answers
THIN = 0.44  # boughs and trunk are drawn thinner than the twigs, all in the same measure
LETTERS, LINE = 7.5, 9.6  # size of a name, and the room of a line of it
NAME_WRAP, THEME_WRAP = 35, 22
TINT = 0.62


def tree_figure(tree: pd.DataFrame, answers: int, texts: int, colours: Sequence[str] = COLOURS) -> Figure:
    """The tree from left to right: all answers, themes, subthemes.

    Parameters
    ----------
    tree
        As `theme_tree` gives it.
    answers, texts
        How many answers and distinct texts there are in all.
    colours
        One a theme, in turn; names and numbers stand beside every branch, so the tree reads without colour.
    """
    use_style()
    scale = LARGEST / max(tree.loc[tree["parent"] != "", "answers"].max(), 1)
    middles, height = _middles(tree, scale)
    figure, axes = _canvas(height)
    themes = tree[tree["parent"] == ""].to_dict("records")
    thick = sum(theme["answers"] for theme in themes) * scale * THIN
    root = sum(middles[theme["id"]] for theme in themes) / max(len(themes), 1)
    at = root - thick / 2
    for number, theme in enumerate(themes):
        colour, own = colours[number % len(colours)], theme["answers"] * scale * THIN
        _band(axes, (TRUNK[1], at + own / 2, own), (BOUGH[0], middles[theme["id"]], own), colour)
        _theme(axes, theme, tree[tree["parent"] == theme["id"]].to_dict("records"), middles, scale, colour)
        at += own
    _box(axes, TRUNK, root, thick + 6, INK, [f"{answers:,}", "answers"], [f"{texts:,} distinct", "texts"])
    return figure


def tree_alt(tree: pd.DataFrame, answers: int, texts: int) -> str:
    """What `tree_figure` shows, in words."""
    parts = []
    for theme in tree[tree["parent"] == ""].to_dict("records"):
        own = tree[tree["parent"] == theme["id"]].to_dict("records")
        below = "; ".join(f"{row['name']}, {row['answers']}" for row in own)
        parts.append(f"{theme['name']}, {theme['answers']} answers: {below}.")
    return f"A tree of {answers:,} answers ({texts:,} distinct texts) with {len(parts)} themes. {' '.join(parts)}"


def _canvas(height: float) -> tuple[Figure, Axes]:
    figure = plt.figure(figsize=(WIDTH, height / POINTS))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH * POINTS), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def _middles(tree: pd.DataFrame, scale: float) -> tuple[dict[str, float], float]:
    """The height at which each theme and subtheme stands, from the top down, and the height of it all."""
    middles: dict[str, float] = {}
    y = MARGIN - GAP - BETWEEN
    for theme in tree[tree["parent"] == ""].to_dict("records"):
        own = tree[tree["parent"] == theme["id"]].to_dict("records")
        y += BETWEEN
        top = y + GAP
        for row in own:
            room = max(row["answers"] * scale, LINE * len(_lines(row["name"], NAME_WRAP)), LINE * 2)
            middles[row["id"]] = y + GAP + room / 2
            y += GAP + room
        short = _theme_height(theme) - (y - top)
        if short > 0:  # a theme with few subthemes still needs room for its own name
            middles.update({row["id"]: middles[row["id"]] + short / 2 for row in own})
            y += short
        middles[theme["id"]] = (top + y) / 2
    return middles, y + MARGIN


def _theme(axes: Axes, theme: dict, own: list[dict], middles: dict[str, float], scale: float, colour: str) -> None:
    y = middles[theme["id"]]
    at = y - theme["answers"] * scale * THIN / 2
    for row in own:
        thick, leaf = row["answers"] * scale, middles[row["id"]]
        _band(axes, (BOUGH[1], at + thick * THIN / 2, thick * THIN), (LEAF[0], leaf, thick), colour)
        _leaf(axes, row, leaf, thick, colour)
        at += thick * THIN
    height = max(_theme_height(theme), theme["answers"] * scale * THIN + 6)
    _box(axes, BOUGH, y, height, colour, _lines(theme["name"], THEME_WRAP), [_said(theme)])


def _leaf(axes: Axes, row: dict, y: float, thick: float, colour: str) -> None:
    axes.add_patch(
        plt.Rectangle((LEAF[0], y - thick / 2), LEAF[1] - LEAF[0], thick, fc=_tint(colour, TINT), ec=colour, lw=1)
    )
    middle = (LEAF[0] + LEAF[1]) / 2
    axes.text(middle, y, f"{row['answers']:,}", ha="center", va="center", fontsize=9, weight="bold", color=INK)
    name = "\n".join(_lines(row["name"], NAME_WRAP))
    axes.text(NAME, y, name, va="center", fontsize=LETTERS, linespacing=1.15, color=INK)


def _box(
    axes: Axes, span: tuple[float, float], y: float, height: float, colour: str, head: list[str], foot: list[str]
) -> None:
    width, middle = span[1] - span[0], (span[0] + span[1]) / 2
    dark = colour == INK
    shape = FancyBboxPatch((span[0], y - height / 2), width, height, boxstyle="round,pad=0,rounding_size=4")
    shape.set(facecolor=INK if dark else _tint(colour, 0.86), edgecolor=colour, linewidth=1.1, zorder=3)
    axes.add_patch(shape)
    line = y - (len(head) + len(foot) - 1) * LINE / 2 - 1
    for number, words in enumerate([*head, *foot]):
        bold = number < len(head)
        axes.text(
            middle, line + number * LINE + (0 if bold else 2), words, ha="center", va="center", zorder=4,
            fontsize=LETTERS if bold else 7, weight="bold" if bold else "normal", color="white" if dark else INK,
        )  # fmt: skip


def _theme_height(theme: dict) -> float:
    return LINE * (len(_lines(theme["name"], THEME_WRAP)) + 1) + 10


def _said(theme: dict) -> str:
    texts = "" if theme["texts"] == theme["answers"] else f" ({theme['texts']:,} texts)"
    return f"{theme['answers']:,} answers{texts}"


def _lines(name: str, width: int) -> list[str]:
    return wrap(name, width, break_on_hyphens=False) or [""]


def _band(axes: Axes, start: tuple[float, float, float], end: tuple[float, float, float], colour: str) -> None:
    """A branch from (x, middle, thickness) to (x, middle, thickness), bent smoothly."""
    (x0, y0, t0), (x1, y1, t1) = start, end
    bend = (x0 + x1) / 2
    above = [(x0, y0 - t0 / 2), (bend, y0 - t0 / 2), (bend, y1 - t1 / 2), (x1, y1 - t1 / 2)]
    below = [(x1, y1 + t1 / 2), (bend, y1 + t1 / 2), (bend, y0 + t0 / 2), (x0, y0 + t0 / 2)]
    curve = [Path.CURVE4] * 3
    path = Path([*above, *below, above[0]], [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])
    axes.add_patch(PathPatch(path, fc=_tint(colour, TINT), ec="none", zorder=1))


def _tint(colour: str, white: float) -> tuple[float, float, float]:
    red, green, blue = (part + (1 - part) * white for part in to_rgb(colour))
    return red, green, blue
