"""Intervals by drawing forms again (Efron & Tibshirani 1993, 'An Introduction to the Bootstrap', chapter 13).

Answers of one form are one person's, and characters of one answer are one thought: they are no independent cases.
So whole forms are drawn, or whole answers where forms are not known.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sixphase.coding.agreement.coefficients import MASI, Sums, by_code, joined, of_sets, sums_of
from sixphase.coding.agreement.counts import Counts

Array = NDArray[np.float64]
RESAMPLES = 1000
AT_ONCE = 50  # resamples held in memory at a time; the draws do not depend on it
LEVEL = 0.95
MIDDLE = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)


def observed(counts: Counts) -> dict[str, Array]:
    """Each coefficient of all groups together: codes + 1 figures, the last overall; of sets one figure."""
    weights = np.ones((counts.plain.shape[0], 1))
    return {name: values[0] for name, values in _coefficients(counts, sums_of(counts, weights)).items()}


def resampled(counts: Counts, seed: int, times: int = RESAMPLES) -> dict[str, Array]:
    """The same for each resample: times × (codes + 1)."""
    if not times:
        return {}
    return _coefficients(
        counts, joined([sums_of(counts, drawn) for drawn in _draws(counts.plain.shape[0], seed, times)])
    )


def middle(values: Array) -> tuple[float, float, int]:
    """The range that holds the middle 95 % of the resamples that have a figure, and how many have none."""
    there = values[~np.isnan(values)]
    low, high = np.quantile(there, MIDDLE) if len(there) else (np.nan, np.nan)
    return float(low), float(high), len(values) - len(there)


def _coefficients(counts: Counts, sums: Sums) -> dict[str, Array]:
    return {**by_code(sums, counts.codes, counts.pairs), MASI: of_sets(sums, counts)[:, None]}


def _draws(groups: int, seed: int, times: int) -> Iterator[Array]:
    """How often each group is drawn: groups × resamples, some resamples at a time."""
    draw = np.random.default_rng(seed)
    for at in range(0, times, AT_ONCE):
        now = min(AT_ONCE, times - at)
        rows = [np.bincount(draw.integers(groups, size=groups), minlength=groups) for _ in range(now)]
        yield np.ascontiguousarray(np.array(rows, dtype=float).T)
