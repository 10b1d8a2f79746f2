"""Forms that were typed as running text: 'Form 12', then questions with their answers under or beside them.

The grammar, the same for DOCX, ODT, plain text and Markdown:

- `Form 12` (also `Form no. 12`, `Form: 12`, `Participant 12`, `Respondent 12`, `Questionnaire 12`), alone on its line
  or as a heading, begins a form. Without any such line the file is one form, and its number is the one in its name.
- A heading is a question (or an attribute); what follows until the next one is its answer.
- `Q1 ...`, `Q1: ...`, `Question 1 ...` begins a question. What follows a colon is the answer, unless it ends with a
  question mark: then it is the question's wording.
- `Label: value`, where the label is a question's or an attribute's of the study, or `Date`. Before the first question
  of a form any `Label: value` is read so; after it other colons belong to the answers.
- A table of two columns with such labels on the left is read in the same way; any other table is a table of forms.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sixphase.study.problem import InputError, Problem, cut, refuse
from sixphase.transcription.importing.blocks import Block
from sixphase.transcription.importing.headers import to_table
from sixphase.transcription.importing.table import Grid, Table, listed
from sixphase.transcription.importing.wording import DATES, FORM_IDS, plain

FORM = re.compile(
    r"(?:evaluation +|feedback +)?(?:form|participant|respondent|questionnaire)"
    r" *(?:number|no\.?|id|#)? *[:#.]? *(?=\S*\d)([\w./-]{1,40})",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(q|question)\s*(\d{1,3})\s*([.:)]|[-–—]\s)?\s*(.*)", re.IGNORECASE | re.DOTALL)
LABEL = re.compile(r"([^:\n]{1,200}?)\s*:\s*(.*)", re.DOTALL)
RULE = re.compile(r"\s*([-=_*~])(?:\s*\1){2,}\s*")
NAME = "Form"
_IN_NAME = re.compile(r"\d+")


@dataclass(frozen=True)
class Labels:
    """How a study's questions, and its attributes and dates, may be called, as `wording.plain` gives the words."""

    questions: frozenset[str] = frozenset()
    others: frozenset[str] = DATES

    @property
    def known(self) -> frozenset[str]:
        return self.questions | self.others


@dataclass
class _Form:
    number: int
    id: str
    answers: dict[str, list[str]] = field(default_factory=dict)
    current: str | None = None
    in_questions: bool = False


class _Reader:
    """Goes through the blocks of a document, line by line."""

    def __init__(self, file: Path, labels: Labels, unit: str):
        self.file, self.labels, self.known, self.unit = file, labels, labels.known, unit
        self.forms: list[_Form] = []
        self.names: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.passed: list[str] = []
        self.asked: set[str] = set()

    def block(self, block: Block) -> None:
        if block.kind == "table":
            for row in block.rows:
                self.pair(row[0], row[1] if len(row) > 1 else "", block.number)
        elif block.kind == "heading":
            self.heading(block.text.strip(), block.number)
        else:
            self.line(block.text, block.number)

    def pair(self, label: str, value: str, number: int) -> None:
        """A row of a two-column table."""
        label = label.strip().rstrip(":").strip()
        whole = FORM.fullmatch(f"{label} {value.strip()}") or FORM.fullmatch(label)
        if whole and (plain(label) in FORM_IDS or FORM.fullmatch(label)):
            self.begin(whole.group(1), number)
            value = "" if plain(label) in FORM_IDS else value
            if not value:
                return
        if not label and not value.strip():
            return
        if not label:
            self.more(value, number)
            return
        self.key(label, value, number, True)

    def heading(self, text: str, number: int) -> None:
        found = FORM.fullmatch(text)
        if found:
            self.begin(found.group(1), number)
        elif text:
            label = LABEL.fullmatch(text)
            if not self._numbered(text, number):
                if label and plain(label.group(1)) in self.known:
                    self.key(label.group(1), label.group(2), number)
                else:
                    self.asked |= {plain(text)} if text.endswith("?") else set()
                    self.key(text, "", number, True)

    def line(self, text: str, number: int) -> None:
        bare = text.strip()
        form = FORM.fullmatch(bare)
        if form:
            self.begin(form.group(1), number)
            return
        if RULE.fullmatch(text):
            return
        if bare and self._numbered(bare, number):
            return
        if plain(bare) in self.known:
            self.key(bare.rstrip(":").rstrip(), "", number)
            return
        label = LABEL.fullmatch(bare)
        if label and (plain(label.group(1)) in self.known or self._may_begin()):
            self.key(label.group(1), label.group(2), number)
            return
        self.more(text, number)

    def _may_begin(self) -> bool:
        return bool(self.forms) and not self.forms[-1].in_questions

    def _numbered(self, text: str, number: int) -> bool:
        found = NUMBERED.fullmatch(text)
        if not found or (found.group(1).lower() == "q" and found.group(3) is None and found.group(4)[:1].islower()):
            return False
        _, which, mark, rest = found.groups()
        name = f"Q{int(which)}"
        self.asked.add(plain(name))
        is_wording = rest.rstrip().endswith("?") or plain(rest) in self.known or mark != ":"
        if rest and is_wording:
            self.names.setdefault(plain(name), f"{name} {rest.strip()}")
        self.key(name, "" if is_wording else rest, number, True)
        return True

    def begin(self, form_id: str, number: int) -> None:
        self.forms.append(_Form(number, form_id))

    def key(self, label: str, value: str, number: int, question: bool = False) -> None:
        if not self.forms:
            self.passed.append(f"{label}: {value}" if value else label)
            return
        form, name = self.forms[-1], plain(label)
        self.names.setdefault(name, label.strip())
        if name in form.answers:
            what = f"'{label[:60]}' stands twice in form {form.id}"
            remedy = "check whether a line that begins the next form is missing"
            self.problems.append(Problem(what, self.file, f"{self.unit} {number}", remedy))
        form.answers.setdefault(name, []).append(value)
        form.current = name
        form.in_questions |= name in self.labels.questions or (question and name not in self.labels.others)

    def more(self, text: str, number: int) -> None:
        form = self.forms[-1] if self.forms else None
        if form and form.current:
            form.answers[form.current].append(text)
        elif text.strip() and form:
            what = f"this text of form {form.id} stands before any question: '{text.strip()[:60]}'"
            remedy = "put a heading or 'Q1:' above it"
            self.problems.append(Problem(what, self.file, f"{self.unit} {number}", remedy))
        elif text.strip():
            self.passed.append(text.strip())


