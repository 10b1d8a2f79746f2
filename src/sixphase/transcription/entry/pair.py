"""The two typings of a study, kept in its private folder between comparing and deciding."""

import json
import os
from pathlib import Path

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.transcription.transcript import Transcript

SIDES = ("first", "second")


def pair_path(study: str) -> Path:
    """Where the two typings are; they hold raw words, so never in git."""
    return StudyPaths(study).raw / "private" / "entry.json"


def keep_pair(path: Path, first: Transcript, second: Transcript) -> None:
    """Keep two typings as they are, in place of those that were there; whole or not at all."""
    content = {side: _plain(transcript) for side, transcript in zip(SIDES, (first, second), strict=True)}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".json.new")
    with new.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(content, file, ensure_ascii=False, indent=0)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def kept_pair(path: Path) -> tuple[Transcript, Transcript] | None:
    """The two typings that were compared last; None where there are none.

    Raises
    ------
    InputError
        When the file was changed by hand so that it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _transcript(content["first"]), _transcript(content["second"])
    except (ValueError, KeyError, TypeError):
        remedy = "compare the two files again with 'sixphase compare'"
        raise refuse("this is not a pair of typings", path, remedy=remedy) from None


def _plain(transcript: Transcript) -> dict[str, dict[str, list]]:
    tables = {"forms": transcript.forms, "answers": transcript.answers}
    return {
        name: {"columns": table.columns.tolist(), "rows": table.to_numpy().tolist()} for name, table in tables.items()
    }


def _transcript(content: dict[str, dict[str, list]]) -> Transcript:
    return Transcript(_table(content["forms"]), _table(content["answers"]))


def _table(content: dict[str, list]) -> pd.DataFrame:
    return pd.DataFrame(content["rows"], columns=content["columns"], dtype=str)
