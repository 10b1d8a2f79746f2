"""The row of a table that holds the same number or words as a value, where there is just one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sixphase.study.tables import read_written

NEAR = 1e-9  # tables keep ten digits
Values = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """One cell of a table: the table's name, its row counted from 1, what its first column holds there, its column."""

    table: str
    number: int
    key: str
    column: str
    of: str  # whose tables hold it just once: 'that cell' or 'that notebook'

    def __str__(self) -> str:
        return f"{self.table}.csv, row {self.number}, column {self.column}"


def rows_of(folder: Path, values: Values) -> dict[str, Row]:
    """For each value its row, if just one cell of a table holds the same: of the value's own cell, else its notebook.

    Parameters
    ----------
    folder
        What one notebook kept: `tables.json` and its tables. Each table is read once, however many values there are.
    values
        The values of this notebook, as `gather` gives them. Truth values and empty ones have no row.
    """
    listed = folder / "tables.json"
    tables = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    wanted = {name: kept["value"] for name, kept in values.items() if _asked(kept["value"])}
    found: dict[str, list[tuple[Row, int]]] = {name: [] for name in wanted}
    for table in tables:
        for name, row, times in _in_table(folder / "tables" / f"{table}.csv", wanted):
            found[name].append((row, times))
    rows = {name: _only(places, values[name]["cell"], tables) for name, places in found.items()}
    return {name: row for name, row in rows.items() if row}


def _asked(value: Any) -> bool:
    return value is not None and not isinstance(value, bool) and value != ""


def _only(places: list[tuple[Row, int]], cell: str, tables: Mapping[str, Any]) -> Row | None:
    own = [place for place in places if tables[place[0].table]["cell"] == cell]
    for some, of in ((own, "that cell"), (places, "that notebook")):
        if sum(times for _, times in some) == 1:
            row = some[0][0]
            return Row(row.table, row.number, row.key, row.column, of)
    return None


def _in_table(path: Path, wanted: Mapping[str, Any]) -> Iterator[tuple[str, Row, int]]:
    """Each wanted value with the first cell of each column that holds it, and how many of the column do."""
    if not path.is_file():
        return
    table = read_written(path)
    numbers = [(name, float(value)) for name, value in wanted.items() if isinstance(value, int | float)]
    words = [(name, value) for name, value in wanted.items() if isinstance(value, str)]
    for column in table.columns:
        held = table[column]
        if pd.api.types.is_bool_dtype(held):
            continue
        matches = _same_numbers(held, numbers) if pd.api.types.is_numeric_dtype(held) else _same_words(held, words)
        for name, at, times in matches:
            yield name, Row(path.stem, at + 1, f"{table.columns[0]} {table.iloc[at, 0]!s}", str(column), ""), times


def _same_numbers(held: pd.Series, wanted: list[tuple[str, float]]) -> Iterator[tuple[str, int, int]]:
    numbers = held.to_numpy(dtype=float, na_value=np.nan)
    order = np.argsort(numbers, kind="stable")
    for name, value in wanted:
        room = NEAR * abs(value)
        low = np.searchsorted(numbers, value - room, "left", order)
        high = np.searchsorted(numbers, value + room, "right", order)
        if high > low:
            yield name, int(order[low:high].min()), int(high - low)


def _same_words(held: pd.Series, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, int, int]]:
    places = np.flatnonzero(held.isin([value for _, value in wanted]))
    some = held.to_numpy()[places]
    for name, value in wanted:
        same = places[some == value] if len(places) else places
        if len(same):
            yield name, int(same[0]), len(same)
