"""Figures that were printed in the literature."""

from itertools import product

import numpy as np
import pytest
from coding.agreement.given import passages, tables, two_by_two, yes_no

from sixphase.coding.agreement import agreement_of

N = np.nan
# Krippendorff 2011, 'Computing Krippendorff's alpha-reliability', section C: four observers, twelve units.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
MEG, OWEN = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]  # the same, section A


def by_value(columns):
    """Each value as a set of one code."""
    return tables([[None if np.isnan(v) else {f"v{v:.0f}"} for v in row] for row in zip(*columns, strict=True)])


def chance(found, code, name):
    """The chance agreement behind a coefficient."""
    percent, value = found.value("percent", code), found.value(name, code)
    return (percent - value) / (1 - value)


def test_krippendorff_four_observers():
    found = agreement_of(by_value(FOUR), seed=1, resamples=2)
    assert found.value("alpha_masi") == pytest.approx(0.743, abs=5e-4)  # sets of one code are apart by 0 or 1


def test_krippendorff_two_observers():
    found = agreement_of(tables(yes_no(list(zip(MEG, OWEN, strict=True)))), seed=1, resamples=2)
    assert found.value("alpha") == pytest.approx(0.095, abs=5e-4)
    assert found.value("alpha", "x") == found.value("alpha") == found.value("alpha_masi")


def test_gwet_four_raters():
    """Gwet 2014, 'Handbook of Inter-Rater Reliability', the same data: AC1 0.775, put together from single codes.

    With one code a unit, each pair that differs does so on two codes, and Gwet's chance is the sum of p(1 - p)
    divided by the number of codes less one.
    """
    found = agreement_of(by_value(FOUR), seed=1, resamples=2)
    codes = [f"v{n}" for n in range(1, 6)]
    percent = 1 - sum(1 - found.value("percent", code) for code in codes) / 2
    last = 2 * 1 / 12 * 11 / 12  # nobody differs on it, which hides its chance: it is in 1 unit of 12
    by_chance = (sum(chance(found, code, "ac1") for code in codes[:4]) + last) / 2 / (len(codes) - 1)
    assert percent == pytest.approx(0.818, abs=5e-4)
    assert (percent - by_chance) / (1 - by_chance) == pytest.approx(0.775, abs=5e-4)


def test_gwet_paradox():
    """Gwet 2008, section 2: 125 units, 118 and 0 alike, 5 and 2 apart."""
    found = agreement_of(two_by_two(118, 5, 2, 0), seed=1, resamples=2)
    assert found.value("percent") == pytest.approx(0.944)
    assert found.value("kappa") == pytest.approx(-0.0234, abs=5e-5)
    assert found.value("ac1") == pytest.approx(0.9408, abs=5e-5)


def test_cohen_1960():
    """Cohen 1960, table 2: 200 units, three categories, kappa 0.492.

    Kappa of all categories is the mean of those of each, weighted by what chance leaves (Fleiss 1981,
    'Statistical Methods for Rates and Proportions', 13.1).
    """
    counts = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
    rows = [[{f"k{a}"}, {f"k{b}"}] for a, b in product(range(3), repeat=2) for _ in range(counts[a][b])]
    found = agreement_of(tables(rows), seed=1, resamples=2)
    weights = [1 - chance(found, f"k{n}", "kappa") for n in range(3)]
    kappas = [found.value("kappa", f"k{n}") for n in range(3)]
    assert np.average(kappas, weights=weights) == pytest.approx(0.492, abs=5e-4)


@pytest.mark.parametrize(
    ("counts", "percent", "kappa"),
    [((40, 9, 6, 45), 0.85, 0.70), ((80, 10, 5, 5), 0.85, 0.32)],
)
def test_feinstein_and_cicchetti(counts, percent, kappa):
    """Feinstein & Cicchetti 1990, tables of the first paradox."""
    found = agreement_of(two_by_two(*counts), seed=1, resamples=2)
    assert found.value("percent") == pytest.approx(percent)
    assert found.value("kappa") == pytest.approx(kappa, abs=5e-3)
    assert found.value("brennan_prediger") == pytest.approx(2 * percent - 1)


def test_characters_of_which_each_coder_marked_a_hundred():
    """1,000 characters, 100 marked by each, 50 in common: 0.444, and not the 0.299 of a widely used program."""
    text = "x" * 1000
    found = agreement_of(
        passages(text, {"ann": [(100, 200, "calm")], "ben": [(150, 250, "calm")]}), seed=1, unit="character"
    )
    assert found.value("kappa") == pytest.approx(4 / 9, abs=1e-12)
    assert found.found.units == 1000
    assert found.found.uncoded_units == 850
    left_out = agreement_of(
        passages(text, {"ann": [(100, 200, "calm")], "ben": [(150, 250, "calm")]}),
        seed=1,
        unit="character",
        uncoded="left out",
    )
    assert left_out.found.units == 150
    assert left_out.value("kappa") == pytest.approx(-0.5, abs=1e-12)
