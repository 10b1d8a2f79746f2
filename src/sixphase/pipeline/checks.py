"""Everything that people wrote for a study, read once before anything runs, so that a mistake costs nothing."""

import re
from collections.abc import Callable
from pathlib import Path

from sixphase.study.codebook import codebook_or_empty, read_codebook
from sixphase.study.facts import PLACED, REPORTED, facts
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, Problem, did_you_mean
from sixphase.study.settings import read_study


def check_study(study: str) -> None:
    """Read all inputs of a study.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    read_study(study)
    problems: list[Problem] = []
    for check in (_check_answers, _check_beside, _check_reported, _check_texts, _check_checklist, _check_quotes):
        problems += [problem for problem in _problems_of(check, study) if problem not in problems]
    if problems:
        raise InputError(problems)


def _problems_of(check: Callable[[str], None], study: str) -> tuple[Problem, ...]:
    try:
        check(study)
    except InputError as error:
        return error.problems
    return ()


def _check_answers(study: str) -> None:
    """The answers, the codebook, and whether its examples are answers."""
    from sixphase.transcription.answers import read_answers

    path = StudyPaths(study).raw / "codebook.yml"
    book = read_codebook(study) if PLACED in facts(study) else codebook_or_empty(study)
    known = set(read_answers(study)["answer_id"])
    unknown = [
        Problem(f"no answer has the id '{e.example}'", path, f"example of {e.id}", did_you_mean(e.example, known))
        for e in book.entries()
        if e.example and e.example not in known
    ]
    if unknown:
        raise InputError(unknown)


def _check_beside(study: str) -> None:
    """The tables beside the answers, where a study has them: sessions, names taken out, double entry, assignments."""
    raw = StudyPaths(study).raw
    problems: list[Problem] = []
    for name, read in {
        "sessions.csv": _read_sessions,
        "names.csv": _read_names,
        "entry.csv": _read_entry,
        "assignments.csv": _read_assignments,
    }.items():
        problems += _problems_of(read, study) if (raw / name).is_file() else ()
    if problems:
        raise InputError(problems)


def _read_sessions(study: str) -> None:
    from sixphase.familiarisation.participants.sessions import read_sessions

    read_sessions(StudyPaths(study).raw / "sessions.csv", read_study(study).attributes)


def _read_names(study: str) -> None:
    from sixphase.transcription.taken_out import RECORD, read_record

    read_record(StudyPaths(study).raw / RECORD)


def _read_entry(study: str) -> None:
    from sixphase.transcription.entry.record import entry_path, read_entry

    read_entry(entry_path(study))


def _read_assignments(study: str) -> None:
    from sixphase.coding.pairs.assignments import read_assignments

    read_assignments(study)


def _check_reported(study: str) -> None:
    """The reported figures, their relations, and the attributes of the study that name them."""
    if REPORTED not in facts(study):
        return
    from sixphase.writeup.reported import audit_study, read_reported
    from sixphase.writeup.reported_participants import participants_table

    audit_study(study)
    reported = {name: a for name, a in read_study(study).attributes.items() if a.reported_counts or a.reported_shares}
    participants_table(reported, read_reported(study)[0], StudyPaths(study).settings)


def _check_quotes(study: str) -> None:
    """Whether chosen quotes still have the words of the transcript, and tell nobody's speaker."""
    journals = (StudyPaths(study).raw / "journals").glob("*.jsonl")
    if not any(re.search(rb'"act": ?"quote"', path.read_bytes()) for path in journals if path.is_file()):
        return
    from sixphase.coding.journal.replay import replay
    from sixphase.themes.quoting.chosen import check_chosen

    check_chosen(study, replay(study))


def _check_checklist(study: str) -> None:
    """The reporting checklist that fits the study, and what the study answers to it."""
    from sixphase.writeup.checklists.answers import read_answers_to_checklist
    from sixphase.writeup.checklists.items import checklist_of

    checklist_of(read_study(study), study)
    read_answers_to_checklist(study)


def _check_texts(study: str) -> None:
    """Whether the author's words can be read."""
    problems = []
    for path in sorted((StudyPaths(study).raw / "text").glob("*.md")):
        if line := _unreadable(path):
            remedy = "save the file as UTF-8 text"
            problems.append(Problem("this is not UTF-8 text", path, f"line {line}", remedy))
    if problems:
        raise InputError(problems)


def _unreadable(path: Path) -> int | None:
    raw = path.read_bytes()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return None
