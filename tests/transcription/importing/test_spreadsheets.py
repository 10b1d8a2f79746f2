"""Spreadsheets as people keep them: what is odd in them is told or refused, and no cell is lost without a word."""

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest
from transcription.importing.conftest import BLANK, ODS, changed_part, open_document, xlsx

from sixphase.study.problem import InputError
from sixphase.transcription.importing.reading import read_file

HEAD = ["Form", "Date", "What helped?"]
ROWS = [HEAD, ["0012", datetime.date(2022, 5, 19), "Calm"], ["0013", datetime.datetime(2022, 5, 20, 13, 30), "=kind"]]
OLD = Path(__file__).parent / "files" / "old.xls"


def refusal(path, **said):
    with pytest.raises(InputError) as caught:
        read_file(path, BLANK, **said)
    problem = caught.value.problems[0]
    assert problem.file == path and problem.remedy
    return str(caught.value)


def noted(table, words):
    return any(words in note for note in table.notes)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0012", "0012"),
        (12, "12"),
        (12.5, "12.5"),
        (1e14, "100000000000000"),
        (9434765919, "9434765919"),
        (True, "TRUE"),
        (datetime.date(2022, 5, 19), "2022-05-19"),
        (datetime.datetime(2022, 5, 19, 13, 30), "2022-05-19 13:30:00"),
        ("two\nlines", "two\nlines"),
        ("  kept  ", "  kept  "),
        ("don’t 🙂", "don’t 🙂"),
        ("+44", "+44"),
    ],
)
def test_cells_come_as_text(tmp_path, value, text):
    assert read_file(xlsx(tmp_path, [["a", "b"], ["x", value]]), BLANK).rows == [["x", text]]


def test_text_that_begins_like_a_formula_stays_text(tmp_path):
    def as_text(book):
        book.active["B2"].data_type = "s"

    table = read_file(xlsx(tmp_path, [["a", "b"], ["x", "=1+1"]], change=as_text), BLANK)
    assert table.rows == [["x", "=1+1"]]
    assert not noted(table, "formula")


def test_rows_keep_their_numbers(tmp_path):
    table = read_file(xlsx(tmp_path, [[], HEAD, ["1", "", "a"], [], ["2", "", "b"]]), BLANK)
    assert table.numbers == [3, 5]


@pytest.mark.parametrize("name", ["forms.csv", "forms.docx", "forms", "forms.xls"])
def test_a_renamed_workbook_is_read_and_told(tmp_path, name):
    table = read_file(xlsx(tmp_path, ROWS[:2], name), BLANK)
    assert table.rows[0][0] == "0012" and noted(table, "read as such")


def test_a_formula_without_its_result_is_refused_with_its_cell(tmp_path):
    assert "A2" in refusal(xlsx(tmp_path, [["a", "b"], ["=1+1", "x"]]))


