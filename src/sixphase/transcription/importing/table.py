"""What was read from a file before it is known what its columns mean: a plain table of text, with places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHOWN_PLACES = 8


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet or of a table in a document, as text, its first rows not yet taken for names.

    Attributes
    ----------
    numbers
        The row of the file at which each of `cells` stands.
    merged
        Merged cells: first row, first column, last row, last column; rows as in `numbers`, columns from 0.
    unit
        What is counted: 'row', 'line', 'paragraph'.
    """

    file: Path
    cells: list[list[str]]
    numbers: list[int]
    part: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = "row"


@dataclass(frozen=True)
class Table:
    """Rows of text under the names of their columns.

    Attributes
    ----------
    part
        The sheet or the table of the document; empty where a file has only one.
    numbers
        Where in the file each row stands, counted in `unit`s.
    whole
        Whether every form has a place for every question, so that a missing column is a mistake; in a text with
        headings a question that nobody answered may have been left out.
    notes
        What was found out or mended while reading, one sentence each.
    asked
        The names that stand as questions in a text: 'Q1', or a heading with a question mark.
    """

    file: Path
    names: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]
    part: str = ""
    unit: str = "row"
    whole: bool = True
    notes: tuple[str, ...] = field(default=())
    asked: frozenset[str] = frozenset()

    def place(self, row: int, column: str = "") -> str:
        """Where a person finds the row (counted from 0) in the file."""
        where = f"{self.unit} {self.numbers[row]}"
        parts = [f"sheet '{self.part}'" if self.part else "", where, f"column '{column[:60]}'" if column else ""]
        return ", ".join(filter(None, parts))


def listed(items: Sequence[object], most: int = SHOWN_PLACES) -> str:
    """Some things in a line, cut where there are many.

    >>> listed([1, 2, 3], most=2)
    '1, 2 and 1 more'
    """
    shown = ", ".join(str(item) for item in items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown


def counted(number: int, what: str) -> str:
    """A number of things in words.

    >>> counted(1, "form"), counted(1200, "form")
    ('1 form', '1,200 forms')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
