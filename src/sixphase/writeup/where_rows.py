"""The rows of a table that hold just one number or just these words."""

from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.paths import shown
from sixphase.study.problem import safe
from sixphase.study.tables import read_written


def rows_with(path: Path, value: Any) -> list[str]:
    """The cells of a table that hold just this number or these words, in words."""
    if value is None or isinstance(value, bool) or value == "" or not path.is_file():
        return []
    table = read_written(path)
    found = []
    for column in table.columns:
        held = table[column]
        if isinstance(value, str) != (held.dtype == object or pd.api.types.is_string_dtype(held)):
            continue
        same = held == value if isinstance(value, str) else (held.astype(float) - value).abs() <= 1e-9 * abs(value)
        found += [
            f"{shown(path)}, row {at + 1}{_key(table, at)}, column {column}"
            for at in map(int, same.to_numpy().nonzero()[0])
        ]
    return found


def _key(table: pd.DataFrame, at: int) -> str:
    first = table.columns[0]
    return f" ({first} {safe(str(table[first].iloc[at]))})"
