"""From a table whose columns are understood to a transcript: forms, and answers with their states."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sixphase.study.problem import InputError, Problem, cut, did_you_mean
from sixphase.study.scores import no_score
from sixphase.study.settings import Study
from sixphase.transcription.importing.dates import NoDate, Order, read_date
from sixphase.transcription.importing.repairs import Repairs, mended
from sixphase.transcription.importing.roles import Role, question_ids, read_role
from sixphase.transcription.importing.spellings import one_spelling
from sixphase.transcription.importing.states import States
from sixphase.transcription.importing.table import Table, listed
from sixphase.transcription.importing.wording import plain

Progress = Callable[[int, int], None]
_STEP = 2_000
_ID_LENGTH = 60


@dataclass(frozen=True)
class Form:
    """One form: where it stands, its number and date, its attributes, and the state and text of each answer."""

    place: str
    id: str
    date: str
    attributes: dict[str, str]
    answers: dict[str, tuple[str, str]]


@dataclass
class _Work:
    """What is needed for each row, and what was found wrong."""

    table: Table
    study: Study
    order: Order | None
    at: dict[Role, int]
    states: States
    repairs: Repairs = field(default_factory=Repairs)
    problems: list[Problem] = field(default_factory=list)
    odd: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # attribute, word: its places

    def wrong(self, what: str, row: int, column: Role, remedy: str) -> None:
        name = self.table.names[self.at[column]] if column in self.at else ""
        self.problems.append(Problem(what, self.table.file, self.table.place(row, name), remedy))

    def cell(self, row: int, role: Role) -> str:
        at = self.at.get(role)
        if at is None:
            return ""
        text = self.table.rows[row][at]
        if text.isascii() and len(text) < 30 and text.isprintable():
            return text
        return mended(text, f"{self.table.unit} {self.table.numbers[row]}, '{self.table.names[at][:30]}'", self.repairs)


def transcribe(
    table: Table,
    roles: Mapping[str, Role],
    study: Study,
    order: Order | None = None,
    *,
    number_forms: bool = False,
    progress: Progress | None = None,
) -> tuple[list[Form], tuple[str, ...]]:
    """The forms of a table, in the order of its rows, and what was mended.

    Parameters
    ----------
    roles
        What each column is; every question of the study has to be there, or be a row's in the long shape.
    order
        In which the numbers of a date stand.
    number_forms
        Number the rows 1, 2, 3 … where the file has no numbers of its own.
    progress
        Called with the rows done and all rows.

    Raises
    ------
    InputError
        With every row that is wrong: a number that is missing or stands twice, a date that cannot be, a word that
        is no category of an attribute.
    """
    at = {role: table.names.index(column) for column, role in roles.items() if role.kind != "leave out"}
    work = _Work(table, study, order, at, States.of(study.transcripts))
    _check_columns(work, number_forms)
    long = Role("answer") in at
    forms = _long(work, progress) if long else _wide(work, number_forms, progress)
    _check_odd(work)
    if work.problems:
        raise InputError(cut(work.problems))
    spelt = one_spelling([form.attributes for form in forms], study.attributes)
    missing = [id_ for id_ in question_ids(study) if Role("question", id_) not in at and not long]
    told = [f"no form of this file has the question {listed(missing)}: left blank"] if missing else []
    told += [
        f"the file has no column for the attribute '{a}'" for a in study.attributes if Role("attribute", a) not in at
    ]
    if Role("form_id") not in at:
        told.append("forms are numbered by their rows; another file, or rows in another order, would take their place")
    return forms, (*work.repairs.notes(), *spelt, *told)


def numbers_missing(table: Table, roles: Iterable[Role], number_forms: bool) -> list[Problem]:
    """That no column holds the numbers of the forms, unless rows may be numbered; a row an answer needs them."""
    kinds = {role.kind for role in roles}
    if "form_id" in kinds or (number_forms and "answer" not in kinds):
        return []
    numbered = "" if "answer" in kinds else ", or let the rows be numbered with --number-forms"
    remedy = f"say which it is with --map 'COLUMN=form_id'{numbered}"
    return [Problem("no column holds the numbers of the forms", table.file, "", remedy)]


def _check_columns(work: _Work, number_forms: bool) -> None:
    table, kinds = work.table, {role.kind for role in work.at}
    problems = numbers_missing(table, work.at, number_forms)
    if "answer" in kinds and "which question" not in kinds:
        remedy = "say which it is with --map 'COLUMN=question'"
        problems.append(Problem("no column says to which question an answer belongs", table.file, "", remedy))
    if "answer" in kinds and "question" in kinds:
        problems.append(
            Problem("a row is both a form and an answer", table.file, "", "let 'answer' or the questions out")
        )
    if not kinds & {"answer", "question"}:
        remedy = "say which they are with --map 'COLUMN=question ID'"
        problems.append(Problem("no column holds answers", table.file, "", remedy))
    if table.whole and not problems and "answer" not in kinds:
        lost = [id_ for id_ in question_ids(work.study) if Role("question", id_) not in work.at]
        problems += [
            Problem(
                f"no column holds the question '{id_}'",
                table.file,
                "",
                f"say which it is: --map 'COLUMN=question {id_}'",
            )
            for id_ in lost
        ]
    if problems:
        raise InputError(problems)


def _wide(work: _Work, number_forms: bool, progress: Progress | None) -> list[Form]:
    """A row a form."""
    total = len(work.table.rows)
    asked = [(id_, Role("question", id_)) for id_ in question_ids(work.study)]
    forms: list[Form] = []
    first: dict[str, int] = {}
    for row in range(total):
        form_id = str(row + 1) if number_forms and Role("form_id") not in work.at else _form_id(work, row)
        if form_id in first:
            what = f"the form number '{form_id}' stands in {work.table.unit} {work.table.numbers[first[form_id]]} too"
            work.wrong(what, row, Role("form_id"), "give each form its own number")
        first.setdefault(form_id, row)
        answers = {id_: work.states.read(work.cell(row, role)) for id_, role in asked}
        forms.append(Form(work.table.place(row), form_id, _date(work, row), _attributes(work, row), answers))
        if progress and row % _STEP == _STEP - 1:
            progress(row + 1, total)
    if progress:
        progress(total, total)
    return forms


def _long(work: _Work, progress: Progress | None) -> list[Form]:
    """A row an answer: rows of one number are one form, and agree in all else or leave it empty."""
    total = len(work.table.rows)
    which = _questions_said(work)
    forms: dict[str, Form] = {}
    for row in range(total):
        form_id, question = _form_id(work, row), which[row]
        fresh = Form(work.table.place(row), form_id, _date(work, row), _attributes(work, row), {})
        form = forms.setdefault(form_id, fresh)
        if form is not fresh:
            forms[form_id] = form = _agreeing(work, row, form, fresh)
        if question and question in form.answers:
            what = f"form '{form_id}' has two answers to '{question}'"
            work.wrong(what, row, Role("which question"), "keep one of them, or correct the number of the form")
        elif question:
            form.answers[question] = work.states.read(work.cell(row, Role("answer")))
        if progress and row % _STEP == _STEP - 1:
            progress(row + 1, total)
    if progress:
        progress(total, total)
    order = question_ids(work.study)
    return [
        Form(f.place, f.id, f.date, f.attributes, {q: f.answers.get(q, ("blank", "")) for q in order})
        for f in forms.values()
    ]


def _agreeing(work: _Work, row: int, form: Form, other: Form) -> Form:
    """Two rows of one form as one."""
    said = {"the date": (form.date, other.date)}
    said |= {f"the attribute '{id_}'": (value, other.attributes[id_]) for id_, value in form.attributes.items()}
    for name, (one, two) in said.items():
        if one and two and one != two:
            what = f"form '{form.id}' has '{one}' and '{two}' for {name}"
            work.wrong(what, row, Role("form_id"), "let all rows of a form say the same")
    both = {id_: value or other.attributes[id_] for id_, value in form.attributes.items()}
    return Form(form.place, form.id, form.date or other.date, both, form.answers)


def _questions_said(work: _Work) -> list[str]:
    """The question of each row, by its id, its wording, or what `study.yml` says that its word means."""
    known = {plain(text): q.id for q in work.study.questions for text in (q.asks, q.id)}
    for word, said in work.study.transcripts.columns.items():
        if said.startswith("question "):
            known[plain(word)] = read_role(said, work.study).id
    column = work.at[Role("which question")]
    unknown: dict[str, int] = {}
    ids = []
    for row, cells in enumerate(work.table.rows):
        word = plain(cells[column])
        ids.append(known.get(word, ""))
        if word not in known:
            unknown.setdefault(cells[column].strip(), row)
    for said, row in unknown.items():
        remedy = f"say which it is: --map '{said}=question ID'; {did_you_mean(said, question_ids(work.study))}"
        work.wrong(f"the study has no question '{said[:80]}'", row, Role("which question"), remedy)
    return ids


def _form_id(work: _Work, row: int) -> str:
    text = work.cell(row, Role("form_id")).strip()
    if not text:
        remedy = "write the number of the form, or take the row out"
        work.wrong("the number of the form is missing", row, Role("form_id"), remedy)
    elif len(text) > _ID_LENGTH or "\n" in text or not text.isprintable():
        work.wrong("this is no number of a form", row, Role("form_id"), f"use at most {_ID_LENGTH} letters and figures")
    elif any(c in text for c in "./\\") and not text.replace(".", "").replace("/", "").replace("\\", "").strip():
        work.wrong(f"'{text}' is no number of a form", row, Role("form_id"), "use letters and figures")
    return text


def _date(work: _Work, row: int) -> str:
    text = work.cell(row, Role("session_date"))
    if work.states.is_blank(text):
        return ""
    try:
        return read_date(text, work.order)
    except NoDate as error:
        remedy = "write it like 2022-05-19, or format the cell as a date"
        work.wrong(f"'{text.strip()[:40]}': {error}", row, Role("session_date"), remedy)
        return ""


def _attributes(work: _Work, row: int) -> dict[str, str]:
    found = {}
    for id_, attribute in work.study.attributes.items():
        text = " ".join(work.cell(row, Role("attribute", id_)).split())
        if work.states.is_blank(text):
            found[id_] = ""
            continue
        if attribute.scale and (wrong := no_score(text, attribute.label, attribute.scale)):
            what, remedy = wrong
            work.wrong(what, row, Role("attribute", id_), remedy)
        spelt = _category(text, attribute.categories)
        if spelt is None:
            work.odd.setdefault((id_, text), []).append(work.table.place(row))
        found[id_] = text if spelt is None else spelt
    return found


def _category(text: str, categories: Sequence[str]) -> str | None:
    """The category as the study spells it; None where it is none of them. Without categories any word is one."""
    if not categories or text in categories:
        return text
    return next((c for c in categories if c.casefold() == text.casefold()), None)


def _check_odd(work: _Work) -> None:
    for (id_, text), places in work.odd.items():
        attribute = work.study.attributes[id_]
        times = f" ({len(places)} times)" if len(places) > 1 else ""
        remedy = f"{did_you_mean(text, attribute.categories)}; or add it to the categories of '{id_}' in study.yml"
        what = f"'{text[:60]}' is no category of '{attribute.label}'{times}"
        work.problems.append(Problem(what, work.table.file, places[0], remedy))
