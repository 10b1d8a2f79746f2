"""From two typing sheets to what goes on, as a study's people do it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from transcription.entry.test_desk import study  # noqa: F401

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study
from sixphase.transcription.entry.commands import compare_command, decided_command, differences_path, settled_typing
from sixphase.transcription.entry.record import entry_path, read_entry
from sixphase.transcription.entry.told import entry_values
from sixphase.transcription.form.commands import form_command
from sixphase.transcription.importing.bringing import read_files
from sixphase.transcription.transcript import Transcript

PLACES = ["form 00013, What interested you?", "form 00021, Date of the session", "form 00021, What interested you?"]
WHEN = "2025-01-01T09:00:00+00:00"
FIRST = [
    ("00013", date(2024, 5, 1), "Nursing", "I felt safe", "=more time"),
    ("00021", date(2024, 5, 1), "Medical", "kind [illegible]", "-"),
]
SECOND = [("00013", date(2024, 5, 1), "Nursing", "I felt save", "=more time"), ("00021", None, "Medical", "kind", "-")]


def typed(name: str, rows: list[tuple], folder: Path) -> Path:
    """The typing sheet of the study, filled in by one typist."""
    book = openpyxl.load_workbook(StudyPaths(name).raw / "form" / "typing_sheet.xlsx")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = book["Forms"].cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    folder.mkdir(exist_ok=True)
    book.save(folder / f"typed_{len(list(folder.iterdir()))}.xlsx")
    return sorted(folder.iterdir())[-1]


def read(name: str, rows: list[tuple], folder: Path) -> Transcript:
    return read_files(name, [typed(name, rows, folder)]).raw


@pytest.fixture
def pair(study: str, tmp_path: Path) -> tuple[Transcript, Transcript]:  # noqa: F811
    form_command(study, copies=2)
    return read(study, FIRST, tmp_path / "typed"), read(study, SECOND, tmp_path / "typed")


def test_the_typing_sheet_is_imported_without_a_question(pair: tuple[Transcript, Transcript]) -> None:
    first = pair[0]
    assert first.forms.values.tolist() == [["00013", "2024-05-01", "Nursing"], ["00021", "2024-05-01", "Medical"]]
    assert first.answers.values.tolist() == [
        ["00013", "interest", "answered", "I felt safe"],
        ["00013", "change", "answered", "=more time"],
        ["00021", "interest", "illegible", "kind [illegible]"],
        ["00021", "change", "blank", ""],
    ]


def test_compare_decide_and_go_on(study: str, pair: tuple[Transcript, Transcript]) -> None:  # noqa: F811
    """1 compare; 2 nothing goes on; 3 decide in the spreadsheet; 4 it goes on; 5 the record says how."""
    told = "\n".join(compare_command(study, *pair))
    assert "2 forms typed twice, 8 fields in them." in told
    assert "3 of 3 differences are undecided" in told
    with pytest.raises(InputError) as raised:
        settled_typing(study)
    assert [problem.place for problem in raised.value.problems][1:] == PLACES
    assert len(settled_typing(study, undecided="second").transcript.answers) == 4

    book = openpyxl.load_workbook(differences_path(study))
    for row in (2, 3, 4):
        book["Differences"].cell(row, 6).value, book["Differences"].cell(row, 9).value = "first", "AB"
    book.save(differences_path(study))
    assert decided_command(study, differences_path(study), WHEN) == [
        "3 new decisions taken in; 0 differences are undecided.",
        "Now bring the answers in: sixphase import kind --decided",
    ]
    assert settled_typing(study).transcript.answers.equals(pair[0].answers)
    assert settled_typing(study).transcript.forms.equals(pair[0].forms)
    values = {name: value for name, value, _ in entry_values(read_entry(entry_path(study)))}
    assert (values["entry.agreed"], values["entry.decided"], values["entry.undecided"]) == (5, 3, 0)
    assert (values["entry.wrong_fields_first"], values["entry.wrong_fields_second"]) == (0, 3)


def test_decisions_in_the_spreadsheet_are_not_written_over(study: str, pair: tuple[Transcript, Transcript]) -> None:  # noqa: F811
    """Comparing again renews the spreadsheet, but not over what somebody wrote into it."""
    compare_command(study, *pair)
    book = openpyxl.load_workbook(differences_path(study))
    book["Differences"]["F2"].value = "first"  # and not yet by whom
    book.save(differences_path(study))
    before = differences_path(study).read_bytes()
    assert any("is left as it is" in line for line in compare_command(study, *pair))
    assert differences_path(study).read_bytes() == before
    book["Differences"]["I2"].value = "AB"
    book.save(differences_path(study))
    decided_command(study, differences_path(study), WHEN)
    assert not any("is left as it is" in line for line in compare_command(study, *pair))


def test_words_stay_in_the_private_folder(study: str, pair: tuple[Transcript, Transcript]) -> None:  # noqa: F811
    compare_command(study, *pair)
    folder = StudyPaths(study).raw
    public = [p for p in folder.rglob("*") if p.is_file() and "private" not in p.relative_to(folder).parts]
    assert [p.name for p in public if b"felt" in p.read_bytes()] == []
    assert (folder / "private" / "entry.json").is_file()


def test_deciding_before_comparing(study: str, tmp_path: Path) -> None:  # noqa: F811
    with pytest.raises(InputError, match="no two typings are kept"):
        decided_command(study, tmp_path / "x.xlsx", WHEN)


def test_the_mapping_is_the_importers(study: str) -> None:  # noqa: F811
    """Each role of the typing sheet is one that the importer knows."""
    from sixphase.transcription.form.columns import sheet_mapping
    from sixphase.transcription.importing.roles import read_role

    settings = read_study(study)
    assert all(str(read_role(role, settings)) == role for role in sheet_mapping(settings).values())
