"""Reading the file of reported figures, strictly, and telling every fault at once."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from sixphase.study.problem import InputError, Problem, did_you_mean, refuse
from sixphase.writeup.audit.figures import COUNTED, ID, MEASURED, UNITS, Figure

COLUMNS = ("id", "value", "unit", "where", "what")
LARGEST = 1_000_000  # bytes: thousands of figures, more than any paper prints
LONGEST = 500  # characters of a description
MOST_PROBLEMS = 20
COUNT = re.compile(r"(0|[1-9]\d{0,11})")
MEASURE = re.compile(r"(0|[1-9]\d{0,11})(\.\d{1,6})?")
FOREIGN = {b"PK\x03\x04": "a spreadsheet or another zipped file", b"\xd0\xcf\x11\xe0": "an old Excel spreadsheet"}


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
    rows = _rows(path)
    first_line, header = next(rows, (1, []))
    _check_header(header, first_line, path)
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for line, row in rows:
        faults = list(_faults(row, header, figures, line, path))
        problems += faults
        if len(problems) > MOST_PROBLEMS:
            problems.append(Problem("and perhaps more in the rows below", path, remedy="mend these first"))
            break
        if not faults:
            figure = _figure(row, header)
            figures[figure.id] = figure
    if problems:
        raise InputError(problems)
    if not figures:
        raise refuse("the file has no rows under its first line", path, remedy="add the figures, one a row")
    return figures


def _figure(row: list[str], header: list[str]) -> Figure:
    cells = {name: " ".join(cell.split()) for name, cell in zip(header, row, strict=True)}
    return Figure(**{name: cells[name] for name in COLUMNS})


def _faults(row: list[str], header: list[str], known: dict[str, Figure], line: int, path: Path) -> Iterator[Problem]:
    if len(row) != len(header):
        what = f"{len(row)} fields where the first line names {len(header)}"
        yield Problem(what, path, f"row {line}", "put text that holds a comma between quotation marks")
        return
    figure = _figure(row, header)
    for column, what, remedy in _wrong(figure, known):
        yield Problem(what, path, f"row {line}, column {column}", remedy)


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


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line at which it begins."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        what = f"this row cannot be read ({error})"
        raise refuse(what, path, f"row {begins}", "look at its quotation marks") from None


def _text(path: Path) -> str:
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="write the figures of the paper into a file of this name")
    if path.stat().st_size > LARGEST:
        raise refuse(f"the file is larger than {LARGEST:,} bytes", path, remedy="keep to the figures of one paper")
    raw = path.read_bytes()
    kind = next((kind for start, kind in FOREIGN.items() if raw.startswith(start)), None)
    if kind:
        raise refuse(f"this is {kind}, not a CSV file", path, remedy="open it and save it as 'CSV UTF-8'")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        likely = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252 (Latin letters)"
        row = raw.count(b"\n", 0, error.start) + 1
        what = f"the file is not UTF-8 text; it looks like {likely}"
        raise refuse(what, path, f"row {row}", "save it as 'CSV UTF-8'") from None
    if "\0" in text:
        raise refuse("the file holds a zero byte", path, remedy="save it again as 'CSV UTF-8'")
    return text


def _check_header(header: list[str], line: int, path: Path) -> None:
    place, named = f"row {line}", ", ".join(COLUMNS)
    if not header:
        raise refuse("the file is empty", path, remedy=f"its first line names the columns: {named}")
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise refuse("the columns are not parted by commas", path, place, "save the file with commas")
    missing = [c for c in COLUMNS if c not in header]
    extra = [c for c in dict.fromkeys(header) if c not in COLUMNS]
    problems = [Problem(f"the column '{c}' is missing", path, place, f"the columns are: {named}") for c in missing]
    problems += [Problem(f"the column {c[:80]!r} is not expected", path, place, "remove it") for c in extra]
    if not problems and len(header) != len(COLUMNS):
        problems = [Problem("a column stands twice", path, place, f"the columns are: {named}")]
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
