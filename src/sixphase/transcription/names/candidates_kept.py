"""The words of an import that look like names, kept in the private folder until somebody has decided on them."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sixphase.study.problem import refuse
from sixphase.transcription.names.found import Candidate

CANDIDATES = "candidates.jsonl"


def keep_candidates(path: Path, candidates: Iterable[Candidate]) -> None:
    """Keep candidates in place of those of an earlier import; whole or not at all. Without any the file goes."""
    text = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in candidates)
    if not text:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)


def read_candidates(path: Path) -> list[Candidate]:
    """The candidates of the last import; none where no word waited.

    Raises
    ------
    InputError
        When the file was changed so that it cannot be read.
    """
    if not path.is_file():
        return []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return [Candidate(**json.loads(line)) for line in lines if line]
    except (ValueError, TypeError):
        raise refuse("the words that wait cannot be read", path, remedy="import the forms again") from None
