"""Names out of what was typed, with the study's own lists, decisions and key, on the way into the study."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.settings import read_study
from sixphase.transcription.names.candidates_kept import CANDIDATES, keep_candidates
from sixphase.transcription.names.found import Candidate
from sixphase.transcription.names.key import Key
from sixphase.transcription.names.names_out import NamesOut, left_undecided, names_out
from sixphase.transcription.names.private import Private, keep_key, read_private
from sixphase.transcription.taken_out import RECORD, write_record
from sixphase.transcription.transcript import FORM_COLUMNS, Transcript


@dataclass
class Cleaning:
    """Takes names out of one transcript after another, all with one key.

    What is new in the key is on the disk before a cleaned transcript is given back, so that no replacement is ever
    stored without its key; an import that is refused afterwards leaves at most a number that nobody uses. The words
    that wait for a decision are kept in the private folder, for the desk and the spreadsheet.

    Attributes
    ----------
    folder, known
        The study's private folder, and what it knows of names.
    undecided
        'refuse': words that look like names and that nobody decided on are an error. 'mark': they stay, and are
        counted for the paper.
    closed
        The attributes that have categories; every other attribute holds what somebody wrote, so names are taken out
        of it as of an answer.
    """

    folder: Path
    known: Private
    undecided: Literal["refuse", "mark"] = "refuse"
    closed: frozenset[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    waiting: tuple[Candidate, ...] = ()
    begun: bool = False
    progress: Callable[[str, int, int], None] | None = None

    def __post_init__(self) -> None:
        self._key = self.known.key

    def __call__(self, transcript: Transcript) -> Transcript:
        """The transcript with names replaced in its answers and in its free-text attributes."""
        sessions = transcript.forms["session_date"]
        free = [name for name in transcript.forms.columns if name not in (*FORM_COLUMNS, *self.closed)]
        answers = self._taken_out(transcript.answers, sessions)
        about = [self._taken_out(_as_texts(transcript.forms, name), sessions) for name in free]
        done = (answers, *about)
        waiting = tuple(candidate for each in done for candidate in each.undecided)
        refused = waiting if self.undecided == "refuse" else ()
        if refused or not self.begun:
            keep_candidates(self.folder / CANDIDATES, waiting)
        if refused:
            raise left_undecided(refused, self.folder.parent.name)
        self._keep_keys(done)
        if not self.begun:  # the whole transcript comes first; earlier words of changed answers may follow
            self.begun, self.waiting = True, waiting
            self.counts = dict(sum((Counter(each.counts) for each in done), Counter()))
        cleaned = {name: _texts(each) for name, each in zip(free, about, strict=True)}
        return Transcript(transcript.forms.assign(**cleaned), pd.DataFrame(answers.texts))

    def _taken_out(self, texts: pd.DataFrame, sessions: pd.Series) -> NamesOut:
        """Names out of one table; what is new in the key serves the next one too."""
        lists, decisions = self.known.lists, self.known.decisions
        done = names_out(texts, lists, decisions, self._key, "mark", sessions, self._steps(len(texts)))
        self._key = Key((*self._key.entries, *done.new_keys))
        return done

    def _keep_keys(self, done: Iterable[NamesOut]) -> None:
        for each in done:
            if each.new_keys:
                keep_key(self.folder, each)

    def _steps(self, total: int) -> Callable[[int], object] | None:
        progress = self.progress
        return (lambda done: progress("taking names out", done, total)) if progress else None


def cleaning_of(study: str, undecided: Literal["refuse", "mark"] = "refuse") -> Cleaning:
    """The names-out of a study, as its private folder has it.

    Raises
    ------
    InputError
        When the lists, the decisions or the key have a mistake.
    """
    private = StudyPaths(study).raw / "private"
    closed = frozenset(id_ for id_, attribute in read_study(study).attributes.items() if attribute.categories)
    return Cleaning(private, read_private(private), undecided, closed)


def _as_texts(forms: pd.DataFrame, attribute: str) -> pd.DataFrame:
    return pd.DataFrame({"form_id": forms["form_id"], "question": attribute, "text": forms[attribute]})


def _texts(done: NamesOut) -> list[str]:
    return pd.DataFrame(done.texts)["text"].tolist()


def keep_record(study: str, done: Cleaning) -> None:
    """Write how much was taken out, without a word of anybody, for the paper."""
    write_record(StudyPaths(study).raw / RECORD, done.counts, len(done.waiting))
