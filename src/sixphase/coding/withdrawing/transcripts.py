"""Words out of the study's own files: forms, answers, their history, and the file of a study of excerpts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.csvfile import read_records
from sixphase.study.paths import StudyPaths
from sixphase.study.settings import read_study
from sixphase.transcription import store
from sixphase.transcription.redaction import Find, redacted
from sixphase.transcription.transcript import Transcript


def files_of(before: Transcript, after: Transcript, folder: Path) -> tuple[dict[Path, bytes], tuple[Path, ...]]:
    """The two files of a transcript that is to take the place of another, or, where no form is left, their end."""
    if after.forms.equals(before.forms) and after.answers.equals(before.answers):
        return {}, ()
    files = store.transcript_files(after, folder)
    return (files, ()) if len(after.forms) else ({}, tuple(files))


def without_history_of(raw: bytes, is_form: Callable[[str], bool], is_of_form: Callable[[str], bool]) -> bytes:
    """The history of imports without what stood on a form; that it changed stays."""

    def change(entry: dict[str, Any]) -> None:
        for each in entry.get("changed", ()):
            if is_of_form(str(each.get("answer_id"))) or is_form(str(each.get("form_id"))):
                for side in ("before", "after"):
                    each[side] = {**each[side], "text": ""} if isinstance(each.get(side), dict) else ""
                each["withdrawn"] = True

    return _each_entry(raw, change)


def history_of(study: str, is_of_form: Callable[[str], bool]) -> list[str]:
    """What the history of imports says of a form's answers: words that were corrected since.

    Raises
    ------
    InputError
        With every line of it that cannot be read.
    """
    told = [each for entry in store.read_history(study) for each in entry.get("changed", ())]
    own = [each for each in told if is_of_form(str(each.get("answer_id")))]
    return [str(each[side].get("text", "")) for each in own for side in ("before", "after") if side in each]


def redacted_history(raw: bytes, find: Find) -> bytes:
    """The history of imports with words replaced."""

    def clean(value: Any) -> Any:
        if isinstance(value, dict):
            return {**value, "text": redacted(str(value.get("text", "")), find(str(value.get("text", ""))))}
        return redacted(value, find(value)) if isinstance(value, str) else value

    def change(entry: dict[str, Any]) -> None:
        for each in entry.get("changed", ()):
            for side in ("before", "after"):
                if side in each:
                    each[side] = clean(each[side])

    return _each_entry(raw, change)


def _each_entry(raw: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    lines = raw.split(b"\n")
    for number, line in enumerate(lines):
        if line.strip():
            entry, new = json.loads(line), json.loads(line)
            change(new)
            if new != entry:
                lines[number] = json.dumps(new, ensure_ascii=False).encode("utf-8")
    return b"\n".join(lines)


def redacted_excerpts(study: str, find: Find) -> dict[Path, bytes]:
    """The file of a study whose answers do not come from forms, with words replaced in every column but the ids."""
    settings = read_study(study).answers
    if settings is None:
        return {}
    path = StudyPaths(study).raw / settings.file
    columns = _header(path)
    table = pd.DataFrame(read_records(path, columns).rows, columns=columns, dtype=str)
    free = [column for column in columns if column != settings.columns.get("answer_id")]
    new = table.assign(**{c: [redacted(text, find(text)) for text in table[c]] for c in free})
    return {} if new.equals(table) else {path: store.as_csv(new)}


def _header(path: Path) -> list[str]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])
