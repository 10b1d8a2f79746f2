"""Error rates with intervals that respect the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

Z = 1.959963984540054  # 97.5 % of the normal distribution lie below


@dataclass(frozen=True)
class Rate:
    """Errors among so many, per 1,000, with the bounds of a 95 % interval (nan where there is nothing to count)."""

    errors: int
    of: int
    per_1000: float
    low: float
    high: float


def rate(errors: Iterable[int], of: Iterable[int]) -> Rate:
    """Errors per 1,000 fields or characters, with a 95 % interval.

    What one person typed on one form belongs together (a hand that is hard to read gives several errors), so the
    interval is Wilson's (1927) with the counts divided by the design effect, which is how many times larger the
    variance between forms is than that of single fields or characters (Rao & Scott 1992, Biometrics 48: 577; the
    form is the cluster, the variance that of a ratio). A design effect below 1 is taken as 1, and so is that of a
    count without a single error, where it cannot be known: then the interval is Wilson's as it stands.

    Parameters
    ----------
    errors, of
        One number a form: its errors, and its fields or characters. Errors may not exceed `of`.

    >>> r = rate([1, 0, 0, 1], [10, 10, 10, 10])
    >>> r.errors, r.of, r.per_1000, round(r.low, 1), round(r.high, 1)
    (2, 40, 50.0, 13.8, 165.0)
    """
    x, n = np.asarray(list(errors), dtype=float), np.asarray(list(of), dtype=float)
    x, n = x[n > 0], n[n > 0]
    if not n.size:
        return Rate(0, 0, float("nan"), float("nan"), float("nan"))
    wrong, whole, effect = float(x.sum()), float(n.sum()), design_effect(x, n)
    low, high = _wilson(wrong / effect, whole / effect)
    return Rate(int(wrong), int(whole), 1000 * wrong / whole, 1000 * low, 1000 * high)


def design_effect(errors: np.ndarray, of: np.ndarray) -> float:
    """How many times larger the variance of a share is than if its units were drawn one by one; at least 1."""
    share, clusters = errors.sum() / of.sum(), errors.size
    if clusters < 2 or not 0 < share < 1:
        return 1.0
    between = clusters / (clusters - 1) * float(((errors - share * of) ** 2).sum()) / float(of.sum()) ** 2
    return max(1.0, between / (share * (1 - share) / float(of.sum())))


def rates_by_field(fields: pd.DataFrame, errors: str, of: str, names: Iterable[str]) -> dict[str, Rate]:
    """A rate for each field that there is something to count of, in the order of `names`.

    Parameters
    ----------
    fields
        One row a field of a form: form_id, field, and the columns named.
    errors, of
        Columns with counts.
    names
        The fields, by their roles.
    """
    parts = dict(iter(fields[fields[of] > 0].groupby("field", sort=False)))
    return {name: rate_of(parts[name], errors, of) for name in names if name in parts}


def rate_of(fields: pd.DataFrame, errors: str, of: str) -> Rate:
    """One rate over all fields."""
    per_form = fields.groupby("form_id", sort=False)[[errors, of]].sum()
    return rate(per_form[errors], per_form[of])


def _wilson(x: float, n: float) -> tuple[float, float]:
    """Wilson's interval; counts need not be whole."""
    share, middle, width = x / n, 1 + Z**2 / n, Z * sqrt(x / n * (1 - x / n) / n + Z**2 / (4 * n**2))
    centre = share + Z**2 / (2 * n)
    # A bound of 0 errors is 0, and not what is left of rounding.
    return max(0.0, (centre - width) / middle) if x else 0.0, min(1.0, (centre + width) / middle)
