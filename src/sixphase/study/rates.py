"""How often something was so, and between which limits that leaves the true rate."""

from dataclasses import dataclass
from math import floor, sqrt

NORMAL_95 = 1.959963984540054  # the standard normal's 97.5 % point


def percent(share: float) -> str:
    """A share of one in whole percent, as the paper prints it; a tie goes up.

    >>> percent(0.414), percent(1), percent(0.125), percent(0.285), percent(0.28499)
    ('41 %', '100 %', '13 %', '29 %', '28 %')
    """
    return f"{floor(round(100 * share, 9) + 0.5)} %"  # in binary 0.285 lies a hair below itself


def percents(low: float, high: float) -> str:
    """A range of shares in whole percent; in tenths where its two ends would read alike.

    >>> percents(0.441, 0.654), percents(0.946, 0.954), percents(0.08, 0.08)
    ('44 to 65 %', '94.6 to 95.4 %', '8 %')
    """
    ends = percent(low), percent(high)
    if ends[0] == ends[1] and low != high:
        ends = f"{100 * low:.1f} %", f"{100 * high:.1f} %"
    return ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix(' %')} to {ends[1]}"


@dataclass(frozen=True)
class Rate:
    """So many hits of so many.

    >>> print(Rate(8, 20))
    8 of 20, 40 % (95 % interval 22 to 61 %)
    """

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.of)

    def __str__(self) -> str:
        return f"{self.hits} of {self.of}, {percent(self.share)} (95 % interval {percents(*self.interval)})"


def wilson(hits: int, of: int, z: float = NORMAL_95) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927, Journal of the American Statistical Association 22, 209-212).

    It stays within 0 and 1 and holds its level with few cases, where the textbook interval does not. It takes
    cases as independent, which answers of one person are not: where people are not known, read it as a least width.

    >>> [round(end, 4) for end in wilson(8, 20)]
    [0.2188, 0.6134]
    >>> wilson(0, 10)[0], wilson(10, 10)[1]
    (0.0, 1.0)

    Raises
    ------
    ValueError
        When there is no case, or hits are not between 0 and the number of cases.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of} is no proportion")
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return (0.0 if hits == 0 else middle - half, 1.0 if hits == of else middle + half)
