"""How far two sets of codes are apart."""

import numpy as np
from numpy.typing import NDArray

Members = NDArray[np.bool_]  # sets × codes
Floats = NDArray[np.float64]
AT_ONCE = 512  # rows of the table of distances that are held at a time


def masi(one: Members, other: Members) -> Floats:
    """The MASI distance of each set of `one` to each of `other` (Passonneau 2006, Proceedings of LREC, 831-836).

    1 less the product of Jaccard's index and of how the sets lie: 1 if they are the same, 2/3 if one holds the
    other, 1/3 if they only share codes, 0 if they share none. Two empty sets are the same (distance 0).

    >>> masi(np.array([[1, 1, 0], [0, 0, 0]], bool), np.array([[1, 0, 0], [0, 0, 0]], bool)).round(4)
    array([[0.6667, 1.    ],
           [1.    , 0.    ]])
    """
    both = one.astype(float) @ other.astype(float).T
    return _distance(both, one.sum(axis=1)[:, None], other.sum(axis=1)[None, :])


def masi_each(one: Members, other: Members) -> Floats:
    """The same for the first of one and the first of the other, the second and the second, and so on."""
    return _distance((one & other).sum(axis=1).astype(float), one.sum(axis=1), other.sum(axis=1))


def _distance(both: Floats, first: NDArray, second: NDArray) -> Floats:
    """From how many codes two sets share, and how many each has."""
    all_ = first + second - both
    lies = np.select([both == all_, both == np.minimum(first, second), both > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    return 1 - np.divide(both, all_, out=np.ones_like(both), where=all_ > 0) * lies


def numbered(members: Members) -> tuple[NDArray[np.int64], Members]:
    """A number for each row, the same for the same set, and the distinct sets; 0 is the empty set."""
    whole = np.vstack([np.zeros((1, members.shape[1]), dtype=bool), members])
    packed = np.packbits(whole, axis=1)
    _, first, which = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    # Bits are compared from the left, so the empty set, all zeros, comes first.
    return which.reshape(-1)[1:].astype(np.int64), whole[first]


def expected(counts: Floats, sets: Members) -> Floats:
    """The summed distance of all pairs of readings, whichever unit they are of.

    Parameters
    ----------
    counts
        resamples × sets: how many readings gave each set.
    """
    total = np.zeros(len(counts))
    for at in range(0, len(sets), AT_ONCE):
        rows = slice(at, at + AT_ONCE)
        total += np.einsum("bs,bs->b", counts[:, rows], counts @ masi(sets, sets[rows]))
    return total
