"""The three flows of compassion: to oneself, to others, and from others (Gilbert 2014, 'The origins and nature of
compassion focused therapy', British Journal of Clinical Psychology 53, 6-41). Our own drawing."""

from textwrap import fill

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.path import Path

from sixphase.study.figures import COLOURS, INK, WIDTH, use_style

HEIGHT = 2.55
RADIUS = 0.55
SELF, OTHER = (2.75, 1.28), (5.55, 1.28)  # inches from the lower left
LOOP = 0.42  # radius of the arrow that comes back
FLOWS = (
    ("Self to self", "meeting one's own distress with kindness"),
    ("Self to other", "noticing what others suffer and wanting to ease it"),
    ("Other to self", "letting the kindness of others in"),
)


def flows_figure() -> Figure:
    """Two people as circles and the three flows as arrows, each named and put in plain words."""
    use_style()
    figure = plt.figure(figsize=(WIDTH, HEIGHT))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT), aspect="equal")
    axes.axis("off")
    _draw(axes, _loop(), COLOURS[0])
    _draw(axes, _bow(SELF, OTHER, 1), COLOURS[5])
    _draw(axes, _bow(OTHER, SELF, -1), COLOURS[2])
    _person(axes, SELF, "Self")
    _person(axes, OTHER, "Other")
    middle = (SELF[0] + OTHER[0]) / 2
    _say(axes, (0.78, SELF[1] + 0.12), *FLOWS[0], COLOURS[0], width=17)
    _say(axes, (middle, HEIGHT - 0.24), *FLOWS[1], COLOURS[5])
    _say(axes, (middle, 0.32), *FLOWS[2], COLOURS[2])
    return figure


def flows_alt() -> str:
    """What `flows_figure` shows, in words."""
    said = "; ".join(f"{name.lower()}, {meaning}" for name, meaning in FLOWS)
    return f"Two circles, Self and Other, with three arrows for the flows of compassion: {said}."


def _person(axes: Axes, at: tuple[float, float], name: str) -> None:
    axes.add_patch(Circle(at, RADIUS, fc="#F2F2F2", ec=INK, lw=1.4, zorder=3))
    axes.text(*at, name, ha="center", va="center", fontsize=12, weight="bold", color=INK, zorder=4)


def _loop() -> Path:
    """From the upper left of Self around and back to its lower left."""
    around = Path.arc(52, 302)
    middle = np.array([SELF[0] - RADIUS - 0.27, SELF[1]])
    return Path(np.asarray(around.vertices) * LOOP + middle, around.codes)


def _bow(start: tuple[float, float], end: tuple[float, float], side: int) -> Path:
    """From one person to the other, above (1) or below (-1)."""
    way = 1 if end[0] > start[0] else -1
    inset, rise = 0.42, side * 0.46
    points = [
        (start[0] + way * inset, start[1] + rise),
        (start[0] + way * 1.0, start[1] + 1.7 * rise),
        (end[0] - way * 1.0, end[1] + 1.7 * rise),
        (end[0] - way * inset, end[1] + rise),
    ]
    return Path(points, [Path.MOVETO, *[Path.CURVE4] * 3])


def _draw(axes: Axes, path: Path, colour: str) -> None:
    head = "-|>,head_length=7,head_width=4.5"
    axes.add_patch(
        FancyArrowPatch(path=path, arrowstyle=head, color=colour, lw=3.2, capstyle="butt", joinstyle="miter", zorder=2)
    )


def _say(axes: Axes, at: tuple[float, float], name: str, meaning: str, colour: str, width: int = 60) -> None:
    x, y = at
    axes.text(x, y + 0.02, name, ha="center", va="bottom", fontsize=10, weight="bold", color=colour)
    axes.text(x, y - 0.03, fill(meaning, width), ha="center", va="top", fontsize=8.5, color=INK, linespacing=1.2)
