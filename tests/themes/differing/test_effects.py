"""Differences, corrections and trends, against statsmodels and planted truth."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import t
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_effectsize, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from sixphase.themes.differing.comparing import differences
from sixphase.themes.differing.correcting import corrected
from sixphase.themes.differing.effects import cohens_h, difference, odds_ratio, score_p
from sixphase.themes.differing.joint import welch
from sixphase.themes.differing.trend import odds_per_unit

CASES = [(20, 40, 30, 100), (5, 56, 0, 29), (56, 70, 48, 80), (9, 10, 3, 10), (0, 12, 7, 90), (10, 10, 3, 9)]


@pytest.mark.parametrize("case", CASES)
def test_effects_are_those_of_statsmodels(case):
    a, n, b, m = case
    apart, low, high = (float(v) for v in difference(*case))
    assert apart == pytest.approx(a / n - b / m)
    assert (low, high) == pytest.approx(confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff"))
    assert float(cohens_h(*case)) == pytest.approx(proportion_effectsize(a / n, b / m))
    assert float(score_p(*case)) == pytest.approx(proportions_ztest([a, b], [n, m])[1])
    table = np.array([[a, n - a], [b, m - b]], dtype=float)
    other = Table2x2(table + 0.5 * (table == 0).any(), shift_zeros=False)
    odds, odds_low, odds_high = (float(v) for v in odds_ratio(*case))
    assert (odds, odds_low, odds_high) == pytest.approx((other.oddsratio, *other.oddsratio_confint()))


def test_newcombes_published_example():
    """Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80 gives 0.0524 to 0.3339."""
    _, low, high = (float(v) for v in difference(56, 70, 48, 80))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_two_shares_that_are_none_or_all_do_not_differ():
    assert float(score_p(0, 10, 0, 20)) == 1
    assert float(score_p(10, 10, 20, 20)) == 1


@pytest.mark.parametrize(("method", "theirs"), [("bh", "fdr_bh"), ("holm", "holm")])
def test_corrections_are_those_of_statsmodels(method, theirs):
    draw = np.random.default_rng(3)
    for number in (1, 2, 7, 200):
        p = np.round(draw.random(number) ** 3, 3)  # ties among them
        assert corrected(p, method) == pytest.approx(multipletests(p, method=theirs)[1])
    gaps = corrected([0.01, np.nan, 0.04], method)
    assert gaps[[0, 2]] == pytest.approx(multipletests([0.01, 0.04], method=theirs)[1])
    assert np.isnan(gaps[1])
    assert corrected([], method).tolist() == []


def test_an_unknown_correction_is_refused():
    with pytest.raises(ValueError, match="known are bh, holm"):
        corrected([0.1], "bonferroni")


def test_the_difference_covers_the_planted_one():
    draw = np.random.default_rng(5)
    for one, other, n, m in ((0.3, 0.2, 61, 394), (0.1, 0.25, 23, 432), (0.5, 0.5, 106, 349)):
        _, low, high = difference(draw.binomial(n, one, 4000), n, draw.binomial(m, other, 4000), m)
        covered = ((low <= one - other) & (one - other <= high)).mean()
        assert 0.93 <= covered <= 0.97, (one, other, n, m, covered)


def table(split: str, groups: dict[str, tuple[int, int]], state="shown") -> pd.DataFrame:
    rows = [(split, split, "forms", "T1", "T1", "T1", name, state, *cells) for name, cells in groups.items()]
    whole = [sum(cells) for cells in zip(*groups.values(), strict=True)]
    rows.append((split, split, "forms", "T1", "T1", "T1", "", "shown", *whole))
    made = pd.DataFrame(
        rows, columns=["split", "label", "unit", "id", "name", "short", "group", "state", "touched", "of"]
    )
    return made.assign(share=made["touched"] / made["of"])


def test_each_group_is_set_against_all_others():
    both = pd.concat(
        [table("job", {"a": (20, 40), "b": (30, 90), "c": (5, 50)}), table("gender", {"w": (50, 150), "m": (5, 30)})]
    )
    made = differences(both)
    assert made["group"].tolist() == ["a", "b", "c", "w"]  # of two groups the other is the mirror
    assert made["others"].tolist() == pytest.approx([35 / 140, 25 / 90, 50 / 130, 5 / 30])
    raw = [proportions_ztest([20, 35], [40, 140])[1], proportions_ztest([30, 25], [90, 90])[1]]
    raw += [proportions_ztest([5, 50], [50, 130])[1], proportions_ztest([50, 5], [150, 30])[1]]
    assert made["adjusted"].tolist() == pytest.approx(multipletests(raw, method="fdr_bh")[1])
    assert differences(both, "holm")["adjusted"].tolist() == pytest.approx(multipletests(raw, method="holm")[1])
    assert "p" not in made.columns
    assert differences(table("job", {"a": (2, 40), "b": (3, 90)}, "hidden")).empty


def planted(draw, odds: float, sessions: int = 40, size: int = 11, spread: float = 0.0):
    x = np.repeat(np.sort(draw.random(sessions)) * 3, size)
    cluster = np.repeat(np.arange(sessions), size)
    logit = -0.6 + np.log(odds) * x + np.repeat(draw.normal(0, spread, sessions), size)
    return draw.random(len(x)) < 1 / (1 + np.exp(-logit)), x, cluster


def test_the_trend_is_that_of_statsmodels():
    draw = np.random.default_rng(8)
    hit, x, cluster = planted(draw, 1.5, spread=0.4)
    odds, low, high, p = odds_per_unit(hit, x, cluster)
    fit = sm.Logit(hit.astype(float), sm.add_constant(x)).fit(disp=0)
    assert odds == pytest.approx(np.exp(fit.params[1]), rel=1e-6)
    again = sm.GEE(hit.astype(float), sm.add_constant(x), cluster, family=sm.families.Binomial())
    error = again.fit(cov_type="bias_reduced", maxiter=200).bse[1] * np.sqrt(39 / 40)
    ends = np.exp(fit.params[1] + np.array([-1, 1]) * t.ppf(0.975, 39) * error)
    assert (low, high) == pytest.approx(tuple(ends), rel=1e-5)
    assert p == pytest.approx(2 * t.sf(abs(fit.params[1]) / error, 39), rel=1e-5)


@pytest.mark.parametrize(("spread", "times"), [(0.0, 1.4), (0.5, 1.0)])
def test_the_trend_covers_the_planted_one(spread, times):
    """Also where the people of one session are alike; then the planted ratio must be 1, which no averaging bends."""
    held = []
    for seed in range(1000):
        _, low, high, _ = odds_per_unit(*planted(np.random.default_rng(seed), times, spread=spread))
        held.append(low <= times <= high)
    assert 0.93 <= np.mean(held) <= 0.97


def test_no_trend_where_time_parts_the_two_or_nothing_changes():
    x = np.arange(10.0)
    cluster = np.arange(10)
    assert odds_per_unit(x > 4, x, cluster) is None
    day = np.repeat([0.0, 1.0, 2.0, 3.0], 6) / 365.25  # a year is far beyond four days: no number holds its ends
    hit = np.tile([True, False, False, True, True, False], 4) ^ (np.arange(24) % 7 == 0)
    assert odds_per_unit(hit, day, np.repeat(range(4), 6)) is None
    assert odds_per_unit(x > 40, x, cluster) is None
    assert odds_per_unit(x > 4, np.zeros(10), cluster) is None


def test_means_are_compared_as_statsmodels_does():
    draw = np.random.default_rng(2)
    one, other = draw.normal(3, 1, 14), draw.normal(2.5, 2, 40)
    apart, low, high, g, p = welch(one, other)
    theirs = CompareMeans(DescrStatsW(one), DescrStatsW(other))
    assert (low, high) == pytest.approx(theirs.tconfint_diff(usevar="unequal"))
    assert p == pytest.approx(theirs.ttest_ind(usevar="unequal")[1])
    pooled = np.sqrt((13 * one.var(ddof=1) + 39 * other.var(ddof=1)) / 52)
    assert g == pytest.approx(apart / pooled * (1 - 3 / (4 * 52 - 1)))
    assert welch(np.array([1.0, 1.0]), np.array([2.0, 2.0]))[0] == -1
    assert welch(np.array([1.0]), other)[0] is None
