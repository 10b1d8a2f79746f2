"""Are the texts of one code more alike than texts of different codes?

Alike means the cosine of TF-IDF weights; every figure here is a mean over pairs of different texts, which does not
depend on how many texts a code has. Sums are formed over codes, not over pairs, so that no table of texts × texts
is needed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.chance import middle_95


@dataclass(frozen=True)
class Alikeness:
    """Sums and counts of pairs, codes × codes; the diagonal holds the pairs inside a code."""

    sums: NDArray[np.float64]
    counts: NDArray[np.float64]

    @property
    def means(self) -> NDArray[np.float64]:
        """Mean likeness of pairs, codes × codes; not a number where there is no pair."""
        return _ratio(self.sums, self.counts)

    @property
    def within(self) -> float:
        """The mean over pairs of one code."""
        return float(_ratio(np.trace(self.sums), np.trace(self.counts)))

    @property
    def apart(self) -> float:
        """The mean over pairs of two codes."""
        other = ~np.eye(len(self.sums), dtype=bool)
        return float(_ratio(self.sums[other].sum(), self.counts[other].sum()))

    @property
    def to_others(self) -> NDArray[np.float64]:
        """For each code the mean over pairs of one text of it and one of another code."""
        return _ratio(self.sums.sum(axis=1) - np.diag(self.sums), self.counts.sum(axis=1) - np.diag(self.counts))


def times_any_two(observed: Alikeness, codes: tuple[str, ...], base: float) -> pd.DataFrame:
    """Codes × codes: the mean likeness in multiples of `base`, the likeness of any two texts."""
    return pd.DataFrame(observed.means / (base or np.nan), index=pd.Index(codes, name="code"), columns=list(codes))


@dataclass(frozen=True)
class Shuffled:
    """The same means when the codes are dealt out at random: one row a draw."""

    within: NDArray[np.float64]
    apart: NDArray[np.float64]
    by_code: NDArray[np.float64]


def beside_chance(observed: Alikeness, shuffled: Shuffled, codes: tuple[str, ...], base: float) -> pd.DataFrame:
    """Each code's likeness within and to the others, beside the range that random dealing gives.

    Parameters
    ----------
    base
        The likeness of any two texts (`any_two`); the columns are multiples of it, so that 1 is no pattern.

    Returns
    -------
    pandas.DataFrame
        code ('all' first), within, apart, low, high (95 % of the draws of `within`), as_high (share of draws that
        reach the observed `within`, itself counted as one).
    """
    rows = [("all", observed.within, observed.apart, shuffled.within)]
    each = zip(codes, np.diag(observed.means), observed.to_others, shuffled.by_code.T, strict=True)
    rows += [(code, within, apart, draws) for code, within, apart, draws in each]
    return pd.DataFrame([_row(*row, base) for row in rows])


def _row(code: str, within: float, apart: float, draws: NDArray, base: float) -> dict:
    base = base or np.nan  # where no two texts share a word, nothing is a multiple of that
    low, high = middle_95(draws)
    reached = (1 + int((draws >= within - 1e-12).sum())) / (1 + len(draws))
    values = {"within": within / base, "apart": apart / base, "low": low / base, "high": high / base}
    return {"code": code, **values, "as_high": reached}


def _ratio(sums: NDArray | np.float64, counts: NDArray | np.float64) -> NDArray:
    return np.divide(sums, counts, out=np.full(np.shape(sums), np.nan), where=np.asarray(counts) > 0)
