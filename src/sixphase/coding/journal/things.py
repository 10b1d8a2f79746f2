"""What the acts of coders add up to: codes, codings and memos."""

from dataclasses import dataclass

EXACT, MOVED, CLOSE, LOST = "exact", "moved", "close", "lost"


@dataclass(frozen=True)
class Code:
    """A code of the codebook of today.

    Attributes
    ----------
    parent
        The nearest code above it that stands; '' at the top.
    kind
        'theme', 'subtheme' or 'code'.
    place
        How many that stand come before it under the same parent.
    retired
        It is not given any more; codings that have it keep it.
    into
        The code that it was merged into, followed to the last; '' where it was not.
    maker
        Who made it; '' where it is from `codebook.yml`.
    """

    id: str
    name: str
    short: str = ""
    definition: str = ""
    when: str = ""
    when_not: str = ""
    example: str = ""
    parent: str = ""
    kind: str = "code"
    place: int = 0
    retired: bool = False
    into: str = ""
    maker: str = ""

    @property
    def stands(self) -> bool:
        """Whether it can be given."""
        return not self.retired and not self.into


@dataclass(frozen=True)
class Coding:
    """A code that somebody gave to a passage.

    Attributes
    ----------
    start, end
        Unicode code points in the answer as it is now, the end not included; both 0 where the words are lost.
    code
        The code of today, after merging and splitting.
    words, before, behind
        The passage as it was coded, and up to 20 code points on either side.
    suggested
        By what it was suggested, where somebody accepted a suggestion; else ''.
    anchor
        'exact' (the words stand where they stood), 'moved' (found elsewhere in the answer), 'close' (words much like
        them were found: a person decides), 'lost' (not found, or in several places alike: a person decides).
    settles
        In the consensus: the codings that it settles.
    """

    id: str
    answer: str
    start: int
    end: int
    code: str
    coder: str
    words: str
    before: str = ""
    behind: str = ""
    comment: str = ""
    suggested: str = ""
    anchor: str = EXACT
    settles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memo:
    """A note: on a coding, an answer, a code, the study, or in the diary (then `day` is its date)."""

    id: str
    on: str
    of: str
    text: str
    coder: str
    day: str
    time: str
