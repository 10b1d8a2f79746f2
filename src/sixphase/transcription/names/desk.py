"""The desk's work without its screen: which candidates wait, in which order, and what a decision does to them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sixphase.study.desk import Note, headless
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.transcription.names.candidates_kept import CANDIDATES, read_candidates
from sixphase.transcription.names.decisions import (
    ACTS,
    Decision,
    decide,
    read_decisions,
    standing,
    words_of,
    write_decisions,
)
from sixphase.transcription.names.found import Candidate
from sixphase.transcription.names.private import DECISIONS


def now() -> str:
    """The moment of a person's act; no computation reads it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


ONWARD = "Nothing waits. Import the forms again if they were refused; else: sixphase names {study}"


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates with the same word one after the other, the most frequent word first: 'always' settles most."""
    candidates = list(candidates)
    often = Counter(words_of(c.word) for c in candidates)
    return sorted(candidates, key=lambda c: (-often[words_of(c.word)], words_of(c.word)))


def still_waiting(folder: Path) -> list[Candidate]:
    """The candidates of the last import on which no decision stands."""
    decided = standing(read_decisions(folder / DECISIONS)[0])
    here = [d for decisions in decided.here.values() for d in decisions]
    return waiting(read_candidates(folder / CANDIDATES), [*here, *decided.everywhere.values()])


def waiting(candidates: Sequence[Candidate], decisions: Iterable[Decision]) -> list[Candidate]:
    """The candidates on which none of the decisions (undone ones left out) says anything."""
    everywhere = {words_of(d.word) for d in decisions if d.act in ("always", "never")}
    here = {(d.answer, d.place, d.word) for d in decisions if d.act in ("replace", "keep")}
    return [c for c in candidates if words_of(c.word) not in everywhere and (c.answer, c.start, c.word) not in here]


@dataclass
class Desk:
    """Candidates, the journal of decisions, and who sits here.

    A decision is in the journal, on the disk, before `decide` returns.
    """

    candidates: list[Candidate]
    journal: Path
    who: str
    clock: Callable[[], str] = now
    made: list[Decision] = field(default_factory=list)
    onward: str = "Nothing waits. Import the answers again."

    def __post_init__(self) -> None:
        self.candidates = in_order(self.candidates)

    @property
    def queue(self) -> list[Candidate]:
        return waiting(self.candidates, self.made)

    def decide(self, act: str, candidate: Candidate) -> None:
        """Keep a decision; a candidate that is decided already is left alone."""
        if candidate in self.queue:
            self._keep(decide(candidate, act, self._next(), self.who, self.clock()))

    def undo(self) -> Decision | None:
        """Take back the last decision made at this desk; None where there is none."""
        if not self.made:
            return None
        last = self.made[-1]
        write_decisions(self.journal, [Decision(self._next(), "undo", who=self.who, when=self.clock(), of=last.n)])
        return self.made.pop()

    def shown(self) -> dict[str, Any]:
        """What the screen shows: the next candidate in its line, and how far the work is."""
        queue = self.queue
        done = len(self.candidates) - len(queue)
        if not queue:
            return {"id": -1, "done": done, "all": len(self.candidates), "undo": bool(self.made)}
        c = queue[0]
        same = sum(words_of(other.word) == words_of(c.word) for other in queue) - 1
        place = {"answer": c.answer, "before": c.before, "word": c.word, "after": c.after, "same": same}
        number = self.candidates.index(c)
        return {"id": number, **place, "done": done, "all": len(self.candidates), "undo": bool(self.made)}

    def sat_by(self, who: str) -> None:
        """Note who sits here now.

        Raises
        ------
        InputError
            When nobody is named: each decision is kept with who made it.
        """
        if not who.strip():
            raise refuse("nobody is named as the one who decides", remedy="type your initials")
        self.who = who.strip()

    def _keep(self, decision: Decision) -> None:
        write_decisions(self.journal, [decision])
        self.made.append(decision)

    def _next(self) -> int:
        """The number after the last one in the journal, which another desk may have written meanwhile."""
        decisions, _ = read_decisions(self.journal)
        return max((d.n for d in decisions), default=0) + 1


def names_desk(study: str, who: str = "") -> Any:
    """The desk at which words that look like names are judged; a sentence where nobody looks on.

    With SIXPHASE_HEADLESS=1, as in a run, nothing private is read.

    Parameters
    ----------
    study
        The study's name; its candidates are those of the last import.
    who
        Initials or a code of the person who decides; may be typed at the desk.
    """
    if headless():
        return Note("Opened in JupyterLab, this cell shows a desk for words that look like names.")
    folder = StudyPaths(study).raw / "private"
    candidates = still_waiting(folder)
    if not candidates:
        return Note("No word of the last import that looks like a name waits for a decision.")
    from sixphase.transcription.names.desk_widget import NamesDesk  # the screen's libraries only where there is one

    return NamesDesk(Desk(candidates, folder / DECISIONS, who, onward=ONWARD.format(study=study)))


def acted(desk: Desk, message: Mapping[str, Any]) -> str:
    """Do what the screen asks for, and say what was done; an order about a candidate no longer shown is passed over.

    Raises
    ------
    InputError
        When nobody is named as the one who decides.
    """
    act, number = message.get("act"), message.get("id")
    desk.sat_by(str(message.get("who", desk.who)))
    if act == "undo":
        last = desk.undo()
        return f"Taken back: ‘{last.word}’." if last else "There is nothing to take back."
    if act not in ACTS or number != desk.shown()["id"] or not isinstance(number, int) or number < 0:
        return ""
    candidate = desk.candidates[number]
    desk.decide(str(act), candidate)
    said = {"replace": "replace here", "keep": "keep here", "always": "always replace", "never": "never replace"}
    return f"Saved: {said[str(act)]} ‘{candidate.word}’."
