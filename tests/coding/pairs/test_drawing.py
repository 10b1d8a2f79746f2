"""Dealing answers out: every question with its share, everybody with as many, the same draw each time."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixphase.coding.pairs.drawing import dealt, drawn, quotas


def answers(**sizes: int) -> pd.DataFrame:
    rows = [(f"{question}{n:04}", question) for question, size in sizes.items() for n in range(size)]
    return pd.DataFrame(rows, columns=["answer_id", "question"])


def common(table: pd.DataFrame, coders: int) -> pd.Series:
    return table.groupby("answer_id")["coder"].nunique().loc[lambda n: n == coders]


QUOTAS = [
    ([10, 10], Fraction(1, 2), [5, 5]),
    ([5, 5], Fraction(1, 2), [3, 2]),  # a tie goes to the first
    ([7, 2, 1], Fraction(1, 2), [4, 1, 0]),  # 3.5, 1, 0.5: five in all, one left to give
    ([6, 3], Fraction(1, 3), [2, 1]),
    ([1, 1, 1, 1], Fraction(1, 4), [1, 0, 0, 0]),
    ([9], Fraction(0), [0]),
    ([9, 4], Fraction(1), [9, 4]),
    ([], Fraction(1, 2), []),
    ([100], Fraction("0.29"), [29]),  # in binary 0.29 × 100 is a hair below 29
]


@pytest.mark.parametrize(("sizes", "share", "expected"), QUOTAS)
def test_quotas_by_largest_remainder(sizes: list[int], share: Fraction, expected: list[int]) -> None:
    assert quotas(sizes, share) == expected


@given(st.lists(st.integers(0, 60), max_size=8), st.fractions(0, 1, max_denominator=100))
def test_each_quota_is_right_to_less_than_one(sizes: list[int], share: Fraction) -> None:
    counts = quotas(sizes, share)
    assert all(abs(count - size * share) < 1 for count, size in zip(counts, sizes, strict=True))
    assert abs(sum(counts) - sum(sizes) * share) <= Fraction(1, 2)
    assert all(0 <= count <= size for count, size in zip(counts, sizes, strict=True))


@settings(max_examples=40)
@given(st.integers(0, 40), st.integers(1, 40), st.sampled_from([0, 0.1, 0.2, 0.5, 1]), st.integers(1, 4))
def test_shares_are_even_in_each_question(p: int, q: int, share: float, number: int) -> None:
    coders = ["anna", "ben", "carla", "dan"][:number]
    table = dealt(answers(p=p, q=q), coders, share, 7, "b1")
    assert set(table["answer_id"]) == set(answers(p=p, q=q)["answer_id"])
    assert not table.duplicated().any()
    loads = table["coder"].value_counts().reindex(coders, fill_value=0)
    assert loads.max() - loads.min() <= 1
    for question in ("p", "q"):
        of = table[table["answer_id"].str.startswith(question)]["coder"].value_counts().reindex(coders, fill_value=0)
        assert of.max() - of.min() <= 1
    times = table.groupby("answer_id").size()
    assert set(times) <= {1, number}


def test_a_share_in_common_and_the_rest_dealt() -> None:
    table = dealt(answers(p=50, q=30), ["anna", "ben"], 0.2, 1, "b1")
    shared = common(table, 2).index
    assert sum(shared.str.startswith("p")) == 10
    assert sum(shared.str.startswith("q")) == 6
    assert table["coder"].value_counts().to_dict() == {"anna": 48, "ben": 48}


def test_the_draw_hangs_on_seed_and_batch_and_on_nothing_else() -> None:
    given_ = answers(p=40, q=20)
    once = dealt(given_, ["anna", "ben"], 0.3, 5, "b1")
    mixed = given_.sample(frac=1, random_state=3)
    assert dealt(mixed, ["ben", "anna", "ben"], 0.3, 5, "b1").equals(once)
    assert not dealt(given_, ["anna", "ben"], 0.3, 6, "b1").equals(once)
    other = dealt(given_, ["anna", "ben"], 0.3, 5, "b2")
    assert set(common(other, 2).index) != set(common(once, 2).index)
    dealt(given_, ["anna"], 1, -5, "b1")  # a seed may be below zero


def test_every_answer_is_as_likely_to_be_in_common() -> None:
    """Planted truth: over 400 seeds each of 20 answers is drawn about 100 times (binomial, 5 standard deviations)."""
    times = pd.Series(0, index=answers(p=20)["answer_id"])
    for seed in range(400):
        times[common(dealt(answers(p=20), ["anna", "ben"], 0.25, seed, "b"), 2).index] += 1
    assert times.sum() == 400 * 5
    assert times.between(100 - 43, 100 + 43).all()


def test_a_batch_of_a_size() -> None:
    some = drawn(answers(p=60, q=30), 15, 1, "pilot")
    assert some["question"].value_counts().to_dict() == {"p": 10, "q": 5}
    assert drawn(answers(p=3), 3, 1, "pilot").equals(answers(p=3))
    assert not drawn(answers(p=60), 15, 2, "pilot").equals(drawn(answers(p=60), 15, 1, "pilot"))
