"""Deciding in a spreadsheet: out, filled in, and back."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from transcription.entry.typists import STUDY, one_form

from sixphase.study.problem import InputError
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decide import decided
from sixphase.transcription.entry.decisions import Journal, keep, read_journal
from sixphase.transcription.entry.workbook import KEY, read_differences, write_differences

FIRST = one_form("=HYPERLINK(1)", "warm")
SECOND = one_form("+HYPERLINK(1)", "worm", job="Medical")
FOUND = compare(FIRST, SECOND, STUDY)
WHEN = "2025-01-01T09:00:00+00:00"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_differences(FOUND, Journal(), tmp_path / "differences.xlsx")


def fill(sheet: Path, *rows: dict[str, str]) -> None:
    """Fill in the rows under the header as a person would."""
    book = openpyxl.load_workbook(sheet)
    page = book["Differences"]
    places = {cell.value: cell.column for cell in page[1]}
    for number, row in enumerate(rows, 2):
        for name, text in row.items():
            page.cell(number, places[name]).value = text
    book.save(sheet)


def read(sheet: Path, journal: Journal | None = None):
    return read_differences(sheet, FOUND, journal or Journal(), STUDY, WHEN)


def test_there_and_back(sheet: Path, tmp_path: Path) -> None:
    fill(
        sheet,
        {"Decision": "Second", "By": "AB"},
        {"Decision": "other", "Other words": "HYPERLINK", "By": "AB"},
        {"Decision": "other", "State": "illegible", "By": "CD"},
    )
    made = read(sheet)
    assert [(one.field, one.choice, one.state, one.text, one.who, one.when) for one in made] == [
        ("attribute job", "second", "answered", "Medical", "AB", WHEN),
        ("question interest", "other", "answered", "HYPERLINK", "AB", WHEN),
        ("question change", "other", "illegible", "", "CD", WHEN),
    ]
    keep(tmp_path / "entry.jsonl", made)
    journal = read_journal(tmp_path / "entry.jsonl")
    assert decided(FIRST, SECOND, journal, STUDY).answers["text"].tolist() == ["HYPERLINK", ""]
    assert read(sheet, journal) == []  # read back once more, nothing is new
    again = write_differences(FOUND, journal, tmp_path / "again.xlsx")
    assert read(again, journal) == []
    fill(again, {"Decision": "first", "By": "EF"})
    (changed,) = read(again, journal)
    assert changed.after == journal.decisions[0].id


def test_rows_may_be_sorted_or_deleted(sheet: Path) -> None:
    fill(sheet, {}, {}, {"Decision": "first", "By": "AB"})
    book = openpyxl.load_workbook(sheet)
    book["Differences"].delete_rows(2, 2)
    book.save(sheet)
    assert [one.field for one in read(sheet)] == ["question change"]


def test_words_that_begin_like_a_formula_stay_words(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet)["Differences"]
    assert [page.cell(3, column).value for column in (4, 5)] == ["=HYPERLINK(1)", "+HYPERLINK(1)"]
    assert {cell.data_type for row in page.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    with zipfile.ZipFile(sheet) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_only_what_is_to_be_filled_in_is_open(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet)["Differences"]
    assert page.protection.sheet
    assert [cell.column for cell in page[2] if not cell.protection.locked] == [6, 7, 8, 9]
    assert page.column_dimensions["J"].hidden


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"Decision": "both", "By": "AB"}, "row 2: 'both' is no decision"),
        ({"Decision": "first"}, "row 2: nobody is named"),
        ({"Other words": "x", "By": "AB"}, "row 2: '' is no decision"),
        ({"Decision": "first", "Other words": "x", "By": "AB"}, "other words, but the decision is 'first'"),
        ({"Decision": "other", "Other words": "Plumber", "By": "AB"}, "not one of the categories"),
        ({"Decision": "first", "By": "AB", KEY: "1 | x | 2"}, "not there any more"),
    ],
)
def test_rows_that_cannot_be_taken(sheet: Path, row: dict[str, str], what: str) -> None:
    fill(sheet, row, {"Decision": "first", "By": "AB"})
    with pytest.raises(InputError, match=what.replace("(", r"\(")):
        read(sheet)


def test_all_faults_at_once(sheet: Path) -> None:
    fill(sheet, {"Decision": "both", "By": "AB"}, {"Decision": "first"})
    with pytest.raises(InputError) as raised:
        read(sheet)
    assert [problem.place for problem in raised.value.problems] == ["row 2", "row 3"]


def test_a_sheet_of_an_older_typing_is_refused(sheet: Path) -> None:
    fill(sheet, {}, {"Decision": "first", "By": "AB"})
    anew = compare(FIRST, one_form("@HYPERLINK(1)", "worm", job="Medical"), STUDY)
    with pytest.raises(InputError, match="typed anew since"):
        read_differences(sheet, anew, Journal(), STUDY, WHEN)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 nonsense", b"a,b\n1,2\n"])
def test_files_that_are_no_spreadsheet(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(raw)
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        read(tmp_path / "x.xlsx")


def test_other_spreadsheets(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.xlsx")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="no sheet called 'Differences'"):
        read(tmp_path / "other.xlsx")
    book = openpyxl.Workbook()
    book.active.title = "Differences"  # type: ignore[union-attr]
    book.active["A1"] = "Form"  # type: ignore[index]
    book.save(tmp_path / "less.xlsx")
    with pytest.raises(InputError, match="the column 'Field' is missing"):
        read(tmp_path / "less.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    with pytest.raises(InputError, match="too large"):
        read(tmp_path / "bomb.xlsx")
