"""Reading a table that a person made, and checking it against its schema."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from sixphase.study.problem import InputError, Problem, refuse

MOST_PROBLEMS = 20  # more than this of one file helps nobody
FOREIGN = {
    b"PK\x03\x04": "an Excel or LibreOffice spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old Excel spreadsheet",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a rich-text document",
}


def read_table(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """A CSV file as text: one row a record, exactly the named columns, nothing converted.

    Parameters
    ----------
    path
        A CSV file: UTF-8, commas, the first line holding the names of the columns.
    columns
        The names that have to be there, in any order; no others may.

    Returns
    -------
    pandas.DataFrame
        The columns in the order asked for; the index is the line of the file at which a record begins.

    Raises
    ------
    InputError
        With the file, the row or column, and what to do.
    """
    rows = _rows(_text(path), path)
    _, header = next(rows, (0, None))
    if not header:
        raise refuse("the file is empty", path, remedy="it needs a first line with the names of its columns")
    _check_header(header, columns, path)
    lines, records, problems = [], [], []
    for line, row in rows:
        if not row:
            continue
        if len(row) != len(header):
            what = f"{len(row)} fields where the first line names {len(header)}"
            problems.append(Problem(what, path, f"row {line}", "put text that holds a comma between quotation marks"))
        lines.append(line)
        records.append(row)
    _raise_if(problems)
    if not records:
        raise refuse("the file has no rows under its first line", path, remedy="add the answers")
    return pd.DataFrame(records, columns=header, index=pd.Index(lines, name="row"), dtype=str)[list(columns)]


def check(table: pd.DataFrame, schema: pa.DataFrameSchema, path: Path, remedies: dict[str, str] | None = None) -> None:
    """Hold `table` (its index being rows of the file) against `schema`; raise InputError with every fault."""
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        _raise_if([_fault(row, path, remedies or {}) for row in errors.failure_cases.to_dict("records")])


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a tidy table as CSV: UTF-8, LF, no index, numbers with at most ten significant digits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, lineterminator="\n", float_format="%.10g", encoding="utf-8")


def _text(path: Path) -> str:
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check the name in study.yml")
    raw = path.read_bytes()
    for start, kind in FOREIGN.items():
        if raw.startswith(start):
            raise refuse(f"this is {kind}, not a CSV file", path, remedy="open it and save it as 'CSV UTF-8'")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse("the file is not UTF-8 text", path, f"row {line}", "save it as 'CSV UTF-8'") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refuse("the file holds a zero byte", path, f"row {line}", "save it again as 'CSV UTF-8'")
    return text


def _rows(text: str, path: Path):
    """Each record with the line at which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refuse(
            f"this row cannot be read ({error})", path, f"row {begins}", "look at its quotation marks"
        ) from None


def _check_header(header: list[str], columns: Sequence[str], path: Path) -> None:
    if len(header) == 1 and len(columns) > 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in header[0]:
                raise refuse(f"the columns are parted by {name}", path, "row 1", "save the file with commas")
    named = ", ".join(columns)
    problems = [
        Problem(f"the column '{c}' is missing", path, "row 1", f"the columns are: {named}")
        for c in columns
        if c not in header
    ]
    problems += [
        Problem(
            f"the column '{c}' is not expected",
            path,
            "row 1",
            f"remove it, or name it in study.yml; the columns are: {named}",
        )
        for c in dict.fromkeys(header)
        if c not in columns
    ]
    problems += [
        Problem(f"the column '{c}' stands twice", path, "row 1", "keep one of them")
        for c in dict.fromkeys(header)
        if header.count(c) > 1
    ]
    _raise_if(problems)


def _fault(row: dict, path: Path, remedies: dict[str, str]) -> Problem:
    column, value = str(row["column"]), row["failure_case"]
    place = f"row {row['index']}, column {column}" if row["index"] is not None else f"column {column}"
    what = {"field_uniqueness": "this value stands more than once"}.get(str(row["check"]), str(row["check"]))
    return Problem(f"{what}: '{value}'", path, place, remedies.get(column, "correct it"))


def _raise_if(problems: list[Problem]) -> None:
    if len(problems) > MOST_PROBLEMS:
        more = Problem(f"and {len(problems) - MOST_PROBLEMS} more like these", problems[0].file)
        raise InputError([*problems[:MOST_PROBLEMS], more])
    if problems:
        raise InputError(problems)
