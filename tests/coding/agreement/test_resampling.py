"""The intervals: what is drawn, that nothing else is, and that planted truth lies within."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from coding.agreement.given import passages, random_sets, tables, two_by_two

from sixphase.coding.agreement import Tables, agreement_of
from sixphase.simulation import plan, simulate
from sixphase.transcription.transcript import answer_id

SETS = random_sets(3, 24, 3, 3, 0.2, 0.4)
FORMS = [f"F{n // 3}" for n in range(24)]  # three answers a form


@cache
def each_resample(seed, times):
    """The agreement of the answers of the forms that are drawn, computed anew for each resample."""
    draw = np.random.default_rng(seed)
    order = list(dict.fromkeys(FORMS))
    found = []
    for _ in range(times):
        chosen = draw.integers(len(order), size=len(order))
        rows = [row for form in chosen for row, of in zip(SETS, FORMS, strict=True) if of == order[form]]
        found.append(agreement_of(tables(rows), seed=1, codes=["c0", "c1", "c2"], resamples=0))
    return found


@pytest.mark.parametrize(
    ("name", "code"),
    [("percent", ""), ("kappa", "c0"), ("ac1", "c1"), ("alpha", ""), ("alpha_masi", ""), ("brennan_prediger", "c2")],
)
def test_the_interval_is_that_of_forms_drawn_again(name, code):
    found = agreement_of(tables(SETS, FORMS), seed=5, resamples=40)
    row = found.found.coefficients.query("coefficient == @name and code == @code").iloc[0]
    values = np.array([one.value(name, code) for one in each_resample(5, 40)])
    assert row["undefined"] == np.isnan(values).sum()
    expected = np.quantile(values[~np.isnan(values)], [0.025, 0.975])
    np.testing.assert_allclose([row["low"], row["high"]], expected, rtol=0, atol=1e-12)


def test_the_same_seed_gives_the_same_figures_whatever_the_order_of_rows():
    given = tables(SETS, FORMS)
    turned = Tables(given.codings.iloc[::-1], given.readers.sample(frac=1, random_state=2), given.answers)
    first, again = (agreement_of(t, seed=5, resamples=200).found.coefficients for t in (given, turned))
    pd.testing.assert_frame_equal(first, again, check_exact=True)
    other = agreement_of(given, seed=6, resamples=200).found.coefficients
    assert (first["value"] == other["value"]).all() and not (first["low"] == other["low"]).all()


@pytest.mark.parametrize(
    ("forms", "resampled", "groups"),
    [
        (FORMS, "forms", 8),
        ([""] * 24, "answers", 24),
        (["F0"] * 3 + [""] * 21, "forms, and answers whose form is not known", 22),
    ],
)
def test_the_highest_unit_known_is_drawn(forms, resampled, groups):
    found = agreement_of(tables(SETS, forms), seed=5, resamples=10, unit="character")
    assert (found.resampled, found.found.groups) == (resampled, groups)


def test_answers_of_one_person_widen_the_interval():
    """Every answer stands four times on its form: answers taken as cases would seem to know twice as much."""
    sets = [row for row in random_sets(8, 60, 2, 1, 0.0, 0.4) for _ in range(4)]
    width = {}
    for name, forms in (("forms", [f"F{n // 4}" for n in range(240)]), ("answers", None)):
        row = agreement_of(tables(sets, forms), seed=1).found.coefficients.query("coefficient == 'kappa'").iloc[0]
        width[name] = row["high"] - row["low"]
    assert 1.7 < width["forms"] / width["answers"] < 2.3


def test_a_rare_code_is_missing_in_some_resamples_and_that_is_counted():
    found = agreement_of(two_by_two(1, 0, 0, 30), seed=1)
    rows = found.found.coefficients.set_index(["code", "coefficient"])
    share = rows.loc[("x", "kappa"), "undefined"] / 1000
    assert share == pytest.approx((30 / 31) ** 31, abs=0.06)  # the one answer is not drawn
    assert rows.loc[("x", "percent"), "undefined"] == 0


def test_one_form_has_no_interval():
    found = agreement_of(
        passages("a b", {"ann": [(0, 1, "x")], "ben": [(0, 3, "x")]}, form="F1"), seed=1, unit="character"
    )
    assert found.found.resamples == 0
    assert found.found.coefficients["low"].isna().all()
    assert found.value("percent") == pytest.approx(1 / 3)
    assert any("no interval" in rule for rule in found.rules)


def test_intervals_hold_what_was_planted(tmp_path):
    """The simulated cohort's two coders: their skill is known, and so is what they must be expected to agree on."""
    folder = tmp_path / "cmt_cohort"
    simulate(folder, 11)
    read = {
        name: pd.read_csv(folder / f"{name}.csv", keep_default_na=False, dtype={"form_id": str})
        for name in ("answers", "truth/agreement")
    }
    answers = read["answers"].query("state == 'answered'")
    answers = answers.assign(
        answer_id=[answer_id(f, q) for f, q in zip(answers["form_id"], answers["question"], strict=True)]
    )
    codings = pd.concat([pd.read_csv(folder / "truth" / f"{c}.csv").assign(coder=c) for c in plan.CODERS])
    readers = pd.concat([answers[["answer_id"]].assign(coder=c) for c in plan.CODERS])
    found = agreement_of(Tables(codings, readers, answers), seed=1)
    assert found.resampled == "forms" and found.found.units == len(answers)
    rows = found.found.coefficients.set_index(["code", "coefficient"])
    truth = read["truth/agreement"].set_index("code")
    within = [
        rows.loc[(code, name), "low"] <= truth.loc[code, name] <= rows.loc[(code, name), "high"]
        for code in plan.SUBTHEMES
        for name in ("percent", "kappa")
    ]
    assert len(within) == 24 and sum(within) >= 20  # 24 intervals of 95 %: four outside come once in 30 seeds
    for code in plan.SUBTHEMES:
        row = rows.loc[(code, "kappa")]
        half = (row["high"] - row["low"]) / 2
        assert abs(row["value"] - truth.loc[code, "kappa"]) < 2.2 * half  # more than four standard errors
