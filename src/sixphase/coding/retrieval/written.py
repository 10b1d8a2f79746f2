"""What was found, written as a file for a spreadsheet program, in which words stay words."""

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError

from sixphase.study.problem import refuse
from sixphase.transcription.form.cells import put_text, saved
from sixphase.transcription.importing.together import write_together

WIDTHS = {"left": 40, "words": 60, "right": 40, "name": 30, "codes": 24}
MOST_ROWS = 1_048_575  # of one sheet, below its header
_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "'")


def write_found(found: pd.DataFrame, path: Path) -> Path:
    """Write a table as `.xlsx` or `.csv`, whole or not at all; a file of this name is replaced.

    In `.xlsx` every text is marked as text, whatever it begins with. In `.csv` nothing can be marked: a text that a
    spreadsheet would work out (=, +, -, @, a tab) has an apostrophe before it.

    Raises
    ------
    InputError
        When the name ends otherwise, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise refuse(f"a table cannot be written as '{path.name}'", remedy="let its name end in .xlsx or .csv")
    if kind == ".xlsx" and len(found) > MOST_ROWS:
        raise refuse(f"{len(found):,} rows are more than a sheet holds", path, remedy="write a .csv file")
    try:
        write_together({path: as_xlsx(found) if kind == ".xlsx" else as_csv(found)})
    except OSError as error:
        raise refuse(f"the file cannot be written ({error.strerror})", path, remedy="choose another place") from None
    return path


def answers_in(path: Path) -> list[str]:
    """The answers in a table that `write_found` wrote, each once, in its order; rows may have been sorted or deleted.

    Raises
    ------
    InputError
        When there is no such file, it cannot be read as a table, or it has no column of answers.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            table = pd.read_excel(path, dtype=str, engine="calamine")
        else:
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError, CalamineError) as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else "it cannot be read as a table"
        raise refuse(why, path, remedy="name the file that 'sixphase find --table' wrote") from None
    if "answer_id" not in table or table.empty:
        raise refuse("it names no answers", path, remedy="name a file with a column 'answer_id' and a row below it")
    return list(dict.fromkeys(table["answer_id"].dropna()))


def as_csv(found: pd.DataFrame) -> bytes:
    """The bytes of a CSV file: UTF-8 with the mark by which spreadsheets know it, LF.

    >>> as_csv(pd.DataFrame({"start": [-1], "words": ["-1 for lunch"]})).decode("utf-8-sig")
    "start,words\\n-1,'-1 for lunch\\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_harmless, found.columns))
    writer.writerows([_harmless(value) for value in row] for row in found.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def as_xlsx(found: pd.DataFrame) -> bytes:
    """The bytes of a workbook with one sheet, the header kept in sight."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Found"
    for column, name in enumerate(found.columns, 1):
        put_text(sheet.cell(1, column), str(name)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(str(name), 12)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(found.itertuples(index=False), 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                if value:
                    put_text(cell, value).alignment = wrapped
            else:
                cell.value = int(value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    return saved(workbook)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_WORKED_OUT) else value
