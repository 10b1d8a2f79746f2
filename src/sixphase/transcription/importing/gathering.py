"""From understood files to one transcript: new questions and attributes named, every form read."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from sixphase.study.problem import InputError, Problem, cut
from sixphase.study.settings import Study
from sixphase.transcription.importing.additions import Additions, extended, joined, with_ids
from sixphase.transcription.importing.dates import Order
from sixphase.transcription.importing.imported import Options, Read
from sixphase.transcription.importing.roles import Role
from sixphase.transcription.importing.transcribing import Form, numbers_missing, transcribe
from sixphase.transcription.importing.understanding import Understanding, agreed_order, problems_of, unknown_columns
from sixphase.transcription.importing.wording import plain
from sixphase.transcription.transcript import ANSWER_COLUMNS, Transcript

Progress = Callable[[str, int, int], None]


def left_to_say(understood: list[Understanding], options: Options) -> list[Problem]:
    tables = [u.table for u in understood]
    problems = [p for u in understood for p in problems_of(u, options.accept)]
    problems += [p for u in understood for p in numbers_missing(u.table, u.roles.values(), options.number_forms)]
    words = {
        plain(row[u.table.names.index(column)])
        for u in understood
        for column, role in u.roles.items()
        if role.kind == "which question"
        for row in u.table.rows
    }
    said = {column: role for column, role in (options.mapping or {}).items() if plain(column) not in words}
    return unknown_columns(said, tables) + cut(problems)


def gathered(
    study: Study,
    understood: list[Understanding],
    options: Options,
    contents: tuple[tuple[Path, bytes], ...],
    progress: Progress | None,
) -> Read:
    mapping = dict(options.mapping or {})
    planned, added = [], Additions()
    for each in understood:
        roles, new = with_ids(each.roles, extended(study, added))
        planned.append((each, roles))
        added = joined(added, joined(new, _new_in_rows(each, extended(study, joined(added, new)), mapping)))
    whole = extended(_told(study, mapping), added)
    forms: list[Form] = []
    notes: list[str] = []
    for each, roles in planned:
        steps = _steps(progress, each.table.file.name)
        order = agreed_order(each, options.accept)
        found, told = transcribe(each.table, roles, whole, order, number_forms=options.number_forms, progress=steps)
        forms += found
        notes += [f"{each.table.file.name}: {note}" for note in (*each.table.notes, *told, *_of_dates(each, order))]
    _check_unique(forms, planned)
    columns = _columns_to_keep(study, planned, mapping)
    orders = {order for each, _ in planned if each.dates.open and (order := agreed_order(each, options.accept))}
    dates = next(iter(orders)) if len(orders) == 1 else None
    return Read(whole, as_transcript(forms, whole), columns, dates, added, tuple(notes), contents)


def _told(study: Study, mapping: Mapping[str, str]) -> Study:
    """The study as if `study.yml` said already what `--map` says, which the words of a long table need."""
    columns = {**study.transcripts.columns, **mapping}
    return study.model_copy(update={"transcripts": study.transcripts.model_copy(update={"columns": columns})})


def _new_in_rows(understood: Understanding, study: Study, mapping: Mapping[str, str]) -> Additions:
    """In the long shape: the questions that the rows name, for a study that has none."""
    column = next((c for c, role in understood.roles.items() if role.kind == "which question"), None)
    if column is None or study.questions:
        return Additions()
    at = understood.table.names.index(column)
    said = {plain(word) for word in (*study.transcripts.columns, *mapping)}
    words = dict.fromkeys(row[at].strip() for row in understood.table.rows if row[at].strip())
    roles = {word: Role("question") for word in words if plain(word) not in said}
    return with_ids(roles, study)[1]


def _columns_to_keep(
    study: Study, planned: list[tuple[Understanding, dict[str, Role]]], mapping: Mapping[str, str]
) -> dict[str, str]:
    """What `study.yml` is to say of the columns: of all files, and of the words of a long table that were told."""
    found = {column: str(role) for u, roles in planned for column, role in roles.items() if column in u.kept}
    names = {plain(column) for column in found}
    words = {column: role for column, role in mapping.items() if plain(column) not in names}
    known = {plain(column): role for column, role in study.transcripts.columns.items()}
    return {column: role for column, role in {**found, **words}.items() if known.get(plain(column)) != role}


def _of_dates(understood: Understanding, order: Order | None) -> list[str]:
    seen = understood.dates
    if not seen.open or not order:
        return []
    alone = seen.fits == (order,)
    why = "as said" if understood.order else "the only order that fits all of them"
    sure = "" if alone or not understood.order else "; another order would fit too"
    return [f"dates like {seen.example} are read with the {order}, {why}{sure}"]


def _steps(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress(what, done, total)) if progress else None


def _check_unique(forms: list[Form], planned: list[tuple[Understanding, dict[str, Role]]]) -> None:
    """Files of one import may not have a form in common; inside a file that was told before."""
    if len(planned) < 2:
        return
    first: dict[str, Form] = {}
    again = [form for form in forms if first.setdefault(form.id, form) is not form]
    problems = [
        Problem(
            f"the form number '{form.id}' stands in another of the files too ({first[form.id].place})",
            None,
            form.place,
            "give each form its own number, or import a corrected file by itself",
        )
        for form in again
    ]
    if problems:
        raise InputError(cut(problems))


def as_transcript(forms: Sequence[Form], study: Study) -> Transcript:
    """Forms as the two tables of a transcript: in their order, the answers in the order of the questions."""
    attributes, asked = list(study.attributes), [q.id for q in study.questions]
    rows = [[f.id, f.date, *(f.attributes.get(a, "") for a in attributes)] for f in forms]
    answers = [(f.id, q, *f.answers.get(q, ("blank", ""))) for f in forms for q in asked]
    table = pd.DataFrame(rows, columns=["form_id", "session_date", *attributes], dtype=str)
    return Transcript(table, pd.DataFrame(answers, columns=list(ANSWER_COLUMNS), dtype=str))
