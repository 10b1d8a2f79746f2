"""Words out of the spreadsheets that the program writes for people to fill in."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sixphase.transcription.form.cells import put_text, saved
from sixphase.transcription.redaction import Find, redacted

# The sheets that the program writes, and the column that says whose words a row holds: a form's number or an answer.
OWN = {"Differences": "Form", "names": "answer", "Coding": "answer_id"}
LARGEST = 200_000_000  # bytes of an unpacked workbook; a real one has a few million


def own_workbooks(folder: Path) -> dict[Path, Any]:
    """The workbooks under a folder that the program wrote and that still look as it wrote them."""
    found = {}
    for path in sorted(folder.rglob("*.xlsx")):
        book = None if "originals" in path.parts else _opened(path)
        if book is not None and any(_key_column(sheet) for sheet in book.worksheets):
            found[path] = book
    return found


def without_rows(book: Any, is_gone: Callable[[str], bool], find: Find) -> bytes | None:
    """The workbook without the rows of a form, and without quotations of it elsewhere; None where nothing changes."""
    changed = 0
    for sheet in book.worksheets:
        column = _key_column(sheet)
        gone = [row for row in range(2, sheet.max_row + 1) if column and is_gone(_text(sheet.cell(row, column)))]
        for row in reversed(gone):
            sheet.delete_rows(row)
        changed += len(gone)
    return saved(book) if _replaced(book, find, {}) + changed else None


def with_words_replaced(book: Any, find: Find, marks: Mapping[str, str]) -> bytes | None:
    """The workbook with words replaced, and the marks of typings renewed; None where nothing changes."""
    return saved(book) if _replaced(book, find, marks) else None


def _replaced(book: Any, find: Find, marks: Mapping[str, str]) -> int:
    changed = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = _text(cell)
                new = redacted(text, find(text)) if text else ""
                head, _, last = new.rpartition(" | ")
                new = f"{head} | {marks[last]}" if head and last in marks else new
                if text and new != text:
                    put_text(cell, new)
                    changed += 1
    return changed


def _key_column(sheet: Any) -> int:
    name = OWN.get(sheet.title)
    return next((cell.column for row in sheet.iter_rows(1, 1) for cell in row if name and cell.value == name), 0)


def _text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)


def _opened(path: Path) -> Any:
    from openpyxl import load_workbook

    raw = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                return None
        return load_workbook(io.BytesIO(raw))
    except (
        Exception
    ):  # openpyxl raises whatever a foreign file provokes; such a file is none of the program's, and is named
        return None
