"""Reading the file of reported figures, strictly, and telling every fault at once."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from sixphase.study.csvfile import read_records
from sixphase.study.problem import Problem, did_you_mean, raise_some
from sixphase.writeup.audit.figures import COUNTED, ID, MEASURED, UNITS, Figure

COLUMNS = ("id", "value", "unit", "where", "what")
LARGEST = 1_000_000  # bytes: thousands of figures, more than any paper prints
LONGEST = 500  # characters of a description
COUNT = re.compile(r"(0|[1-9]\d{0,11})")
MEASURE = re.compile(r"(0|[1-9]\d{0,11})(\.\d{1,6})?")


def read_figures(path: Path) -> dict[str, Figure]:
    """The reported figures of a paper by their ids, in the order of the file.

    Parameters
    ----------
    path
        A CSV file (UTF-8, commas) with the columns id, value, unit, where, what. Values are written as the
        paper prints them: 71 and 71.0 are not the same, since the digits tell how far it was rounded.

    Raises
    ------
    InputError
        With every fault found: the row, what is wrong in it, and what to do.
    """
    records = read_records(path, COLUMNS, LARGEST)
    figures: dict[str, Figure] = {}
    problems = records.problems
    for line, row in zip(records.lines, records.rows, strict=True):
        figure = Figure(*(" ".join(cell.split()) for cell in row))
        faults = [Problem(what, path, f"row {line}, column {c}", how) for c, what, how in _wrong(figure, figures)]
        problems += faults
        if not faults:
            figures[figure.id] = figure
    raise_some(problems)
    return figures


def _wrong(figure: Figure, known: dict[str, Figure]) -> Iterator[tuple[str, str, str]]:
    """Each fault of a figure: its column, what is wrong, what to do."""
    if not ID.fullmatch(figure.id):
        yield "id", f"this is no id: {figure.id[:80]!r}", "begin with a letter; then letters, digits, _ . or -"
    elif figure.id in known:
        yield "id", f"this id stands twice: {figure.id}", "give each figure its own id"
    if figure.unit not in UNITS:
        yield "unit", f"this unit is not known: {figure.unit[:80]!r}", did_you_mean(figure.unit[:80], UNITS)
    elif not _fits(figure.value, figure.unit):
        yield "value", f"{figure.value[:80]!r} does not fit the unit '{figure.unit}'", _how(figure.unit)
    for column, text in (("where", figure.where), ("what", figure.what)):
        if not text:
            yield column, "this is empty", "say where the figure stands and what it counts"
        elif len(text) > LONGEST or not text.isprintable():
            yield column, f"this is longer than {LONGEST} characters or holds odd ones", "write a short plain line"


def _fits(value: str, unit: str) -> bool:
    if not value.isascii():
        return False
    if unit in COUNTED:
        return bool(COUNT.fullmatch(value))
    if unit in MEASURED:
        return bool(MEASURE.fullmatch(value))
    shape, reader = (r"[12]\d{3}-\d\d-\d\d", date) if unit == "date" else (r"\d\d:\d\d", time)
    try:
        return bool(re.fullmatch(shape, value) and reader.fromisoformat(value))
    except ValueError:
        return False


def _how(unit: str) -> str:
    if unit in COUNTED:
        return "write a whole number in digits, such as 1204, without commas, spaces or signs"
    if unit in MEASURED:
        return "write a number as printed, such as 71 or 71.4, with a point and without signs"
    return "write the day as 2022-05-19" if unit == "date" else "write the time of day as 09:30"
