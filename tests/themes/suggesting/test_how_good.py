"""Held-back passages: folds that never split a text, places, expectation of guessing, planted truth and noise."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from themes.suggesting.test_suggest import TREE, coded

from sixphase.study.problem import InputError
from sixphase.themes.suggesting.examples import examples_of
from sixphase.themes.suggesting.how_good import (
    COMMONEST,
    RANDOM,
    SUGGESTED,
    first_own,
    fold_of,
    held_back,
    how_good,
    same_texts,
)


def shares(table):
    return table.set_index(["way", "among"])["share"]


def test_planted_clusters_are_found_and_shuffled_ones_are_not():
    found = shares(how_good(coded(), TREE, seed=3))
    assert found[SUGGESTED, 1] > 0.9 and found[SUGGESTED, 3] >= found[SUGGESTED, 1]
    assert found[COMMONEST, 1] < 0.5
    shuffled = coded().assign(code=np.random.default_rng(5).permutation(coded()["code"]))
    assert shares(how_good(shuffled, TREE, seed=3))[SUGGESTED, 1] < 0.5


def test_a_text_and_its_near_repeat_are_held_back_together():
    long = "the trainer told us of a long and honest journey"
    table = coded([("A1", "A", long), ("A2", "B", long + "s"), ("A3", "A", "calm"), ("A4", "B", "story")])
    examples = examples_of(table, list(TREE["code"]))
    groups = same_texts(examples)
    assert groups.tolist() == [0, 0, 1, 2]
    for seed in range(5):
        dealt = fold_of(groups, 3, seed)
        assert dealt[0] == dealt[1] and sorted(set(dealt)) == [0, 1, 2]


def test_random_guessing_is_what_all_draws_give():
    table = coded([("1", "A", "red"), ("1", "B", "red"), ("2", "C", "blue"), ("3", "D", "green"), ("4", "A", "pink")])
    found = shares(how_good(table, TREE, folds=2))
    own = [{0, 1}, {2}, {3}, {0}]
    for among in (1, 3):
        drawn = [set(some) for some in combinations(range(4), among)]
        assert found[RANDOM, among] == pytest.approx(np.mean([bool(some & codes) for codes in own for some in drawn]))


@pytest.mark.parametrize(
    ("scores", "member", "place"),
    [([3, 2, 1], [1, 0, 0], 1), ([1, 2, 3], [1, 0, 0], 3), ([1, 1, 1], [0, 1, 0], 2), ([1, 2, 3], [1, 0, 1], 1)],
)
def test_the_place_of_the_first_own_code(scores, member, place):
    assert first_own(np.array([scores], dtype=float), np.array([member], dtype=bool)).tolist() == [place]


def test_a_code_that_only_the_fold_has_comes_last():
    examples = examples_of(coded([("1", "A", "red"), ("2", "B", "blue"), ("3", "C", "green")]), list(TREE["code"]))
    even = lambda _, member, asked: np.zeros((len(asked), member.shape[1]))  # noqa: E731
    assert held_back(examples, np.array([0, 1, 2]), even).tolist() == [3, 3, 3]


def test_too_few_passages_are_refused_in_words():
    with pytest.raises(InputError, match="too few coded passages"):
        how_good(coded([("1", "A", "red"), ("2", "B", "blue")]), TREE)
    with pytest.raises(InputError, match="too few coded passages"):
        how_good(pd.DataFrame(columns=coded().columns), TREE)
