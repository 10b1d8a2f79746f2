"""Withdrawing a form: what a participant wrote leaves the study, and a mark without words stays."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from sixphase.coding.withdrawing.in_git import held_by_git, look_for
from sixphase.coding.withdrawing.journals import (
    Event,
    each_line,
    events_in,
    journal_files,
    passages_of,
    things_of,
    wordless,
)
from sixphase.coding.withdrawing.plan import Plan, originals, stored_and_typed, texts_of
from sixphase.coding.withdrawing.private import (
    decisions_without,
    key_without,
    names_without,
    pair_with,
    private_file,
    same_words,
)
from sixphase.coding.withdrawing.quoted import quotations, words_of_the_form
from sixphase.coding.withdrawing.remains import made_from_it, still_there
from sixphase.coding.withdrawing.transcripts import files_of, history_of, without_history_of
from sixphase.coding.withdrawing.whole import Changes
from sixphase.coding.withdrawing.workbooks import own_workbooks, without_rows
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, refuse
from sixphase.study.settings import read_study
from sixphase.transcription import store
from sixphase.transcription.entry.pair import kept_pair, pair_path
from sixphase.transcription.importing.bringing import read_files
from sixphase.transcription.kept_out import COLUMNS, holds, read_withdrawn, withdrawn_path, without_forms
from sixphase.transcription.names.lists import read_lists
from sixphase.transcription.redaction import Find
from sixphase.transcription.transcript import Transcript

Is = Callable[[str], bool]


def plan_withdrawal(study: str, form_id: str, day: str) -> Plan:
    """What withdrawing a form changes; nothing is written.

    A form that was withdrawn before can be withdrawn again: what came back since, by merging a colleague's journal,
    goes too.

    Parameters
    ----------
    form_id
        The form's number, as `forms.csv` has it.
    day
        The day of the withdrawal (2026-11-23), for the list of withdrawn forms.

    Raises
    ------
    InputError
        When the study has no such form, the day is none, or a file of the study cannot be read.
    """
    _check(study, day)
    folder, withdrawn = StudyPaths(study).raw, read_withdrawn(study)
    stored, typed = stored_and_typed(study)
    pair = kept_pair(pair_path(study)) or ()
    known = (stored, typed, *pair)
    forms = {form for each in known for form in each.forms["form_id"]}
    if form_id not in forms and form_id not in withdrawn:
        remedy = "write its number as it stands in forms.csv, leading zeros too"
        raise refuse(f"the study has no form '{form_id[:60]}'", folder / store.FORMS, remedy=remedy)
    is_of_form = _belongs(form_id, forms)
    texts = texts_of(*known)
    journals = journal_files(study)
    events = events_in(journals.values())
    things = things_of(events, is_of_form)
    own = [t for form, _, t in texts if form == form_id] + history_of(study, is_of_form)
    others = [t for form, _, t in texts if form != form_id]
    find, is_name = quotations(own, others, passages_of(events, things)), words_of_the_form(own, others)

    def mark(event: Event) -> Event:
        return wordless(event, things, is_of_form, find, is_name)

    files = {path: each_line(raw, mark, find) for path, raw in journals.items()}
    tables, gone = _tables(study, stored, form_id, is_of_form)
    files |= tables
    files |= {withdrawn_path(study): _list({form_id: day} | withdrawn)}
    more, ends = _private(study, typed, texts, form_id, is_of_form, find)
    copies, unread = _copies(study, form_id, find)
    changes = _real(files | more, (*gone, *ends, *copies))
    remaining = still_there(study, changes.files, frozenset(changes.gone), find)
    unread = tuple(path for path in unread if path not in remaining)
    git = held_by_git(study, look_for(find, _row_of(study, form_id)))
    return Plan(changes, tuple(made_from_it(study)), tuple(remaining), unread, git)


def _check(study: str, day: str) -> None:
    if not read_study(study).has_forms:
        remedy = "only forms can be withdrawn; redact the words instead: sixphase redact"
        raise refuse("this study's answers do not come from forms", StudyPaths(study).settings, remedy=remedy)
    try:
        date.fromisoformat(day)
    except ValueError:
        raise refuse(f"'{day[:40]}' is no day", remedy="write it like 2026-11-23") from None


def _belongs(form_id: str, forms: set[str]) -> Is:
    """Whether an answer is on the form; where one form's number begins another's ('1' and '1.2'), the longer has it."""
    longer = [form for form in forms if form != form_id and form.startswith(f"{form_id}.")]
    return lambda id_: id_.startswith(f"{form_id}.") and not any(id_.startswith(f"{form}.") for form in longer)


def _tables(study: str, stored: Transcript, form_id: str, is_of_form: Is) -> tuple[dict[Path, bytes], tuple[Path, ...]]:
    folder = StudyPaths(study).raw
    files, gone = files_of(stored, without_forms(stored, [form_id]), folder)
    history = folder / store.HISTORY
    if history.is_file():
        files[history] = without_history_of(history.read_bytes(), lambda id_: id_ == form_id, is_of_form)
    return files, gone


def _private(
    study: str, typed: Transcript, texts: list[tuple[str, str, str]], form_id: str, is_of_form: Is, find: Find
) -> tuple[dict[Path, bytes], tuple[Path, ...]]:
    folder = StudyPaths(study).raw / "private"
    own, others = (same_words(t for form, _, t in texts if (form == form_id) is same) for same in (True, False))
    listed = {form.who for form in read_lists(folder / "names.yml").forms}

    def is_form(id_: str) -> bool:
        return id_ == form_id

    def only_there(word: str) -> bool:
        return own(word) and not others(word)

    files, gone = files_of(typed, without_forms(typed, [form_id]), folder / "typed")
    work: dict[str, Callable[[bytes], bytes]] = {
        "decisions.jsonl": lambda raw: names_without(raw, lambda r: is_of_form(str(r.get("answer"))), only_there, find),
        "key.jsonl": lambda raw: key_without(raw, only_there, listed, find),
        "entry.jsonl": lambda raw: decisions_without(raw, is_form, find),
        "entry.json": lambda raw: pair_with(raw, lambda one: without_forms(one, [form_id])),
    }
    for name, change in work.items():
        files |= {path: change(raw) for path, raw in private_file(folder, name).items()}
    for path, book in own_workbooks(StudyPaths(study).raw).items():
        new = without_rows(book, lambda id_: id_ == form_id or is_of_form(id_), find)
        files |= {path: new} if new is not None else {}
    return files, gone


def _copies(study: str, form_id: str, find: Find) -> tuple[list[Path], tuple[Path, ...]]:
    """The kept copies that hold the form, and those of which nobody can tell."""
    held, unread = [], []
    for path in originals(study):
        try:
            forms = set(read_files(study, [path]).raw.forms["form_id"])
        except InputError:
            forms = None
        if holds(path.read_bytes(), find) or (forms is not None and form_id in forms):
            held.append(path)
        elif forms is None:
            unread.append(path)
    return held, tuple(unread)


def _row_of(study: str, form_id: str) -> Callable[[str, bytes], bool]:
    """Whether a version of the two tables has a row of the form."""
    tables = {f"data_raw/{study}/{name}" for name in (store.FORMS, store.ANSWERS)}
    begins = [start.encode() for start in (f"\n{form_id},", f'\n"{form_id}",')]
    return lambda name, data: name in tables and any(start in data for start in begins)


def _list(forms: dict[str, str]) -> bytes:
    return store.as_csv(pd.DataFrame(sorted(forms.items()), columns=list(COLUMNS), dtype=str))


def _real(files: dict[Path, bytes], gone: tuple[Path, ...]) -> Changes:
    """Without what stays as it is."""
    new = {path: raw for path, raw in files.items() if not path.is_file() or path.read_bytes() != raw}
    return Changes(new, tuple(path for path in gone if path.exists()))
