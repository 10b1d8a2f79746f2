"""Intervals hold what they say: forms from a population with planted shares, 1,000 seeds."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.proportion import proportion_confint
from themes.touching.reviewed import FORMS, TOPS, people, truth

from sixphase.simulation import plan, simulate
from sixphase.study.codebook import Codebook
from sixphase.study.rates import wilson
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.intervals import clustered, wilson_each
from sixphase.themes.touching.shares import touching_shares
from sixphase.themes.touching.touching import touching_of

SEEDS = 1000


def drawn(alike: float):
    """For each seed the ends of all intervals, and those that take each answer as a person's only one."""
    ends = {"forms": [], "answers": [], "naive": []}
    hits = []
    for seed in range(SEEDS):
        written, touched = people(np.random.default_rng(seed), FORMS, alike)
        forms = touched.any(axis=1).mean(axis=0)
        hits.append(forms * FORMS)
        ends["forms"].append(wilson_each(forms, np.full(len(forms), FORMS)))
        here = written.any(axis=1)
        _, *both = clustered(csr_matrix(touched.sum(axis=1)[here].astype(np.int64)), written.sum(axis=1)[here])
        ends["answers"].append(both)
        number = written.sum()
        ends["naive"].append(wilson_each(touched.sum(axis=(0, 1)) / number, np.full(touched.shape[2], number)))
    return {kind: np.array(value) for kind, value in ends.items()}, np.rint(hits)


@pytest.mark.parametrize("alike", [0.0, 0.9])
def test_nominal_95_covers_93_to_97(alike):
    ends, hits = drawn(alike)
    of_answers, of_forms = truth(alike)
    covered = {}
    for kind, planted in (("forms", of_forms), ("answers", of_answers), ("naive", of_answers)):
        covered[kind] = ((ends[kind][:, 0] <= planted) & (planted <= ends[kind][:, 1])).mean(axis=0)
    widths = {kind: (value[:, 1] - value[:, 0]).mean(axis=0) for kind, value in ends.items()}
    for kind in ("forms", "answers"):
        assert covered[kind].min() >= 0.93, kind
        assert covered[kind].max() <= 0.97, kind
    for method in ("wilson", "beta"):
        low, high = proportion_confint(hits, FORMS, method=method)
        assert (widths["forms"] <= 1.02 * (high - low).mean(axis=0)).all()
    if alike:  # people who say more of everything: taking answers as apart would promise too much
        assert covered["naive"].min() < 0.9
        assert (widths["answers"] > widths["naive"]).all()
    else:
        assert (widths["answers"] <= 1.05 * widths["naive"]).all()


def test_the_planted_population_is_the_plans():
    written, touched = people(np.random.default_rng(1), 40_000)
    of_answers, of_forms = truth()
    assert touched.sum(axis=(0, 1)) / written.sum() == pytest.approx(of_answers, abs=0.01)
    assert touched.any(axis=1).mean(axis=0) == pytest.approx(of_forms, abs=0.01)
    assert len(of_forms) == len(plan.SUBTHEMES) + len(TOPS)


def test_the_simulated_study_lies_around_its_plan(tmp_path):
    """Many simulated forms: each subtheme's interval of answers holds what the study itself says is expected."""
    simulate(tmp_path, 3, forms=1500)
    answers = pd.read_csv(tmp_path / "answers.csv", dtype=str, keep_default_na=False)
    answers["answer_id"] = answers["form_id"] + "." + answers["question"]
    forms = pd.read_csv(tmp_path / "forms.csv", dtype=str, keep_default_na=False)
    codings = pd.read_csv(tmp_path / "truth" / "themes.csv", dtype={"answer_id": str})
    book = validated(Codebook, read_yaml(tmp_path / "codebook.yml"), tmp_path / "codebook.yml")
    table = touching_shares(touching_of(codings, answers, forms, entries_of(book))).set_index("id")
    expected = pd.read_csv(tmp_path / "truth" / "theme_shares.csv").groupby("code")[["expected", "answers"]].sum()
    share = expected["expected"] / expected["answers"]
    held = [
        table.loc[c, "answers_low"] - 0.005 <= share[c] <= table.loc[c, "answers_high"] + 0.005 for c in share.index
    ]
    assert sum(held) >= len(held) - 1


def test_wilson_of_many_is_wilson_of_each():
    hits, of = np.array([0, 1, 7, 20]), np.array([20, 3, 9, 20])
    low, high = wilson_each(hits / of, of)
    assert list(zip(low, high, strict=True)) == [pytest.approx(wilson(h, n)) for h, n in zip(hits, of, strict=True)]
    assert np.isnan(wilson_each(np.array([0.0]), np.array([0.0]))).all()


def test_the_variance_is_that_of_a_ratio():
    """Against statsmodels: a mean of clusters' rates weighted by their sizes, robust over clusters."""
    draw = np.random.default_rng(4)
    sizes = draw.integers(1, 6, 80)
    hits = draw.binomial(sizes, draw.beta(1, 2, 80))
    share, low, high = (float(v[0]) for v in clustered(csr_matrix(hits[:, None]), sizes))
    fit = WLS(hits / sizes, np.ones(80), weights=sizes).fit(cov_type="HC0")
    assert share == pytest.approx(fit.params[0])
    error = fit.bse[0] * np.sqrt(80 / 79)
    cases = share * (1 - share) / error**2
    from scipy.stats import t

    z = t.ppf(0.975, 79)
    assert [low, high] == pytest.approx([float(v) for v in wilson_each(share, cases, z)])


def test_one_person_alone_says_nothing_of_the_spread():
    share, low, high = clustered(csr_matrix(np.array([[2]])), np.array([4]))
    assert share.tolist() == [0.5]
    assert np.isnan([low, high]).all()
    share, low, high = clustered(csr_matrix(np.array([[0], [0], [0]])), np.array([4, 1, 1]))
    assert (share[0], low[0]) == (0, 0)
    assert 0.5 < high[0] < 1  # three people, however many answers
