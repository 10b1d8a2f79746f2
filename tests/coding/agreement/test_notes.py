"""Warnings, and figures that are not there."""

import numpy as np
import pytest
from coding.agreement.given import passages, tables, two_by_two

from sixphase.coding.agreement import agreement_of


def kinds(found, code="x"):
    return [note.kind for note in found.notes if note.code == code]


@pytest.mark.parametrize(
    ("counts", "noted"),
    [
        ((5, 3, 3, 89), True),  # 8 % of readings, agreement 94 %, kappa 0.59, AC1 0.93
        ((89, 3, 3, 5), True),  # nearly everywhere
        ((8, 0, 0, 92), False),  # rare, but nobody differs
        ((50, 3, 3, 44), False),  # not rare
        ((12, 1, 1, 86), False),  # 13 % of readings
        ((0, 10, 9, 30), False),  # agreement below 80 %
        ((0, 0, 0, 100), False),  # no kappa to mislead
    ],
)
def test_kappa_is_said_to_mislead_where_a_code_is_rare(counts, noted):
    rows = two_by_two(*counts)
    found = agreement_of(
        rows if sum(counts[:3]) else tables([[{"y"}, {"y"}]] + [[set(), set()]] * 99), seed=1, resamples=9
    )
    assert ("rare" in kinds(found)) is noted


@pytest.mark.parametrize(("with_code", "noted"), [(4, True), (5, False), (1, True)])
def test_a_code_in_few_answers_is_noted(with_code, noted):
    found = agreement_of(two_by_two(with_code, 0, 0, 40), seed=1, resamples=9)
    assert ("few" in kinds(found)) is noted


@pytest.mark.parametrize(("answers", "noted"), [(19, True), (20, False)])
def test_few_forms_are_noted(answers, noted):
    found = agreement_of(two_by_two(10, 0, 0, answers - 10), seed=1, resamples=9)
    assert (kinds(found, "") == ["few forms"]) is noted


@pytest.mark.parametrize(
    ("sets", "without", "reason"),
    [
        ([[set(), set()]] * 5, {"kappa", "alpha"}, "no variation: nobody gave it"),
        ([[{"x"}, {"x"}]] * 5, {"kappa", "alpha"}, ""),
        ([[{"x"}, set()]] * 5, set(), ""),  # one always, one never: kappa 0, alpha below 0
    ],
)
def test_no_variation_is_no_figure(sets, without, reason):
    found = agreement_of(
        tables([*sets, [{"y"}, None]]), seed=1, codes=["x", "y"] if not sets[0][0] else ["x"], names={"x": "X"}
    )
    rows = found.found.coefficients.query("code == 'x'").set_index("coefficient")
    assert set(rows.index[rows["value"].isna()]) == without
    assert all(rows.loc[name, "reason"].startswith(reason or "no variation") for name in without)
    assert ("no variation" in kinds(found)) is bool(without)
    if not without:
        assert rows.loc["kappa", "value"] == 0 and rows.loc["alpha", "value"] < 0


def test_kappa_of_pairs_that_do_not_vary():
    """Two always gave it where they met, two never: every pair is constant, though alpha has something to say."""
    found = agreement_of(tables([[{"x"}, {"x"}, None], [{"y"}, None, set()]]), seed=1, codes=["x"], resamples=9)
    assert found.value("alpha") == 1
    row = found.found.coefficients.query("code == 'x' and coefficient == 'kappa'").iloc[0]
    assert np.isnan(row["value"]) and row["reason"] == "no variation: each coder gave it always or never, in every pair"


def test_notes_name_numbers_and_never_an_answer():
    found = agreement_of(passages("secret words", {"ann": [(0, 6, "x")], "ben": []}), seed=1)
    assert [n.text for n in found.notes] == [
        "Only 1 answer to resample: read the intervals as a rough guide.",
        "x: given in only 1 answer; one more could change every figure.",
    ]
