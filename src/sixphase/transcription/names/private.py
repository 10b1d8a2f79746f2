"""Names out of a study: its private folder read, and the key written back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from sixphase.study.problem import Problem
from sixphase.transcription.names.decisions import Decision, read_decisions
from sixphase.transcription.names.key import Key, read_key, write_key
from sixphase.transcription.names.lists import Lists, read_lists
from sixphase.transcription.names.names_out import NamesOut, names_out

LISTS, DECISIONS, KEY = "names.yml", "decisions.jsonl", "key.jsonl"


@dataclass(frozen=True)
class Private:
    """What a study's private folder knows of names; `torn` tells lines that were cut short."""

    lists: Lists
    decisions: tuple[Decision, ...]
    key: Key
    torn: tuple[Problem, ...]


def read_private(folder: Path) -> Private:
    """Lists, decisions and key of a study; what is not there yet is empty.

    Only an act of a person (an import, the desk, the check) reads them, never a run.

    Raises
    ------
    InputError
        When one of them has a mistake.
    """
    decisions, torn = read_decisions(folder / DECISIONS)
    key, more = read_key(folder / KEY)
    return Private(read_lists(folder / LISTS), tuple(decisions), key, (*torn, *more))


def names_out_of_study(
    folder: Path,
    texts: Mapping[str, str] | pd.DataFrame,
    undecided: Literal["refuse", "mark"] = "refuse",
    sessions: Iterable[str] = (),
    progress: Callable[[int], object] | None = None,
) -> NamesOut:
    """`names_out` with what the private folder knows. Nothing is written: see `keep_key`."""
    known = read_private(folder)
    return names_out(texts, known.lists, known.decisions, known.key, undecided, sessions, progress)


def keep_key(folder: Path, done: NamesOut) -> None:
    """Write what is new in the key; before the answers are written, so that no replacement is ever without its key."""
    write_key(folder / KEY, done.new_keys)
