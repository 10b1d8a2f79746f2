"""The columns of a coding sheet: ours, and those of people who keep a column for each code."""

import json
from dataclasses import dataclass, field
from typing import Any

from sixphase.study.problem import refuse

SHEET, CODEBOOK, HELP = "Coding", "Codebook", "How to"
KEY = "Do not change"  # the last column holds from which codings a row was written
HEADERS = ("answer_id", "question", "text", "passage", "codes", "comment", "read", KEY)
MARKED = frozenset(("1", "x", "✓", "✔", "yes", "y", "true"))
UNMARKED = frozenset(("", "0", "no", "n", "false", "-"))
ALIASES = {
    "answer": "answer_id",
    "answer id": "answer_id",
    "id": "answer_id",
    "answerid": "answer_id",
    "code": "codes",
    "words": "passage",
    "quote": "passage",
    "quotation": "passage",
    "memo": "comment",
    "comments": "comment",
    "answer text": "text",
}


@dataclass(frozen=True)
class Base:
    """What a row was written from: codings as (id, code, start, end), and their comment."""

    codings: tuple[tuple[str, str, int, int], ...] = ()
    comment: str = ""

    def written(self) -> str:
        """For the hidden column."""
        return json.dumps([self.comment, *self.codings], ensure_ascii=False) if self.codings else ""


@dataclass(frozen=True)
class Row:
    """One row as it was filled in: its number, and for each code the column in which it stands."""

    number: int
    answer: str
    passage: str = ""
    codes: tuple[tuple[str, str], ...] = ()  # as written, column
    comment: str = ""
    read: bool = False
    base: Base = field(default_factory=Base)


def read_base(written: str) -> Base:
    """What the hidden column says.

    Raises
    ------
    InputError
        When somebody changed it.
    """
    if not written.strip():
        return Base()
    try:
        comment, *codings = json.loads(written)
        rows = [(str(id_), str(code), int(start), int(end)) for id_, code, start, end in codings]
    except (ValueError, TypeError):
        remedy = "empty this cell: the row is then taken for a new one"
        raise refuse(f"the column '{KEY}' was changed", remedy=remedy) from None
    return Base(tuple(rows), str(comment))


def header_name(cell: Any) -> str:
    """The program's name of a column, or the header as it stands."""
    text = " ".join(str(cell).split())
    low = text.casefold().replace("_", " ")
    known = next((name for name in HEADERS if name.casefold().replace("_", " ") == low), None)
    return known or ALIASES.get(low, text)


def as_text(value: Any) -> str:
    """A cell as text; a whole number that a spreadsheet made of digits has no '.0'."""
    if isinstance(value, bool):
        return "1" if value else ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
