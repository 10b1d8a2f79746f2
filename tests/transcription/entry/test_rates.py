"""Error rates: against statsmodels, and against planted truth."""

import random
from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint
from transcription.entry.typists import STUDY, Typist, one_form, the_truth, truths

from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decide import settle
from sixphase.transcription.entry.decisions import Journal
from sixphase.transcription.entry.desk import decision_on
from sixphase.transcription.entry.rates import design_effect, rate
from sixphase.transcription.entry.record import entry_record, read_entry, write_entry
from sixphase.transcription.entry.told import entry_values, printed, typing_table

WHEN = "2025-01-01T09:00:00+00:00"


@pytest.mark.parametrize("seed", range(6))
def test_interval_against_statsmodels(seed: int) -> None:
    """The variance of a ratio as a weighted regression on a constant with clusters, then Wilson's interval."""
    rng = np.random.default_rng(seed)
    of = rng.integers(1, 200, 60)
    errors = rng.binomial(of, np.clip(rng.beta(1, 30, 60), 0, 1))
    fit = sm.WLS(errors / of, np.ones(60), weights=of).fit(cov_type="cluster", cov_kwds={"groups": np.arange(60)})
    share, whole = errors.sum() / of.sum(), of.sum()
    effect = max(1.0, float(fit.cov_params()[0, 0]) / (share * (1 - share) / whole))
    low, high = proportion_confint(errors.sum() / effect, whole / effect, method="wilson")
    found = rate(errors, of)
    assert design_effect(errors.astype(float), of.astype(float)) == pytest.approx(effect)
    assert (found.low, found.high) == pytest.approx((1000 * low, 1000 * high))
    assert effect > 1.2  # errors that gather on forms widen the interval


@pytest.mark.parametrize(("errors", "of"), [([0], [1]), ([0, 0], [40, 60]), ([3], [3]), ([1, 1, 1, 1], [10] * 4)])
def test_without_clusters_it_is_wilsons(errors: list[int], of: list[int]) -> None:
    low, high = proportion_confint(sum(errors), sum(of), method="wilson")
    found = rate(errors, of)
    assert (found.low, found.high) == pytest.approx((1000 * low, 1000 * high), abs=1e-6)


def test_nothing_to_count() -> None:
    assert rate([], []).of == 0
    assert np.isnan(rate([0], [0]).per_1000)


def test_the_interval_covers_as_often_as_it_says() -> None:
    """400 studies of 150 forms whose hands differ: the true rate lies inside in about 95 of 100."""
    rng = np.random.default_rng(8)
    hits = plain = 0
    for _ in range(400):
        of = rng.integers(50, 400, 150)
        errors = rng.binomial(of, rng.gamma(0.5, 0.01 / 0.5, 150).clip(0, 1))
        found = rate(errors, of)
        low, high = proportion_confint(errors.sum(), of.sum(), method="wilson")
        hits += found.low <= 10 <= found.high
        plain += low <= 0.01 <= high
    assert 0.91 <= hits / 400 <= 0.985
    assert plain / 400 < 0.8  # without the form as the cluster, the interval would promise too much


def settled_by_the_truth(first, second, truth):
    """Everything decided as it stands on the paper."""
    comparison, journal, real = compare(first, second, STUDY), Journal(), truths(truth)
    for row in comparison.rows():
        state, text = real[(row.form_id, row.field)]
        journal = journal.with_one(decision_on(row, "other", state, text, "AB", WHEN, journal, STUDY))
    return settle(comparison, journal, STUDY)


def test_planted_error_rates_are_recovered() -> None:
    """Two typists with known rates: changed, left out and swapped characters, and answers passed over."""
    rng = random.Random(11)
    truth = the_truth(1_500, rng)
    careful, hasty = Typist(0.001, 0.0005, 0.0005, 0.01, 0.5), Typist(0.004, 0.002, 0.001, 0.03, 0.5)
    settled = settled_by_the_truth(careful.types(truth, rng), hasty.types(truth, rng), truth)
    record = entry_record(settled)
    whole = record[record["field"] == "all"].set_index(["typist", "measure"])
    said = "".join(truth.answers["text"])
    unequal = sum(a != b for a, b in pairwise(said)) / len(said)  # a swap of equal letters is none
    for typist, planted in (("first", careful), ("second", hasty)):
        row = whole.loc[(typist, "characters in error")]
        edits = planted.changed + planted.omitted + 2 * planted.swapped * unequal  # a swap is two edits
        assert row["low"] <= 1000 * edits <= row["high"]
        assert row["high"] - row["low"] < 0.25 * row["per_1000"]  # and the interval says something
    disagreement = whole.loc[("both", "fields that differ")]
    assert disagreement["count"] == len(settled.fields[settled.fields["result"] == "differs"])


