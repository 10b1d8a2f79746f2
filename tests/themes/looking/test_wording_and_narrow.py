"""Codes that share words, may be one, or are narrow: planted cases and near-misses."""

import numpy as np
import pandas as pd
import pytest
from coding.planted import clusters

from sixphase.coding.vectors import vectors
from sixphase.themes.looking.narrow import one_coder_only, one_question_only, only_one
from sixphase.themes.looking.wording import how_alike, near_duplicates, sharing_words
from sixphase.themes.suggesting.examples import examples_of

NAMES = {"A": "Breathing", "A2": "Calm", "B": "Trainer's story", "C": "Groups", "D": "Slides", "E": "Story, trainer's"}


def coded():
    """Clusters of which every second passage of A was given another code, A2: one code under two names."""
    table = clusters(each=20)
    own = table.index[table["code"] == "A"][::2]
    table.loc[own, "code"] = "A2"
    return table.assign(start=0, end=table["words"].str.len(), coder="anna")


def test_a_split_cluster_shares_words_and_is_a_near_duplicate():
    examples = examples_of(coded(), list(NAMES))
    first = sharing_words(examples).iloc[0]
    assert (first["one"], first["other"]) == ("A", "A2") and first["times"] > 1
    assert set(first["words"].split()) & {"breathing", "calm", "exercise", "slow", "rhythm"}
    found = near_duplicates(examples, NAMES).set_index(["one", "other"])
    assert ("B", "E") in found.index and found.loc[("B", "E"), "why"] == "names"
    assert np.isnan(found.loc[("B", "E"), "times"])
    assert ("A", "B") not in found.index and ("C", "D") not in found.index


def test_passages_that_have_both_codes_make_near_duplicates():
    table = coded()
    both = table[table["code"] == "C"].assign(code="D")
    found = near_duplicates(examples_of(pd.concat([table, both]), list(NAMES)), NAMES).set_index(["one", "other"])
    assert (
        found.loc[("C", "D"), "passages_shared"] == pytest.approx(20 / 40)
        and "passages" in found.loc[("C", "D"), "why"]
    )
    fewer = near_duplicates(examples_of(pd.concat([table, both.head(12)]), list(NAMES)), NAMES)
    assert not fewer["why"].str.contains("passages").any()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Group sharing", "Sharing (group)", True),
        ("Self-compassion", "self compassion", True),
        ("Kindness to self", "Kindness to others", False),
        ("Pace", "Space", True),
        ("Guilt", "Gratitude", False),
    ],
)
def test_names(one, other, same):
    examples = examples_of(coded().head(0), ["A", "B"])
    assert (len(near_duplicates(examples, {"A": one, "B": other})) == 1) == same


def test_how_alike_is_that_of_a_loop():
    examples = examples_of(coded(), list(NAMES))
    alike = (vectors(examples.words) @ vectors(examples.words).T).toarray()
    total = len(alike)
    base = np.mean([alike[i, j] for i in range(total) for j in range(total) if i != j])
    one, other = examples.under("A"), examples.under("B")
    mean = np.mean([alike[i, j] for i in one for j in other if i != j])
    found = how_alike(examples)
    place = [examples.codes.index(code) for code in "AB"]
    assert found[place[0], place[1]] == pytest.approx(mean / base)
    assert sharing_words(examples, times=found).equals(sharing_words(examples))


def test_nothing_coded_gives_empty_tables():
    examples = examples_of(coded().head(0), list(NAMES))
    assert sharing_words(examples).empty and near_duplicates(examples, {}).empty


def used(rows):
    return pd.DataFrame(rows, columns=["answer_id", "code", "coder"])


def test_a_code_of_one_coder_beside_chance():
    rows = [(f"{n}", "A", "anna") for n in range(4)] + [(f"{n}", "B", who) for n in range(4) for who in ("anna", "ben")]
    found = one_coder_only(used([*rows, ("0", "C", "ben"), ("9", "Z", "ben"), ("8", "Z", "ben")]), ["A", "B", "C"])
    assert found[["code", "only", "answers"]].values.tolist() == [["A", "anna", 4]]
    assert found["share"][0] == pytest.approx(0.5) and found["by_chance"][0] == pytest.approx(2 * 0.5**4)
    assert one_coder_only(used([*rows, ("0", "C", "ben")]), ["A", "B", "C"], fewest=1)["code"].tolist() == ["A", "C"]


def test_one_coder_alone_and_nothing_known_say_nothing():
    assert one_coder_only(used([("1", "A", "anna"), ("2", "A", "anna")]), ["A"]).empty
    assert only_one(used([("1", "A", ""), ("2", "A", "")]), ["A"], "coder").empty


def test_a_code_of_one_question_only():
    answers = pd.DataFrame({"answer_id": [f"{n}" for n in range(6)], "question": ["q1"] * 3 + ["q2"] * 2 + [""]})
    rows = [("0", "A", "x"), ("1", "A", "x"), ("1", "A", "y"), ("2", "B", "x"), ("3", "B", "x"), ("5", "A", "x")]
    found = one_question_only(used(rows), answers, ["A", "B"])
    assert found[["code", "only", "answers"]].values.tolist() == [["A", "q1", 2]]
    assert found["by_chance"][0] == pytest.approx((3 / 4) ** 2 + (1 / 4) ** 2)
