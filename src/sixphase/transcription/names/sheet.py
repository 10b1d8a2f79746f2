"""Decisions on names in a spreadsheet, for those without JupyterLab: written, filled in, read back with checks."""

import re
from collections.abc import Sequence
from pathlib import Path

from sixphase.study.problem import Problem, did_you_mean, raise_some, refuse
from sixphase.transcription.names.decisions import ACTS, Decision, decide
from sixphase.transcription.names.desk import in_order
from sixphase.transcription.names.found import Candidate

COLUMNS = ("decision", "before", "word", "after", "answer", "place")
_WIDTHS = (12, 50, 24, 50, 16, 8)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that a spreadsheet cannot hold
_HELP = "replace: here only. keep: here only. always: replace this word everywhere. never: keep it everywhere."


def write_sheet(path: Path, candidates: Sequence[Candidate]) -> None:
    """A spreadsheet (XLSX) with one row a candidate and an empty cell for the decision.

    Words are written as text whatever they begin with, so that none is ever taken for a formula. Characters that a
    spreadsheet cannot hold are shown as '�' beside the word.

    Raises
    ------
    InputError
        When the file is there already: it may hold somebody's decisions.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if path.exists():
        raise refuse("this spreadsheet is there already", path, remedy="read it in, or give the new one another name")
    book = Workbook()
    sheet = book.active
    sheet.title = "names"
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), 1):
        sheet.cell(1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, c in enumerate(in_order(candidates), 2):
        for column, text in enumerate(("", c.before, c.word, c.after, c.answer, str(c.start)), 1):
            cell = sheet.cell(row, column)
            if text:
                cell.value = _UNFIT.sub("�", text)
                cell.data_type = "s"
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if column == 2 else None)
        sheet.cell(row, 3).font = Font(bold=True)
    choice = DataValidation(type="list", formula1=f'"{",".join(ACTS)}"', allow_blank=True, showErrorMessage=True)
    choice.prompt, choice.showInputMessage = _HELP, True
    sheet.add_data_validation(choice)
    choice.add(f"A2:A{max(2, len(candidates) + 1)}")
    sheet.freeze_panes = "A2"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def read_sheet(
    path: Path, candidates: Sequence[Candidate], decisions: Sequence[Decision], who: str, when: str
) -> list[Decision]:
    """The decisions of a filled-in spreadsheet that are new, numbered after those made so far.

    Parameters
    ----------
    path
        What `write_sheet` wrote, filled in; rows may be sorted, left out or left empty.
    candidates
        The candidates that wait now; a row about another one is passed over if it says what is decided already.
    decisions
        The decisions made so far.
    who, when
        Who filled it in, and when it is read.

    Raises
    ------
    InputError
        With every row that cannot be followed: another decision than the four, a word that was changed, a place that
        no candidate has, two rows of one word that contradict each other.
    """
    rows = _rows(path)
    known = {(c.answer, str(c.start)): c for c in candidates}
    said = {(d.answer, str(d.place)): d.act for d in decisions}
    everywhere: dict[str, str] = {}
    problems, made = [], []
    n = max((d.n for d in decisions), default=0)
    for number, (act, _, word, _, answer, place) in rows:
        if not act:
            continue
        candidate, row = known.get((answer, place)), f"row {number}"
        if act not in ACTS:
            problems.append(Problem(f"'{act}' is no decision", path, row, did_you_mean(act, ACTS)))
        elif candidate is None:
            if said.get((answer, place)) != act and word not in everywhere:
                what = f"no word waits at place {place} of answer {answer}"
                problems.append(Problem(what, path, row, "write the spreadsheet anew, and decide there"))
        elif _UNFIT.sub("�", candidate.word) != word:
            what = f"the word was changed to '{word}'"
            problems.append(Problem(what, path, row, "decisions are about words as they stand; undo the change"))
        elif act in ("always", "never") and everywhere.setdefault(word.lower(), act) != act:
            what = f"'{word}' is to be replaced everywhere in one row, and never in another"
            problems.append(Problem(what, path, row, "choose one of them"))
        else:
            n += 1
            made.append(decide(candidate, act, n, who, when))
    raise_some(problems)
    return made


def _rows(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    """The rows under the head, with their numbers, in the order of `COLUMNS`."""
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check its name")
    try:
        table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        raise refuse("this is no spreadsheet that can be read", path, remedy="save it as XLSX or ODS") from None
    head = [str(cell).strip().lower() for cell in table[0]] if table else []
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        raise refuse(f"these columns are missing: {', '.join(missing)}", path, "row 1", "do not change the first row")
    order = [head.index(name) for name in COLUMNS]
    return [(number, _cells(row, order)) for number, row in enumerate(table[1:], 2)]


def _cells(row: Sequence[object], order: Sequence[int]) -> tuple[str, ...]:
    cells = [row[i] for i in order]
    act, before, word, after, answer, place = (
        str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in cells
    )
    return act.strip().lower(), before, word, after, answer, place.strip()
