"""Decisions on differences between two typings: one line each, kept on disk before they count."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from sixphase.study.jsonlines import append_lines, as_bytes, lines_of
from sixphase.study.paths import StudyPaths
from sixphase.transcription.transcript import STATES

FIRST, SECOND, OTHER, OPEN = "first", "second", "other", "open"
CHOICES = (FIRST, SECOND, OTHER, OPEN)


@dataclass(frozen=True)
class Decision:
    """What one person decided on one field.

    Attributes
    ----------
    form_id, field
        Which field, by its role ('question interest').
    typed
        A mark of what the two typists had typed (see `mark_of`): a decision holds only for these words.
    choice
        'first', 'second', 'other', or 'open' (a decision taken back).
    state, text
        What goes on.
    who, when
        The person, by initials or a code, and the moment (ISO 8601).
    after
        The id of the decision that this one replaces; empty for the first on a field.
    """

    form_id: str
    field: str
    typed: str
    choice: str
    state: str
    text: str
    who: str
    when: str
    after: str = ""

    @cached_property
    def id(self) -> str:
        """A name for this decision that its content gives, so that a line that stands twice counts once."""
        return _digest(asdict(self))

    @property
    def key(self) -> tuple[str, str]:
        return self.form_id, self.field


@dataclass(frozen=True)
class Journal:
    """All decisions of a study in the order of the file, and what could not be read of it."""

    decisions: tuple[Decision, ...] = ()
    lost: tuple[str, ...] = ()

    def current(self) -> dict[tuple[str, str], Decision]:
        """The decision that counts for each field: the last of its chain.

        Where two people decided without knowing of each other (two ends of a chain, as after joining two files),
        it counts only if both say the same; else the field is left undecided and stands in `disputed`.
        """
        return {key: ends[-1] for key, ends in self._ends.items() if _agree(ends) and ends[-1].choice != OPEN}

    def disputed(self) -> tuple[tuple[str, str], ...]:
        """Fields with two decisions that contradict and do not know of each other."""
        return tuple(key for key, ends in self._ends.items() if not _agree(ends))

    def last(self, key: tuple[str, str]) -> str:
        """The id that the next decision on a field comes after; it takes the place of all that stand."""
        return " ".join(end.id for end in self._ends.get(key, ()))

    def with_one(self, decision: Decision) -> "Journal":
        """The journal with one more decision."""
        return replace(self, decisions=(*self.decisions, decision))

    @cached_property
    def _ends(self) -> dict[tuple[str, str], list[Decision]]:
        replaced = {id_ for decision in self.decisions for id_ in decision.after.split()}
        ends: dict[tuple[str, str], dict[str, Decision]] = defaultdict(dict)
        for decision in self.decisions:
            if (id_ := decision.id) not in replaced:
                ends[decision.key][id_] = decision
        return {key: list(found.values()) for key, found in ends.items()}


def mark_of(first_state: str, first: str, second_state: str, second: str) -> str:
    """A short mark of what both typed; another mark means that a typing was changed since."""
    return _digest([first_state, first, second_state, second])


def journal_path(study: str) -> Path:
    """Where the decisions of a study are; private, since they hold participants' words."""
    return StudyPaths(study).raw / "private" / "entry.jsonl"


def read_journal(path: Path) -> Journal:
    """All decisions; a line that was cut off costs itself and is told in `lost`."""
    if not path.is_file():
        return Journal()
    content = path.read_bytes()
    found = lines_of(content)
    read = [(number, _read(line)) for number, line in found.lines]
    lost = [number for number, decision in read if decision is None]
    # A line without its end may be whole by chance, but nobody was told that it was saved.
    lost += [content.count(b"\n") + 1] if found.cut_off.strip() else []
    told = tuple(f"line {number} was cut off while it was written, and does not count" for number in lost)
    return Journal(tuple(decision for _, decision in read if decision), told)


def keep(path: Path, decisions: Iterable[Decision]) -> None:
    """Append decisions and return when they are on disk; if this raises, they are not saved."""
    append_lines(path, [as_bytes(asdict(one)) for one in decisions])


def history(journal: Journal, key: tuple[str, str]) -> Sequence[Decision]:
    """Every decision on one field, the oldest first."""
    return [decision for decision in journal.decisions if decision.key == key]


def _read(line: bytes) -> Decision | None:
    try:
        values = json.loads(line.decode("utf-8"))
        decision = Decision(**values)
    except (ValueError, TypeError, RecursionError):
        return None
    fine = all(isinstance(value, str) for value in values.values())
    return decision if fine and decision.choice in CHOICES and decision.state in STATES else None


def _agree(ends: Sequence[Decision]) -> bool:
    return len({(end.choice == OPEN, end.typed, end.state, end.text) for end in ends}) == 1


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
