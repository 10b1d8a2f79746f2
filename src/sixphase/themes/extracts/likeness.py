"""Are the texts of one code more alike than texts of different codes? In time that grows with the texts alone.

Alike means the cosine of TF-IDF weights. A mean over all pairs of a group needs no pairs: for rows of length one the
sum over pairs is (the squared length of their sum, less one for each row), so it costs one pass over the rows.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.coding.chance import TIMES
from sixphase.themes.alikeness import Alikeness, Shuffled

WORK = 250_000_000  # weights that the draws may go over in all: some five seconds
LEAST = 100  # draws, however many texts there are
AT_ONCE = 1_000_000  # weights that the draws made in one go may go over
PAIRS = 16  # so many pairs of texts are gone over (dense) in less time than one weight (sparse)


def alikeness(vectors: csr_matrix, member: NDArray[np.bool_]) -> Alikeness:
    """How alike texts are within and between codes.

    Parameters
    ----------
    vectors
        Texts × features, rows of length one (or zero, for a text without a countable word).
    member
        Texts × codes. A text under two codes counts in both; it is never paired with itself.
    """
    under = csr_matrix(member.T, dtype=float)
    by_code = (under @ vectors).toarray()
    own = (under.multiply(_lengths(vectors)) @ under.T).toarray()
    shared = (under @ under.T).toarray()
    size = member.sum(axis=0).astype(float)
    return Alikeness(by_code @ by_code.T - own, np.outer(size, size) - shared)


def any_two(vectors: csr_matrix) -> float:
    """The mean likeness of any two texts, whatever their codes."""
    return alikeness(vectors, np.ones((vectors.shape[0], 1), dtype=bool)).within


def draws_for(vectors: csr_matrix, times: int = TIMES) -> int:
    """How often codes are dealt out: `times`, or fewer where there is so much text that it would take minutes.

    The number is to be said wherever the range is (it is the length of `Shuffled.within`).
    """
    return int(np.clip(WORK // max(vectors.nnz, 1), min(LEAST, times), times))


def relabelled(vectors: csr_matrix, member: NDArray[np.bool_], seed: int, times: int = TIMES) -> Shuffled:
    """Deal the texts' sets of codes out anew, so that codes keep their sizes and their shared texts.

    A permutation test of likeness, as in ANOSIM (Clarke 1993, Australian Journal of Ecology 18, 117-143), with
    means in place of ranks.
    """
    draw = np.random.default_rng(seed)
    dealing = _Dealing(vectors, member)
    orders = [draw.permutation(len(member)) for _ in range(draws_for(vectors, times))]
    step = max(AT_ONCE // max(vectors.nnz, 1), 1)
    dealt = [dealing.means(np.array(orders[at : at + step])) for at in range(0, len(orders), step)]
    within, apart, by_code = (np.concatenate(part) for part in zip(*dealt, strict=True))
    return Shuffled(within, apart, by_code)


class _Dealing:
    """The sums that every draw needs anew, and what stays the same in all of them."""

    def __init__(self, vectors: csr_matrix, member: NDArray[np.bool_]):
        self.vectors, self.lengths = vectors, _lengths(vectors)
        self.texts, self.codes = np.nonzero(member)
        self.shape = (member.shape[1], member.shape[0])
        size, self.together = member.sum(axis=0).astype(float), member.sum(axis=1).astype(float)
        self.inside = size**2 - size
        self.across = size.sum() ** 2 - (self.together**2).sum() - self.inside.sum()
        # Where all texts have as many codes, the sum over all pairs is the same in all draws.
        self.total = self._total(self.together[None]) if len(set(self.together)) == 1 else None
        # Where texts are few, the likeness of all pairs is worked out once, and the draws need no weights.
        self.pairs = (vectors @ vectors.T).toarray() if member.shape[0] ** 2 <= PAIRS * vectors.nnz else None

    def means(self, orders: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Within, apart, and within each code, for each draw: text i gets the codes of text orders[draw, i]."""
        draws, codes = len(orders), self.shape[0]
        texts = np.argsort(orders, axis=1)[:, self.texts].ravel()  # the text that now has each code
        rows = (np.arange(draws)[:, None] * codes + self.codes).ravel()
        sums = (self._of_all(rows, texts, draws * codes) - self._own(rows, texts, draws * codes)).reshape(draws, codes)
        inside = sums.sum(axis=1)
        total = self._total(self.together[orders]) if self.total is None else self.total
        return (
            _ratios(inside, self.inside.sum()),
            _ratios(total - inside, self.across),
            _ratios(sums, self.inside),
        )

    def _of_all(self, rows: NDArray[np.int64], texts: NDArray[np.int64], number: int) -> NDArray[np.float64]:
        """For each row, the likeness of its texts to each other, each to itself included, summed."""
        under = csr_matrix((np.ones(rows.size), (rows, texts)), shape=(number, self.shape[1]))
        if self.pairs is None:
            return _squares(under @ self.vectors)
        return _summed(rows, (under @ self.pairs)[rows, texts], number)

    def _own(self, rows: NDArray[np.int64], texts: NDArray[np.int64], number: int) -> NDArray[np.float64]:
        """For each row, the likeness of each of its texts to itself, summed."""
        return _summed(rows, self.lengths[texts], number)

    def _total(self, together: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each draw (draws × texts: how many codes each text has), the sum over all pairs of codes."""
        whole = self.vectors.T @ together.T
        return (whole * whole).sum(axis=0) - together**2 @ self.lengths


def to_the_rest(vectors: csr_matrix, groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """How alike each text is to the others of its group, on average; not a number where it is alone.

    Parameters
    ----------
    vectors
        Texts × features, rows of length one or zero.
    groups
        The number of each text's group, from 0.
    """
    total = int(groups.max()) + 1 if len(groups) else 0
    under = csr_matrix((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(total, len(groups)))
    sums = under @ vectors
    # Weight by weight, and not row by row of `sums`: as many numbers as there are weights, no more.
    each = np.repeat(np.arange(len(groups)), np.diff(vectors.indptr))
    products = vectors.data * sums.toarray()[groups[each], vectors.indices]
    alike = np.bincount(each, products, minlength=len(groups)) - _lengths(vectors)
    others = np.bincount(groups, minlength=total)[groups] - 1
    return np.divide(alike, others, out=np.full(len(groups), np.nan), where=others > 0)


def _lengths(vectors: csr_matrix) -> NDArray[np.float64]:
    """The squared length of each row: one, or zero for a text without a countable word."""
    return _squares(vectors)


def _squares(rows: csr_matrix) -> NDArray[np.float64]:
    """The sum of squares of each row."""
    each = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    return _summed(each, rows.data**2, rows.shape[0])


def _summed(rows: NDArray[np.int64], numbers: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The sum of the numbers of each of `count` rows."""
    return np.bincount(rows, numbers, minlength=count).astype(np.float64)


def _ratios(sums: NDArray[np.float64], pairs: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Means over pairs; not a number where there are none."""
    return np.divide(sums, pairs, out=np.full(sums.shape, np.nan), where=np.asarray(pairs) > 0)
