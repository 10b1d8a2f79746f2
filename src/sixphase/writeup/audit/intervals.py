"""Which whole numbers a count and its percentage leave possible.

In the spirit of the GRIM test (Brown & Heathers 2017, 'The GRIM test: a simple technique detects numerous
anomalies in the reporting of results in psychology', Social Psychological and Personality Science 8(4), 363-369),
which asks whether a mean of whole numbers can come out as it was printed. Here the same is asked of shares: people
come in whole numbers, so only some wholes give a count the percentage that is printed beside it.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor

from sixphase.writeup.audit.rounding import Printed


@dataclass(frozen=True)
class Span:
    """The whole numbers from `low` to `high`, both included; `high` is None where there is no upper limit."""

    low: int
    high: int | None

    @property
    def empty(self) -> bool:
        return self.high is not None and self.high < self.low

    def __contains__(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)

    def __and__(self, other: "Span") -> "Span":
        highs = [high for high in (self.high, other.high) if high is not None]
        return Span(max(self.low, other.low), min(highs, default=None))

    def __str__(self) -> str:
        if self.empty:
            return "none"
        if self.high is None:
            return f"{self.low} or more"
        return f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"


def wholes_of(count: int, percent: Printed) -> Span:
    """Every whole of which `count` is printed as this percentage.

    Parameters
    ----------
    count
        People (or forms, answers, ...) in the part.
    percent
        The values that the printed percentage can stand for, of 100.

    Returns
    -------
    Span
        The possible wholes; empty where the two cannot come together, such as one person and 71 percent.

    Examples
    --------
    >>> from sixphase.writeup.audit.rounding import rounded
    >>> print(wholes_of(455, rounded("71")))
    637 to 645
    >>> print(wholes_of(589, rounded("86")))
    681 to 688
    >>> print(wholes_of(1, rounded("71")))
    none
    """
    hundred = Fraction(100 * count)
    least = hundred / percent.high
    low = ceil(least) if percent.with_high else floor(least) + 1
    high = floor(hundred / percent.low) if percent.low > 0 else None
    return Span(max(low, count, 1), high)


def counts_of(whole: int, percent: Printed) -> Span:
    """Every count that is printed as this percentage of a whole that is known; often there is none.

    >>> from sixphase.writeup.audit.rounding import rounded
    >>> print(counts_of(12, rounded("71")), counts_of(12, rounded("75")))
    none 9
    """
    most = whole * percent.high / 100
    high = floor(most) if percent.with_high else ceil(most) - 1
    return Span(max(ceil(whole * percent.low / 100), 0), min(high, whole))


def common(spans: list[Span]) -> Span:
    """What stands in every span."""
    return reduce(Span.__and__, spans)
