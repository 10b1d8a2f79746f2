"""The nearest neighbours of each answer among the other answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

CELLS = 4_000_000  # similarities held at once: 32 MB, however many answers there are
GRAIN = 1_000_000_000  # similarities are compared at nine decimals, so that rounding of a machine decides nothing


@dataclass(frozen=True)
class Neighbours:
    """One row an answer, the nearest first: positions of the neighbours (-1: none) and how alike (0 to 1)."""

    index: NDArray[np.int64]
    similarity: NDArray[np.float64]


def nearest(vectors: csr_matrix, texts: NDArray[np.int64], k: int, part: slice) -> Neighbours:
    """The `k` nearest neighbours of the answers of one part, among all answers.

    Parameters
    ----------
    vectors
        Answers × features, rows of length one.
    texts
        For each answer the number of its text. An answer of the same text, itself included, is no neighbour.
    k
        How many neighbours at most; an answer that has nothing in common is none.
    part
        Which answers are asked for.

    Notes
    -----
    Of two answers that are equally alike, the one that stands first is the nearer.
    """
    alike = (vectors[part] @ vectors.T).toarray()
    alike[texts[part, None] == texts[None, :]] = 0
    total = len(texts)
    key = np.rint(alike * GRAIN).astype(np.int64) * total + (total - 1 - np.arange(total))
    k = min(k, total)
    top = np.argpartition(-key, k - 1, axis=1)[:, :k]
    top = np.take_along_axis(top, np.argsort(-np.take_along_axis(key, top, axis=1), axis=1), axis=1)
    similarity = np.rint(np.take_along_axis(alike, top, axis=1) * GRAIN) / GRAIN
    return Neighbours(np.where(similarity > 0, top, -1), similarity)


def merge(parts: Sequence[Neighbours]) -> Neighbours:
    """The parts as one, in their order."""
    return Neighbours(np.concatenate([p.index for p in parts]), np.concatenate([p.similarity for p in parts]))


def parts_of(total: int, cells: int = CELLS) -> Iterator[slice]:
    """Parts so small that one part's similarities to all answers fit into `cells`.

    >>> [(p.start, p.stop) for p in parts_of(5, cells=10)]
    [(0, 2), (2, 4), (4, 5)]
    """
    rows = max(1, cells // max(total, 1))
    return (slice(start, min(start + rows, total)) for start in range(0, total, rows))


def all_nearest(vectors: csr_matrix, texts: NDArray[np.int64], k: int, cells: int = CELLS) -> Neighbours:
    """The `k` nearest neighbours of every answer; memory grows with the answers, not with their square."""
    return merge([nearest(vectors, texts, k, part) for part in parts_of(len(texts), cells)])
