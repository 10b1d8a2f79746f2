"""Passages least like the rest, against a loop over pairs and planted strangers."""

import numpy as np
import pandas as pd
import pytest
from themes.suggesting.test_suggest import TREE, coded

from sixphase.coding.vectors import vectors
from sixphase.study.problem import InputError
from sixphase.themes.suggesting.examples import examples_of
from sixphase.themes.suggesting.unlike import FEWEST, all_least_like, least_like


def stranger():
    odd = coded([("X1", "A", "honest trainer lived story journey today")])
    return pd.concat([coded(), odd], ignore_index=True)


def test_a_planted_stranger_comes_first_and_is_told_where_it_leans():
    found = least_like("A", stranger(), TREE)
    assert found.loc[0, "answer_id"] == "X1" and found.loc[0, "nearest"] == "B"
    assert found.loc[0, "likeness"] < found["usual"].iloc[0] and found.loc[0, "to_nearest"] > found.loc[0, "likeness"]
    assert found["likeness"].is_monotonic_increasing


def test_likeness_is_that_of_a_loop():
    examples = examples_of(stranger(), list(TREE["code"]))
    rows = vectors(examples.words).toarray()
    found = least_like("A", stranger(), TREE, most=None).set_index("answer_id")["likeness"]
    own = examples.under("A")
    for i in own:
        mean = np.mean([rows[i] @ rows[j] for j in own if j != i])
        assert found[examples.passages["answer_id"].iloc[i]] == pytest.approx(mean, abs=1e-8)


def test_a_code_of_two_passages_has_no_rest():
    two = coded([("1", "A", "red"), ("2", "A", "blue"), ("3", "A", "RED"), ("4", "B", "green")])
    assert FEWEST == 3 and least_like("A", two, TREE).empty
    with pytest.raises(InputError, match="no passage is coded with 'C'"):
        least_like("C", two, TREE)


def test_all_codes_at_once_say_the_same():
    every = all_least_like(stranger(), TREE, each=2)
    assert every.groupby("code").size().to_dict() == {"A": 2, "B": 2, "C": 2, "D": 2}
    one = least_like("A", stranger(), TREE, most=2)
    assert every[every["code"] == "A"].drop(columns="code").reset_index(drop=True).equals(one)
    assert all_least_like(coded().head(0), TREE).empty
    assert list(all_least_like(coded().head(2), TREE).columns) == list(every.columns)
