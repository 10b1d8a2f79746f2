"""The figures that a paper reports, as it prints them, one row each."""

import re
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from sixphase.writeup.audit.rounding import Printed, decimals, exactly, rounded

COUNTED = frozenset(
    {
        "answers",
        "coders",
        "codes",
        "comments",
        "excerpts",
        "forms",
        "groups",
        "interviews",
        "items",
        "people",
        "questions",
        "sessions",
        "sites",
        "subthemes",
        "themes",
        "words",
    }
)
MEASURED = frozenset({"percent", "minutes", "hours", "days", "weeks", "months", "years"})
MOMENTS = frozenset({"date", "time"})
UNITS = COUNTED | MEASURED | MOMENTS
ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,79}")


@dataclass(frozen=True)
class Figure:
    """One reported figure: its value as printed (digits tell how it was rounded), unit, place and meaning.

    >>> rate = Figure("rate", "71", "percent", "2 Method", "forms returned")
    >>> str(rate), rate.number, Fraction("71.4") in rate.printed
    ('71 percent', Fraction(71, 1), True)
    """

    id: str
    value: str
    unit: str
    where: str
    what: str

    @property
    def family(self) -> str:
        """What it may be compared with: 'count' for things counted, else its own unit."""
        return "count" if self.unit in COUNTED else self.unit

    @property
    def number(self) -> Fraction:
        return Fraction(self.value)

    @property
    def whole_number(self) -> int:
        return int(self.value)

    @property
    def decimals(self) -> int:
        return decimals(self.value)

    @property
    def printed(self) -> Printed:
        """All values that the figure can stand for: a count itself, a measure all that is rounded to it."""
        return exactly(self.number) if self.unit in COUNTED else rounded(self.value)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.value)

    @property
    def clock(self) -> time:
        return time.fromisoformat(self.value)

    def __str__(self) -> str:
        if self.unit in MOMENTS:
            return self.value
        one = {"people": "person", "percent": "percent"}.get(self.unit, self.unit.removesuffix("s"))
        return f"{self.value} {one if self.value == '1' else self.unit}"
