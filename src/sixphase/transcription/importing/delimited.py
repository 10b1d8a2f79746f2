"""CSV and its kin: the delimiter is found out, quotation marks are held to their rules, every row is accounted for."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sixphase.study.problem import InputError, Problem, cut, refuse
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.encodings import Decoded
from sixphase.transcription.importing.table import Grid

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE_CHARACTERS, _SAMPLE_ROWS = 100_000, 200
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_QUOTES = "put text that holds the delimiter or a line break between quotation marks, and double a mark inside it"


def read_delimited(decoded: Decoded, file: Path) -> Grid:
    """The cells of a CSV text.

    Raises
    ------
    InputError
        With each row that has more or fewer fields than the first ones, or the row whose quotation marks fail.
    """
    text, said = _told(decoded.text)
    delimiter = said or delimiter_of(text)
    numbers, cells = [], []
    for number, row in _rows(text, delimiter, file):
        if len(row) > limits.MOST_COLUMNS and any(field.strip() for field in row[limits.MOST_COLUMNS :]):
            what = f"{len(row):,} columns; a form has at most {limits.MOST_COLUMNS:,}"
            raise refuse(what, file, f"row {number}", "check that this is the right file")
        numbers.append(number)
        cells.append(row)
    notes = (f"encoding {decoded.encoding}, fields parted by {DELIMITERS[delimiter]}", *decoded.notes)
    return Grid(file, _even(cells, numbers, file), numbers, notes=notes)


def delimiter_of(text: str) -> str:
    """The delimiter with which most of the first rows have the same number of fields, more than one.

    Of equals the one that makes more fields, then a comma before a semicolon, a tab and a bar.

    >>> delimiter_of("id;said\\n1;warm, kind\\n2;calm\\n"), delimiter_of("id\\tsaid\\n1\\ta; b, c\\n")
    (';', '\\t')
    """
    sample = text[:_SAMPLE_CHARACTERS]
    whole = sample[: sample.rfind("\n") + 1] if len(text) > len(sample) and "\n" in sample else sample
    marks = list(DELIMITERS)
    return max(marks, key=lambda mark: (*_evenness(whole, mark), -marks.index(mark)))


def _told(text: str) -> tuple[str, str | None]:
    """Excel's first line `sep=;` says the delimiter; it is no row."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').removeprefix("sep=")
    return (f"\n{rest}", told) if told in DELIMITERS and first.strip('"').startswith("sep=") else (text, None)


def _evenness(sample: str, mark: str) -> tuple[float, int]:
    counts: Counter[int] = Counter()
    try:
        for _, row in zip(
            range(_SAMPLE_ROWS), csv.reader(io.StringIO(sample, newline=""), delimiter=mark), strict=False
        ):
            counts[len(row)] += bool(row)
    except csv.Error:
        return 0.0, 0
    fields, rows = counts.most_common(1)[0] if counts else (0, 0)
    return (rows / sum(counts.values()), fields) if fields > 1 else (0.0, 0)


def _rows(text: str, delimiter: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line at which it begins."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        open_ = "unexpected end" in str(error)
        what = "a quotation mark is opened here and not closed" if open_ else f"this row cannot be read ({error})"
        raise refuse(what, file, f"row {begins}", _QUOTES) from None


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; an io.StringIO would hold a second copy, of four bytes a letter."""
    return (found.group() for found in _LINE.finditer(text))


def _even(cells: list[list[str]], numbers: list[int], file: Path) -> list[list[str]]:
    """All rows of one width; empty fields at the end of a row are no fields; one field above the names is a title."""
    widths = Counter(len(row) for row in cells)
    width = max(widths, key=lambda w: (widths[w], w)) if widths else 0
    problems = []
    before_names = True
    for number, row in zip(numbers, cells, strict=True):
        while len(row) > width and not row[-1].strip():
            row.pop()
        is_title = before_names and len(row) == 1
        before_names = before_names and (is_title or not any(row))
        if len(row) != width and not is_title and any(row):
            what = f"{len(row)} fields where the other rows have {width}"
            problems.append(Problem(what, file, f"row {number}", _QUOTES))
        row.extend([""] * (width - len(row)))
    if problems:
        raise InputError(cut(problems))
    return cells
