"""The sheet into which the forms are typed."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from sixphase.study.problem import refuse
from sixphase.study.settings import Study
from sixphase.transcription.form.cells import put_text, saved
from sixphase.transcription.form.checks import LISTS, check_columns, listed
from sixphase.transcription.form.columns import Column, columns_of
from sixphase.transcription.form.instructions import instructions
from sixphase.transcription.form.number import DAMM
from sixphase.transcription.form.wording import WITHOUT_QUESTIONS

SHEET, HELP = "Forms", "Instructions"
SHADE = PatternFill("solid", fgColor="E7EDF3")
THIN = Border(bottom=Side("thin", color="8A8A8A"), right=Side("hair", color="8A8A8A"))


def make_typing_sheet(study: Study, out: Path, rows: int = 1000) -> Path:
    """Write the sheet into which one person types the forms, as XLSX.

    The first sheet has one row a form and one column for each thing on the form, headers locked and always in
    sight, drop-down lists for the categories, and refuses a form number whose check digit does not fit or that
    stands already, a date that cannot be, and a text that a cell cannot hold. The second says how to type. What is
    pasted is not stopped by a spreadsheet; a number or a category that is wrong then turns red.

    Parameters
    ----------
    study
        Its questions, attributes, and words for blank, illegible and inapplicable answers.
    out
        The XLSX file; the same study gives the same bytes.
    rows
        How many rows are checked.

    Returns
    -------
    pathlib.Path
        `out`.

    Raises
    ------
    InputError
        When the study has no questions.
    """
    if not study.questions:
        raise refuse("the study has no questions to type", remedy=WITHOUT_QUESTIONS)
    workbook = Workbook()
    _lists(workbook.create_sheet(LISTS), study, workbook)
    _forms(_first(workbook), study, rows)
    _help(workbook.create_sheet(HELP, 1), study)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(saved(workbook))
    return out


def _first(workbook: Workbook) -> Any:
    sheet: Any = workbook.active
    sheet.title = SHEET
    return sheet


def _lists(sheet: Any, study: Study, workbook: Workbook) -> None:
    """The table of the check digit in A1:J10; from column L on one list of categories each."""
    for row, products in enumerate(DAMM, 1):
        for column, product in enumerate(products, 1):
            sheet.cell(row, column, product)
    workbook.defined_names["Damm"] = DefinedName("Damm", attr_text=f"{LISTS}!$A$1:$J$10")
    for column, names in listed(study):
        for row, name in enumerate(names, 1):
            put_text(sheet.cell(row, column), name)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _forms(sheet: Any, study: Study, rows: int) -> None:
    columns = columns_of(study)
    for place, column in enumerate(columns, 1):
        head = put_text(sheet.cell(1, place), column.header)
        head.font, head.fill, head.border = Font(bold=True), SHADE, THIN
        head.alignment = Alignment(wrap_text=True, vertical="top")
        _column_style(sheet, place, column)
    for row in range(2, rows + 2):  # a style for columns alone is lost when another program writes the file
        for place, column in enumerate(columns, 1):
            _cell_style(sheet.cell(row, place), column)
    check_columns(sheet, study, columns, rows + 1)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 48
    _page(sheet)
    _lock(sheet)


def _column_style(sheet: Any, place: int, column: Column) -> None:
    dimension = sheet.column_dimensions[get_column_letter(place)]
    dimension.width = column.width


def _cell_style(cell: Any, column: Column) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=False)
    # Text, or else leading zeros go and '1/2' becomes a day; the month in words shows a day read as a month.
    cell.number_format = "d mmmm yyyy" if column.role == "session_date" else "@"


def _page(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _lock(sheet: Any) -> None:
    """Headers cannot be changed by accident; there is no password, so that one who means to can."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False  # allowed


def _help(sheet: Any, study: Study) -> None:
    for row, (text, is_heading) in enumerate(instructions(study), 1):
        cell = put_text(sheet.cell(row, 1), text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=is_heading, size=13 if is_heading else 11)
    sheet.column_dimensions["A"].width = 84
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
