"""Reading a CSV file that a person made: strictly, and telling every fault by its row."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sixphase.study.problem import InputError, Problem, refuse

FOREIGN = {
    b"PK\x03\x04": "an Excel or LibreOffice spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old Excel spreadsheet",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a rich-text document",
}


@dataclass
class Records:
    """The rows of a CSV file: the line at which each begins, its fields in the order asked for, and what is wrong."""

    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_records(path: Path, columns: Sequence[str], largest: int | None = None) -> Records:
    """A CSV file as text: exactly the named columns in any order, nothing converted, blank rows passed over.

    Parameters
    ----------
    path
        A CSV file: UTF-8, commas, the first line holding the names of the columns.
    columns
        The names that have to be there; no others may.
    largest
        More bytes than this are refused; None takes any size.

    Raises
    ------
    InputError
        When the file cannot be read as such a table at all. A row with too many or too few fields is left out
        and told in `problems`, so that the caller can tell it together with its own.
    """
    rows = _rows(_text(path, largest), path)
    line, header = next(rows, (1, []))
    _check_header(header, columns, line, path)
    order = [header.index(column) for column in columns]
    records = Records()
    for line, row in rows:
        if len(row) != len(header):
            what = f"{len(row)} fields where the first line names {len(header)}"
            remedy = "put text that holds a comma between quotation marks"
            records.problems.append(Problem(what, path, f"row {line}", remedy))
            continue
        records.lines.append(line)
        records.rows.append([row[i] for i in order])
    if not records.rows and not records.problems:
        raise refuse("the file has no rows under its first line", path, remedy="add the rows")
    return records


def _text(path: Path, largest: int | None) -> str:
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check its name, or add it")
    if largest and path.stat().st_size > largest:
        raise refuse(f"the file is larger than {largest:,} bytes", path, remedy="it does not look like such a file")
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
        row = text.count("\n", 0, text.index("\0")) + 1
        raise refuse("the file holds a zero byte", path, f"row {row}", "save it again as 'CSV UTF-8'")
    return text


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line at which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        what = f"this row cannot be read ({error})"
        raise refuse(what, path, f"row {begins}", "look at its quotation marks") from None


def _check_header(header: list[str], columns: Sequence[str], line: int, path: Path) -> None:
    place, named = f"row {line}", ", ".join(columns)
    if not header:
        raise refuse("the file is empty", path, remedy=f"its first line names the columns: {named}")
    if len(header) == 1 and len(columns) > 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in header[0]:
                raise refuse(f"the columns are parted by {name}", path, place, "save the file with commas")
    unique = dict.fromkeys(header)
    wrong = [(f"the column '{c}' is missing", f"the columns are: {named}") for c in columns if c not in unique]
    wrong += [
        (f"the column '{c[:80]}' is not expected", f"remove it, or name it in study.yml; the columns are: {named}")
        for c in unique
        if c not in columns
    ]
    wrong += [(f"the column '{c[:80]}' stands twice", "keep one of them") for c in unique if header.count(c) > 1]
    if wrong:
        raise InputError(Problem(what, path, place, remedy) for what, remedy in wrong[:20])
