"""Small cells: an attacker who knows all that is shown tries to work the hidden ones out."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from sixphase.study.disclosure import ALL, Sum, at_least, one_way, possible_values, suppress, two_way

THRESHOLD = 5


def attack(counts: dict, sums: list[Sum], hidden) -> dict:
    """What each hidden cell can be, by linear programs over all cells; written apart from the program's own."""
    keys = list(counts)
    equal = np.zeros((len(sums), len(keys)))
    for row, entry in enumerate(sums):
        equal[row, keys.index(entry.total)] += 1
        for part in entry.parts:
            equal[row, keys.index(part)] -= 1
    bounds = [(1, 10**6) if key in hidden else (counts[key], counts[key]) for key in keys]
    found = {}
    for key in hidden:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(keys))
            aim[keys.index(key)] = sign
            solved = linprog(
                aim, A_eq=equal if sums else None, b_eq=np.zeros(len(sums)) if sums else None,
                bounds=bounds, integrality=np.ones(len(keys)),
            )  # fmt: skip
            ends.append(round(solved.x[keys.index(key)]))
        found[key] = tuple(ends)
    return found


def told(counts, sums, hidden, threshold=THRESHOLD) -> list:
    """The hidden cells of which the attacker learns more than is promised."""
    exposed = []
    nothing_shown = attack(counts, sums, {key for key, value in counts.items() if value})
    for key, (low, high) in attack(counts, sums, hidden).items():
        narrow = high - low < max(1, threshold - 2)
        if counts[key] < threshold and (low > nothing_shown[key][0] or high < threshold - 1):
            narrow = True
        if narrow:
            exposed.append(key)
    return exposed


def small(counts, threshold=THRESHOLD) -> set:
    return {key for key, value in counts.items() if 0 < value < threshold}


def line(*parts: int) -> tuple[dict, list[Sum]]:
    counts = {f"c{i}": value for i, value in enumerate(parts)}
    return {**counts, "all": sum(parts)}, [Sum("all", tuple(counts))]


def grid(table: np.ndarray) -> tuple[dict, list[Sum]]:
    full = np.vstack([np.column_stack([table, table.sum(1)]), np.append(table.sum(0), table.sum())])
    rows, columns = table.shape
    counts = {(r, c): int(full[r, c]) for r, c in product(range(rows + 1), range(columns + 1))}
    sums = [Sum((rows, c), tuple((r, c) for r in range(rows))) for c in range(columns + 1)]
    sums += [Sum((r, columns), tuple((r, c) for c in range(columns))) for r in range(rows + 1)]
    return counts, sums


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ((40, 30, 20), set()),
        ((40, 5, 20), set()),  # the threshold itself is not small
        ((40, 0, 20), set()),  # nobody is exposed where nobody is
        ((40, 4, 20), {"c1", "c2"}),
        ((40, 4, 4), {"c1", "c2"}),  # 8 in all: each 1 to 7
        ((40, 3, 2), {"c1", "c2"}),  # 5 in all: each 1 to 4
        ((40, 2, 2), {"c0", "c1", "c2"}),  # 4 in all: neither could be 4
        ((40, 1, 1), {"c0", "c1", "c2"}),
        ((40, 3), {"c0", "c1"}),
        ((0, 0, 7), set()),
        ((0, 3, 0), {"c1", "all"}),  # a total of one group is that group
        ((1, 2), {"c0", "c1", "all"}),  # the total is small itself
        ((2, 4), {"c0", "c1"}),
        ((1, 1, 1, 2), {"c0", "c1", "c2", "c3", "all"}),  # 5 in all would say that no part has more than 2
        ((0, 0), set()),
    ],
)
def test_one_way_tables(parts, hidden):
    counts, sums = line(*parts)
    found = suppress(counts, sums, THRESHOLD)
    assert found == hidden
    assert told(counts, sums, found) == []


@pytest.mark.parametrize("threshold", [1, 2, 3, 5, 10])
def test_the_threshold_decides(threshold):
    counts, sums = line(1, 2, 4, 9, 30)
    found = suppress(counts, sums, threshold)
    assert small(counts, threshold) <= found
    assert (found == set()) == (threshold == 1)
    assert told(counts, sums, found, threshold) == []


@pytest.mark.parametrize("seed", range(12))
def test_two_way_tables_cannot_be_worked_out(seed):
    chance = np.random.default_rng(seed)
    table = chance.poisson(chance.gamma(1, 12, size=(int(chance.integers(2, 7)), int(chance.integers(2, 5)))))
    counts, sums = grid(table)
    found = suppress(counts, sums, THRESHOLD)
    assert small(counts) <= found
    assert told(counts, sums, found) == []


def test_the_attacker_catches_what_is_hidden_by_size_alone():
    caught = 0
    for seed in range(12):
        chance = np.random.default_rng(seed)
        counts, sums = grid(chance.poisson(chance.gamma(1, 12, size=(5, 3))))
        caught += bool(told(counts, sums, small(counts)))
    assert caught >= 10
    counts, sums = line(40, 30, 3)
    assert attack(counts, sums, {"c2"}) == {"c2": (3, 3)}


