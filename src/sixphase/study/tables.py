"""Reading a table that a person made, and checking it against its schema."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from sixphase.study.csvfile import read_records
from sixphase.study.problem import Problem, raise_some

FLOAT = "%.10g"  # as many digits as every processor agrees on; the last few of sixteen depend on how it adds up


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
    records = read_records(path, columns)
    raise_some(records.problems)
    return pd.DataFrame(records.rows, columns=list(columns), index=pd.Index(records.lines, name="row"), dtype=str)


def check(table: pd.DataFrame, schema: pa.DataFrameSchema, path: Path, remedies: dict[str, str] | None = None) -> None:
    """Hold `table` (its index being rows of the file) against `schema`; raise InputError with every fault."""
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise_some([_fault(row, path, remedies or {}) for row in errors.failure_cases.to_dict("records")])


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a tidy table as CSV, and beside it what its columns hold (`NAME.schema.json`, a Table Schema).

    UTF-8, LF, no index, numbers with at most ten significant digits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, lineterminator="\n", float_format=FLOAT, encoding="utf-8")
    fields = [{"name": str(name), "type": _type(table[name])} for name in table.columns]
    text = json.dumps({"fields": fields}, indent=1, ensure_ascii=False)
    path.with_suffix(".schema.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def read_written(path: Path) -> pd.DataFrame:
    """A table that `write_table` wrote, as it was: text stays text ('01', 'NA'), an empty text is an empty string."""
    fields = json.loads(path.with_suffix(".schema.json").read_text(encoding="utf-8"))["fields"]
    if not fields:  # pandas refuses a file in which no column is named
        return pd.DataFrame()
    text = {field["name"]: str for field in fields if field["type"] == "string"}
    others = {field["name"]: [""] for field in fields if field["type"] != "string"}
    return pd.read_csv(path, dtype=text, keep_default_na=False, na_values=others)


def _type(column: pd.Series) -> str:
    """The column's kind in the words of the Table Schema specification (Frictionless Data)."""
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"


def _fault(row: dict, path: Path, remedies: dict[str, str]) -> Problem:
    column, value = str(row["column"]), row["failure_case"]
    place = f"row {row['index']}, column {column}" if row["index"] is not None else f"column {column}"
    what = {"field_uniqueness": "this value stands more than once"}.get(str(row["check"]), str(row["check"]))
    return Problem(f"{what}: '{value}'", path, place, remedies.get(column, "correct it"))
