"""Names out of what was typed, with the study's own lists, decisions and key, on the way into the study."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem
from sixphase.transcription.names.decisions import Decision, read_decisions
from sixphase.transcription.names.found import Candidate
from sixphase.transcription.names.key import Key, KeyEntry, read_key, write_key
from sixphase.transcription.names.lists import Lists, read_lists
from sixphase.transcription.names.names_out import names_out
from sixphase.transcription.taken_out import RECORD, write_record
from sixphase.transcription.transcript import Transcript


@dataclass
class Cleaning:
    """Takes names out of one transcript after another; what is new in the key is written at the end.

    Attributes
    ----------
    lists, decisions, key
        The study's own, from its private folder.
    undecided
        'refuse': words that look like names and that nobody decided on are an error. 'mark': they stay, and are
        counted for the paper.
    """

    lists: Lists
    decisions: tuple[Decision, ...]
    key: Key
    undecided: Literal["refuse", "mark"] = "refuse"
    torn: tuple[Problem, ...] = ()
    new: list[KeyEntry] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    waiting: tuple[Candidate, ...] = ()
    begun: bool = False

    def __call__(self, transcript: Transcript) -> Transcript:
        """The transcript with names replaced in its answers."""
        done = names_out(
            transcript.answers,
            self.lists,
            self.decisions,
            self.key,
            self.undecided,
            sessions=transcript.forms["session_date"],
        )
        self.key = Key((*self.key.entries, *done.new_keys))
        self.new += done.new_keys
        if not self.begun:  # the whole transcript comes first; earlier words of changed answers may follow
            self.begun, self.counts, self.waiting = True, done.counts, done.undecided
        return Transcript(transcript.forms, pd.DataFrame(done.texts))


def cleaning_of(study: str, undecided: Literal["refuse", "mark"] = "refuse") -> Cleaning:
    """The names-out of a study, as its private folder has it.

    Raises
    ------
    InputError
        When the lists, the decisions or the key have a mistake.
    """
    private = StudyPaths(study).raw / "private"
    decisions, torn = read_decisions(private / "decisions.jsonl")
    key, torn_key = read_key(private / "key.jsonl")
    lists = read_lists(private / "names.yml") if (private / "names.yml").is_file() else Lists()
    return Cleaning(lists, tuple(decisions), key, undecided, (*torn, *torn_key))


def keep(study: str, done: Cleaning) -> None:
    """Write what is new in the key, and the record without words that the paper reads."""
    raw = StudyPaths(study).raw
    if done.new:
        write_key(raw / "private" / "key.jsonl", done.new)
    write_record(raw / RECORD, done.counts, len(done.waiting))
