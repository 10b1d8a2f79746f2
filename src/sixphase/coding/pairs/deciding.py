"""What a decision on a difference keeps, and how a decision is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sixphase.coding.pairs.differences import SOME, Place, bared
from sixphase.study.problem import refuse

BOTH, NONE, OTHER = "both", "none", "other"
Passage = tuple[int, int, str]  # start, end (code points), code


@dataclass(frozen=True)
class Choice:
    """What is chosen for one difference: a coder's name, 'both', 'none', or 'other' with a code and its passage."""

    choice: str
    code: str = ""
    start: int = -1
    end: int = -1
    reason: str = ""


def kept_by(choice: Choice, place: Place) -> list[Passage]:
    """The passages that a choice keeps; none where the code is left out.

    A coder's name keeps what that coder has here, which may be nothing; 'both' keeps every passage of anybody, those
    that differ in spaces and punctuation at their ends once.

    Raises
    ------
    InputError
        When the choice is none of these, or 'other' names no code or no passage.
    """
    if choice.choice == NONE:
        return []
    if choice.choice == OTHER:
        if not choice.code or choice.start < 0 or choice.end <= choice.start:
            raise refuse("no other code is chosen", None, f"answer {place.answer}", "choose a code and its words")
        return [(choice.start, choice.end, choice.code)]
    if choice.choice != BOTH and choice.choice not in place.coders:
        known = ", ".join([*place.coders, BOTH, NONE, OTHER])
        raise refuse(f"'{choice.choice}' is no choice here", None, f"answer {place.answer}", f"choose one of: {known}")
    codings = place.codings if choice.choice == BOTH else place.passages[choice.choice]
    distinct: dict[tuple[int, int], Passage] = {}
    for coding in codings:
        distinct.setdefault(bared(place.text, coding.start, coding.end), (coding.start, coding.end, coding.code))
    return list(distinct.values())


def persons(who: str) -> list[str]:
    """The persons who decide, from what was typed.

    >>> persons("AB, CD and EF"), persons(" ")
    (['AB', 'CD', 'EF'], [])
    """
    return list(dict.fromkeys(name.strip() for name in re.split(r"[,;&+/]|\band\b", who) if name.strip()))


def described(place: Place, names: Mapping[str, str]) -> str:
    """What the coders did at this place, as a sentence."""
    code = names[place.code]
    if place.kind == SOME:
        lacking = [coder for coder in place.coders if coder not in place.having]
        return f"{listed(place.having)} gave ‘{code}’ here; {listed(lacking)} did not."
    return f"{listed(place.coders)} gave ‘{code}’ here, to different words."


def note(choice: Choice, place: Place, kept: Sequence[Passage], who: Sequence[str], names: Mapping[str, str]) -> str:
    """The note that says why a code is not in the consensus."""
    instead = list(dict.fromkeys(names[code] for _, _, code in kept))
    what = f"‘{names[place.code]}’ left out" + (f", ‘{instead[0]}’ given instead" if instead else "")
    because = f": {choice.reason.strip()}" if choice.reason.strip() else ""
    return f"{what}{because} (decided by {', '.join(who)})"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence has them.

    >>> listed(["anna"]), listed(["anna", "ben", "carla"])
    ('anna', 'anna, ben and carla')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
