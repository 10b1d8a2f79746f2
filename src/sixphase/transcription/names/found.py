"""What was found in an answer: a place in its text, what kind of thing stands there, and whose it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The words that stand in a replacement, in the order in which they are told.
KINDS = (
    "NAME", "PLACE", "WARD", "OTHER", "EMAIL", "PHONE", "NHS NUMBER", "NI NUMBER", "POSTCODE", "WEB", "ACCOUNT",
    "DATE OF BIRTH",
)  # fmt: skip
# How it was found, the surest first: where two finds overlap, the surer one says what it is.
HOW = ("form", "listed", "decided", "title")
MARK = re.compile(rf"\[({'|'.join(KINDS)}) (\d+)\]")
# What already stands for something: a replacement, a typist's '[illegible]'. Other words in square brackets are looked
# at like any: a typist may well have put '[Sarah?]'.
STANDS_FOR = re.compile(
    rf"{MARK.pattern}|\[(?:\?+|illegible|unreadable|unclear|redacted|names?|name removed|sic|blank|crossed out)\]", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage to replace.

    Attributes
    ----------
    start, end
        Its place in the text, in code points, end exclusive.
    kind
        One of `KINDS`.
    who
        Whose or what it is: equal for all spellings of the same person, number or address.
    how
        One of `HOW`.
    """

    start: int
    end: int
    kind: str
    who: str
    how: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that looks like a name, for a person to judge: where it stands and what stands around it."""

    answer: str
    start: int
    end: int
    word: str
    before: str
    after: str
    kind: str = "NAME"


def merged(found: Iterable[Found]) -> list[Found]:
    """Finds that overlap become one that covers all of them, so that no part of a name is left over.

    >>> merged([Found(3, 8, "NAME", "a", "title"), Found(0, 5, "NAME", "b", "listed")])
    [Found(start=0, end=8, kind='NAME', who='b', how='listed')]
    """
    together: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start, -f.end, HOW.index(f.how), KINDS.index(f.kind))):
        if together and each.start < together[-1].end:
            last = together[-1]
            sure = min(last, each, key=lambda f: (HOW.index(f.how), f.start - f.end))
            together[-1] = Found(last.start, max(last.end, each.end), sure.kind, sure.who, sure.how)
        else:
            together.append(each)
    return together


def free(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a passage touches none of the spans."""
    return all(end <= a or start >= b for a, b in spans)
