"""Reading a coding sheet: its rows as they were filled in, whatever its layout."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sixphase.coding.sheets.labels import parts
from sixphase.coding.sheets.layout import (
    CODEBOOK,
    HEADERS,
    KEY,
    MARKED,
    SHEET,
    UNMARKED,
    Row,
    as_text,
    header_name,
    read_base,
)
from sixphase.study.problem import InputError, Problem, raise_some, refuse

LARGEST = 200_000_000  # bytes of an unpacked workbook; a real one has a few million
REMEDY = "give the spreadsheet that was written for coding, saved as XLSX"


def read_book(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of the sheet 'Codebook' that somebody added, with their numbers: a code's name, and no id.

    None where the workbook has no such sheet, or one of another layout.
    """
    table = _table(path, CODEBOOK)
    names = [as_text(cell).strip().casefold() for cell in table[0]] if table else []
    if not {"code", "id"} <= set(names):
        return []
    rows = [dict(zip(names, (as_text(cell).strip() for cell in cells), strict=False)) for cells in table[1:]]
    return [(number, row) for number, row in enumerate(rows, 2) if row.get("code") and not row.get("id")]


def read_rows(path: Path, is_code: Callable[[str], bool]) -> list[Row]:
    """The rows of a coding sheet.

    Two layouts are known: ours, with the codes of a row in one column; and a column for each code, with 1 or x where it
    is given. Both need a column `answer_id`; `passage`, `comment` and `read` may be left out.

    Parameters
    ----------
    is_code
        Whether a column's header is a code.

    Raises
    ------
    InputError
        When it is no such spreadsheet; with every cell that cannot be understood.
    """
    table = _table(path)
    names = [header_name(cell) for cell in table[0]] if table else []
    _check(names, path)
    rows: list[Row] = []
    problems: list[Problem] = []
    code_columns = [] if "codes" in names else _code_columns(names, table[1:], is_code)
    if "codes" not in names and not code_columns:
        remedy = "add a column 'codes', or a column for each code with 1 or x where it is given"
        raise refuse("there is no column with codes", path, "row 1", remedy)
    for number, cells in enumerate(table[1:], 2):
        texts = [as_text(cell) for cell in cells]
        try:
            rows += _row(number, dict(zip(names, texts, strict=False)), texts, [(names[c], c) for c in code_columns])
        except InputError as error:
            problems += [Problem(p.what, path, f"row {number}{p.place}", p.remedy) for p in error.problems]
    raise_some(problems)
    return rows


def _check(names: Sequence[str], path: Path) -> None:
    if "answer_id" not in names:
        raise refuse("the column 'answer_id' is missing", path, "row 1", "keep the columns as they were written")
    twice = [name for name in HEADERS if list(names).count(name) > 1]
    raise_some([Problem(f"the column '{name}' stands twice", path, "row 1", "keep one of them") for name in twice])


def _code_columns(names: Sequence[str], rows: Sequence[Sequence[Any]], is_code: Callable[[str], bool]) -> list[int]:
    """Columns whose header is a code, and those that hold nothing but marks; others belong to somebody else."""
    found = []
    for column, name in enumerate(names):
        if not name or name in HEADERS:
            continue
        cells = {as_text(row[column]).strip().casefold() for row in rows if column < len(row)}
        if is_code(name) or (cells & MARKED and cells <= MARKED | UNMARKED):
            found.append(column)
    return found


def _row(number: int, cells: dict[str, str], texts: Sequence[str], columns: Sequence[tuple[str, int]]) -> Iterator[Row]:
    if not any(text.strip() for text in texts):
        return
    answer = cells["answer_id"].strip()
    if not answer:
        raise InputError(Problem("there is no answer_id", None, ", column answer_id", "write it, or delete the row"))
    codes = [(code, "codes") for code in parts(cells.get("codes", ""))]
    codes += [(name, name) for name, column in columns if _is_marked(texts[column], name)]
    read = _is_marked(cells.get("read", ""), "read")
    passage, comment = cells.get("passage", "").strip(), cells.get("comment", "").strip()
    yield Row(number, answer, passage, tuple(codes), comment, read, _base(cells.get(KEY, "")))


def _base(written: str) -> Any:
    try:
        return read_base(written)
    except InputError as error:
        raise InputError(Problem(p.what, None, f", column {KEY}", p.remedy) for p in error.problems) from None


def _is_marked(cell: str, column: str) -> bool:
    said = cell.strip().casefold()
    if said not in MARKED | UNMARKED:
        what, remedy = f"'{cell[:40]}' is no mark", "write 1 or x, or leave the cell empty"
        raise InputError(Problem(what, None, f", column {column}", remedy))
    return said in MARKED


def _table(path: Path, sheet: str = SHEET) -> list[list[Any]]:
    """The cells of a sheet; of the first one, where there is no sheet for coding."""
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check its name")
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise refuse("the file is too large to be a coding sheet", path, remedy=REMEDY)
        workbook = CalamineWorkbook.from_path(str(path))
        if sheet != SHEET and sheet not in workbook.sheet_names:
            return []
        name = sheet if sheet in workbook.sheet_names else workbook.sheet_names[0]
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, OSError, ValueError, IndexError) as error:
        raise refuse(f"this cannot be read as a spreadsheet ({error})", path, remedy=REMEDY) from None