def linked() -> tuple[dict, list[Sum]]:
    """People who came and forms that they returned, by two attributes; all tables share the totals."""
    came = {"f": {"a": 60, "b": 25, "c": 15}, "g": {"x": 88, "y": 12}}
    forms = {"f": {"a": 40, "b": 22, "c": 8}, "g": {"x": 60, "y": 10}}
    counts = {("came",): 100, ("forms",): 70, ("none",): 30}
    sums = [Sum(("came",), (("forms",), ("none",)))]
    for attribute, categories in came.items():
        for category, value in categories.items():
            back = forms[attribute][category]
            cell = (attribute, category)
            counts |= {("came", *cell): value, ("forms", *cell): back, ("none", *cell): value - back}
            sums.append(Sum(("came", *cell), (("forms", *cell), ("none", *cell))))
        sums += [Sum((kind,), tuple((kind, attribute, c) for c in categories)) for kind in ("came", "forms", "none")]
    return counts, sums


def test_tables_that_share_margins():
    counts, sums = linked()
    found = suppress(counts, sums, THRESHOLD)
    assert {("none", "f", "b"), ("none", "g", "y")} <= found  # 3 and 2 people: the differences of shown numbers
    assert told(counts, sums, found) == []
    each = [suppress(*part, THRESHOLD) for part in (line(40, 22, 8), line(60, 25, 15))]
    assert each == [set(), set()]  # each table alone would show all, and their difference would tell


def test_dear_cells_are_spared_where_others_do():
    counts, sums = line(40, 20, 3)
    assert suppress(counts, sums, THRESHOLD) == {"c1", "c2"}
    assert suppress(counts, sums, THRESHOLD, dear={"c1"}) == {"c0", "c2"}
    assert suppress(counts, sums, THRESHOLD, dear={"c0", "all"}) == {"c1", "c2"}
    assert suppress(counts, sums, THRESHOLD, dear=set(counts)) == {"c1", "c2"}


@pytest.mark.parametrize("seed", range(6))
def test_no_complementary_cell_can_be_shown_again(seed):
    chance = np.random.default_rng(100 + seed)
    counts, sums = grid(chance.poisson(9, size=(4, 3)))
    found = suppress(counts, sums, THRESHOLD)
    for cell in found - small(counts):
        assert told(counts, sums, found - {cell})


def test_the_order_of_the_sums_and_a_second_run_change_nothing():
    counts, sums = linked()
    once = suppress(counts, sums, THRESHOLD)
    assert suppress(counts, sums, THRESHOLD) == once
    assert suppress(counts, sums[::-1], THRESHOLD) == once


def test_possible_values_against_every_table_there_is():
    counts, sums = grid(np.array([[3, 2, 4], [1, 5, 2]]))
    hidden = {(r, c) for r, c in product(range(2), range(3))}
    possible: dict = {}
    for values in product(range(1, 9), repeat=6):
        table = np.array(values).reshape(2, 3)
        if (table.sum(0) == [4, 7, 6]).all() and (table.sum(1) == [9, 8]).all():
            for cell in hidden:
                possible.setdefault(cell, set()).add(int(table[cell]))
    expected = {cell: (min(values), max(values)) for cell, values in possible.items()}
    assert possible_values(counts, sums, hidden) == expected == attack(counts, sums, hidden)


def test_no_upper_limit_where_the_total_is_hidden():
    counts, sums = line(2, 1)
    assert possible_values(counts, sums, set(counts)) == {"c0": (1, None), "c1": (1, None), "all": (2, None)}


@pytest.mark.parametrize(
    ("counts", "sums", "says"),
    [
        ({"a": 1, "all": 2}, [Sum("all", ("a",))], "do not add up to 'all'"),
        ({"a": -1}, [], "negative"),
        ({"a": 1}, [Sum("all", ("a",))], "not given: all"),
    ],
)
def test_what_cannot_be_is_refused(counts, sums, says):
    with pytest.raises(ValueError, match=says):
        suppress(counts, sums, THRESHOLD)


def test_tables_for_people():
    shown = two_way(pd.DataFrame({"came": [30, 20], "none": [8, 3]}, index=["x", "y"]), THRESHOLD)
    assert shown.index.tolist() == ["x", "y", ALL]
    assert shown.columns.tolist() == ["came", "none", ALL]
    assert shown.isna().to_numpy().tolist() == [[True, True, False], [True, True, False], [False] * 3]
    assert shown.loc[ALL].tolist() == [50, 11, 61]
    with pytest.raises(ValueError, match="may be called 'All'"):
        one_way({ALL: 3}, THRESHOLD)


def test_what_can_be_said_of_a_hidden_total():
    counts, _ = line(7, 2, 1)
    assert at_least(counts, ["c0", "c1", "c2"], {"c1", "c2"}) == 9
    assert at_least(counts, ["c0"], set()) == 7
