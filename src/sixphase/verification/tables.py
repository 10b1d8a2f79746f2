"""What is in a table: its columns, its numbers, and digests of its words.

A record holds numbers as they are, words only as digests of a whole row and of a whole column: the place of a
difference can be named, and nobody's words are in the record.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.verification.pieces import short_digest

MOST_ROWS = 5_000  # of larger tables a record holds digests of columns only
NUMBERS = ("number", "integer")


@dataclass(frozen=True)
class Table:
    """A CSV file as text: the names of its columns, its rows, and which columns hold numbers."""

    columns: list[str]
    rows: list[list[str]]
    numbers: list[str]


def read_table(path: Path) -> Table | None:
    """A CSV file; its numbers are known by the Table Schema beside it. Nothing, when it is no whole table."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            columns, *rows = csv.reader(file)
    except (ValueError, csv.Error):
        return None
    if any(len(row) != len(columns) for row in rows):
        return None
    return Table(columns, rows, [name for name in _numbers(path.with_suffix(".schema.json")) if name in columns])


def table_content(table: Table) -> dict[str, Any]:
    """What a record keeps of a table.

    Returns
    -------
    dict
        `columns` (names), `numbers` (names of the columns with numbers), `words` (a digest a column), `count`
        (of rows) and, up to 5,000 rows, `rows`: the digest of a row's words, then its numbers, parted by spaces.
    """
    words = [i for i, name in enumerate(table.columns) if name not in table.numbers]
    numbers = [table.columns.index(name) for name in table.numbers]
    content: dict[str, Any] = {
        "columns": table.columns,
        "numbers": table.numbers,
        "words": [short_digest(row[i] for row in table.rows) for i in range(len(table.columns))],
        "count": len(table.rows),
    }
    if len(table.rows) <= MOST_ROWS:
        digests = [short_digest(row[i] for i in words) for row in table.rows]
        content["rows"] = [
            " ".join([first, *(row[i] or "-" for i in numbers)]) for first, row in zip(digests, table.rows, strict=True)
        ]
    return content


def _numbers(schema: Path) -> list[str]:
    if not schema.is_file():
        return []
    try:
        fields = json.loads(schema.read_text(encoding="utf-8"))["fields"]
        return [field["name"] for field in fields if field["type"] in NUMBERS]
    except (ValueError, KeyError, TypeError):
        return []
