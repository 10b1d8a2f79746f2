"""Names out of what was typed, with the study's own lists, decisions and key, on the way into the study."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.transcription.names.found import Candidate
from sixphase.transcription.names.key import Key
from sixphase.transcription.names.names_out import names_out
from sixphase.transcription.names.private import Private, keep_key, read_private
from sixphase.transcription.taken_out import RECORD, write_record
from sixphase.transcription.transcript import Transcript


@dataclass
class Cleaning:
    """Takes names out of one transcript after another, all with one key.

    What is new in the key is on the disk before a cleaned transcript is given back, so that no replacement is ever
    stored without its key; an import that is refused afterwards leaves at most a number that nobody uses.

    Attributes
    ----------
    folder, known
        The study's private folder, and what it knows of names.
    undecided
        'refuse': words that look like names and that nobody decided on are an error. 'mark': they stay, and are
        counted for the paper.
    """

    folder: Path
    known: Private
    undecided: Literal["refuse", "mark"] = "refuse"
    counts: dict[str, int] = field(default_factory=dict)
    waiting: tuple[Candidate, ...] = ()
    begun: bool = False

    def __post_init__(self) -> None:
        self.key = self.known.key

    def __call__(self, transcript: Transcript) -> Transcript:
        """The transcript with names replaced in its answers."""
        lists, decisions, sessions = self.known.lists, self.known.decisions, transcript.forms["session_date"]
        done = names_out(transcript.answers, lists, decisions, self.key, self.undecided, sessions)
        if done.new_keys:
            keep_key(self.folder, done)
            self.key = Key((*self.key.entries, *done.new_keys))
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
    return Cleaning(private, read_private(private), undecided)


def keep_record(study: str, done: Cleaning) -> None:
    """Write how much was taken out, without a word of anybody, for the paper."""
    write_record(StudyPaths(study).raw / RECORD, done.counts, len(done.waiting))
