"""Reading `sessions.csv`: how many people came to each session, where somebody counted them."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.problem import Problem, did_you_mean, raise_some
from sixphase.study.settings import Attribute
from sixphase.study.tables import read_table

DATE, ATTENDED = "session_date", "attended"
MOST = 100_000  # people at one session; more is a slip


def read_sessions(path: Path, attributes: Mapping[str, Attribute]) -> pd.DataFrame:
    """The sessions of a study, one row each; without the file a table without rows.

    Parameters
    ----------
    path
        A CSV file with the columns `session_date` (2022-05-19), `attended` (a whole number, empty where nobody
        counted) and, for each group that was counted, a column `attribute:category` such as `gender:Female`.
        Two sessions on one day are two rows.
    attributes
        The study's attributes by id, to check the names of those columns.

    Returns
    -------
    pandas.DataFrame
        `session_date` as text, all other columns as Int64 with missing values where nobody counted. A group that
        was counted at a session where all were not is refused: nobody could tell its share.

    Raises
    ------
    InputError
        With every fault, its row and column, and what to do.
    """
    if not path.is_file():
        return pd.DataFrame({DATE: pd.Series(dtype=str), ATTENDED: pd.Series(dtype="Int64")})
    columns = _columns(path)
    raise_some([p for c in columns for p in _wrong_column(c, attributes, path)])
    table = read_table(path, list(dict.fromkeys([DATE, ATTENDED, *columns])))
    rows = zip(table.index, table.to_dict("records"), strict=True)
    raise_some([p for row, cells in rows for p in _wrong_row(row, cells, path)])
    counted = {name: _numbers(table[name]) for name in table.columns if name != DATE}
    return pd.DataFrame({DATE: table[DATE].astype(str).tolist(), **counted})


def group_of(column: str) -> tuple[str, str]:
    """The attribute and the category that a column counts.

    >>> group_of("gender:Female")
    ('gender', 'Female')
    """
    attribute, _, category = column.partition(":")
    return attribute, category


def _numbers(column: pd.Series) -> Any:
    return pd.array([int(text) if text.strip() else pd.NA for text in column], dtype="Int64")


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(csv.reader(file), [])


def _wrong_column(column: str, attributes: Mapping[str, Attribute], path: Path) -> list[Problem]:
    attribute, category = group_of(column)
    if column in (DATE, ATTENDED):
        return []
    if ":" not in column:
        remedy = f"the columns are {DATE}, {ATTENDED} and, for a group that was counted, 'attribute:category'"
        return [Problem(f"the column '{column[:80]}' is not expected", path, "row 1", remedy)]
    if attribute not in attributes:
        return [
            Problem(f"the study has no attribute '{attribute}'", path, "row 1", did_you_mean(attribute, attributes))
        ]
    known = attributes[attribute].categories
    if known and category not in known:
        return [Problem(f"'{category}' is no category of '{attribute}'", path, "row 1", did_you_mean(category, known))]
    return []


def _wrong_row(row: Any, cells: Mapping[Any, str], path: Path) -> list[Problem]:
    place = f"row {row}"
    problems = []
    if not _is_date(cells[DATE]):
        what = f"'{cells[DATE]}' is no date"
        problems.append(Problem(what, path, f"{place}, column {DATE}", "write it as 2022-05-19"))
    counts = {name: text.strip() for name, text in cells.items() if name != DATE}
    for name, text in counts.items():
        if text and not (text.isascii() and text.isdigit() and int(text) <= MOST):
            remedy = "write a whole number, or leave it empty where nobody counted"
            problems.append(Problem(f"'{text}' is no number of people", path, f"{place}, column {name}", remedy))
    return problems or _too_many(counts, path, place)


def _too_many(counts: dict[str, str], path: Path, place: str) -> list[Problem]:
    """Groups that together are more than all who came."""
    sums: dict[str, int] = {}
    for name, text in counts.items():
        if ":" in name and text:
            sums[group_of(name)[0]] = sums.get(group_of(name)[0], 0) + int(text)
    if sums and not counts[ATTENDED]:
        what = "people are counted by group, but not all who came"
        return [Problem(what, path, f"{place}, column {ATTENDED}", "give their number, or leave the groups empty")]
    return [
        Problem(f"{count} people by {attribute}, but {counts[ATTENDED]} came", path, place, "correct one of the two")
        for attribute, count in sums.items()
        if count > int(counts[ATTENDED])
    ]


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
