"""How far two shares are apart."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erfc

from sixphase.study.rates import NORMAL_95
from sixphase.themes.touching.intervals import wilson_each

Numbers = NDArray[np.float64]


def difference(hits: Any, of: Any, others: Any, of_others: Any) -> tuple[Numbers, Numbers, Numbers]:
    """The difference of two shares with its interval by Newcombe's method 10.

    Newcombe (1998), 'Interval estimation for the difference between independent proportions', Statistics in Medicine
    17, 873-890. In shares of one; the second share is taken from the first.
    """
    one, other = _share(hits, of), _share(others, of_others)
    low, high = wilson_each(one, of)
    low_other, high_other = wilson_each(other, of_others)
    apart = one - other
    below = apart - np.sqrt((one - low) ** 2 + (high_other - other) ** 2)
    above = apart + np.sqrt((high - one) ** 2 + (other - low_other) ** 2)
    return apart, below, above


def cohens_h(hits: Any, of: Any, others: Any, of_others: Any) -> Numbers:
    """Cohen's h (Cohen 1988, 'Statistical power analysis', chapter 6): 0.2 is called small, 0.5 middling, 0.8 large."""
    one, other = _share(hits, of), _share(others, of_others)
    result: Numbers = 2 * np.arcsin(np.sqrt(one)) - 2 * np.arcsin(np.sqrt(other))
    return result


def odds_ratio(hits: Any, of: Any, others: Any, of_others: Any) -> tuple[Numbers, Numbers, Numbers]:
    """The odds ratio with its interval by Woolf's logits; half a person is added to each cell where one is empty.

    Woolf (1955), Annals of Human Genetics 19, 251-253; Haldane (1956), the same 20, 309-311.
    """
    cells = np.stack(np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (hits, of, others, of_others))))
    a, c = cells[0], cells[2]
    table = np.stack([a, cells[1] - a, c, cells[3] - c])
    table = table + 0.5 * (table == 0).any(axis=0)
    middle = np.log(table[0] * table[3] / (table[1] * table[2]))
    half = NORMAL_95 * np.sqrt((1 / table).sum(axis=0))
    return np.exp(middle), np.exp(middle - half), np.exp(middle + half)


def score_p(hits: Any, of: Any, others: Any, of_others: Any) -> Numbers:
    """p of the score test that two shares are one (Pearson's chi square of one degree); 1 where both are 0 or 1."""
    one, other = _share(hits, of), _share(others, of_others)
    of, of_others = np.asarray(of, dtype=float), np.asarray(of_others, dtype=float)
    pooled = (one * of + other * of_others) / (of + of_others)
    error = np.sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_others))
    z = np.divide(one - other, error, out=np.zeros(np.shape(error)), where=error > 0)
    result: Numbers = erfc(np.abs(z) / np.sqrt(2))
    return result


def _share(hits: Any, of: Any) -> Numbers:
    result: Numbers = np.asarray(hits, dtype=float) / np.asarray(of, dtype=float)
    return result
