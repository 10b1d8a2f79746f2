"""The thematic map drawn for print."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
from matplotlib.path import Path

from sixphase.study.few_people import NOT_SHOWN
from sixphase.study.figures import COLOURS, INK, READABLE, WIDTH, use_style
from sixphase.themes.mapping.boxes import LEADING, PAD, Box, wrapped
from sixphase.themes.mapping.engine import POINTS, Point
from sixphase.themes.mapping.layout import Layout, lay_out
from sixphase.themes.mapping.marks import MARK, marks
from sixphase.themes.mapping.relations import relation_words

MARGIN, KEY = 3.0, 7.0
TINT, PALE_TINT = 0.62, 0.88


def map_figure(tree: pd.DataFrame, relations: pd.DataFrame, colours: Sequence[str] = COLOURS) -> Figure:
    """The thematic map: boxes with discs as large as their answers, the relations as numbered arrows, and a key.

    Parameters
    ----------
    tree
        One row a theme, subtheme or code: id, parent ('' at the top), name, answers (missing where they are not to be
        told); with a row at least.
    relations
        As `check_relations` gives them.
    colours
        One a theme, in turn; nothing is told by colour alone.
    """
    use_style()
    layout = lay_out(tree, relations)
    key = _key(tree, relations)
    below = len(key) * KEY * LEADING + (10 if key else 0)
    figure, axes = _canvas(layout, below)
    tops = [box.id for box in layout.boxes.values() if not box.level]
    colour = {id_: colours[tops.index(box.top) % len(colours)] for id_, box in layout.boxes.items()}
    for line in layout.lines:
        relation = bool(line.there or line.back)
        _curve(axes, line.points, INK if relation else colour[line.one], relation)
        _heads(axes, line.points, bool(line.there), bool(line.back))
    for box in layout.boxes.values():
        _box(axes, box, layout.middles[box.id], colour[box.id])
    for (x, y), said in marks(layout):
        axes.add_patch(Circle((x, y), MARK, fc="white", ec=INK, lw=0.8, zorder=5))
        axes.text(x, y, said, ha="center", va="center_baseline", fontsize=7, color=INK, zorder=6)
    left, low = axes.get_xlim()[0] + MARGIN, layout.frame[0][1] - 12
    for number, words in enumerate(key):
        axes.text(left, low - number * KEY * LEADING, words, va="center", fontsize=KEY, color=INK, parse_math=False)
    return figure


def map_alt(tree: pd.DataFrame, relations: pd.DataFrame) -> str:
    """What `map_figure` shows, in words; answers that are missing in the tree are not to be told."""
    tops = tree[tree["parent"] == ""]
    said = "; ".join(f"{row['name']}, {_answers_told(row['answers'])}" for row in tops.to_dict("records"))
    names = dict(zip(tree["id"], tree["name"], strict=True))
    found = " ".join(relation_words(row, names) for row in _records(relations))
    rest = len(tree) - len(tops)
    return (
        f"A map of {_so_many(len(tops), 'theme')} with {_so_many(rest, 'box', 'boxes')} below: {said}. "
        f"{'Relations: ' + found if found else 'No relation is declared.'}"
    )


def _answers_told(answers: int) -> str:
    return f"answers {NOT_SHOWN}" if pd.isna(answers) else f"{answers:,} answers"


def _so_many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _records(relations: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(name): str(value) for name, value in row.items()} for row in relations.to_dict("records")]


def _key(tree: pd.DataFrame, relations: pd.DataFrame) -> list[str]:
    names = dict(zip(tree["id"], tree["name"], strict=True))
    room = WIDTH * POINTS - 2 * MARGIN - 14
    said = [f"{n}  {relation_words(row, names)}" for n, row in enumerate(_records(relations), start=1)]
    return [("" if first else "    ") + line for words in said for first, line in _told(words, room)]


def _told(words: str, room: float) -> list[tuple[bool, str]]:
    return [(not number, line) for number, line in enumerate(wrapped(words, KEY, room, bold=False))]


def _canvas(layout: Layout, below: float) -> tuple[Figure, Axes]:
    (left, low), (right, high) = layout.frame
    wide, height = WIDTH * POINTS, high - low + below + 2 * MARGIN
    figure = plt.figure(figsize=(WIDTH, height / POINTS))
    figure.set_gid(READABLE)
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1))
    middle = (left + right) / 2
    axes.set(xlim=(middle - wide / 2, middle + wide / 2), ylim=(low - below - MARGIN, high + MARGIN))
    axes.axis("off")
    return figure, axes


def _box(axes: Axes, box: Box, middle: Point, colour: str) -> None:
    (x, y), bold = middle, not box.level
    left = x - box.width / 2
    shape = FancyBboxPatch((left, y - box.height / 2), box.width, box.height, boxstyle="round,pad=0,rounding_size=4")
    shape.set(facecolor=_tint(colour, PALE_TINT if bold else 0.96), edgecolor=colour, linewidth=1.3 if bold else 0.8)
    shape.set(zorder=3, gid=f"box {box.id}")
    axes.add_patch(shape)
    axes.add_patch(
        Circle((left + PAD + box.radius, y), box.radius, fc=_tint(colour, TINT), ec=colour, lw=0.6, zorder=4)
    )
    line = box.letters * LEADING
    for number, words in enumerate(box.lines):
        at = y + (len(box.lines) - 1) * line / 2 - number * line
        axes.text(
            left + box.words_at, at, words, va="center_baseline", fontsize=box.letters, color=INK, zorder=5,
            weight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip


def _curve(axes: Axes, points: Sequence[Point], colour: str, relation: bool) -> None:
    codes = [Path.MOVETO, *[Path.CURVE4] * (len(points) - 1)]
    path = PathPatch(Path(list(points), codes), fc="none", ec=colour if relation else _tint(colour, 0.4))
    path.set(linewidth=1.0 if relation else 1.8, zorder=2 if relation else 1)
    axes.add_patch(path)


def _heads(axes: Axes, points: Sequence[Point], there: bool, back: bool) -> None:
    for wanted, tip, tail in ((there, points[-1], points[-2]), (back, points[0], points[1])):
        if wanted:
            arrow = {"arrowstyle": "-|>", "color": INK, "lw": 1.0, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 7}
            axes.annotate("", tip, _towards(tip, tail), arrowprops=arrow, zorder=2)


def _towards(tip: Point, tail: Point) -> Point:
    """A point a little before the tip, so that the head has a direction even where the curve begins with a knot."""
    far = max(((tip[0] - tail[0]) ** 2 + (tip[1] - tail[1]) ** 2) ** 0.5, 1e-6)
    return tip[0] - (tip[0] - tail[0]) / far * 5, tip[1] - (tip[1] - tail[1]) / far * 5


def _tint(colour: str, white: float) -> tuple[float, float, float]:
    red, green, blue = (part + (1 - part) * white for part in to_rgb(colour))
    return red, green, blue
