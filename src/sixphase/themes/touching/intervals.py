"""Intervals of many shares at once, where one person may have written several answers."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import stdtrit

from sixphase.study.rates import NORMAL_95

Numbers = NDArray[np.float64]


def wilson_each(share: Numbers, of: Numbers, z: float = NORMAL_95) -> tuple[Numbers, Numbers]:
    """The score intervals of shares (Wilson 1927, as `sixphase.study.rates.wilson`); `of` need not be whole.

    Where there is no case both ends are missing.
    """
    share, of = np.broadcast_arrays(np.asarray(share, dtype=float), np.asarray(of, dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (share + z * z / (2 * of)) / (1 + z * z / of)
        half = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    low = np.where(share == 0, 0.0, middle - half)
    high = np.where(share == 1, 1.0, middle + half)
    known = of > 0
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def clustered(hits: csr_matrix, sizes: NDArray[np.int64]) -> tuple[Numbers, Numbers, Numbers]:
    """Shares of answers with intervals that allow for answers of one person being alike.

    The share is a ratio of two sums over people. Its variance is that of a ratio (Cochran 1977, 'Sampling
    techniques', 6.3); the interval is Wilson's with as many cases as would give that variance if all were apart, and
    Student's quantile (Dean & Pagano 2015, 'Evaluating confidence interval methods for binomial proportions in
    clustered surveys', Journal of Survey Statistics and Methodology 3, 484-503).

    Parameters
    ----------
    hits
        People × entries: in how many answers of the person the entry is touched.
    sizes
        Of each person, how many answers; at least one.

    Returns
    -------
    share, low, high
        One of each an entry. With one person alone nothing can be said of the spread: both ends are missing.
    """
    people, total = len(sizes), float(sizes.sum())
    counted = hits.astype(float)
    share = np.asarray(counted.sum(axis=0)).ravel() / max(total, 1.0)
    squares = np.asarray(counted.multiply(counted).sum(axis=0)).ravel()
    cross = np.asarray(sizes.astype(float) @ counted).ravel()
    rest = squares - 2 * share * cross + share**2 * float((sizes.astype(float) ** 2).sum())
    if people < 2:
        missing = np.full(share.shape, np.nan)
        return np.where(total > 0, share, np.nan), missing, missing
    variance = people / (people - 1) * np.maximum(rest, 0) / total**2
    spread = share * (1 - share)
    seen = (spread > 0) & (variance > 0)
    cases = np.where(seen, np.divide(spread, variance, out=np.full(share.shape, total), where=seen), people)
    return share, *wilson_each(share, cases, float(stdtrit(people - 1, 0.975)))