def test_each_planted_error_is_counted_where_it_belongs() -> None:
    """The errors of each typist, counted one by one against the truth; what both mistyped alike nobody can see."""
    rng = random.Random(12)
    truth = the_truth(300, rng)
    first, second = (Typist(0.003, 0.001, 0.001, 0.02).types(truth, rng) for _ in range(2))
    settled = settled_by_the_truth(first, second, truth)
    record = entry_record(settled).set_index(["field", "typist", "measure"])
    unlike = first.answers["text"] != second.answers["text"]
    assert (~unlike & (first.answers["text"] != truth.answers["text"])).sum() == 1  # here both passed one answer over
    for name, typed in (("first", first), ("second", second)):
        for question in ("interest", "change"):
            real = truth.answers[truth.answers["question"] == question]
            wrong = (unlike & (typed.answers["text"] != truth.answers["text"]))[real.index].sum()
            row = record.loc[(f"question {question}", name, "fields in error")]
            assert (row["count"], row["of"]) == (wrong, 300)
    assert settled.transcript.answers[unlike].equals(truth.answers[unlike])


def test_typists_have_no_rates_of_their_own_before_all_is_decided() -> None:
    first, second = one_form("safe", "warm"), one_form("save", "worm")
    comparison = compare(first, second, STUDY)
    journal = Journal()
    assert set(entry_record(settle(comparison, journal, STUDY))["typist"]) == {"both"}
    row = comparison.rows()[0]
    journal = journal.with_one(decision_on(row, "first", "", "", "AB", WHEN, journal, STUDY))
    assert set(entry_record(settle(comparison, journal, STUDY))["typist"]) == {"both"}
    row = comparison.rows()[1]
    journal = journal.with_one(decision_on(row, "second", "", "", "AB", WHEN, journal, STUDY))
    record = entry_record(settle(comparison, journal, STUDY)).set_index(["field", "typist", "measure"])
    assert record.loc[("all", "first", "fields in error"), "count"] == 1
    assert record.loc[("all", "second", "fields in error"), "count"] == 1
    assert record.loc[("question change", "first", "characters in error"), "count"] == 1
    assert record.loc[("all", "both", "double, decided"), "count"] == 2


def test_the_record_holds_no_words_and_comes_back(tmp_path) -> None:
    first, second = one_form("Xyzzy was Plugh"), one_form("Xyzzy was Plugg", job="Medical")
    record = entry_record(settle(compare(first, second, STUDY), Journal(), STUDY))
    write_entry(record, tmp_path / "entry.csv")
    raw = (tmp_path / "entry.csv").read_text()
    assert not any(word in raw for word in ("Xyzzy", "Plug", "Medical", "Nursing", "00013"))
    again = read_entry(tmp_path / "entry.csv")
    assert list(entry_values(again)) == [
        (name, value if text is None else pytest.approx(value, rel=1e-5), text)
        for name, value, text in entry_values(record)
    ]
    values = {name: (value, text) for name, value, text in entry_values(again)}
    assert values["entry.fields"] == (4, None)
    assert values["entry.undecided"] == (2, None)
    assert values["entry.rate_fields"] == (500.0, "500")
    assert values["entry.rate_characters"][1] == printed(1000 / 24)
    assert "entry.rate_fields_first" not in values


def test_a_study_typed_once_has_no_record(tmp_path) -> None:
    assert list(entry_values(read_entry(tmp_path / "entry.csv"))) == []


def test_forms_typed_once_are_said_to_be() -> None:
    first, second = one_form("a", form_id="1"), one_form("b", form_id="2")
    record = entry_record(settle(compare(first, second, STUDY), Journal(), STUDY))
    values = {name: (value, text) for name, value, text in entry_values(record)}
    told = [values[f"entry.{name}"][0] for name in ("forms_double", "forms_single", "single")]
    assert told == [0, 2, 8]
    assert values["entry.rate_fields"] == (None, "unknown")
    assert typing_table(record, STUDY).empty
