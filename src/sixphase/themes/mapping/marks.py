"""Where the numbers of relations stand: on their lines, clear of every box and of each other."""

from collections.abc import Iterator, Sequence
from math import hypot

import numpy as np

from sixphase.themes.mapping.engine import Point
from sixphase.themes.mapping.layout import Layout, corners

MARK = 5.2  # the radius of a number's circle, in points
CLEAR = 0.6
STEPS = 24
FROM_ENDS = 13.0  # nearer to an end a number would cover the arrow's head
GRID = 4.0
ASIDE = (0.0, 8.0, -8.0, 11.0, -11.0, 14.0, -14.0, 22.0, -22.0)  # how far from its line a number may stand


def marks(layout: Layout) -> list[tuple[Point, str]]:
    """The middles of the circles and their numbers; each relation has one.

    A number keeps its line's middle where it can; else it goes along the line, then aside from it.
    """
    found: list[tuple[Point, str]] = []
    for line in layout.lines:
        for number in (*line.there, *line.back):
            taken = [middle for middle, _ in found]
            free = (spot for spot in _spots(line.points, layout) if _is_free(spot, layout, taken))
            found.append((next(free, middle_of(line.points)), str(number)))
    return found


def _spots(points: Sequence[Point], layout: Layout) -> Iterator[Point]:
    """Where a number might stand, the best first; at last anywhere on the map, near to the line's middle."""
    curve = along(points)
    middle = len(curve) // 2
    order = sorted(range(1, len(curve) - 1), key=lambda i: (abs(i - middle), i))
    for aside in ASIDE:
        for i in order:
            (x0, y0), (x, y), (x1, y1) = curve[i - 1], curve[i], curve[i + 1]
            if aside or min(hypot(x - a, y - b) for a, b in (curve[0], curve[-1])) > FROM_ENDS:
                far = hypot(x1 - x0, y1 - y0) or 1.0
                yield x - (y1 - y0) / far * aside, y + (x1 - x0) / far * aside
    (left, low), (right, high) = layout.frame
    grid = [(float(x), float(y)) for x in np.arange(left, right, GRID) for y in np.arange(low, high, GRID)]
    (x0, y0) = curve[middle]
    yield from sorted(grid, key=lambda spot: (hypot(spot[0] - x0, spot[1] - y0), spot))


def middle_of(points: Sequence[Point]) -> Point:
    """The middle of a curve."""
    curve = along(points)
    return curve[len(curve) // 2]


def along(points: Sequence[Point]) -> list[Point]:
    """Points of a curve from its start to its end, in equal steps of each of its pieces."""
    t = np.linspace(0, 1, STEPS)[:, None]
    pieces = []
    for start in range(0, len(points) - 3, 3):
        a, b, c, d = (np.array(point) for point in points[start : start + 4])
        pieces.append((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)
    return [(float(x), float(y)) for x, y in np.concatenate(pieces)]


def _is_free(spot: Point, layout: Layout, taken: Sequence[Point]) -> bool:
    room = MARK + CLEAR
    (left, low), (right, high) = layout.frame
    if not (left - MARK < spot[0] < right + MARK and low <= spot[1] <= high):
        return False
    if any(hypot(spot[0] - x, spot[1] - y) < 2 * room for x, y in taken):
        return False
    return not any(_near(spot, *corners(box, layout.middles[box.id]), room) for box in layout.boxes.values())


def _near(spot: Point, low: Point, high: Point, room: float) -> bool:
    return low[0] - room < spot[0] < high[0] + room and low[1] - room < spot[1] < high[1] + room
