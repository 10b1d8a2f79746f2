"""Which cells of a table of themes are not shown, so that nobody can work small ones out.

The promise is that of `sixphase.study.disclosure`: of a small number no more can be told than that it is one. Here
the sizes of groups and how many touch a theme altogether are known and stay so, and a subtheme is a part of its theme,
which a system of sums alone cannot say; so the cells to hide are chosen here, and each choice is attacked.
"""

import numpy as np
from numpy.typing import NDArray

from sixphase.themes.differing.attacking import Counts, Family, Flags, Form, possible


def hide(touched: Counts, sizes: Counts, parents: NDArray[np.int64], threshold: int) -> Flags:
    """Which cells not to show.

    Parameters
    ----------
    touched
        Entries × groups: how many of each group touch each entry.
    sizes
        Of each group, how many there are; each at least the threshold.
    parents
        Of each entry the number of the one above it; -1 at the top.
    threshold
        Numbers of people from 1 to one less are small; 1 hides nothing.

    Returns
    -------
    numpy.ndarray
        Entries × groups. All small cells are hidden, and of each entry the fewest further groups, the smallest first,
        until someone who knows all that is shown can tell of each small number no more than that it is one. An entry
        that altogether few touch, or few do not, is hidden in every group.
    """
    hidden = np.zeros(touched.shape, dtype=bool)
    tops = [number for number in range(len(parents)) if parents[number] < 0 or (parents == number).any()]
    for top in sorted(tops, key=lambda number: _depth(number, parents), reverse=True):
        rows = np.array([top, *np.flatnonzero(parents == top)])
        hidden[rows] |= _of_family(Family(touched[rows], sizes), hidden[rows], threshold)
    for top in tops:  # what was hidden for a theme higher up can touch one further down
        rows = np.array([top, *np.flatnonzero(parents == top)])
        hidden[rows] |= _of_family(Family(touched[rows], sizes), hidden[rows], threshold)
    return hidden


def exposed(family: Family, hidden: Flags, threshold: int) -> list[tuple[int, Form]]:
    """The small numbers of which more can be told than is promised, with the entry to hide for each.

    A number that altogether is smaller than the largest small one cannot look larger than it is altogether.
    """
    found = []
    for entry, form, add in family.small_numbers(threshold):
        least, most = (end + add for end in possible(family, hidden, form))
        if least > 1 or most < min(max(threshold - 1, 2), family.limit(form, add)):
            found.append((entry, form))
    return found


def _depth(number: int, parents: NDArray[np.int64]) -> int:
    depth = 0
    while parents[number] >= 0:
        number, depth = int(parents[number]), depth + 1
    return depth


def _of_family(family: Family, before: Flags, threshold: int) -> Flags:
    total = family.touched.sum(axis=1)
    rest = family.sizes.sum() - total
    few = ((total > 0) & (total < threshold)) | ((rest > 0) & (rest < threshold))
    hidden = before | few[:, None]
    for entry, form, _ in family.small_numbers(threshold):
        if not any(hidden[e, g] for e, g, _ in form):
            hidden[entry, form[0][1]] = True
    for entry in range(len(hidden)):
        _widen(family, hidden, entry, threshold)
    while (left := exposed(family, hidden, threshold)) and not hidden.all():
        entries = [entry for entry in dict.fromkeys(e for e, _ in left) if not hidden[entry].all()]
        for entry in entries or np.flatnonzero(~hidden.all(axis=1))[-1:].tolist():  # subthemes before the theme
            _add(family, hidden, entry)
    return hidden


def _widen(family: Family, hidden: Flags, entry: int, threshold: int) -> None:
    """Hide further groups of one entry until its own total leaves room: quick, before the attack."""
    while hidden[entry].any() and _may(family, hidden)[entry].any():
        left = family.touched[entry][hidden[entry]]
        rest = (family.sizes - family.touched[entry])[hidden[entry]]
        room = min(left.sum(), rest.sum()) - (len(left) - 1)
        if len(left) > 1 and room >= threshold - 1:
            return
        _add(family, hidden, entry)


def _may(family: Family, hidden: Flags) -> Flags:
    """The cells that could be hidden besides: a group of nobody or of everybody is shown."""
    return ~hidden & (family.touched > 0) & (family.touched < family.sizes)


def _add(family: Family, hidden: Flags, entry: int) -> None:
    """Hide the entry in one more group, that which loses fewest people; where there is none, also who is nobody."""
    groups = np.flatnonzero(_may(family, hidden)[entry])
    if len(groups):
        hidden[entry, groups[np.argmin(family.sizes[groups])]] = True
    else:
        hidden[entry] = True
