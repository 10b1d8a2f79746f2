"""What is going to be changed, before anything is: shown to a person first, and done only when they say so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sixphase.coding.withdrawing.in_git import Held
from sixphase.coding.withdrawing.whole import Changes
from sixphase.study.paths import StudyPaths, shown
from sixphase.transcription import store
from sixphase.transcription.importing.storing import typed_before
from sixphase.transcription.transcript import Transcript, answer_id


@dataclass(frozen=True)
class Plan:
    """All that withdrawing or redacting does.

    Attributes
    ----------
    changes
        Files of the study with their new content, and copies of the program's own that are deleted.
    made
        What the program made from the study: deleted, and made again by the next run.
    remaining
        Files that hold the words and that the program may not change: a person has to.
    unread
        Kept copies that could not be read: a person has to look.
    git
        What git's history holds.
    """

    changes: Changes
    made: tuple[Path, ...] = ()
    remaining: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()
    git: Held = field(default_factory=Held)

    def lines(self, study: str, done: bool) -> list[str]:
        """What a person reads; no words of anybody."""
        changed, deleted, made = ("changed", "deleted", "deleted") if done else ("would change", *["would delete"] * 2)
        said = [f"{changed} {shown(path)}" for path in self.changes.files]
        said += [f"{deleted} {shown(path)}, a copy that the program kept" for path in self.changes.gone]
        said += [f"{made} {shown(path)}, which the next run makes again" for path in self.made]
        said += _listed("These hold the words too, and are yours to change or delete:", self.remaining)
        said += _listed("These copies could not be read; look whether the words are in them:", self.unread)
        return [*(said or ["Nothing is to be changed."]), *self.git.lines(study)]


def _listed(head: str, paths: Iterable[Path]) -> list[str]:
    lines = [f"  {shown(path)}" for path in paths]
    return [head, *lines] if lines else []


def stored_and_typed(study: str) -> tuple[Transcript, Transcript]:
    """The answers as the study has them, and as they were typed where this machine knows that."""
    return store.read_stored(study), typed_before(study)


def texts_of(*transcripts: Transcript) -> list[tuple[str, str, str]]:
    """Every answer with words: form, id, text; the same words in two transcripts twice."""
    return [
        (form, answer_id(form, question), text)
        for each in transcripts
        for form, question, text in zip(*(each.answers[c] for c in ("form_id", "question", "text")), strict=True)
        if text
    ]


def originals(study: str) -> list[Path]:
    """The copies of imported files that the program kept."""
    folder = StudyPaths(study).raw / "private" / "originals"
    return [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
