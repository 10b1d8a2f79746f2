"""Which column of a file is what: as the study says it, else a guess that is shown with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from shlex import quote

from sixphase.study.problem import InputError, Problem, did_you_mean, safe
from sixphase.study.settings import Study
from sixphase.transcription.importing import dates
from sixphase.transcription.importing.dates import Order, Seen
from sixphase.transcription.importing.guessing import EMPTY, Guess, completed, cut_short, is_single
from sixphase.transcription.importing.roles import Role, read_role, settled
from sixphase.transcription.importing.table import Table, counted, listed
from sixphase.transcription.importing.wording import plain


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
        empty = {g.column for g in self.guesses if g.why == EMPTY}
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
            f"  {cut_short(g.column, 44):<{wide}}  {'=' if g.sure else '?'} {g.role or 'not known'} ({g.why})"
            for g in self.guesses
        ]
        said += [f"  {line}" for line in self._dates()]
        for n, row in enumerate(self.table.rows[:rows]):
            cells = [cut_short(cell.replace("\n", " "), 24) for cell in row]
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
    roles = completed(table, study, roles)
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


def _check(guesses: tuple[Guess, ...], table: Table) -> None:
    """No two columns may be one thing."""
    columns: dict[Role, list[str]] = {}
    for column, role in settled({g.column: g.role for g in guesses if g.role}).items():
        columns.setdefault(role, []).append(column)
    twice = {role: names for role, names in columns.items() if len(names) > 1 and is_single(role)}
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
            what = f"nobody said what the column '{cut_short(guess.column, 60)}' is"
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
