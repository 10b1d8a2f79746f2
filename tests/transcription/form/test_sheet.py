"""The typing sheet: its columns, its checks, and that a spreadsheet program takes it."""

import csv
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from sixphase.study.problem import InputError
from sixphase.study.settings import Import, Question, Study
from sixphase.transcription.form.cells import LONGEST, put_text, saved
from sixphase.transcription.form.checks import LISTS, number_formula
from sixphase.transcription.form.columns import sheet_mapping
from sixphase.transcription.form.number import DAMM, check, form_number
from sixphase.transcription.form.sheet import HELP, SHEET, make_typing_sheet

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def sheet(study: Study, tmp_path: Path) -> Path:
    return make_typing_sheet(study, tmp_path / "typing.xlsx", rows=50)


def checks(sheet: Path) -> dict[str, Any]:
    """The checks of the sheet by the letter of their column."""
    found = openpyxl.load_workbook(sheet)[SHEET].data_validations.dataValidation
    return {str(each.sqref).split("2", 1)[0]: each for each in found}


def test_headers_say_what_each_column_is(study: Study, sheet: Path) -> None:
    """The importer maps them without a question, so they and their order are fixed."""
    row = CalamineWorkbook.from_path(sheet).get_sheet_by_name(SHEET).to_python()[0]
    assert row == list(sheet_mapping(study))
    assert list(sheet_mapping(study).values()) == [
        "form_id", "session_date", "attribute occupation", "attribute gender", "attribute team",
        "question interest", "question learned", "question practice", "question change", "question other",
    ]  # fmt: skip


def test_headers_differ_even_where_the_wordings_do_not(study: Study) -> None:
    same = (Question(id="a", asks="Why?"), Question(id="b", asks=" why? "), Question(id="c", asks="Form number"))
    headers = sheet_mapping(study.model_copy(update={"questions": same, "attributes": {}}))
    assert list(headers) == ["Form number [form_id]", "Session date", "Why? [a]", "why? [b]", "Form number [c]"]


def test_drop_down_lists_hold_the_categories(study: Study, sheet: Path) -> None:
    """Also one with a comma in it, and one that begins like a formula."""
    lists = openpyxl.load_workbook(sheet)[LISTS]
    for letter, attribute in (("C", "occupation"), ("D", "gender")):
        check_ = checks(sheet)[letter]
        assert (check_.type, check_.errorStyle, check_.showErrorMessage) == ("list", "stop", True)
        cells = [cell for (cell,) in lists[check_.formula1.split("!")[1].replace("$", "")]]
        assert tuple(cell.value for cell in cells) == study.attributes[attribute].categories
        assert {cell.data_type for cell in cells} == {"s"}


def test_dates_and_lengths_are_checked(sheet: Path) -> None:
    found = checks(sheet)
    assert (found["B"].type, found["B"].formula1, found["B"].formula2) == (
        "date",
        "DATE(1990,1,1)",
        "DATE(2099,12,31)",
    )
    assert (found["E"].type, found["E"].formula1) == ("textLength", "200")
    assert (found["F"].type, found["F"].formula1) == ("textLength", str(LONGEST))
    assert all(len(each.formula1) <= 255 for each in found.values())  # Excel takes no longer one


class Digit(int):
    """What MID gives, which a spreadsheet makes a number of when it adds one."""


def worked_out(formula: str, value: str) -> bool:
    """The formula of the check digit as a spreadsheet works it out."""

    def mid(text: str, start: int, count: int) -> Digit:
        return Digit(text[start - 1 : start - 1 + count])

    names = {
        "INDEX": lambda table, row, column: table[row - 1][column - 1],
        "MID": mid,
        "LEN": len,
        "AND": lambda *parts: all(parts),
        "Damm": DAMM,
        "A2": value,
    }
    try:
        return bool(eval(re.sub(r"(?<![<>=])=", "==", formula), {"__builtins__": {}}, names))
    except ValueError:  # a letter where a digit should be: an error in the cell, which refuses it too
        return False


@pytest.mark.parametrize("text", [*(form_number(n) for n in (1, 27, 572, 9999)), "00014", "5724", "O0013", "000137"])
def test_the_formula_agrees_with_the_program(sheet: Path, text: str) -> None:
    formula = number_formula("A2")
    assert formula in checks(sheet)["A"].formula1
    assert worked_out(formula, text) == (check(text) and len(text) == 5)


def test_headers_are_locked_and_in_sight_and_the_rest_is_open(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet)[SHEET]
    assert page.protection.sheet
    assert not page.protection.password
    assert page.freeze_panes == "B2"
    assert all(cell.protection.locked for cell in page[1])
    assert not any(cell.protection.locked for row in page["A2:J51"] for cell in row)
    assert page["A2"].number_format == "@"
    assert page["B2"].number_format == "d mmmm yyyy"
    assert all(cell.alignment.wrap_text for cell in (*page[1], *page[2]))