def test_a_formula_is_read_as_its_result_and_told(tmp_path):
    path = xlsx(tmp_path, [["a", "b"], ["=1+1", "x"]])
    changed_part(
        path, "xl/worksheets/sheet1.xml", lambda raw: raw.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    table = read_file(path, BLANK)
    assert table.rows == [["2", "x"]] and noted(table, "formulae are read as their results when the file was saved: A2")


def test_an_error_of_the_spreadsheet_is_told(tmp_path):
    table = read_file(xlsx(tmp_path, [["a", "b"], ["x", "#N/A"]]), BLANK)
    assert table.rows == [["x", ""]] and noted(table, "#N/A and the like) are read as empty: B2")


def test_several_sheets_are_refused_until_one_is_named(tmp_path):
    def second(book):
        book.create_sheet("June").append(["1", "2"])

    path = xlsx(tmp_path, ROWS[:2], change=second)
    assert "Sheet, June" in refusal(path)
    assert "no sheet 'July'" in refusal(path, sheet="July")
    table = read_file(path, BLANK, sheet="Sheet")
    assert table.rows[0][0] == "0012" and noted(table, "not read: the sheets 'June'")


def test_an_empty_second_sheet_is_no_question(tmp_path):
    assert len(read_file(xlsx(tmp_path, ROWS[:2], change=lambda b: b.create_sheet("x")), BLANK).rows) == 1


def test_a_hidden_sheet_is_told(tmp_path):
    def hidden(book):
        book.create_sheet("Lists").append(["Nursing"])
        book["Lists"].sheet_state = "hidden"

    assert noted(read_file(xlsx(tmp_path, ROWS[:2], change=hidden), BLANK), "'Lists' (hidden)")


def test_only_hidden_sheets_are_refused(tmp_path):
    def hidden(book):
        book.create_sheet("Front")
        book["Sheet"].sheet_state = "hidden"

    assert "only hidden sheets" in refusal(xlsx(tmp_path, ROWS[:2], change=hidden))


def test_hidden_rows_are_read_and_told(tmp_path):
    def hidden(book):
        book.active.row_dimensions[2].hidden = True

    table = read_file(xlsx(tmp_path, ROWS[:2], change=hidden), BLANK)
    assert len(table.rows) == 1 and noted(table, "hidden rows or columns are read too")


def test_a_cell_merged_over_rows_counts_for_each(tmp_path):
    rows = [["Date", "Form", "Said"], ["2022-05-19", "1", "a"], [None, "2", "b"], ["2022-05-20", "3", "c"]]
    table = read_file(xlsx(tmp_path, rows, change=lambda b: b.active.merge_cells("A2:A3")), BLANK)
    assert [row[0] for row in table.rows] == ["2022-05-19", "2022-05-19", "2022-05-20"]
    assert noted(table, "merged over several rows")


def test_a_cell_merged_across_columns_is_refused_with_its_row(tmp_path):
    path = xlsx(tmp_path, [HEAD, ["1", "a", "b"], ["2", "both", None]], change=lambda b: b.active.merge_cells("B3:C3"))
    assert "row 3: cells are merged across the columns B to C" in refusal(path)


def test_two_rows_of_names_under_merged_cells_are_one(tmp_path):
    rows = [["Form", "About you", None, "Said"], [None, "Job", "Gender", "Why?"], ["1", "Nurse", "F", "calm"]]
    table = read_file(xlsx(tmp_path, rows, change=lambda b: b.active.merge_cells("B1:C1")), BLANK)
    assert table.names == ("Form", "About you / Job", "About you / Gender", "Said / Why?")
    assert noted(table, "2 rows name the columns")


def test_zeros_that_are_only_shown_are_told(tmp_path):
    def shown(book):
        book.active["A2"].number_format = "0000"

    table = read_file(xlsx(tmp_path, [["Form", "b"], [12, "x"]], change=shown), BLANK)
    assert table.rows == [["12", "x"]] and noted(table, "zeros in front")


def test_the_typing_sheet_is_read_without_a_question(tmp_path):
    def parts(book):
        book.active.title = "Forms"
        book.create_sheet("Instructions").append(["How to type"])

    assert len(read_file(xlsx(tmp_path, ROWS[:2], change=parts), BLANK).rows) == 1


def test_an_old_workbook_is_read():
    table = read_file(OLD, BLANK)
    assert table.names == ("Form no", "Date", "What helped?")
    assert table.rows == [["0012", "2022-05-19", "Calm – really"], ["13", "2022-05-20", "=not a formula"]]


CELL = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
FAR = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"


def ods(tmp_path, rows, more="", name="forms.ods", styles=""):
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    sheet = f"<office:spreadsheet><table:table table:name='S'>{body}{FAR}</table:table>{more}</office:spreadsheet>"
    return open_document(tmp_path, sheet, ODS, name, styles=styles)


def cells(*texts):
    return "".join(CELL.format(text) for text in texts)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<table:table-cell office:value-type='float' office:value='12'><text:p>0012</text:p></table:table-cell>", "0012"),
        ("<table:table-cell office:value-type='float' office:value='12.0'><text:p>12</text:p></table:table-cell>", "12"),
        ("<table:table-cell office:value-type='float' office:value='0.5'><text:p>50 %</text:p></table:table-cell>", "0.5"),
        ("<table:table-cell office:value-type='date' office:date-value='2022-05-19'><text:p>19/05/22</text:p></table:table-cell>", "2022-05-19"),
        ("<table:table-cell office:value-type='date' office:date-value='2022-05-19T00:00:00'><text:p>x</text:p></table:table-cell>", "2022-05-19"),
        ("<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>", "TRUE"),
        ("<table:table-cell office:value-type='string'><text:p>one<text:line-break/>two</text:p><text:p>three</text:p></table:table-cell>", "one\ntwo\nthree"),
        ("<table:table-cell office:value-type='string'><text:p>a<text:s text:c='3'/>b<text:span>c</text:span></text:p></table:table-cell>", "a   bc"),
        ("<table:table-cell office:value-type='string'><office:annotation><text:p>aside</text:p></office:annotation><text:p>a</text:p></table:table-cell>", "a"),
    ],
)  # fmt: skip
def test_cells_of_an_ods_come_as_text(tmp_path, cell, text):
    assert read_file(ods(tmp_path, [cells("a", "b"), cells("x") + cell]), BLANK).rows == [["x", text]]


def test_gaps_and_repetitions_of_an_ods_are_counted(tmp_path):
    gap = "<table:table-cell table:number-columns-repeated='2'/>"
    twice = "<table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>y</text:p></table:table-cell>"
    table = read_file(
        ods(tmp_path, [cells("a", "b", "c", "d"), cells("x") + gap + cells("z"), cells("w") + twice]), BLANK
    )
    assert table.rows == [["x", "", "", "z"], ["w", "y", "y", ""]]


@pytest.mark.parametrize("times", ["1000000", "-1", "x", "99999999999"])
def test_an_ods_that_repeats_a_full_cell_without_end_is_refused(tmp_path, times):
    cell = f"<table:table-cell table:number-columns-repeated='{times}' office:value-type='string'><text:p>y</text:p></table:table-cell>"
    refusal(ods(tmp_path, [cells("a", "b"), cell]))


def test_full_rows_repeated_without_end_are_refused(tmp_path):
    row = f"</table:table-row><table:table-row table:number-rows-repeated='99000000'>{cells('x', 'y')}"
    refusal(ods(tmp_path, [cells("a", "b") + row]))


def test_a_merged_cell_and_a_formula_of_an_ods(tmp_path):
    spanned = "<table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>May</text:p></table:table-cell>"
    formula = "<table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='2'><text:p>2</text:p></table:table-cell>"
    table = read_file(
        ods(tmp_path, [cells("a", "b"), spanned + formula, "<table:covered-table-cell/>" + cells("z")]), BLANK
    )
    assert table.rows == [["May", "2"], ["May", "z"]] and noted(table, "formulae are read")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_what_libreoffice_saves_reads_like_what_it_was_given(tmp_path, kind):
    path = xlsx(tmp_path, [HEAD, ["0012", datetime.date(2022, 5, 19), "Calm – and\nkind"]])
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", path],
        capture_output=True, timeout=120,
    )  # fmt: skip
    made = tmp_path / "out" / f"forms.{kind}"
    if not made.is_file():
        pytest.skip("this LibreOffice has no part for spreadsheets")
    assert read_file(made, BLANK).rows == [["0012", "2022-05-19", "Calm – and\nkind"]]
