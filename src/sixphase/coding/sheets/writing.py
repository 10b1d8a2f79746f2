"""Writing the spreadsheet in which a coder works."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import LOST, Coding
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.naming import check_coder
from sixphase.coding.sheets.labels import PART, UNDER, Labels
from sixphase.coding.sheets.layout import CODEBOOK, HEADERS, HELP, KEY, SHEET, Base
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import did_you_mean, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.answers import read_answers
from sixphase.transcription.form.cells import put_text, saved

WIDTHS = (14, 28, 60, 34, 30, 30, 6, 4)
BOOK = ("code", "id", "under", "definition", "when", "when_not", "example")
FOR_PEOPLE = HEADERS.index("passage") + 1  # from this column on people write, counted from 1
SAID = (
    "Each row is an answer, or a passage of one.",
    "passage: copy the words from the column 'text'; leave it empty to code the whole answer.",
    f"codes: names from the sheet 'Codebook', several parted by '{PART}'. To take a coding back, empty the cell.",
    "For another passage of the same answer copy the row, and change passage and codes.",
    "read: write x where you have read an answer and there is nothing to code.",
    "A new code: add a row to the sheet 'Codebook', its name in the column code, nothing in the column id. under: the "
    "theme or code above it, as the column code writes it (empty: at the top). definition and the rest: as you like. "
    "It is made when the sheet is read back with --make-codes.",
    "Rows may be sorted, and rows that you do not need may be deleted: what stood in them stays as it is.",
)


def write_coding_sheet(study: str, coder: str, path: Path, batch: str = "") -> Path:
    """Write a spreadsheet (XLSX) with the answers of a coder, the codings made so far, and the codebook.

    It holds participants' words. Nobody else's codings are in it.

    Parameters
    ----------
    batch
        Only the answers that this coder has in this batch; all answers with words if left out.

    Raises
    ------
    InputError
        When the file is there already (it may hold somebody's work), or nothing is assigned to the coder.
    """
    if path.exists():
        raise refuse("this spreadsheet is there already", path, remedy="read it in, or give the new one another name")
    check_coder(coder, read_study(study).coding)
    state = replay(study)
    workbook = Workbook()
    _fill(workbook.active, HEADERS, list(_rows(state, coder, _chosen(study, state, coder, batch), _questions(study))))
    book = list(_book(state))
    _fill(workbook.create_sheet(CODEBOOK), BOOK, book)
    _fill(workbook.create_sheet(HELP), ("How to fill in the sheet 'Coding'",), [(line,) for line in SAID])
    _finish(workbook, len(book))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(saved(workbook))
    return path


def _chosen(study: str, state: State, coder: str, batch: str) -> list[str]:
    if not batch:
        return list(state.answers)
    given = read_assignments(study)
    own = given[(given["batch"] == batch) & (given["coder"] == coder)]
    if own.empty:
        batches = sorted(set(given.loc[given["coder"] == coder, "batch"]))
        remedy = did_you_mean(batch, batches) if batches else "assign answers first, or leave the batch out"
        raise refuse(f"'{coder}' has no answers in a batch '{batch}'", StudyPaths(study).raw, remedy=remedy)
    wanted = set(own["answer_id"])
    return [answer for answer in state.answers if answer in wanted]


def _questions(study: str) -> dict[str, str]:
    """The wording of each answer's question; empty where it is not known."""
    asks = {question.id: question.asks for question in read_study(study).questions}
    answers = read_answers(study)
    return {id_: asks.get(q, q) for id_, q in zip(answers["answer_id"], answers["question"], strict=True)}


def _rows(state: State, coder: str, answers: Sequence[str], questions: dict[str, str]) -> Iterator[tuple[str, ...]]:
    labels, readers = Labels(state), state.readers()
    read = set(readers.loc[readers["coder"] == coder, "answer_id"])
    held: dict[str, list[Coding]] = defaultdict(list)
    for coding in state.codings(coder=coder):
        held[coding.answer].append(coding)
    for answer in answers:
        text, seen = state.answers[answer], "x" if answer in read else ""
        for start, end, codes, base in _grouped(held[answer], labels, state) or [(0, len(text), "", Base())]:
            passage = "" if (start, end) == (0, len(text)) else text[start:end]
            yield answer, questions[answer], text, passage, codes, base.comment, seen, base.written()


def _grouped(codings: Sequence[Coding], labels: Labels, state: State) -> list[tuple[int, int, str, Base]]:
    """The codings of an answer, those of one passage with one comment together; a lost passage has no place here."""
    groups: dict[tuple[int, int, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.anchor != LOST:
            groups[coding.start, coding.end, coding.comment].append(coding)
    return [
        (
            start,
            end,
            f"{PART} ".join(dict.fromkeys(labels.of(state.codes[c.code]) for c in found if c.code in state.codes)),
            Base(tuple((c.id, c.code, c.start, c.end) for c in found), comment),
        )
        for (start, end, comment), found in groups.items()
    ]


def _book(state: State) -> Iterator[tuple[str, ...]]:
    labels = Labels(state)
    for code in state.standing():
        above = UNDER.join(state.path(code.id)[:-1])
        yield labels.of(code), code.id, above, code.definition, code.when, code.when_not, code.example


def _fill(sheet: Any, headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    for number, texts in enumerate([tuple(headers), *rows], 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column)
            if text:
                put_text(cell, text)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EDF3")


def _finish(workbook: Workbook, codes: int) -> None:
    sheet, book, said = workbook.worksheets
    sheet.title = SHEET
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["ABCDEFGH"[HEADERS.index(KEY)]].hidden = True
    for letter in "ABCDEFG":
        book.column_dimensions[letter].width = 28
    said.column_dimensions["A"].width = 110
    sheet.freeze_panes, book.freeze_panes = "D2", "B2"
    if codes:  # a list to choose one code from; several are typed, so what is not in it is no error
        choice = DataValidation(type="list", formula1=f"={CODEBOOK}!$A$2:$A${codes + 1}", allow_blank=True)
        choice.showErrorMessage = False
        choice.add(f"E2:E{sheet.max_row + 500}")
        sheet.add_data_validation(choice)