def test_the_sheets_are_in_order(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    assert book.sheetnames == [SHEET, HELP, LISTS]
    assert book.active.title == SHEET
    assert book[LISTS].sheet_state == "hidden"


def test_instructions_use_the_studys_own_marks(study: Study, tmp_path: Path) -> None:
    own = Import(blank=("0", "nil"), illegible=("???",), not_applicable=("n.a.",))
    changed = study.model_copy(update={"transcripts": own})
    book = openpyxl.load_workbook(make_typing_sheet(changed, tmp_path / "s.xlsx", rows=1))
    told = " ".join(str(cell.value) for cell in book[HELP]["A"])
    for mark in ("type ‘???’ in its place", "Nothing was written: type ‘0’.", "type ‘n.a.’"):
        assert mark in told
    assert "leave the cell empty." not in told.split("Nothing was written")[1].split("They wrote")[0]


@pytest.mark.parametrize("text", ["=1+1", "+44 7700", "-", "@SUM(A1)", "\t=1", "'quoted", "#N/A", "1/2", "  =1"])
def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    book = openpyxl.Workbook()
    put_text(book.active["A1"], text)  # type: ignore[index]
    path = tmp_path / "t.xlsx"
    path.write_bytes(saved(book))
    cell = openpyxl.load_workbook(path).active["A1"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@\t'")


@pytest.mark.parametrize(
    ("text", "kept"), [("a\x00b\x1b", "a□b□"), ("x" * 40_000, "x" * LONGEST), ("_x0041_", "_x0041_"), ("😀\n", "😀\n")]
)
def test_what_a_cell_cannot_hold(tmp_path: Path, text: str, kept: str) -> None:
    book = openpyxl.Workbook()
    put_text(book.active["A1"], text)  # type: ignore[index]
    (tmp_path / "t.xlsx").write_bytes(saved(book))
    assert CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_index(0).to_python() == [[kept]]


def test_a_question_that_begins_like_a_formula(study: Study, tmp_path: Path) -> None:
    changed = study.model_copy(update={"questions": (Question(id="q", asks="=HYPERLINK(1) what?"),)})
    cell = openpyxl.load_workbook(make_typing_sheet(changed, tmp_path / "s.xlsx", rows=1))[SHEET]["F1"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1) what?", "s")


def test_the_same_bytes(study: Study, tmp_path: Path) -> None:
    one, two = (make_typing_sheet(study, tmp_path / name, rows=5).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"1980-01-01" in parts.read("docProps/core.xml")


def test_a_study_without_questions(study: Study, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no questions"):
        make_typing_sheet(study.model_copy(update={"questions": ()}), tmp_path / "s.xlsx")


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it; the test is skipped where LibreOffice cannot read spreadsheets."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if "could not be loaded" in done.stderr and not _reads_spreadsheets(folder):
        pytest.skip("this LibreOffice has no Calc")
    return folder / f"{path.stem}.{kind.split(':')[0]}"


def _reads_spreadsheets(folder: Path) -> bool:
    """Whether LibreOffice can open the plainest of tables, so that a sheet of ours that it refuses is a failure."""
    (folder / "plain.csv").write_text("a,b\n1,2\n")
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [str(SOFFICE), own, "--headless", "--convert-to", "ods", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "plain.csv")], capture_output=True, timeout=120)
    return (folder / "plain.ods").is_file()


def test_libreoffice_opens_it_and_works_out_the_check_digit(sheet: Path, tmp_path: Path) -> None:
    """The check's own formula, put into a column of its own, is true and false where it should be."""
    book = openpyxl.load_workbook(sheet)
    page = book[SHEET]
    numbers = [form_number(1), form_number(572), "00014", "5724", form_number(1)]
    rule = checks(sheet)["A"].formula1
    page.protection.sheet = False
    for row, number in enumerate(numbers, 2):
        page.cell(row, 1).value = number
        page.cell(row, 6).value = f"=IF(IFERROR({rule.replace('A2', f'A{row}')},FALSE),1,0)"
    page["G2"].value, page["G2"].data_type = "=1+1", "s"
    book.save(tmp_path / "filled.xlsx")
    rows = list(csv.reader(converted(tmp_path / "filled.xlsx", "csv", tmp_path).open(encoding="utf-8")))
    assert rows[0][0] == "Form number"
    assert [row[5] for row in rows[1:6]] == [
        "0",
        "1",
        "0",
        "0",
        "0",
    ]  # typed twice, right, wrong digit, too short, typed twice
    assert rows[1][6] == "=1+1"


def test_libreoffice_saves_it_with_its_checks(sheet: Path, tmp_path: Path) -> None:
    """A typist with LibreOffice types and saves; what is checked and what is locked is still so."""
    (tmp_path / "out").mkdir()
    again = converted(sheet, "xlsx", tmp_path / "out")
    kept = {each.type for each in openpyxl.load_workbook(again)[SHEET].data_validations.dataValidation}
    assert kept == {"custom", "date", "list", "textLength"}
    assert openpyxl.load_workbook(again)[SHEET].protection.sheet
