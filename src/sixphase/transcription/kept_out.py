"""What people took back: forms that were withdrawn and words that were redacted stay out of every later import."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sixphase.study.csvfile import read_records
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import raise_some, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.importing.imported import Read
from sixphase.transcription.names.openings import TooLarge, views
from sixphase.transcription.redaction import Find, Redacted, mark_of, plain_words, redacted
from sixphase.transcription.transcript import FORM_COLUMNS, Transcript, answer_id

WITHDRAWN, COLUMNS = "withdrawn.csv", ("form_id", "day")
REDACTED = "redacted.jsonl"


def read_withdrawn(study: str) -> dict[str, str]:
    """The forms that were withdrawn, each with the day; none where there is no such list.

    Raises
    ------
    InputError
        When the list cannot be read: nothing may be imported then.
    """
    path = withdrawn_path(study)
    if not path.is_file():
        return {}
    records = read_records(path, COLUMNS)
    raise_some(records.problems)
    return dict(records.rows)


def withdrawn_path(study: str) -> Path:
    """Where the list of withdrawn forms is; it may be in git."""
    return StudyPaths(study).raw / WITHDRAWN


def withdrawn_answers(study: str) -> set[str]:
    """The ids of all answers on withdrawn forms; other files of the study may still name them."""
    asked = [question.id for question in read_study(study).questions]
    return {answer_id(form, question) for form in read_withdrawn(study) for question in asked}


def redacted_path(study: str) -> Path:
    """Where the marks of redacted words are; private, though it holds no words."""
    return StudyPaths(study).raw / "private" / REDACTED


def read_redacted(study: str) -> Redacted:
    """The words that were redacted before, by their marks; with a new salt where nothing was.

    Raises
    ------
    InputError
        When the file was changed so that it cannot be read.
    """
    path = redacted_path(study)
    if not path.is_file():
        return Redacted(secrets.token_hex(16))
    try:
        first, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        lengths = tuple(sorted({int(line["words"]) for line in lines}, reverse=True))
        return Redacted(str(first["salt"]), {str(line["mark"]): str(line["put"]) for line in lines}, lengths)
    except (ValueError, KeyError, TypeError):
        raise refuse("this is no list of redacted words", path, remedy="restore the file from a copy") from None


def redacted_file(study: str, known: Redacted, passages: Iterable[str], put: str) -> bytes:
    """The content of the list with more passages: each by its mark, how many words it has, and what is put there."""
    path = redacted_path(study)
    old = path.read_bytes() if path.is_file() else _line({"salt": known.salt})
    words = dict.fromkeys(plain_words(passage) for passage in passages)
    new = {each: mark_of(known.salt, each) for each in words}
    lines = [_line({"mark": m, "put": put, "words": len(each)}) for each, m in new.items() if m not in known.marks]
    return b"".join([old, *lines])


def _line(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n").encode()


def kept_out(study: str, read: Read) -> Read:
    """What was read without withdrawn forms and redacted words; a file that holds them is not kept as a copy."""
    forms, words = read_withdrawn(study), read_redacted(study)
    if not forms and not words.marks:
        return read
    there = set(read.raw.forms["form_id"]) & set(forms)
    contents = tuple(each for each in read.contents if not there and not holds(each[1], words.find))
    left = taken_out(study, read.raw)
    told = [f"{len(there):,} forms were withdrawn, and are left out"] if there else []
    told += ["a file holds what was withdrawn or redacted, and no copy of it is kept"] * (contents != read.contents)
    return replace(read, raw=left, contents=contents, notes=(*read.notes, *told))


def taken_out(study: str, typed: Transcript) -> Transcript:
    """What was typed, without withdrawn forms and redacted words."""
    forms, words = read_withdrawn(study), read_redacted(study)
    left = without_forms(typed, forms)
    return redacted_transcript(left, words.find) if words.marks else left


def without_forms(transcript: Transcript, forms: Iterable[str]) -> Transcript:
    """The transcript without some forms."""
    gone = set(forms)
    if not gone:
        return transcript
    tables = (transcript.forms, transcript.answers)
    return Transcript(*(table[~table["form_id"].isin(gone)].reset_index(drop=True) for table in tables))


def redacted_transcript(transcript: Transcript, find: Find) -> Transcript:
    """The transcript with passages replaced, in answers and in what is known of participants."""
    forms, answers = transcript.forms.copy(), transcript.answers.copy()
    for column in [name for name in forms if name not in FORM_COLUMNS]:
        forms[column] = [redacted(text, find(text)) for text in forms[column]]
    answers["text"] = [redacted(text, find(text)) for text in answers["text"]]
    return Transcript(forms, answers)


def holds(data: bytes, find: Find) -> bool:
    """Whether a file holds such passages, also packed or with escapes and tags; one too large to look at does."""
    try:
        return any(find(view.data.decode("utf-8", "replace")) for view in views(data) if view.text)
    except TooLarge:
        return True
