"""Which column of a file is what: as the study says it, else a guess that is shown with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from shlex import quote

from rapidfuzz import fuzz

from sixphase.study.problem import InputError, Problem, did_you_mean, safe
from sixphase.study.settings import Study
from sixphase.transcription.importing import dates
from sixphase.transcription.importing.dates import Order, Seen
from sixphase.transcription.importing.roles import Role, read_role, settled
from sixphase.transcription.importing.states import States
from sixphase.transcription.importing.table import Table, counted, listed
from sixphase.transcription.importing.wording import (
    ANSWER,
    DATES,
    FORM_IDS,
    OF_TOOLS,
    QUESTION,
    asks_openly,
    is_counted,
    plain,
)

ALIKE = 88.0  # of 100: rapidfuzz's ratio of two labels, at which they are taken for one with a slip
LOOKED_AT = 500  # rows that a guess looks at
_SHORT = 4  # words; what people answer to an open question is longer on average
_EMPTY = "it is empty"


@dataclass(frozen=True)
class Guess:
    """What a column is taken for, why, and whether a person (or its exact name) said so; None where nobody knows."""

    column: str
    role: Role | None
    why: str
    sure: bool


@dataclass(frozen=True)
class Understanding:
    """How a table is understood, to be shown before anything is done with it.

    Attributes
    ----------
    dates
        What the dates can be; the order in which they are read is `order`, None where it has to be said.
    unused
        Columns that the study or `--map` names and that this file does not have.
    """

    table: Table
    guesses: tuple[Guess, ...]
    dates: Seen
    order: Order | None
    unused: tuple[str, ...] = ()

    @property
    def roles(self) -> dict[str, Role]:
        """The columns with a role."""
        return settled({g.column: g.role for g in self.guesses if g.role})

    @property
    def kept(self) -> dict[str, Role]:
        """The roles that `study.yml` is to say; an empty column has none, since later it may hold something."""
        empty = {g.column for g in self.guesses if g.why == _EMPTY}
        return {column: role for column, role in self.roles.items() if column not in empty}

    @property
    def unsure(self) -> tuple[Guess, ...]:
        """What a person has to confirm or to say."""
        return tuple(guess for guess in self.guesses if not guess.sure)

    def lines(self, rows: int = 3) -> list[str]:
        """The understanding in words: columns with their roles, dates, the first rows."""
        wide = max((min(len(g.column), 44) for g in self.guesses), default=0)
        said = [
            f"{self.table.file.name}: {counted(len(self.table.rows), 'row')}, {counted(len(self.guesses), 'column')}"
        ]
        said += [f"  {note}" for note in self.table.notes]
        said += [
            f"  {_cut(g.column, 44):<{wide}}  {'=' if g.sure else '?'} {g.role or 'not known'} ({g.why})"
            for g in self.guesses
        ]
        said += [f"  {line}" for line in self._dates()]
        for n, row in enumerate(self.table.rows[:rows]):
            cells = [_cut(cell.replace("\n", " "), 24) for cell in row]
            said.append(f"  {self.table.unit} {self.table.numbers[n]}: {' | '.join(cells)}")
        return [safe(line) for line in said]

    def _dates(self) -> Iterator[str]:
        if self.dates.open:
            how = f"read with the {self.order}" if self.order else "not said which number is the day"
            only = f"; all of them fit '{self.dates.fits[0]}' only" if len(self.dates.fits) == 1 else ""
            yield f"dates like {self.dates.example}: {how}{only}"


def understand(
    table: Table, study: Study, mapping: Mapping[str, str] | None = None, order: Order | None = None
) -> Understanding:
    """What each column of a table is.

    First what `mapping` says (`--map`), then what `study.yml` says under `transcripts.columns`, then the exact
    names of the study's questions and attributes and the usual names of a form's number and date; all these are
    sure. What is left is guessed by labels that are alike (rapidfuzz) and by what stands in the column.

    Raises
    ------
    InputError
        When a role is none, or two columns have one that only one can have.
    """
    said = {**study.transcripts.columns, **(mapping or {})}
    told = {plain(column): (column, role) for column, role in said.items()}
    roles: dict[str, Guess] = {}
    problems: list[Problem] = []
    for column in table.names:
        if plain(column) in told:
            roles[column] = _told(column, told[plain(column)], study, mapping or {}, table, problems)
    if problems:
        raise InputError(problems)
    roles = _completed(table, study, roles)
    guesses = tuple(roles[column] for column in table.names)
    _check(guesses, table)
    found = _dates(table, guesses)
    fixed = order or study.transcripts.dates
    known = {plain(c) for c in table.names}
    unused = tuple(column for key, (column, role) in told.items() if key not in known and role != "leave out")
    return Understanding(table, guesses, found, fixed, unused)


def _told(
    column: str, told: tuple[str, str], study: Study, mapping: Mapping[str, str], table: Table, problems: list[Problem]
) -> Guess:
    named, role = told
    source = "as you said" if named in mapping else "as study.yml says"
    try:
        return Guess(column, read_role(role, study), source, True)
    except InputError as error:
        problems += [Problem(p.what, table.file, f"column '{column}'", p.remedy) for p in error.problems]
        return Guess(column, None, source, False)


def _completed(table: Table, study: Study, roles: dict[str, Guess]) -> dict[str, Guess]:
    """A guess for every column that nobody spoke of: exact names before likenesses, likenesses before contents."""
    taken = {guess.role for guess in roles.values() if guess.role}
    states = States.of(study.transcripts)
    open_columns = [c for c in table.names if c not in roles]
    long = any(g.role == Role("answer") for g in roles.values()) or _is_long(table, study)
    for finder in (_by_name, _by_likeness, _by_content):
        for column in list(open_columns):
            at = table.names.index(column)
            values = [row[at].strip() for row in table.rows[:LOOKED_AT]]
            guess = finder(column, [v for v in values if not states.is_blank(v)], study, taken, long)
            if finder is _by_content and column in table.asked and not study.questions:
                guess = Guess(column, Role("question"), "it stands as a question in the text; a new question", False)
            if guess and not (guess.role in taken and _is_single(guess.role)):
                roles[column] = guess
                open_columns.remove(column)
                taken |= {guess.role} if guess.role else set()
    return roles | {c: Guess(c, None, "nothing tells what this is", False) for c in open_columns}


def _is_single(role: Role | None) -> bool:
    return (
        role is not None and role.kind != "leave out" and not (role.kind in ("question", "attribute") and not role.id)
    )


def _is_long(table: Table, study: Study) -> bool:
    """A row an answer: a column that says which question, and one that holds the answer."""
    names = {plain(column) for column in table.names}
    asked = {plain(text) for q in study.questions for text in (q.id, q.asks)}
    return bool(names & QUESTION) and bool(names & ANSWER) and not len(names & asked) > 1


def _by_name(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    """By its whole name; else, not so sure, by the last of the names that stand above each other."""
    found = _named(column, plain(column), values, study, taken, long)
    above, mark, last = column.rpartition(" / ")
    if found or not (mark and above):
        return found
    found = _named(column, plain(last), values, study, taken, long)
    why = found.why if found and found.role == Role("leave out") else "the last of its names"
    return replace(found, why=why, sure=False) if found else None


def _named(column: str, name: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    for question in study.questions:
        if name in (plain(question.id), plain(question.asks)):
            return Guess(column, Role("question", question.id), "its name", True)
    for id_, attribute in study.attributes.items():
        if name in (plain(id_), plain(attribute.label)):
            return Guess(column, Role("attribute", id_), "its name", True)
    if long and name in QUESTION | ANSWER:
        return Guess(column, Role("which question" if name in QUESTION else "answer"), "its name", True)
    if name in FORM_IDS and Role("form_id") not in taken:
        return Guess(column, Role("form_id"), "its name", name.startswith("form"))
    if name in DATES and Role("session_date") not in taken and _share(values, dates.is_like_a_date) >= 0.5:
        return Guess(column, Role("session_date"), "its name", "date" in name)
    if name in OF_TOOLS:
        return Guess(column, Role("leave out"), "survey tools and spreadsheets add it", False)
    return None


def _by_likeness(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:  # noqa: ARG001
    if long and not study.attributes:
        return None
    wanted: list[tuple[str, Role]] = (
        [] if long else [(t, Role("question", q.id)) for q in study.questions for t in (q.id, q.asks)]
    )
    wanted += [(t, Role("attribute", id_)) for id_, a in study.attributes.items() for t in (id_, a.label)]
    scored = [(_alike(plain(column), plain(text)), text, role) for text, role in wanted if role not in taken]
    score, text, role = max(scored, key=lambda each: each[0], default=(0.0, "", None))
    return Guess(column, role, f"its name is like '{_cut(text, 40)}'", False) if score >= ALIKE else None


def _alike(one: str, other: str) -> float:
    """How alike two labels are; a short one may stand inside a long one only as whole words."""
    if min(len(one), len(other)) < 4:
        return 100.0 * (other in one.split() or one in other.split())
    inside = 95.0 if f" {min(one, other, key=len)} " in f" {max(one, other, key=len)} " else 0.0
    return max(fuzz.ratio(one, other), inside)


def _by_content(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    if not values:
        return _of_nothing(column, study, long)
    for id_, attribute in study.attributes.items():
        categories = {c.casefold() for c in attribute.categories}
        if Role("attribute", id_) not in taken and _share(values, lambda v, c=categories: v.casefold() in c) >= 0.8:
            return Guess(column, Role("attribute", id_), "it holds the categories of this attribute", False)
    if Role("session_date") not in taken and _share(values, dates.is_date) >= 0.8:
        return Guess(column, Role("session_date"), "it holds dates", False)
    if Role("form_id") not in taken and not long and len(values) > 1 and _are_numbers_of_forms(values):
        return Guess(column, Role("form_id"), "each row has another, with figures", False)
    words = sum(len(v.split()) for v in values) / len(values)
    distinct = len({v.casefold() for v in values}) / len(values)
    if not long and not study.questions:
        if words >= _SHORT:
            return Guess(column, Role("question"), "it holds sentences; a new question", False)
        if asks_openly(column) and distinct > 0.5:
            return Guess(column, Role("question"), "it asks openly, and answers differ; a new question", False)
    if (
        words < _SHORT
        and (distinct <= 0.5 or len(values) < 10)
        and not study.attributes
        and not _share(values, _is_number) > 0.5
    ):
        return Guess(column, Role("attribute"), "it holds a few words; a new attribute", False)
    return None


def _of_nothing(column: str, study: Study, long: bool) -> Guess:
    """A column without a word: a question that nobody answered, or one that can be left out surely."""
    if not long and not study.questions and (asks_openly(column) or is_counted(column)):
        return Guess(column, Role("question"), "it asks openly, though nobody answered; a new question", False)
    return Guess(column, Role("leave out"), _EMPTY, True)


def _are_numbers_of_forms(values: list[str]) -> bool:
    """Each another, short, without a space, and with a figure: 'C-01', 'A17'. Bare numbers may count anything."""
    odd = any(len(v) > 20 or " " in v or not any(c.isdigit() for c in v) or _is_number(v) for v in values)
    return not odd and len(set(values)) == len(values)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _share(values: list[str], test) -> float:
    return sum(1 for v in values if test(v)) / len(values) if values else 0.0


def _check(guesses: tuple[Guess, ...], table: Table) -> None:
    """No two columns may be one thing."""
    columns: dict[Role, list[str]] = {}
    for column, role in settled({g.column: g.role for g in guesses if g.role}).items():
        columns.setdefault(role, []).append(column)
    twice = {role: names for role, names in columns.items() if len(names) > 1 and _is_single(role)}
    if twice:
        raise InputError(
            Problem(f"several columns are said to be '{role}'", table.file, listed(names), "let one of them be it")
            for role, names in twice.items()
        )


def _dates(table: Table, guesses: tuple[Guess, ...]) -> Seen:
    at = [n for n, guess in enumerate(guesses) if guess.role == Role("session_date")]
    return dates.look_at(row[at[0]] for row in table.rows) if at else Seen(0, 0, ())


def problems_of(understood: Understanding, accept: bool) -> list[Problem]:
    """What is still to be said before the file can be imported; with `accept`, guesses are taken as they are."""
    problems = [] if accept else _guess_problems(understood)
    for guess in understood.guesses:
        if guess.role is None:
            leave = quote(f"{guess.column}=leave out")
            what = f"nobody said what the column '{_cut(guess.column, 60)}' is"
            remedy = f"say what it is: --map {leave}, or question, attribute, form_id, session_date"
            problems.append(Problem(what, understood.table.file, "", remedy))
    return problems + _date_problems(understood, accept)


def _guess_problems(understood: Understanding) -> list[Problem]:
    """That guesses are to be confirmed; one problem, since one word confirms them all."""
    guessed = [guess for guess in understood.unsure if guess.role]
    if not guessed:
        return []
    columns = counted(len(guessed), "column")
    what = f"{columns} marked with ? above {'is' if len(guessed) == 1 else 'are'} guessed, and nobody said so"
    told = next(
        (g for kind in ("question", "attribute") for g in guessed if g.role and g.role.kind == kind), guessed[0]
    )
    say = f"--map {quote(f'{told.column}={told.role}')}"
    remedy = f"add --yes if all are right; what is not, say beside it, in this way: {say}"
    return [Problem(what, understood.table.file, "", remedy)]


def agreed_order(understood: Understanding, accept: bool) -> Order | None:
    """The order of the dates: as it was said, or with `accept` the only one that fits."""
    fits = understood.dates.fits
    return understood.order or (fits[0] if accept and len(fits) == 1 else None)


def _date_problems(understood: Understanding, accept: bool) -> list[Problem]:
    seen = understood.dates
    if not seen.open or agreed_order(understood, accept):
        return []
    what = f"dates like {seen.example} do not say whether the day or the month stands first"
    offer = f"all dates here fit '{seen.fits[0]}' only; " if len(seen.fits) == 1 else ""
    remedy = f"{offer}say it with --dates 'day first', 'month first' or 'year first'"
    return [Problem(what, understood.table.file, "", remedy)]


def unknown_columns(mapping: Mapping[str, str], tables: list[Table]) -> list[Problem]:
    """What `--map` names and no file has."""
    names = {name for table in tables for name in table.names}
    known = {plain(name) for name in names}
    return [
        Problem(f"no file has the column '{column}' that --map names", tables[0].file, "", did_you_mean(column, names))
        for column in mapping
        if plain(column) not in known
    ]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
