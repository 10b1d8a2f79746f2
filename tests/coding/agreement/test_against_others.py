"""Every coefficient against programs of others, on random data with missing readings."""

from itertools import combinations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from coding.agreement.given import random_sets, tables
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from irrCAC.raw import CAC
from nltk.metrics import masi_distance
from nltk.metrics.agreement import AnnotationTask
from statsmodels.stats.inter_rater import cohens_kappa

from sixphase.coding.agreement import agreement_of

NEAR = 1e-9
CODES = 3
drawn = st.builds(
    random_sets,
    seed=st.integers(0, 2**32 - 1),
    answers=st.integers(3, 40),
    coders=st.integers(2, 5),
    codes=st.just(CODES),
    missing=st.sampled_from([0.0, 0.2, 0.5]),
    common=st.sampled_from([0.05, 0.3, 0.6]),
)
many = settings(max_examples=40, deadline=None, derandomize=True)


def ratings(sets, code):
    """Answers × coders: 1, 0, or nan where not read."""
    return np.array([[np.nan if s is None else float(code in s) for s in row] for row in sets])


def measured(sets):
    assume(any(s for row in sets for s in row if s))
    assume(any(sum(s is not None for s in row) >= 2 for row in sets))
    return agreement_of(tables(sets), seed=1, codes=given_codes(sets), resamples=0)


def given_codes(sets):
    return sorted(set().union(*(s for row in sets for s in row if s)))


def same(ours, theirs):
    assert ours == pytest.approx(theirs, abs=NEAR, nan_ok=True)


def pooled(sets):
    """All decisions, each code for each answer, one under the other."""
    return np.vstack([ratings(sets, code) for code in given_codes(sets)])


def cases(sets):
    return [(code, ratings(sets, code)) for code in given_codes(sets)] + [("", pooled(sets))]


@many
@given(drawn)
def test_alpha_against_krippendorff(sets):
    found = measured(sets)
    for code, values in cases(sets):
        shared = values[(~np.isnan(values)).sum(axis=1) >= 2]
        if len(np.unique(shared[~np.isnan(shared)])) < 2:
            assert np.isnan(found.value("alpha", code))
        else:
            theirs = krippendorff.alpha(
                reliability_data=values.T, level_of_measurement="nominal", value_domain=[0.0, 1.0]
            )
            same(found.value("alpha", code), theirs)


@many
@given(drawn)
def test_percent_and_ac1_and_brennan_prediger_against_irrcac(sets):
    found = measured(sets)
    for code, values in cases(sets):
        theirs = CAC(pd.DataFrame(values), categories=[0.0, 1.0], digits=15)
        if (~np.isnan(values)).any(axis=1).sum() < 2:
            continue  # irrCAC divides by the number of units less one
        gwet = theirs.gwet()["est"]
        same(found.value("percent", code), gwet["pa"])
        same(found.value("ac1", code), gwet["coefficient_value"])
        same(found.value("brennan_prediger", code), theirs.bp()["est"]["coefficient_value"])


@many
@given(drawn)
def test_kappa_against_statsmodels(sets):
    found = measured(sets)
    for code, values in cases(sets):
        kappas = [kappa(values[:, a], values[:, b]) for a, b in combinations(range(values.shape[1]), 2)]
        defined = [value for value in kappas if not np.isnan(value)]
        same(found.value("kappa", code), np.mean(defined) if defined else np.nan)


def kappa(first, second):
    """Of one pair of coders; nan where there is nothing in common, or neither ever changes."""
    both = ~np.isnan(first) & ~np.isnan(second)
    table = np.zeros((2, 2))
    np.add.at(table, (first[both].astype(int), second[both].astype(int)), 1)
    if not table.sum() or (table.sum(axis=0) * table.sum(axis=1)).sum() == table.sum() ** 2:
        return np.nan
    return cohens_kappa(table).kappa


@many
@given(drawn)
def test_alpha_of_sets_against_nltk(sets):
    found = measured(sets)
    rows = [
        (f"k{c}", a, frozenset(s))
        for a, row in enumerate(sets)
        if sum(s is not None for s in row) >= 2  # NLTK counts single readings too; the method leaves them out
        for c, s in enumerate(row)
        if s is not None
    ]
    if len({labels for _, _, labels in rows}) < 2:
        assert np.isnan(found.value("alpha_masi"))
    else:
        same(found.value("alpha_masi"), AnnotationTask(data=rows, distance=apart).alpha())


def apart(one, other):
    """NLTK's distance divides by zero for two empty sets, which are the same."""
    return masi_distance(one, other) if one or other else 0.0


def test_sets_of_many_codes_against_nltk():
    """More codes than a byte has bits."""
    sets = random_sets(4, 60, 3, 19, 0.1, 0.15)
    rows = [(f"k{c}", a, frozenset(s)) for a, row in enumerate(sets) for c, s in enumerate(row) if s is not None]
    items = pd.Series([a for _, a, _ in rows]).value_counts()
    rows = [row for row in rows if items[row[1]] >= 2]
    same(measured(sets).value("alpha_masi"), AnnotationTask(data=rows, distance=apart).alpha())
