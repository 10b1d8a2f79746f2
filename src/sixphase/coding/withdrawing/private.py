"""Words out of what the program keeps in the private folder: typed copies, decisions and the key of names."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.transcription.entry.decisions import Decision
from sixphase.transcription.names.decisions import words_of
from sixphase.transcription.redaction import Edit, Find, moved, redacted
from sixphase.transcription.transcript import Transcript

Record = dict[str, Any]


def records_in(raw: bytes) -> list[Record]:
    """Every line of a private journal that is a record."""
    return [record for line in raw.split(b"\n") if (record := _record(line)) is not None]


def each_record(raw: bytes, change: Callable[[Record], Record | None], find: Find) -> bytes:
    """A private journal with records changed, or left out where `change` gives None; other lines stay as they are."""
    lines: list[bytes] = []
    for line in raw.split(b"\n"):
        record = _record(line)
        if record is None:
            lines += [] if find(line.decode("utf-8", "replace")) else [line]
        elif (new := change(record)) is not None:
            lines.append(line if new == record else json.dumps(new, ensure_ascii=False).encode("utf-8"))
    return b"\n".join(lines)


def names_without(raw: bytes, gone: Callable[[Record], bool], only_there: Callable[[str], bool], find: Find) -> bytes:
    """The decisions on names without those on some answers.

    A decision for a word everywhere stays, without its place, where the word stands in others' answers too. An undo
    goes with what it undoes, so that a number that is given again is not undone.
    """
    out = {r.get("n") for r in records_in(raw) if gone(r) and (_is_here(r) or only_there(str(r.get("word", ""))))}

    def change(record: Record) -> Record | None:
        if record.get("n") in out or (record.get("act") == "undo" and record.get("of") in out):
            return None
        return {**record, "answer": "", "place": 0, "before": "", "after": ""} if gone(record) else record

    return each_record(raw, change, find)


def _is_here(record: Record) -> bool:
    return record.get("act") in ("replace", "keep")


def names_redacted(raw: bytes, texts: dict[str, str], find: Find) -> bytes:
    """The decisions on names after words were redacted: those on the words themselves go, others move along.

    Parameters
    ----------
    texts
        What was typed, as it was, by the id of the answer.
    """
    out = {r.get("n") for r in records_in(raw) if find(str(r.get("word", "")))}

    def change(record: Record) -> Record | None:
        if record.get("n") in out or (record.get("act") == "undo" and record.get("of") in out):
            return None
        text = texts.get(str(record.get("answer", "")), "")
        edits = find(text)
        return _beside(record, text, edits) if edits else record

    return each_record(raw, change, find)


def _beside(record: Record, text: str, edits: list[Edit]) -> Record:
    word, place = str(record.get("word", "")), record.get("place")
    if type(place) is not int or text[place : place + len(word)] != word:
        return {**record, "before": "", "after": ""}  # of an earlier text: what stood beside it is not known
    new, (start, end) = redacted(text, edits), moved(place, place + len(word), edits)
    before, after = len(str(record.get("before", ""))), len(str(record.get("after", "")))
    return {**record, "place": start, "before": new[max(0, start - before) : start], "after": new[end : end + after]}


def key_without(raw: bytes, gone: Callable[[str], bool], listed: Iterable[str], find: Find) -> bytes:
    """The key without some ways of writing; a replacement whose owner is in no entry any more keeps its number.

    Parameters
    ----------
    listed
        What the study's own lists call people; these stay, since the lists do.
    """
    records, names = records_in(raw), set(listed)
    left = {r.get("who") for r in records if not gone(str(r.get("form", "")))}

    def change(record: Record) -> Record | None:
        if not gone(str(record.get("form", ""))):
            return record
        if record.get("who") in left:
            return None
        left.add(record.get("who"))
        who = record["who"] if record.get("who") in names else f"gone: {record.get('mark')}"
        return {**record, "who": who, "form": ""}

    return each_record(raw, change, find)


def same_words(texts: Iterable[str]) -> Callable[[str], bool]:
    """Whether a name or a word stands in any of the texts."""
    all_words = "\n".join(f" {' '.join(words_of(text))} " for text in texts)

    def there(form: str) -> bool:
        words = " ".join(words_of(form))
        return bool(words) and f" {words} " in all_words

    return there


def decisions_without(raw: bytes, is_form: Callable[[str], bool], find: Find) -> bytes:
    """The decisions between two typings without those on a form."""
    return each_record(raw, lambda r: None if is_form(str(r.get("form_id"))) else r, find)


def decisions_redacted(raw: bytes, marks: dict[str, str], find: Find) -> bytes:
    """The decisions between two typings with words replaced; each still holds for the same two typings.

    Parameters
    ----------
    marks
        The mark of what both had typed, before and after the words were replaced in both.
    """
    new_id: dict[str, str] = {}
    pending = {r_id: record for record in records_in(raw) if (r_id := _id(record)) is not None}

    def renewed(record: Record) -> Record:
        after = " ".join(new_name(id_) for id_ in str(record.get("after", "")).split())
        text, typed = str(record.get("text", "")), str(record.get("typed"))
        return {**record, "after": after, "typed": marks.get(typed, typed), "text": redacted(text, find(text))}

    def new_name(id_: str) -> str:
        if id_ not in new_id and id_ in pending:
            new_id[id_] = id_  # a chain that bites its own tail ends here
            new_id[id_] = str(_id(renewed(pending[id_])))
        return new_id.get(id_, id_)

    return each_record(raw, renewed, find)


def _id(record: Record) -> str | None:
    try:
        return Decision(**record).id
    except TypeError:
        return None


def pair_with(raw: bytes, change: Callable[[Transcript], Transcript]) -> bytes:
    """The two typings that are kept for deciding, each changed in the same way."""
    content = json.loads(raw)
    for side in ("first", "second"):
        tables = {name: pd.DataFrame(t["rows"], columns=t["columns"], dtype=str) for name, t in content[side].items()}
        new = change(Transcript(tables["forms"], tables["answers"]))
        content[side] = {
            name: {"columns": table.columns.tolist(), "rows": table.to_numpy().tolist()}
            for name, table in (("forms", new.forms), ("answers", new.answers))
        }
    return json.dumps(content, ensure_ascii=False, indent=0).encode("utf-8")


def _record(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def private_file(folder: Path, name: str) -> dict[Path, bytes]:
    """A file of the private folder with its content, where it is there."""
    path = folder / name
    return {path: path.read_bytes()} if path.is_file() else {}
