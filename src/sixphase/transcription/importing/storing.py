"""Storing what was read: names out, differences, history, and every file written or none."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.study.settings import Study, read_study
from sixphase.transcription import store
from sixphase.transcription.importing.additions import Additions
from sixphase.transcription.importing.dates import Order
from sixphase.transcription.importing.imported import Imported, Options, Read
from sixphase.transcription.importing.settings_text import with_entries, with_items, with_mapping
from sixphase.transcription.importing.together import write_together
from sixphase.transcription.kept_out import kept_out
from sixphase.transcription.store import Change, Differences
from sixphase.transcription.transcript import ANSWER_COLUMNS, Transcript

NamesOut = Callable[[Transcript], Transcript]
PRIVATE, ORIGINALS, TYPED = "private", "originals", "typed"


def store_read(
    name: str,
    read: Read,
    options: Options,
    names_out: NamesOut | None = None,
    when: str | None = None,
    without: Collection[str] = (),
) -> Imported:
    """Take names out of what was read, compare it with what is stored, and write all or nothing.

    Parameters
    ----------
    without
        Numbers of stored forms that are to go.
    """
    paths, clean = StudyPaths(name), names_out or _as_typed
    read = kept_out(name, read)
    before = store.read_stored(name)
    stored, typed = (_without(widened(each, read.study), without) for each in (before, typed_before(name)))
    present = dict.fromkeys(read.raw.forms["form_id"])
    vanished = tuple(form for form in stored.forms["form_id"] if form not in present)
    raw = read.raw if options.remove_missing else store.merged(typed, read.raw)
    new = clean(raw)
    final = new if options.remove_missing else store.merged(stored, new)
    changed = store.differences(before, final)
    settings = _settings_text(paths.settings, read.columns, read.dates, read.added)
    files = _to_write(paths, read, raw, final, settings)
    if changed:
        files[paths.raw / store.HISTORY] = _history(paths, read, changed, _before_clean(changed, clean, final), when)
    _check_written(final, read.study, paths)
    was = paths.settings.read_bytes()
    write_together(files)
    if settings != was:
        read_study.cache_clear()
    gone = () if options.remove_missing else vanished
    return Imported(name, final, changed, gone, read.added, read.notes, settings != was)


def keep_settings(name: str, columns: Mapping[str, str], dates: Order | None, added: Additions) -> None:
    """Write into `study.yml` what was understood of files whose answers are not stored yet."""
    path = StudyPaths(name).settings
    write_together({path: _settings_text(path, columns, dates, added)})
    read_study.cache_clear()


def _without(transcript: Transcript, form_ids: Collection[str]) -> Transcript:
    gone = set(form_ids)
    return store.in_order(transcript, [f for f in transcript.forms["form_id"] if f not in gone]) if gone else transcript


def widened(transcript: Transcript, study: Study) -> Transcript:
    """A stored transcript in the shape of the study: new attributes unknown, new questions blank."""
    forms = transcript.forms.reindex(columns=["form_id", "session_date", *study.attributes], fill_value="")
    ids, asked = forms["form_id"].tolist(), [q.id for q in study.questions]
    if list(dict.fromkeys(transcript.answers["question"])) == asked:
        return replace(transcript, forms=forms)
    given = transcript.answers.set_index(["form_id", "question"])
    full = given.reindex(pd.MultiIndex.from_product([ids, asked], names=["form_id", "question"]))
    full = full.fillna({"state": "blank", "text": ""}).reset_index()[list(ANSWER_COLUMNS)]
    return Transcript(forms, full)


def typed_before(name: str) -> Transcript:
    """What was typed and imported on this machine before, as it was typed."""
    return store.read_stored(name, StudyPaths(name).raw / PRIVATE / TYPED)


def _as_typed(transcript: Transcript) -> Transcript:
    return transcript


def _settings_text(path: Path, columns: Mapping[str, str], dates: Order | None, added: Additions) -> bytes:
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig")
    text = with_items(text, "questions", [{"id": id_, "asks": asks} for id_, asks in added.questions], path)
    text = with_entries(text, "attributes", {id_: {"label": label} for id_, label in added.attributes}, path)
    text = with_mapping(text, columns, dates, path)
    return raw if text == raw.decode("utf-8-sig") else text.encode("utf-8")


def _to_write(paths: StudyPaths, read: Read, raw: Transcript, final: Transcript, settings: bytes) -> dict[Path, bytes]:
    """Every file of the study that the import sets; the private ones first, so that what is public never is alone."""
    private = paths.raw / PRIVATE
    files = {_free(private / ORIGINALS, path.name, content): content for path, content in read.contents}
    files |= store.transcript_files(raw, private / TYPED)
    files |= store.transcript_files(final, paths.raw)
    return {**files, paths.settings: settings}


def _free(folder: Path, name: str, content: bytes) -> Path:
    """A place for a copy: under its own name, or, where another file has it, with a mark of its content."""
    path = folder / name
    if not path.exists() or path.read_bytes() == content:
        return path
    return folder / f"{path.stem}_{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"


def _before_clean(changed: Differences, clean: NamesOut, final: Transcript) -> dict[str, str]:
    """The earlier words of what changed, without names, since a decision made today may be what changed them."""
    told = [c for c in changed.changed if c.before[1] and c.what != "session_date"]
    if not told:
        return {}
    rows = [(c.form_id, c.what, *c.before) for c in told if c.is_answer]
    forms = final.forms[final.forms["form_id"].isin({c.form_id for c in told})].set_index("form_id", drop=False)
    for c in told:
        if not c.is_answer:
            forms.loc[c.form_id, c.what] = c.before[1]
    answers = pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype=str)
    before = clean(Transcript(forms.fillna("").reset_index(drop=True), answers))
    words = dict(zip((c.name for c in told if c.is_answer), before.answers["text"], strict=True))
    about = before.forms.set_index("form_id")
    return {c.name: words[c.name] if c.is_answer else str(about.loc[c.form_id, c.what]) for c in told}


def _history(paths: StudyPaths, read: Read, changed: Differences, before: dict[str, str], when: str | None) -> bytes:
    """The history with one line more; names of files are left out, since they may tell who somebody is."""
    path = paths.raw / store.HISTORY
    old = path.read_bytes() if path.is_file() else b""
    entry: dict[str, Any] = {"import": len(store.read_history(paths.name)) + 1}
    if when:
        entry["when"] = when
    entry["files"] = [hashlib.sha256(content).hexdigest() for _, content in read.contents]
    entry["forms_added"], entry["forms_removed"] = list(changed.added), list(changed.removed)
    entry["changed"] = [_change_entry(change, before) for change in changed.changed]
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8")
    return old + (b"" if not old or old.endswith(b"\n") else b"\n") + line + b"\n"


def _change_entry(change: Change, before: dict[str, str]) -> dict[str, Any]:
    if not change.is_answer:
        was_about = before.get(change.name, change.before[1])
        return {"form_id": change.form_id, "field": change.what, "before": was_about, "after": change.after[1]}
    was = {"state": change.before[0], "text": before.get(change.name, change.before[1])}
    return {"answer_id": change.name, "before": was, "after": {"state": change.after[0], "text": change.after[1]}}


def _check_written(final: Transcript, study: Study, paths: StudyPaths) -> None:
    """What is about to be stored must be what reading it back will take."""
    wrong = set(final.answers["question"]) - {q.id for q in study.questions}
    if (
        len(final.answers) != len(final.forms) * len(study.questions)
        or wrong
        or final.forms["form_id"].duplicated().any()
    ):
        raise refuse("what is stored does not fit the study's questions", paths.raw / store.ANSWERS, remedy="tell us")