def forms_in(blocks: list[Block], file: Path, labels: Labels, unit: str, notes: tuple[str, ...]) -> Table:
    """The forms of a document as a table: one row a form, one column for each question or label.

    Parameters
    ----------
    labels
        The words by which the study's questions and attributes are known.
    unit
        What `number` of a block counts: 'line' or 'paragraph'.
    """
    grids = [block for block in blocks if block.kind == "table" and not _is_pairs(block, labels.known)]
    if grids:
        return _tabular(blocks, grids, file, notes)
    reader = _Reader(file, labels, unit)
    if not any(_begins_form(block) for block in blocks):
        reader.begin(_id_from_name(file), 1)
    for block in blocks:
        reader.block(block)
    if reader.problems:
        raise InputError(cut(reader.problems))
    names = list(reader.names)
    rows = [[form.id, *(_answer(form.answers.get(name, [])) for name in names)] for form in reader.forms]
    if not names:
        remedy = "see the grammar of text files: 'Form 12', then 'Q1: ...' or headings"
        raise refuse("no question was found in this text", file, remedy=remedy)
    if reader.passed:
        notes = (*notes, f"passed over before the first form: {listed([repr(p[:40]) for p in reader.passed], 3)}")
    shown = [reader.names[name] if plain(reader.names[name]) != plain(NAME) else f"{NAME} (text)" for name in names]
    numbers = [form.number for form in reader.forms]
    asked = frozenset(call for name, call in zip(names, shown, strict=True) if name in reader.asked)
    return Table(file, (NAME, *shown), rows, numbers, unit=unit, whole=False, notes=notes, asked=asked)


def _answer(parts: list[str]) -> str:
    return "\n".join(part.rstrip() for part in parts).strip("\n").strip()


def _begins_form(block: Block) -> bool:
    if block.kind == "table":
        joined: list[Callable[[tuple[str, ...]], bool]] = [
            lambda row: plain(row[0]) in FORM_IDS and len(row) > 1 and bool(row[1].strip()),
            lambda row: FORM.fullmatch(row[0].strip()) is not None,
        ]
        return any(test(row) for row in block.rows if row for test in joined)
    return FORM.fullmatch(block.text.strip()) is not None


def _is_pairs(block: Block, known: frozenset[str]) -> bool:
    """Whether a table has labels on its left: two columns, and at least half of the left cells are labels."""
    if any(len(row) != 2 for row in block.rows) or not block.rows:
        return False
    left = [row[0].strip().rstrip(":") for row in block.rows if row[0].strip()]
    labels = [cell for cell in left if plain(cell) in known | FORM_IDS | DATES or NUMBERED.fullmatch(cell)]
    return len(labels) >= max(2, len(left) / 2) or (
        len(left) >= 2 and plain(left[0]) in FORM_IDS and _has_id(block.rows[0])
    )


def _has_id(row: tuple[str, ...]) -> bool:
    return bool(re.fullmatch(r"[\w./-]*\d[\w./-]*", row[1].strip()))


def _id_from_name(file: Path) -> str:
    found = _IN_NAME.findall(file.stem)
    if len(found) != 1:
        what = "the text does not say which form this is"
        remedy = "begin it with a line like 'Form 12', or give the file one number in its name: form_12.docx"
        raise refuse(what, file, remedy=remedy)
    return found[0]


def _tabular(blocks: list[Block], grids: list[Block], file: Path, notes: tuple[str, ...]) -> Table:
    """Tables of forms: one, or several with the same first row, as a table that goes over pages."""
    head = grids[0].rows[0] if grids[0].rows else ()
    same = [g for g in grids if g.rows and tuple(map(plain, g.rows[0])) == tuple(map(plain, head))]
    if len(same) < len(grids):
        raise refuse(
            "the document holds tables of different kinds", file, remedy="keep the table of forms in a file of its own"
        )
    if any(len(row) != len(head) for g in grids for row in g.rows):
        raise refuse("the rows of a table have different numbers of cells", file, remedy="split merged cells")
    rows = [list(head), *(list(row) for g in grids for row in g.rows[1:])]
    others = [b.text.strip() for b in blocks if b.kind != "table" and b.text.strip()]
    if others:
        notes = (*notes, f"text outside the table is not read: {listed([repr(o[:40]) for o in others], 3)}")
    return to_table(Grid(file, rows, list(range(1, len(rows) + 1)), notes=notes, unit="row of the table"))
