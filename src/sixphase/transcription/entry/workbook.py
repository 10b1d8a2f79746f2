"""Deciding differences in a spreadsheet, for those without JupyterLab."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from sixphase.study.problem import InputError, Problem, raise_some, refuse
from sixphase.study.settings import Study
from sixphase.transcription.entry.compare import Comparison
from sixphase.transcription.entry.decisions import FIRST, OTHER, SECOND, Decision, Journal
from sixphase.transcription.entry.desk import decision_on, is_decided
from sixphase.transcription.entry.show import as_plain, difference
from sixphase.transcription.form.cells import put_text, saved
from sixphase.transcription.transcript import STATES

SHEET = "Differences"
HEADERS = ("Form", "Field", "Difference", "First typist", "Second typist", "Decision", "Other words", "State", "By")
WIDTHS = (10, 26, 46, 40, 40, 11, 40, 14, 9)
KEY = "Do not change"  # the last column says which difference a row is, and what had been typed
OPEN_COLUMNS = (6, 7, 8, 9)  # what a person fills in, counted from 1
LARGEST = 200_000_000  # bytes of an unpacked workbook; a real one has a few million


def write_differences(comparison: Comparison, journal: Journal, out: Path) -> Path:
    """Write all differences as a spreadsheet in which a person decides: first, second or other.

    It holds participants' words: keep it in the study's private folder. What is decided already is filled in.
    """
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = SHEET
    current = journal.current()
    _write_row(sheet, 1, (*HEADERS, KEY), head=True)
    for number, row in enumerate(comparison.rows(), 2):
        decision = current.get((row.form_id, row.field)) if is_decided(row, current) else None
        _write_row(sheet, number, _line(row, comparison, decision))
    _finish(sheet)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(saved(workbook))
    return out


def read_differences(path: Path, comparison: Comparison, journal: Journal, study: Study, when: str) -> list[Decision]:
    """The decisions that were filled in since; those that stand already are left out, and so are empty ones.

    Parameters
    ----------
    path
        The spreadsheet as `write_differences` wrote it, filled in; rows may be sorted, or deleted.
    when
        The moment of reading it back, ISO 8601.

    Raises
    ------
    InputError
        With every row that cannot be taken: a difference that is not there, a typing that changed since, a decision
        that is none, words without a decision, nobody named. Then nothing is taken.
    """
    rows = {_key(row): row for row in comparison.rows()}
    current, problems, made = journal.current(), [], []
    for number, line in _lines(path):
        if not any(line[name] for name in ("Decision", "Other words", "State")):
            continue
        try:
            decision = _decision(line, rows, journal, study, when)
        except InputError as error:
            remedies = [(problem.what, problem.remedy) for problem in error.problems]
            problems += [Problem(what, path, f"row {number}", remedy) for what, remedy in remedies]
            continue
        stands = current.get(decision.key)
        if stands is None or _said(stands) != _said(decision):
            made.append(decision)
    raise_some(problems)
    return made


def _decision(line: dict[str, str], rows: dict[str, Any], journal: Journal, study: Study, when: str) -> Decision:
    row = rows.get(line[KEY])
    if row is None:
        remedy = "compare again and write a new spreadsheet of differences"
        raise refuse("this difference is not there any more, or was typed anew since", remedy=remedy)
    choice = line["Decision"].strip().casefold()
    if choice not in (FIRST, SECOND, OTHER):
        raise refuse(f"'{line['Decision']}' is no decision", remedy=f"write {FIRST}, {SECOND} or {OTHER}")
    if choice != OTHER and line["Other words"].strip():
        raise refuse(f"there are other words, but the decision is '{choice}'", remedy="write 'other', or delete them")
    state = line["State"].strip().casefold() or ("answered" if line["Other words"].strip() else "blank")
    return decision_on(row, choice, state, line["Other words"], line["By"], when, journal, study)


def _line(row: Any, comparison: Comparison, decision: Decision | None) -> tuple[str, ...]:
    other = decision is not None and decision.choice == OTHER
    return (
        row.form_id,
        comparison.names[row.field],
        as_plain(difference(row)),
        row.first if row.first_state == "answered" else f"[{row.first_state}] {row.first}".strip(),
        row.second if row.second_state == "answered" else f"[{row.second_state}] {row.second}".strip(),
        decision.choice if decision else "",
        decision.text if decision and other else "",
        decision.state if decision and other else "",
        decision.who if decision else "",
        _key(row),
    )


def _key(row: Any) -> str:
    return f"{row.form_id} | {row.field} | {row.typed}"


def _said(decision: Decision) -> tuple[str, str, str]:
    return decision.typed, decision.state, decision.text


def _write_row(sheet: Any, number: int, texts: tuple[str, ...], head: bool = False) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(number, column)
        if text:
            put_text(cell, text)
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.protection = Protection(locked=head or column not in OPEN_COLUMNS)
        if head:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EDF3")


def _finish(sheet: Any) -> None:
    last = max(2, sheet.max_row)
    for letter, names in (("F", (FIRST, SECOND, OTHER)), ("H", STATES)):
        check = DataValidation(type="list", formula1=f'"{",".join(names)}"', allow_blank=True, showErrorMessage=True)
        check.errorTitle, check.error = "Choose from the list", ", ".join(names)
        check.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(check)
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["J"].hidden = True
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # allowed


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row under the headers as text, with its number."""
    table = _table(path)
    header = [str(value).strip() for value in table[0]] if table else []
    missing = [name for name in (*HEADERS, KEY) if name not in header]
    raise_some([Problem(f"the column '{n}' is missing", path, "row 1", "keep all columns as written") for n in missing])
    for number, values in enumerate(table[1:], 2):
        yield number, {name: _text(values[header.index(name)]) for name in (*HEADERS, KEY)}


def _table(path: Path) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    remedy = "give the spreadsheet that was written for deciding, saved as XLSX"
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check its name")
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise refuse("the file is too large to be a list of differences", path, remedy=remedy)
        workbook = CalamineWorkbook.from_path(str(path))
        if SHEET not in workbook.sheet_names:
            raise refuse(f"there is no sheet called '{SHEET}'", path, remedy=remedy)
        return workbook.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, OSError, ValueError) as error:
        raise refuse(f"this cannot be read as a spreadsheet ({error})", path, remedy=remedy) from None


def _text(value: Any) -> str:
    """A cell as text; a whole number that a spreadsheet made of digits has no '.0'."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
