"""What the paper says of the typing: the named values of its record, and the table by field."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.study.settings import Study
from sixphase.transcription.entry.decide import ENTRIES
from sixphase.transcription.entry.fields import field_names
from sixphase.transcription.entry.record import (
    ALL,
    BECAME,
    BOTH,
    CHARACTERS,
    FIELDS,
    ONCE,
    TWICE,
    TYPISTS,
    WENT_ON,
    WRONG_CHARACTERS,
    WRONG_FIELDS,
)

Value = tuple[str, Any, str | None]  # name, value, what the paper prints
Rows = dict[tuple[str, str], dict[str, Any]]

_COUNTS = (
    ("forms_double", BOTH, TWICE),
    ("forms_single", BOTH, ONCE),
    *((entry.replace("double, ", ""), BOTH, entry) for entry in ENTRIES),
)
_BETWEEN = (("fields", BOTH, FIELDS), ("characters", BOTH, CHARACTERS))
_WRONG = (("fields", WRONG_FIELDS), ("characters", WRONG_CHARACTERS))
_OF_ONE = tuple((f"{unit}_{typist}", typist, measure) for typist in TYPISTS for unit, measure in _WRONG)
_NOT_DECIDED = {
    BECAME["leave out"]: "nobody decided, and their forms are left out",
    BECAME["first"]: "nobody decided; there the words of the first typist stand",
    BECAME["second"]: "nobody decided; there the words of the second typist stand",
}


def entry_values(record: pd.DataFrame) -> Iterator[Value]:
    """The named values of the paper: name, value, and its printed text where it is not a whole number.

    Those that end with `_said` are a passage of the paper, since what it says depends on how far the deciding is.

    >>> list(entry_values(pd.DataFrame(columns=['field', 'typist', 'measure'])))
    []
    """
    rows: list[Any] = record[record["field"] == ALL].to_dict("records")
    whole: Rows = {(row["typist"], row["measure"]): row for row in rows}
    if not whole:
        return
    for name, typist, measure in _COUNTS:
        yield f"entry.{name}", int(whole[typist, measure]["count"]), None
    for name, typist, measure in _BETWEEN:
        yield from _rate_values(name, whole[typist, measure])
    for name, typist, measure in _OF_ONE:
        if (row := whole.get((typist, measure))) and row["of"]:
            yield from _rate_values(name, row)
    yield "entry.undecided_said", _undecided_said(whole), None
    yield "entry.typists_said", _typists_said(whole), None
    yield "entry.went_on_said", _went_on_said(whole), None


def typing_tables(record: pd.DataFrame, study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """The table of the typing under its name; nothing where no forms were typed twice."""
    table = typing_table(record, study)
    if len(table):
        yield "typing", table


def typing_table(record: pd.DataFrame, study: Study) -> pd.DataFrame:
    """How often the two typists differed, by field: what is asked, fields compared, how many differ, per 1,000."""
    names, rows = field_names(study), record[(record["measure"] == FIELDS) & (record["field"] != ALL)]
    return pd.DataFrame(
        {
            "Field": [names.get(field, field) for field in rows["field"]],
            "Compared": rows["of"].tolist(),
            "Differ": rows["count"].tolist(),
            "Per 1,000": [printed(rate) for rate in rows["per_1000"]],
            "95 % interval": [
                f"{printed(low)} to {printed(high)}" for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
        }
    )


def printed(per_1000: float) -> str:
    """A rate per 1,000 as it is printed: two digits that count below 1, one decimal below 100.

    >>> printed(0.3704), printed(4.25), printed(0), printed(123.4), printed(float("nan"))
    ('0.37', '4.2', '0', '123', 'unknown')
    """
    if pd.isna(per_1000):
        return "unknown"
    if per_1000 == 0:
        return "0"
    return f"{per_1000:.2g}" if per_1000 < 1 else f"{per_1000:.1f}" if per_1000 < 100 else f"{per_1000:,.0f}"


def _rate_values(name: str, row: dict[str, Any]) -> Iterator[Value]:
    """How many were looked at, how many were wrong, the rate per 1,000 and its bounds."""
    yield f"entry.{name}", int(row["of"]), None
    yield f"entry.wrong_{name}", int(row["count"]), None
    for suffix, column in (("", "per_1000"), ("_low", "low"), ("_high", "high")):
        value = float(row[column])
        yield f"entry.rate_{name}{suffix}", None if pd.isna(value) else value, printed(value)


def _undecided_said(whole: Rows) -> str:
    count = int(whole[BOTH, "double, undecided"]["count"])
    if not count:
        return "none was left undecided"
    became = next((said for name, said in _NOT_DECIDED.items() if (BOTH, name) in whole), "nobody has decided yet")
    return f"on {count:,} {became}"


def _typists_said(whole: Rows) -> str:
    rates = [whole.get((typist, WRONG_FIELDS)) for typist in TYPISTS]
    if not all(row and row["of"] for row in rates):
        return "How often each of the two erred is known once every difference is decided."
    one, two = (_rate(row) for row in rates if row)
    return f"Of a thousand fields, held against what was decided, the first typist erred in {one}, the second in {two}."


def _rate(row: dict[str, Any]) -> str:
    return f"{printed(row['per_1000'])} (interval {_interval(row)})"


def _interval(row: dict[str, Any]) -> str:
    return f"{printed(row['low'])} to {printed(row['high'])}"


def _went_on_said(whole: Rows) -> str:
    row = whole.get((BOTH, WENT_ON))
    if row is None:
        return "What was decided has not been brought into the study yet."
    return f"What was decided, and what one person alone had typed, went on: {int(row['count']):,} forms."
