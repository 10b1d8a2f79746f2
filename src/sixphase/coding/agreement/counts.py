"""What is counted for each form (or answer) and code, so that every coefficient is a formula of sums.

A resample takes forms with repetition. Its sums are the forms' counts, each as often as its form was drawn; so
nothing is read again, and a thousand resamples are one product of two matrices.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from sixphase.coding.agreement.sets import Members, masi_each, numbered
from sixphase.coding.agreement.units import Units

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Entries = tuple[Ints, Ints, Array]  # piece, column, value


@dataclass(frozen=True)
class Counts:
    """Sums for each group.

    `plain` is groups × (3 + pairs): units read by one coder or more, by two or more, readings of the latter, and
    for each pair of coders the units that both read. `by_code` is groups × (codes · (4 + 3 · pairs)), see
    `_of_codes` and `_of_pairs`. `apart` and `in_sets` (groups × sets) are for the sets of codes.
    """

    plain: csr_matrix
    by_code: csr_matrix
    apart: csr_matrix
    in_sets: csr_matrix
    codes: int
    pairs: int
    sets: Members


def counts_of(units: Units, read: NDArray[np.bool_], group: Ints, groups: int, codes: int) -> Counts:
    """Count for each group.

    Parameters
    ----------
    units
        As `units_of` gives them; their codes are below `codes`.
    read
        Answers × coders.
    group
        The group of each answer; `groups` says how many there are.
    """
    readers = read[units.answer]
    gave = _gave(units, read.shape[1], codes)
    pairs = list(combinations(range(read.shape[1]), 2))
    of = group[units.answer]

    def summed(entries: list[Entries], width: int) -> csr_matrix:
        pieces, columns, values = (np.concatenate(part) for part in zip(*entries, strict=True))
        return coo_matrix((values, (of[pieces], columns)), shape=(groups, width)).tocsr()

    piece, code, by = gave
    by_code = [*_of_codes(units, readers, piece, code, by), *_of_pairs(units, readers, piece, code, by, pairs)]
    apart, in_sets, sets = _of_sets(units, readers, codes, pairs)
    return Counts(
        summed(_plain(units, readers, pairs), 3 + len(pairs)),
        summed([(p, column * codes + c, v) for column, (p, c, v) in enumerate(by_code)], codes * len(by_code)),
        summed(apart, 1),
        summed(in_sets, len(sets)),
        codes,
        len(pairs),
        sets,
    )


def _gave(units: Units, coders: int, codes: int) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Each piece and code that somebody gave it, and by whom (entries × coders)."""
    keys, which = np.unique(units.piece * codes + units.code, return_inverse=True)
    by = np.zeros((len(keys), coders), dtype=bool)
    by[which, units.coder] = True
    return keys // max(codes, 1), keys % max(codes, 1), by


def _plain(units: Units, readers: NDArray[np.bool_], pairs: list[tuple[int, int]]) -> list[Entries]:
    many = readers.sum(axis=1)
    values = [many >= 1, many >= 2, np.where(many >= 2, many, 0), *(readers[:, a] & readers[:, b] for a, b in pairs)]
    pieces = np.arange(len(many))
    return [(pieces, np.full(len(many), n), units.weight * value) for n, value in enumerate(values)]


def _of_codes(
    units: Units, readers: NDArray[np.bool_], piece: Ints, code: Ints, by: NDArray[np.bool_]
) -> list[Entries]:
    """For each piece and code, of its r readers y having given it.

    The share of its pairs of readers that differ, 2y(r - y) / r(r - 1); y / r; the readings that gave it; and what
    Krippendorff's table of coincidences holds outside its diagonal, 2y(r - y) / (r - 1). But for the second, only
    where r is 2 or more.
    """
    r, y = readers[piece].sum(axis=1).astype(float), by.sum(axis=1).astype(float)
    shared = r >= 2
    differ = np.divide(2 * y * (r - y), r * (r - 1), out=np.zeros_like(r), where=shared)
    values = (differ, y / r, y * shared, differ * r)
    return [(piece, code, units.weight[piece] * value) for value in values]


def _of_pairs(
    units: Units,
    readers: NDArray[np.bool_],
    piece: Ints,
    code: Ints,
    by: NDArray[np.bool_],
    pairs: list[tuple[int, int]],
) -> list[Entries]:
    """For each pair of coders, of the units that both read: given by both, by the first, by the second."""
    made = []
    for a, b in pairs:
        both = readers[piece, a] & readers[piece, b]
        for value in (by[:, a] & by[:, b], by[:, a], by[:, b]):
            made.append((piece, code, units.weight[piece] * (value & both)))
    return made


def _of_sets(
    units: Units, readers: NDArray[np.bool_], codes: int, pairs: list[tuple[int, int]]
) -> tuple[list[Entries], list[Entries], Members]:
    """The summed distance within each piece, and how many readings gave each set of codes (0 the empty set)."""
    touched, row = np.unique(units.piece, return_inverse=True)
    members = np.zeros((len(touched), readers.shape[1], codes), dtype=bool)
    members[row, units.coder, units.code] = True
    which, sets = numbered(members.reshape(-1, codes))
    which = which.reshape(len(touched), -1)
    many = readers.sum(axis=1)
    weight = np.where(many >= 2, units.weight, 0.0)
    pieces = np.arange(len(many))
    there, counted = readers[touched], weight[touched]
    apart = [(pieces[:0], pieces[:0], weight[:0])]
    for a, b in pairs:
        both = there[:, a] & there[:, b]
        distance = masi_each(members[:, a], members[:, b]) * both
        apart.append((touched, np.zeros_like(touched), 2 * counted * distance / np.maximum(many[touched] - 1, 1)))
    in_sets = [(pieces, np.zeros_like(pieces), weight * many)]
    for coder in range(readers.shape[1]):
        value = counted * there[:, coder]
        in_sets += [(touched, which[:, coder], value), (touched, np.zeros_like(touched), -value)]
    return apart, in_sets, sets
