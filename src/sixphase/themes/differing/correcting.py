"""Correcting for many comparisons."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

METHODS = {
    "bh": "Benjamini and Hochberg (1995): of the differences called so, at most 5 % are expected to be none",
    "holm": "Holm (1979): with 95 % certainty none of the differences called so is none",
}


def corrected(p: Any, method: str = "bh") -> NDArray[np.float64]:
    """p values adjusted for how many there are.

    Parameters
    ----------
    p
        One a comparison; a missing one stays missing and does not count.
    method
        'bh': Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
        'holm': Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    >>> corrected([0.01, 0.04, 0.03]).round(4).tolist(), corrected([0.01, 0.04, 0.03], "holm").round(4).tolist()
    ([0.03, 0.04, 0.04], [0.03, 0.06, 0.06])
    """
    if method not in METHODS:
        raise ValueError(f"'{method}' is no correction; known are {', '.join(METHODS)}")
    values = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    number, ranks = len(order), np.arange(1, len(order) + 1)
    if method == "bh":
        adjusted = np.minimum.accumulate((values[order] * number / ranks)[::-1])[::-1]
    else:
        adjusted = np.maximum.accumulate(values[order] * (number - ranks + 1))
    result = np.full(values.shape, np.nan)
    result[order] = np.minimum(adjusted, 1)
    return result
