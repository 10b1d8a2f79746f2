"""Hiding small cells in everything that is published, so that nobody can work them out.

A cell is a count of people. A *small* cell (1 to threshold - 1) is hidden; so are as many others as it takes that
the small ones cannot be worked out from totals (complementary suppression; Cox 1980, 'Suppression methodology and
statistical disclosure control', Journal of the American Statistical Association 75, 377-385). All tables that share
a number are given together, as one system of sums.

What is promised. Someone who knows every number that is shown, every sum, that people come in whole numbers, that
a hidden cell is never 0, and this program, but not why a certain cell was chosen to be hidden beside a small one:

- can tell of a small cell no more than that it is one: 1 and threshold - 1 are both possible (for a threshold of 2,
  1 and 2). Only of a small total of several groups it is known besides that each group has somebody in it;
- finds for every other hidden cell at least as wide a range.

What is not. A zero is shown: a group of nobody exposes nobody. Where a whole group gave one answer, or none came
from it, that can be read from the table, as in any table that is not perturbed. Shares, intervals and figures must
be computed from shown cells alone; then they add nothing to what is known.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import pandas as pd

ALL = "All"
FAR = 4  # how many thresholds a cell may move while a pattern is sought; more was never needed

Key = Hashable


@dataclass(frozen=True)
class Sum:
    """A total and the parts that make it up, by their keys."""

    total: Key
    parts: tuple[Key, ...]


def suppress(
    counts: Mapping[Any, int], sums: Iterable[Sum], threshold: int, dear: Collection[Any] = ()
) -> frozenset[Any]:
    """Which cells not to show.

    Parameters
    ----------
    counts
        Every number of people that would be published, totals too, by a key.
    sums
        What adds up to what, over all tables that are published together. A cell that is left out of a sum
        because it is not published (a difference that a reader can form) must be given all the same.
    threshold
        Counts from 1 to one less are small; 1 hides nothing.
    dear
        Cells to be spared as long as others will do (each weighs as much as all others together).

    Returns
    -------
    frozenset
        The keys of the hidden cells: all small ones, and the complementary ones. For one small cell after another
        the set is widened by the cheapest cells (fewest people, then first in order) that protect it: an exact
        search for each, a greedy one over all. Then every cell that need not be hidden is shown again, the dearest
        first: no complementary cell can be taken out of the result without breaking the promise above.

    Raises
    ------
    ValueError
        When a sum does not hold, a count is negative or a sum names an unknown cell.

    Examples
    --------
    >>> counts = {"women": 40, "men": 9, "another": 3, "all": 52}
    >>> sorted(suppress(counts, [Sum("all", ("women", "men", "another"))], 5))
    ['another', 'men']
    >>> suppress({"women": 40, "men": 0, "all": 40}, [Sum("all", ("women", "men"))], 5)
    frozenset()
    """
    system = _System.of(counts, tuple(sums), dear)
    small = [i for i, value in enumerate(system.values) if 0 < value < threshold]
    hidden = set(small)
    for cell in small:
        hidden |= system.protection(cell, hidden, threshold)
    while cells := [i for i in system.exposed(hidden, threshold) if i not in small]:
        hidden |= system.protection(cells[0], hidden, threshold)
    for cell in sorted(hidden.difference(small), key=lambda i: (-system.costs[i], i)):
        if not system.exposed(hidden - {cell}, threshold, first_only=True):
            hidden.remove(cell)
    return frozenset(system.keys[i] for i in hidden)


def possible_values(
    counts: Mapping[Any, int], sums: Iterable[Sum], hidden: Collection[Any]
) -> dict[Any, tuple[int, int | None]]:
    """The least and the largest value that each hidden cell can have for someone who sees the others.

    None stands for a value without an upper limit.

    >>> counts = {"women": 40, "men": 9, "another": 3, "all": 52}
    >>> possible_values(counts, [Sum("all", ("women", "men", "another"))], {"men", "another"})
    {'men': (1, 11), 'another': (1, 11)}
    """
    system = _System.of(counts, tuple(sums), ())
    far = 2 * sum(counts.values()) + 2
    places = {i for i, key in enumerate(system.keys) if key in hidden}
    found = {}
    for cell in sorted(places):
        low, high = (system.values[cell] + system.reach(cell, places, side, far) for side in (-1, 1))
        found[system.keys[cell]] = (low, None if high - system.values[cell] >= far else high)
    return found


def one_way(counts: Mapping[str, int], threshold: int) -> "pd.Series[Any]":
    """Counts with their total (`All`, last) as they may be shown; a hidden one is missing.

    Where the total itself is small, or would give the parts away, it is hidden too.

    >>> one_way({"women": 40, "men": 9, "another": 3}, 5).to_dict()
    {'women': 40, 'men': None, 'another': None, 'All': 52}
    >>> one_way({"women": 1, "men": 1}, 5).to_dict()
    {'women': None, 'men': None, 'All': None}
    """
    if ALL in counts:
        raise ValueError(f"no category may be called '{ALL}'")
    table = pd.DataFrame({"count": pd.Series(counts, dtype="int64")})
    return cast("pd.Series[Any]", two_way(table, threshold)["count"])


def two_way(table: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """A table of counts with its margins (`All`, last) as it may be shown; a hidden cell is missing.

    Parameters
    ----------
    table
        Whole numbers: one row a category, one column a category of another attribute. A table of one column
        gets a total below it and no margin beside it.
    """
    full = table.copy()
    if len(table.columns) > 1:
        full[ALL] = full.sum(axis=1)
    full.loc[ALL] = full.sum()
    cells = full.shape
    numbers = full.to_numpy()
    counts = {(r, c): int(numbers[r, c]) for r in range(cells[0]) for c in range(cells[1])}
    rows, columns = range(cells[0] - 1), range(cells[1] - 1)
    sums = [Sum((cells[0] - 1, c), tuple((r, c) for r in rows)) for c in range(cells[1])]
    if len(columns):
        sums += [Sum((r, cells[1] - 1), tuple((r, c) for c in columns)) for r in range(cells[0])]
    shown = full.astype("Int64")
    for row, column in suppress(counts, sums, threshold):
        shown.iat[row, column] = pd.NA
    return shown


def at_least(counts: Mapping[Any, int], parts: Sequence[Any], hidden: Collection[Any]) -> int:
    """What anyone can say of a hidden total: its shown parts, and one person for each hidden part.

    >>> at_least({"women": 12, "men": 2, "another": 1}, ["women", "men", "another"], {"men", "another"})
    14
    """
    return sum(1 if part in hidden else counts[part] for part in parts)


class _Lazy(dict):
    """A dictionary that works a value out when it is first asked for."""

    def __init__(self, make: Callable[[int], int]):
        super().__init__()
        self.make = make

    def __missing__(self, key: int) -> int:
        self[key] = value = self.make(key)
        return value


@dataclass(frozen=True)
class _System:
    """Cells by place: their values, what hiding them costs, and the sums as rows of a matrix (total - parts = 0)."""

    keys: tuple[Any, ...]
    values: tuple[int, ...]
    costs: tuple[float, ...]
    matrix: np.ndarray

    @classmethod
    def of(cls, counts: Mapping[Any, int], sums: Sequence[Sum], dear: Collection[Any]) -> "_System":
        place = {key: i for i, key in enumerate(counts)}
        matrix = np.zeros((len(sums), len(counts)))
        for row, entry in enumerate(sums):
            for key, sign in [(entry.total, 1), *((part, -1) for part in entry.parts)]:
                if key not in place:
                    raise ValueError(f"a sum names a cell that is not given: {key}")
                matrix[row, place[key]] += sign
        values = tuple(counts.values())
        if any(value < 0 for value in values):
            raise ValueError("a count of people is negative")
        wrong: Sequence[int] = np.flatnonzero(matrix @ np.array(values, dtype=float)).tolist() if values else []
        if len(wrong):
            raise ValueError(f"these parts do not add up to '{sums[wrong[0]].total}'")
        heavy = sum(values) + 1
        costs = tuple(v + i / 1000 + heavy * (key in dear) for i, (key, v) in enumerate(counts.items()))
        return cls(tuple(counts), values, costs, matrix)

    def needs(self, cell: int, threshold: int) -> tuple[int, int, int]:
        """How far a hidden cell must be able to move: down, up, and from lowest to highest."""
        value = self.values[cell]
        if value < threshold:
            return self.down[cell], max(threshold - 1, 2) - value, 1
        return 0, 0, max(threshold - 2, 1)

    @cached_property
    def down(self) -> dict[int, int]:
        """How far each cell could move down if all were hidden: not below one person in every group of it."""
        everything = {i for i, value in enumerate(self.values) if value}
        return _Lazy(lambda cell: -self.reach(cell, everything, -1, 0))

    def exposed(self, hidden: set[int], threshold: int, first_only: bool = False) -> list[int]:
        """The hidden cells of which more can be told than is promised."""
        found = []
        for cell in sorted(hidden):
            down, up, width = self.needs(cell, threshold)
            low = self.reach(cell, hidden, -1, FAR * threshold)
            high = self.reach(cell, hidden, 1, FAR * threshold)
            if -low < down or high < up or high - low < width:
                found.append(cell)
                if first_only:
                    break
        return found

    def reach(self, cell: int, hidden: set[int], side: int, far: int) -> int:
        """How far a hidden cell can move down (-1) or up (1) while the sums hold and what is shown stays."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        places = sorted(hidden)
        least = [1 - self.values[i] for i in places]
        aim = np.array([-side if i == cell else 0 for i in places])
        part = self.matrix[:, places]
        part = part[np.abs(part).sum(axis=1) > 0]
        sums = [LinearConstraint(part, 0, 0)] if len(part) else []
        bounds = Bounds(np.array(least), np.array([far] * len(places)))
        at = places.index(cell)
        solved = milp(aim, constraints=sums, bounds=bounds)  # without whole numbers first: mostly they come so
        if np.abs(solved.x - np.round(solved.x)).max() > 1e-7:
            solved = milp(aim, constraints=sums, integrality=np.ones(len(places)), bounds=bounds)
        return round(solved.x[at])

    def protection(self, cell: int, hidden: set[int], threshold: int) -> set[int]:
        """The cheapest cells to hide besides, so that this one can move as far as it must."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import block_array, eye_array

        n, far = len(self.values), FAR * threshold
        down, up, width = self.needs(cell, threshold)
        movable = np.array([value > 0 for value in self.values])
        least = np.where(movable, np.maximum(1 - np.array(self.values), -far), 0)
        most = np.where(movable, far, 0)
        lower = [least.copy(), least.copy()]
        upper = [most.copy(), most.copy()]
        upper[0][cell], lower[1][cell] = -down, up
        held = np.array([float(i in hidden) for i in range(n)])
        one = eye_array(n)
        rows = [[self.matrix, None, None], [None, self.matrix, None]] if len(self.matrix) else []
        rows += [[one, None, far * one], [None, one, far * one], [-one, None, far * one], [None, -one, far * one]]
        fixed = 2 * len(self.matrix)
        limits = np.concatenate([np.zeros(fixed), np.full(4 * n, np.inf)])
        apart = np.zeros(3 * n)
        apart[cell], apart[n + cell] = -1, 1
        solved = milp(
            np.concatenate([np.zeros(2 * n), np.where(held > 0, 0, self.costs)]),
            constraints=[
                LinearConstraint(block_array(rows), np.zeros(fixed + 4 * n), limits),
                LinearConstraint(apart[None, :], width, np.inf),
            ],
            integrality=np.ones(3 * n),
            bounds=Bounds(np.concatenate([*lower, held]), np.concatenate([*upper, np.where(movable, 1.0, 0.0)])),
            options={"mip_rel_gap": 0, "presolve": False},
        )
        if solved.x is None:  # no narrower way was found: then nothing is shown
            return {i for i in range(n) if movable[i]}
        return {i for i in range(n) if solved.x[2 * n + i] > 0.5}
