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


def figures(counts: Counts, seed: int, times: int = RESAMPLES) -> tuple[dict[str, Array], dict[str, Array]]:
    """Each coefficient of all groups together, and of each resample.

    Returns
    -------
    tuple
        By the name of the coefficient: codes + 1 figures, the last overall (of sets of codes one figure); and
        times × as many, empty without resamples.

    Notes
    -----
    Both are computed at once, since the distances between sets of codes are needed for both.
    """
    weights = (np.ones((counts.plain.shape[0], 1)), *_draws(counts.plain.shape[0], seed, times))
    found = _coefficients(counts, joined([sums_of(counts, drawn) for drawn in weights]))
    resampled = {name: values[1:] for name, values in found.items()} if times else {}
    return {name: values[0] for name, values in found.items()}, resampled


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
        rows = [np.bincount(row, minlength=groups) for row in draw.integers(groups, size=(now, groups))]
        yield np.ascontiguousarray(np.array(rows, dtype=float).T)
