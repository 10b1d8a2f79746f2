"""New codes per form against a plain loop, against an example worked by hand, and against planted truth."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from coding.legible import faults

from sixphase.themes.saturating.forms import form_codes, in_order, why_not_shown
from sixphase.themes.saturating.runs import (
    Measure,
    new_codes,
    new_codes_of,
    reached,
    saturation_table,
    shares_of_runs,
    shuffled,
)
from sixphase.themes.saturating.told import saturation_alt, saturation_figure, saturation_values

# Worked by hand: the first four forms hold 10 + 6 + 3 + 1 = 20 codes; the runs of two that follow add 3, 2, 1, 0.
BY_HAND = [10, 6, 3, 1, 2, 1, 1, 0, 0]
SHARES = [3 / 20, 2 / 20, 1 / 20, 0 / 20]


def study(draw, forms=30, codes=25, each=6):
    ids = [f"F{i:03d}" for i in range(forms)]
    dates = [f"2024-0{1 + int(m)}-15" for m in draw.integers(0, 6, forms)]
    people = pd.DataFrame({"form_id": ids, "session_date": dates})
    answers = pd.DataFrame([(f"{f}-{q}", f) for f in ids for q in "ab"], columns=["answer_id", "form_id"])
    rows = [(a, f"c{draw.integers(codes)}") for a in draw.choice(answers["answer_id"], forms * each)]
    return people, answers, pd.DataFrame(rows, columns=["answer_id", "code"])


def by_loop(order, answers, codings):
    """New codes per form, form by form."""
    form_of = dict(zip(answers["answer_id"], answers["form_id"], strict=True))
    seen, found = set(), []
    for form in order:
        own = {c for a, c in zip(codings["answer_id"], codings["code"], strict=True) if form_of[a] == form}
        found.append(len(own - seen))
        seen |= own
    return found


@pytest.mark.parametrize("seed", range(5))
def test_new_codes_are_those_of_a_loop_in_any_order(seed):
    people, answers, codings = study(np.random.default_rng(seed))
    order, rows = form_codes(codings, answers, people)
    assert new_codes(rows, len(order)).tolist() == by_loop(order, answers, codings)
    drawn = shuffled(rows, len(order), seed, 20)
    again = np.random.default_rng(seed)
    for row in drawn:
        places = again.permutation(len(order))
        mixed = [order[i] for i in np.argsort(places)]
        assert row.tolist() == by_loop(mixed, answers, codings)


def test_the_example_worked_by_hand():
    new = np.array(BY_HAND)
    assert shares_of_runs(new, Measure()).tolist() == pytest.approx(SHARES)
    assert reached(new, Measure()).tolist() == [6]  # '6+2': the run of forms 7 and 8
    assert reached(new, Measure(threshold=0)).tolist() == [7]
    assert reached(new, Measure(run=3)).tolist() == [6]
    assert reached(new, Measure(base=3, run=2)).tolist() == [7]
    assert reached(np.array([10, 6, 3, 1, 2, 1]), Measure()).tolist() == [-1]


@pytest.mark.parametrize(
    ("new", "measure", "forms"),
    [
        ([20, 0, 0, 0, 1, 0], Measure(), 4),  # exactly the threshold counts
        ([20, 0, 0, 0, 1, 1], Measure(), -1),
        ([20, 0, 0, 0, 0], Measure(), -1),  # no whole run after the base
        ([0, 0, 0, 0, 0, 0], Measure(), -1),  # a base without a code measures nothing
        ([], Measure(), -1),
        ([5, 0], Measure(1, 1, 0.0), 1),
    ],
)
def test_the_edges_of_the_measure(new, measure, forms):
    assert reached(np.array(new, dtype=np.int64), measure).tolist() == [forms]


def test_forms_stand_in_order_of_collection_and_answers_without_a_form_are_left_out():
    people = pd.DataFrame(
        [("F3", "2024-01-02"), ("F1", ""), ("F2", "2024-01-02"), ("F0", "2024-05-01")],
        columns=["form_id", "session_date"],
    )
    assert in_order(people) == ["F2", "F3", "F0", "F1"]
    answers = pd.DataFrame([("a", "F3"), ("b", ""), ("c", "F0")], columns=["answer_id", "form_id"])
    codings = pd.DataFrame([("a", "x"), ("a", "x"), ("b", "y"), ("c", "x")], columns=["answer_id", "code"])
    order, rows = form_codes(codings, answers, people)
    assert rows.to_numpy().tolist() == [[1, 0], [2, 0]]
    assert new_codes(rows, len(order)).tolist() == [0, 1, 0, 0]


def table_of(seed=1, measure=Measure(), times=200, **how):  # noqa: B008
    people, answers, codings = study(np.random.default_rng(seed), **how)
    order, rows = form_codes(codings, answers, people)
    drawn = shuffled(rows, len(order), 5, times)
    return saturation_table(order, new_codes(rows, len(order)), drawn, measure), drawn


def test_the_table_adds_up_and_names_no_form():
    table, drawn = table_of()
    assert table["codes"].is_monotonic_increasing
    assert (drawn.sum(axis=1) == table["codes"].iloc[-1]).all()
    assert table["random_low"].iloc[-1] == table["random_high"].iloc[-1] == table["codes"].iloc[-1]
    assert table["run_share"].isna().tolist() == [True] * 5 + [False] * 25
    base = table["codes"].iloc[3]
    for i in range(5, 30):
        assert table["run_new"].iloc[i] == table["new"].iloc[i - 1] + table["new"].iloc[i]
        assert table["run_share"].iloc[i] == pytest.approx(table["run_new"].iloc[i] / base)
    assert not table.astype(str).apply(lambda column: column.str.contains("F0")).any().any()


def test_few_common_codes_are_reached_and_ever_new_ones_are_not():
    few = {name: value for name, value, _ in saturation_values(*table_of(codes=4, each=12), Measure())}
    assert few["saturation.reached"] == 4
    assert few["saturation.random_share"] == 1
    people, answers, _ = study(np.random.default_rng(0))
    own = pd.DataFrame({"answer_id": answers["answer_id"], "code": answers["answer_id"]})
    order, rows = form_codes(own, answers, people)
    drawn = shuffled(rows, len(order), 1, 50)
    table = saturation_table(order, new_codes(rows, len(order)), drawn, Measure())
    ever = {name: text or value for name, value, text in saturation_values(table, drawn, Measure())}
    assert ever["saturation.reached"] == ever["saturation.random_reached"] == "not reached"
    assert ever["saturation.last_run_share"] == "50 %"


def test_the_paper_writes_it_as_the_method_does():
    drawn = np.array([BY_HAND, BY_HAND[::-1]])
    order = [f"F{i}" for i in range(9)]
    table = saturation_table(order, np.array(BY_HAND), drawn, Measure())
    said = {name: text or value for name, value, text in saturation_values(table, drawn, Measure())}
    assert said["saturation.reached"] == "6+2"
    assert said["saturation.threshold"] == "5 %"
    assert said["saturation.random_share"] == "50 %"


def test_the_same_seed_gives_the_same_orders():
    one, same, other = (table_of()[1], table_of()[1], table_of(seed=2)[1])
    assert (one == same).all()
    assert (one != other).any()


@pytest.mark.parametrize("forms", [1, 5, 6, 300])
def test_the_figure_can_be_read(forms):
    table, _ = table_of(forms=forms)
    assert faults(saturation_figure(table, Measure())) == []
    assert "forms in order of collection" in saturation_alt(table, Measure())
    plt.close("all")


def test_no_forms_at_all():
    people = pd.DataFrame({"form_id": pd.Series(dtype=str), "session_date": pd.Series(dtype=str)})
    answers = pd.DataFrame([("a", "")], columns=["answer_id", "form_id"])
    order, rows = form_codes(pd.DataFrame([("a", "x")], columns=["answer_id", "code"]), answers, people)
    drawn = shuffled(rows, 0, 1, 10)
    table = saturation_table(order, new_codes(rows, 0), drawn, Measure())
    assert table.empty
    assert new_codes_of(table).tolist() == []
    assert ("saturation.forms", 0, None) in saturation_values(table, drawn, Measure())


def test_a_reflexive_study_is_told_why_nothing_is_counted():
    assert "a judgement, not a count" in why_not_shown("reflexive")
    assert why_not_shown("codebook") is None
    assert why_not_shown("coding-reliability") is None


@pytest.mark.parametrize("wrong", [{"base": 0}, {"run": 0}, {"threshold": -0.1}, {"threshold": 1}])
def test_a_measure_that_measures_nothing_is_an_error(wrong):
    with pytest.raises(ValueError, match="at least"):
        Measure(**wrong)
