"""Codes that occur together: against statsmodels and scipy, planted pairs, and pure chance."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control, fisher_exact
from statsmodels.stats.contingency_tables import Table2x2

from sixphase.themes.looking.together import COLUMNS, benjamini_hochberg, fisher, measured, together
from sixphase.themes.looking.together_figure import NOTHING, together_alt, together_figure
from sixphase.themes.looking.values import looking_values, together_values

CODES = ["A", "B", "C", "D"]
READ = [f"{row:05}" for row in range(400)]
NAMES = {code: f"Name of {code}" for code in CODES}


def codings(has, codes=CODES):
    rows, columns = np.nonzero(has)
    return pd.DataFrame({"answer_id": [f"{row:05}" for row in rows], "code": [codes[column] for column in columns]})


def planted(answers=400, seed=9):
    """A and B together, C away from A, D by chance."""
    draw = np.random.default_rng(seed).random((answers, 4))
    a = draw[:, 0] < 0.4
    b = draw[:, 1] < np.where(a, 0.6, 0.2)
    c = draw[:, 2] < np.where(a, 0.15, 0.5)
    return np.column_stack([a, b, c, draw[:, 3] < 0.3])


@pytest.mark.parametrize("table", [(4, 1, 1, 4), (0, 5, 7, 30), (12, 0, 3, 9), (50, 20, 10, 300), (2, 0, 0, 0)])
def test_the_measures_are_those_of_independent_implementations(table):
    both, one, other, neither = table
    found = measured(np.array([both]), np.array([both + one]), np.array([both + other]), sum(table)).iloc[0]
    peer = Table2x2(np.array([[both, one], [other, neither]]) + 0.5)
    assert found["log_odds"] == pytest.approx(peer.log_oddsratio)
    assert (found["low"], found["high"]) == pytest.approx(peer.log_oddsratio_confint())
    square = [[both, one], [other, neither]]
    tails = [fisher_exact(square, alternative=side).pvalue for side in ("less", "greater")]
    assert found["p"] == pytest.approx(min(1, 2 * min(tails)))


def test_the_correction_is_scipys():
    p = np.random.default_rng(1).random(40) ** 3
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))
    assert (benjamini_hochberg(p) >= p).all()


def test_planted_pairs_are_clear_and_the_rest_is_not():
    pairs = together(codings(planted()), CODES, read=READ).set_index(["one", "other"])
    assert pairs.loc[("A", "B"), "clear"] and pairs.loc[("A", "B"), "low"] > 0
    assert pairs.loc[("A", "C"), "clear"] and pairs.loc[("A", "C"), "high"] < 0
    has = planted()
    assert pairs.loc[("A", "B"), "both"] == (has[:, 0] & has[:, 1]).sum()
    assert pairs.loc[("A", "B"), "expected"] == pytest.approx(has[:, 0].sum() * has[:, 1].sum() / 400)
    assert set(pairs.index[:2]) == {("A", "B"), ("A", "C")}
    assert not pairs.loc[[("A", "D"), ("B", "D"), ("C", "D")], "clear"].any()


def test_answers_that_were_read_and_got_no_code_count():
    has = np.random.default_rng(6).random((2000, 2)) < 0.1
    table = codings(has, ["A", "B"])
    whole = together(table, ["A", "B"], read=[*(f"{row:05}" for row in range(2000)), ""]).iloc[0]
    assert whole["of"] == 2000 and whole["low"] < 0 < whole["high"]
    part = together(table, ["A", "B"]).iloc[0]
    assert part["of"] == has.any(axis=1).sum() and part["high"] < 0


def test_by_chance_alone_hardly_any_of_many_pairs_is_clear_and_intervals_hold():
    draw = np.random.default_rng(8)
    shares = np.linspace(0.1, 0.5, 30)
    codes = [f"C{n:02}" for n in range(30)] + ["all"]
    has = np.column_stack([draw.random((1500, 30)) < shares, np.ones(1500, dtype=bool)])
    pairs = together(codings(has, codes), codes)
    pairs = pairs[(pairs["one"] != "all") & (pairs["other"] != "all")]
    covered = ((pairs["low"] <= 0) & (pairs["high"] >= 0)).mean()
    assert len(pairs) == 435 and 0.92 <= covered <= 0.98 and pairs["clear"].sum() <= 2


def test_frequency_does_not_make_a_pair_strong():
    has = np.zeros((200, 4), dtype=bool)
    has[:, 0], has[:180, 1] = True, True  # A in all, B in nearly all
    has[:10, 2] = has[:10, 3] = True  # C and D rare and always together
    pairs = together(codings(has), CODES)
    assert pairs.loc[0, ["one", "other"]].tolist() == ["C", "D"]
    assert pairs.set_index(["one", "other"]).loc[("A", "B"), "p"] == 1


@pytest.mark.parametrize("rows", [[], [("1", "A"), ("2", "B"), ("3", "A"), ("4", "B")], [("1", "A"), ("1", "Z")]])
def test_without_two_codes_in_an_answer_there_is_nothing_to_say(rows):
    table = pd.DataFrame(rows, columns=["answer_id", "code"], dtype=str)
    pairs = together(table, CODES)
    assert pairs.empty and list(pairs.columns) == COLUMNS
    assert together_alt(pairs, NAMES) == NOTHING and together_figure(pairs, NAMES).axes[0].texts
    assert {name: value for name, value, _ in together_values(pairs, NAMES)}["together.strongest_one"] == "none"


def test_two_passages_and_two_coders_count_an_answer_once_and_forms_can_be_the_unit():
    table = codings(planted())
    assert together(pd.concat([table, table]), CODES).equals(together(table, CODES))
    forms = table.assign(form_id=["" if a == "00000" else a[:4] for a in table["answer_id"]])
    assert together(forms, CODES, unit="form_id")["of"].iloc[0] == 40
    assert together(table, CODES, read=READ)["of"].iloc[0] == 400


def test_the_figure_shows_the_strongest_and_its_words_say_the_same():
    pairs = together(codings(planted()), CODES, read=READ)
    axes = together_figure(pairs, NAMES, most=3).axes[0]
    assert [label.get_text().count("Name of") for label in axes.get_yticklabels()] == [2, 2, 2]
    assert all(label.get_fontsize() >= 6 for label in axes.get_yticklabels() + axes.get_xticklabels())
    said = together_alt(pairs, NAMES, most=3)
    assert f"in {pairs['both'][0]} of 400 answers" in said and said.count("odds ratio ") == 3


def test_values():
    pairs = together(codings(planted()), CODES)
    values = {name: value for name, value, _ in together_values(pairs, NAMES)}
    assert values["together.pairs"] == 6 and values["together.more"] + values["together.less"] == pairs["clear"].sum()
    best = pairs[pairs["clear"] & (pairs["log_odds"] > 0)].iloc[0]
    assert values["together.strongest_odds"] == pytest.approx(np.exp(best["log_odds"]))
    empty = pd.DataFrame()
    assert [value for _, value, _ in looking_values(empty, empty, pairs)] == [0, 0, 6]


def test_fisher_never_exceeds_one():
    assert fisher(np.array([2]), np.array([4]), np.array([5]), 10)[0] == 1
