"""What the typing sheet refuses, and what it shows in red."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sixphase.study.settings import Study
from sixphase.transcription.form.cells import LONGEST
from sixphase.transcription.form.columns import Column
from sixphase.transcription.form.number import DIGITS
from sixphase.transcription.form.wording import wording_of

LISTS = "Lists"
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
LONGEST_ATTRIBUTE = 200
FAULT = PatternFill("solid", bgColor="F4C7C3")


def check_columns(sheet: Any, study: Study, columns: tuple[Column, ...], last: int) -> None:
    """Set the checks of every column, from the second row to the last."""
    lists = {names: get_column_letter(place) for place, names in listed(study)}
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        where = f"{letter}2:{letter}{last}"
        if column.role == "form_id":
            _check_number(sheet, where, last, wording_of(study).own_numbers)
        elif column.role == "session_date":
            _stop(sheet, where, "Date", _date_rule(), "Type the date as year-month-day, such as 2025-03-28.")
        elif column.categories:
            source = f"{LISTS}!${lists[column.categories]}$1:${lists[column.categories]}${len(column.categories)}"
            _stop(sheet, where, "Category", {"type": "list", "formula1": source}, "Choose from the list.")
            fault = f'AND({letter}2<>"",COUNTIF({source},{letter}2)=0)'
            sheet.conditional_formatting.add(where, FormulaRule(formula=[fault], fill=FAULT))
        else:
            most = LONGEST_ATTRIBUTE if column.role.startswith("attribute") else LONGEST
            rule = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(most)}
            _stop(sheet, where, "Length", rule, f"A cell here holds at most {most:,} characters.", prompt=False)


def _check_number(sheet: Any, where: str, last: int, own_numbers: bool) -> None:
    once = f"COUNTIF($A$2:$A${last},A2)=1"
    rule = once if own_numbers else f"AND({once},{number_formula('A2')})"
    told = "This number stands already." if own_numbers else "Type all digits; a wrong number or one typed twice stops."
    _stop(sheet, where, "Form number", {"type": "custom", "formula1": rule}, told)
    fault = f'AND(A2<>"",NOT(IFERROR({rule},FALSE)))'
    sheet.conditional_formatting.add(where, FormulaRule(formula=[fault], fill=FAULT))


def _date_rule() -> dict[str, str]:
    first, last = (f"DATE({day.year},{day.month},{day.day})" for day in (FIRST_DAY, LAST_DAY))
    return {"type": "date", "operator": "between", "formula1": first, "formula2": last}


def _stop(sheet: Any, where: str, title: str, rule: Mapping[str, str], told: str, prompt: bool = True) -> None:
    """Refuse what a rule does not allow; the words show when a cell is entered (unless not wanted) and when refused."""
    check = DataValidation(**rule, allow_blank=True, showErrorMessage=True, errorStyle="stop")
    check.errorTitle, check.error = title, told
    if prompt:
        check.promptTitle, check.prompt, check.showInputMessage = title, told, True
    check.add(where)
    sheet.add_data_validation(check)


def listed(study: Study) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lists of categories, each with its column on the sheet of lists."""
    return enumerate((a.categories for a in study.attributes.values() if a.categories), 12)


def number_formula(cell: str, digits: int = DIGITS) -> str:
    """The formula that is true where `cell` holds a form number with a check digit that fits.

    `Damm` is the name of the table of products on the sheet of lists.

    >>> number_formula("A2", 1)
    'AND(LEN(A2)=2,INDEX(Damm,INDEX(Damm,1,MID(A2,1,1)+1)+1,MID(A2,2,1)+1)=0)'
    """
    product = f"INDEX(Damm,1,MID({cell},1,1)+1)"
    for place in range(2, digits + 2):
        product = f"INDEX(Damm,{product}+1,MID({cell},{place},1)+1)"
    return f"AND(LEN({cell})={digits + 1},{product}=0)"
