"""A box for each theme, subtheme and code: its words in lines, a disc for its answers, and how much room that takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import sqrt

import pandas as pd
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from sixphase.study.few_people import NOT_SHOWN

# All in points, as letters are measured.
LARGEST = 9.0  # the radius of the disc with the most answers
PAD, AFTER_DISC = 3.5, 4.0
SLACK = 1.06  # another renderer may set the same letters a little wider
TOP, BELOW = 8.0, 7.0  # sizes of letters: a theme, what is below it
LEADING = 1.17


@dataclass(frozen=True)
class Box:
    """What is drawn for one entry of the tree; sizes in points. `level` is 0 for what stands at the top."""

    id: str
    parent: str
    top: str
    level: int
    lines: tuple[str, ...]
    letters: float
    radius: float
    width: float
    height: float

    @property
    def words_at(self) -> float:
        """How far the words stand from the left edge: behind the disc."""
        return PAD + 2 * self.radius + AFTER_DISC


def boxes(tree: pd.DataFrame, room: float, top_room: float) -> list[Box]:
    """The boxes of a tree, each entry after what it is under.

    Parameters
    ----------
    tree
        One row an entry: id, parent ('' at the top), name, answers; those that are missing are not to be told, and
        have no disc.
    room, top_room
        How wide a box may be, in points, and one at the top; a longer name goes on in the next line.

    Raises
    ------
    ValueError
        When an entry is under one that is not there.
    """
    most = max(int(tree["answers"].fillna(0).max()), 1) if len(tree) else 1
    rows = {str(row["id"]): row for row in tree.to_dict("records")}
    return [_box(id_, rows, most, room if rows[id_]["parent"] else top_room) for id_ in _in_order(rows)]


def _in_order(rows: dict) -> Iterable[str]:
    below: dict[str, list[str]] = {}
    for id_, row in rows.items():
        if row["parent"] and row["parent"] not in rows:
            raise ValueError(f"'{id_}' is under '{row['parent']}', which is not there")
        below.setdefault(str(row["parent"] or ""), []).append(id_)
    waiting = below.get("", [])[::-1]
    while waiting:
        id_ = waiting.pop()
        yield id_
        waiting += below.get(id_, [])[::-1]


def _box(id_: str, rows: dict, most: int, room: float) -> Box:
    row, above = rows[id_], _above(id_, rows)
    letters = BELOW if above else TOP
    answers = 0 if pd.isna(row["answers"]) else row["answers"]
    told = NOT_SHOWN if pd.isna(row["answers"]) else f"{answers:,}"
    radius = LARGEST * sqrt(answers / most)
    free = room - (2 * radius + PAD + AFTER_DISC + PAD)
    lines = wrapped(f"{row['name']} ({told})", letters, free, bold=not above)
    words = max(width_of(line, letters, not above) for line in lines) * SLACK
    height = max(len(lines) * letters * LEADING, 2 * radius) + 1.3 * PAD
    width = 2 * radius + PAD + AFTER_DISC + words + PAD
    top = above[-1] if above else id_
    return Box(id_, str(row["parent"] or ""), top, len(above), lines, letters, radius, width, height)


def _above(id_: str, rows: dict) -> list[str]:
    found = []
    while parent := rows[id_]["parent"]:
        id_ = str(parent)
        found.append(id_)
    return found


def wrapped(words: str, letters: float, room: float, bold: bool) -> tuple[str, ...]:
    """A name in lines that fit into `room` points; a single word that does not fit is broken.

    >>> wrapped("Kind to myself", 7.0, 40.0, bold=False)
    ('Kind to', 'myself')
    """
    lines = [""]
    for word in words.split():
        for piece in _pieces(word, letters, room, bold):
            longer = f"{lines[-1]} {piece}".strip()
            lines = [*lines[:-1], longer] if _fits(longer, letters, room, bold) else [*lines, piece]
    return tuple(filter(None, lines)) or ("",)


def _pieces(word: str, letters: float, room: float, bold: bool) -> list[str]:
    pieces = []
    while len(word) > 1 and not _fits(word, letters, room, bold):
        fitting = [n for n in range(2, len(word)) if _fits(word[:n], letters, room, bold)] or [1]
        end = next((n for n in reversed(fitting) if word[n - 1] in "/-"), fitting[-1])
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _fits(words: str, letters: float, room: float, bold: bool) -> bool:
    return width_of(words, letters, bold) * SLACK <= room


def width_of(line: str, letters: float, bold: bool) -> float:
    """How wide a line is set in DejaVu Sans, in points: from the letters' own widths, whatever machine draws."""
    return sum(_advance(letter, bold) for letter in line) * letters


@cache
def _advance(letter: str, bold: bool) -> float:
    """The width of one letter at a size of 1."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(100, 72)
    sign = font.get_char_index(ord(letter))  # 0, a box, where the font has no such letter
    return font.load_glyph(sign, flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100
