"""What a printed number can stand for, in exact fractions.

A count is what it says. A number that was rounded, such as a percentage, stands for every value that is
printed so: '71' for anything from 70.5 up to 71.5, '71.0' for 70.95 up to 71.05. Programs differ on a tie:
spreadsheets print 70.5 as 71, R prints it as 70 (the even one). Both are accepted, so that nothing is called a
disagreement which only the habit of a program explains.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Printed:
    """The values that are printed as one number: from `low` to `high`, `high` itself only if `with_high`."""

    low: Fraction
    high: Fraction
    with_high: bool = True

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | Fraction):
            return False
        return self.low <= value < self.high or (self.with_high and value == self.high)

    def __add__(self, other: "Printed") -> "Printed":
        return Printed(self.low + other.low, self.high + other.high, self.with_high and other.with_high)


def decimals(text: str) -> int:
    """How many digits are printed after the point.

    >>> decimals("71"), decimals("71.0")
    (0, 1)
    """
    return len(text.partition(".")[2])


def exactly(number: Fraction | int) -> Printed:
    """A number that was not rounded."""
    return Printed(Fraction(number), Fraction(number))


def rounded(text: str) -> Printed:
    """All values that are printed as `text`, a tie counted to the number above it or to the even one.

    >>> odd, even = rounded("71"), rounded("86")
    >>> [str(end) for end in (odd.low, odd.high, even.low, even.high)]
    ['141/2', '143/2', '171/2', '173/2']
    >>> Fraction("71.5") in odd, Fraction("86.5") in even
    (False, True)
    """
    step = Fraction(1, 10 ** decimals(text))
    value = Fraction(text)
    return Printed(value - step / 2, value + step / 2, with_high=(value / step) % 2 == 0)


def shown(number: Fraction | int, most: int = 2) -> str:
    """A fraction as people write it, with at most `most` decimals and no needless zeros.

    >>> shown(Fraction(143, 2)), shown(Fraction(1043, 365)), shown(7)
    ('71.5', '2.86', '7')
    """
    scaled = round(Fraction(number) * 10**most)
    sign, digits = "-" * (scaled < 0), str(abs(scaled)).rjust(most + 1, "0")
    whole, part = digits[: len(digits) - most], digits[len(digits) - most :].rstrip("0")
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"
