"""What someone who sees a published table of themes could work out of its hidden numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Form = tuple[tuple[int, int, int], ...]  # (entry, group, times): a sum of numbers of people, such as 'theme - subtheme'


@dataclass(frozen=True)
class Family:
    """A theme and the subthemes right below it, over the groups of one split.

    Attributes
    ----------
    touched
        Entries × groups: how many of the group touch the entry; the theme is the first row.
    sizes
        Of each group, how many there are. They are known, and so is how many touch each entry altogether.
    """

    touched: Counts
    sizes: Counts

    def small_numbers(self, threshold: int) -> list[tuple[int, Form, int]]:
        """Every small number of people that is in the table, or that a reader can form from it.

        These are: who of a group touches an entry, and who does not; who touches the theme but not by a certain
        subtheme; and, where there are two subthemes, who touches both. Each comes with the entry that is to be
        hidden for it, and with the constant that is added to its form.
        """
        entries, groups = self.touched.shape
        found: list[tuple[int, Form, int]] = []
        for g in range(groups):
            for e in range(entries):
                found += [(e, ((e, g, 1),), 0), (e, ((e, g, -1),), int(self.sizes[g]))]
            found += [(e, ((0, g, 1), (e, g, -1)), 0) for e in range(1, entries) if self.touched[e, g]]
            if entries == 3:
                less = 1 if self.touched[1, g] <= self.touched[2, g] else 2
                found.append((less, ((1, g, 1), (2, g, 1), (0, g, -1)), 0))
        return [(e, form, add) for e, form, add in found if 0 < self.value(form) + add < threshold]

    def value(self, form: Form) -> int:
        return int(sum(times * self.touched[e, g] for e, g, times in form))

    def limit(self, form: Form, add: int) -> int:
        """What the number is over all groups: it is known, and no group can have more."""
        total = sum(times * int(self.touched[e].sum()) for e, _, times in form)
        return total + (int(self.sizes.sum()) if add else 0)


def possible(family: Family, hidden: Flags, form: Form) -> tuple[int, int]:
    """The least and the largest value of a form for someone who knows all that is shown.

    Known are: sizes of groups, shown cells, totals of each entry; that numbers are whole; that a hidden cell is
    neither nobody nor everybody (but where no group of an entry is shown); and that each subtheme is a part of the
    theme, and the theme, where that is so, no more than its subthemes together.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    cells = np.argwhere(hidden)
    place = {(int(e), int(g)): n for n, (e, g) in enumerate(cells)}
    base = sum(t * int(family.touched[e, g]) for e, g, t in form if (e, g) not in place)
    aim = np.zeros(len(cells))
    for e, g, times in form:
        if (e, g) in place:
            aim[place[e, g]] += times
    if not aim.any():
        return base, base
    free = np.all(hidden, axis=1).reshape(-1)[cells[:, 0]]
    sizes = family.sizes[cells[:, 1]]
    bounds = Bounds(np.where(free, 0, 1), np.where(free, sizes, sizes - 1))
    matrix, low, high = _known(family, hidden, place)
    ends = []
    for sign in (1, -1):
        given = {"bounds": bounds, "constraints": LinearConstraint(matrix, low, high)}
        solved = milp(sign * aim, **given)  # without whole numbers first: mostly they come so
        if solved.x is None or np.abs(solved.x - np.round(solved.x)).max() > 1e-6:
            solved = milp(sign * aim, integrality=np.ones(len(cells)), **given)
        ends.append(base + round(float(aim @ solved.x)))
    return ends[0], ends[1]


def _known(
    family: Family, hidden: Flags, place: dict[tuple[int, int], int]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The rows of all that is known: the totals of entries, and how subthemes and theme hang together."""
    entries = len(hidden)
    rows: list[tuple[dict[tuple[int, int], int], float, float]] = []
    for e in np.flatnonzero(hidden.any(axis=1)):
        left = float(family.touched[e][hidden[e]].sum())
        rows.append(({(int(e), int(g)): 1 for g in np.flatnonzero(hidden[e])}, left, left))
    for g in np.flatnonzero(hidden.any(axis=0)) if entries > 1 else ():
        rows += [({(0, int(g)): 1, (e, int(g)): -1}, 0, np.inf) for e in range(1, entries)]
        if family.touched[0, g] <= family.touched[1:, g].sum():  # not so where passages stand right below the theme
            rows.append(({(0, int(g)): -1, **{(e, int(g)): 1 for e in range(1, entries)}}, 0, np.inf))
    matrix = np.zeros((len(rows), len(place)))
    low, high = np.zeros(len(rows)), np.zeros(len(rows))
    for number, (times, least, most) in enumerate(rows):
        shown = sum(t * int(family.touched[cell]) for cell, t in times.items() if cell not in place)
        for cell, t in times.items():
            if cell in place:
                matrix[number, place[cell]] = t
        low[number], high[number] = least - shown, most - shown
    return matrix, low, high
