"""What an audit says of one relation, and how grave it is.

How grave a finding is follows from its kind, by one rule for all papers; nobody sets it by hand:

- **serious**: the size or the make-up of the sample is in question (a part larger than its whole, percentages
  without a common whole, parts that do not add up, a majority that is none, two sizes of one sample);
- **minor**: some other thing is given two numbers (a largest value, a number of things listed, a length of time);
- **note**: nothing contradicts anything, but a reader should know (an answer quoted more than once).

A finding that another reading of the paper would undo is one grade less grave: a relation that holds only
`provided` that the paper is read in one way, or a majority that is one of some wholes and not of others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.relation import Relation

Gravity = Literal["serious", "minor", "note", "agrees"]
GRAVITIES: tuple[Gravity, ...] = ("serious", "minor", "note", "agrees")
BY_KIND: dict[str, Gravity] = {
    "part_of": "serious",
    "percentage": "serious",
    "sum": "serious",
    "majority": "serious",
    "equal": "minor",
    "maximum": "minor",
    "at_most": "minor",
    "count_of_list": "minor",
    "duration": "minor",
    "verbatim_repeats": "note",
}
SAMPLE = frozenset({"people", "forms", "answers", "interviews"})  # units whose equal figures are sizes of a sample


class Repeat(Protocol):
    """Answers that say the same: `kind` is 'exact' or 'near', `answer_ids` are two or more."""

    @property
    def kind(self) -> str: ...

    @property
    def answer_ids(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Evidence:
    """All that relations are tested against."""

    figures: Mapping[str, Figure]
    relations: Mapping[str, Relation]
    lists: Mapping[str, Sequence[str]]
    repeats: Sequence[Repeat]

    def named(self, ids: Sequence[str]) -> tuple[Figure, ...]:
        return tuple(self.figures[id_] for id_ in ids)


@dataclass(frozen=True)
class Verdict:
    """What one test found.

    `says` is short and ends the title; `arithmetic` shows the numbers; `explains` says in plain words what
    follows; `on_one_reading` marks a disagreement that another reading of the paper would undo.
    """

    agrees: bool
    says: str
    arithmetic: str
    explains: str
    figures: tuple[Figure, ...]
    on_one_reading: bool = False
    repeats: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Finding:
    """What the audit says of one relation; one that `agrees` is told too, so that it can be said as such.

    `repeats` holds groups of answers (their kind and ids), and only for the kind verbatim_repeats.
    """

    id: str
    kind: str
    title: str
    agrees: bool
    gravity: Gravity
    figures: tuple[Figure, ...]
    arithmetic: str
    explanation: str
    repeats: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def excerpt_ids(self) -> tuple[str, ...]:
        """The ids of all answers in the repeats, each once."""
        return tuple(dict.fromkeys(id_ for _, ids in self.repeats for id_ in ids))


def gravity(relation: Relation, verdict: Verdict) -> Gravity:
    """How grave a verdict is, by the rule at the head of this module."""
    if verdict.agrees:
        return "agrees"
    grade = BY_KIND[relation.kind]
    if relation.kind == "equal" and all(figure.unit in SAMPLE for figure in verdict.figures):
        grade = "serious"
    lowered: dict[Gravity, Gravity] = {"serious": "minor", "minor": "note", "note": "note"}
    return lowered[grade] if verdict.on_one_reading or relation.provided else grade


def finding(relation: Relation, verdict: Verdict) -> Finding:
    """A verdict with all that its relation says."""
    about = relation.about or relation.id.replace("_", " ")
    parts = [verdict.explains]
    if relation.note:
        parts.append(f"Why they are compared: {relation.note.rstrip('.')}.")
    if relation.provided:
        parts.append(f"This holds provided that {relation.provided.rstrip('.')}.")
    return Finding(
        id=relation.id,
        kind=relation.kind,
        title=f"{about}: {verdict.says}",
        agrees=verdict.agrees,
        gravity=gravity(relation, verdict),
        figures=verdict.figures,
        arithmetic=verdict.arithmetic,
        explanation=" ".join(parts),
        repeats=verdict.repeats,
    )
