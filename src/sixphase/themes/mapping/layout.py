"""Where everything of a thematic map stands: as a web where that fits on a page, else as blocks in columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sixphase.study.figures import WIDTH
from sixphase.themes.mapping.boxes import Box, boxes
from sixphase.themes.mapping.engine import POINTS, Point, place, route

MARGIN, WALL = 9.0, 4.0
PAGE = (WIDTH * POINTS - 2 * MARGIN - 2, 600.0)  # the most that boxes may take, in points
WEB_ROOM, WEB_TOP, APART = 96.0, 116.0, 16.0
MOST_IN_A_WEB = 24  # more boxes than that do not fit beside each other in letters that can be read
STARTS = range(1, 25)
COLUMNS, BETWEEN, BELOW, WITHIN, INDENT = 3, 22.0, 17.0, 4.2, 6.0  # blocks


@dataclass(frozen=True)
class Line:
    """A line of the map: a branch of the tree (no numbers) or one or more relations, by their numbers from 1 on."""

    one: str
    other: str
    points: tuple[Point, ...]
    there: tuple[int, ...] = ()  # relations from one to the other
    back: tuple[int, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Boxes by id with their middles, and the lines; in points from the lower left corner."""

    boxes: Mapping[str, Box]
    middles: Mapping[str, Point]
    lines: tuple[Line, ...]

    @property
    def frame(self) -> tuple[Point, Point]:
        """The lower left and the upper right corner of everything."""
        ends = [end for box in self.boxes.values() for end in corners(box, self.middles[box.id])]
        ends += [point for line in self.lines for point in line.points]
        return (min(x for x, _ in ends), min(y for _, y in ends)), (max(x for x, _ in ends), max(y for _, y in ends))


def corners(box: Box, middle: Point) -> tuple[Point, Point]:
    """The lower left and the upper right corner of a box."""
    (x, y), half, tall = middle, box.width / 2, box.height / 2
    return (x - half, y - tall), (x + half, y + tall)


def lay_out(tree: pd.DataFrame, relations: pd.DataFrame) -> Layout:
    """The map of a tree with its relations.

    Parameters
    ----------
    tree
        One row a theme, subtheme or code: id, parent ('' at the top), name, answers.
    relations
        As `check_relations` gives them.

    Notes
    -----
    A web joins each box with what it is under; several starts are tried, and the lowest that fits on a page is taken.
    Where none fits, what is under a theme stands below it as one block, and the blocks fill three columns. Either
    way Graphviz leads the lines around the boxes.
    """
    lines = _gathered(relations)
    if len(tree) <= MOST_IN_A_WEB and (web := _web(tree, lines)):
        return web
    return _blocks(tree, lines)


def _gathered(relations: pd.DataFrame) -> list[Line]:
    """One line for each pair of boxes, however many relations they have."""
    lines: dict[frozenset[str], Line] = {}
    for number, row in enumerate(relations.to_dict("records"), start=1):
        line = lines.setdefault(frozenset((row["from"], row["to"])), Line(row["from"], row["to"], ()))
        there, back = ((number,), ()) if row["from"] == line.one else ((), (number,))
        lines[frozenset((line.one, line.other))] = replace(line, there=line.there + there, back=line.back + back)
    return list(lines.values())


def _web(tree: pd.DataFrame, relations: Sequence[Line]) -> Layout | None:
    made = boxes(tree, WEB_ROOM, WEB_TOP)
    sizes = {box.id: (box.width, box.height) for box in made}
    lines = [*(Line(box.parent, box.id, ()) for box in made if box.parent), *relations]
    pairs = [(line.one, line.other) for line in lines]
    placed = [Layout({box.id: box for box in made}, place(sizes, pairs, start, APART), ()) for start in STARTS]
    found = min(filter(_fits, placed), key=lambda layout: _extent(layout)[1], default=None)
    web = _routed(made, found.middles, lines) if found else None
    return web if web and _fits(web) else None


def _extent(layout: Layout) -> Point:
    low, high = layout.frame
    return high[0] - low[0], high[1] - low[1]


def _fits(layout: Layout) -> bool:
    width, height = _extent(layout)
    return width <= PAGE[0] + (2 * MARGIN if layout.lines else 0) and height <= PAGE[1]


def _blocks(tree: pd.DataFrame, relations: Sequence[Line]) -> Layout:
    column = (PAGE[0] - (COLUMNS - 1) * BETWEEN) / COLUMNS
    made = boxes(tree, column - 2 * INDENT, column)
    blocks: dict[str, list[Box]] = {}
    for box in made:
        blocks.setdefault(box.top, []).append(replace(box, width=column - box.level * INDENT))
    filled = [0.0] * COLUMNS
    middles: dict[str, Point] = {}
    for block in blocks.values():
        lowest = filled.index(min(filled))
        for box in block:
            x = lowest * (column + BETWEEN) + box.level * INDENT + box.width / 2
            middles[box.id] = (x, -filled[lowest] - box.height / 2)
            filled[lowest] += box.height + WITHIN
        filled[lowest] += BELOW - WITHIN
    return _routed([box for block in blocks.values() for box in block], middles, relations)


def _routed(made: Sequence[Box], middles: Mapping[str, Point], lines: Sequence[Line]) -> Layout:
    sizes = {box.id: (box.width, box.height) for box in made}
    walls = _walls(made, middles)
    pairs = [(line.one, line.other) for line in lines]
    moved, curves = route(
        sizes | {id_: size for id_, (size, _) in walls.items()},
        {**middles, **{id_: middle for id_, (_, middle) in walls.items()}},
        pairs,
    )
    found = tuple(replace(line, points=tuple(curve)) for line, curve in zip(lines, curves, strict=True))
    return Layout({box.id: box for box in made}, {id_: moved[id_] for id_ in sizes}, found)


def _walls(made: Sequence[Box], middles: Mapping[str, Point]) -> dict[str, tuple[Point, Point]]:
    """A box at each side of the page that is not drawn: lines go around boxes, and so do not leave the page."""
    ends = [end for box in made for end in corners(box, middles[box.id])]
    left, right = min(x for x, _ in ends), max(x for x, _ in ends)
    low, high = min(y for _, y in ends), max(y for _, y in ends)
    size = (WALL, high - low + 1000)
    away = MARGIN + WALL / 2
    sides = {"left": left - away, "right": right + away}
    return {f"\n{side}": (size, (x, (low + high) / 2)) for side, x in sides.items()}  # no id has a line break
