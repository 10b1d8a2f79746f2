"""What people and papers see of it."""

import json
import re
from io import StringIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from coding.agreement.given import random_sets, tables
from coding.legible import drawn_texts, faults
from rich.console import Console

from sixphase.coding.agreement import agreement_by_unit, agreement_of, allowed, who_saw_what
from sixphase.coding.agreement.figures import MOST_CODES, agreement_alt, agreement_figure
from sixphase.coding.agreement.readings import readings_of
from sixphase.coding.agreement.shown import show_agreement
from sixphase.coding.agreement.tables import checked
from sixphase.coding.agreement.values import agreement_values
from sixphase.coding.agreement.wording import wide
from sixphase.study.step import NAME

SETS = random_sets(1, 60, 2, 4, 0.1, 0.3)
NAMES = {
    "c0": "Calm [bold]breath[/]",
    "c1": "A name that is so long that it cannot stand in a figure",
    "z": "Never given",
}


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def found():
    return agreement_of(tables(SETS), seed=1, names=NAMES, codes=["c0", "c1", "c2", "z"], resamples=200)


@pytest.fixture(scope="module")
def reflexive():
    return agreement_of(tables(SETS), seed=1, approach="reflexive")


def printed(agreement, width=100):
    console = Console(file=StringIO(), width=width)
    console.print(show_agreement(agreement))
    return console.file.getvalue()


def test_the_screen_has_figures_rules_and_reasons(found):
    text = printed(found, 140)
    for coefficient in ("kappa", "ac1", "alpha"):
        assert f"{found.value(coefficient, 'c2'):.2f}" in text
    plain = re.sub(r"\s+", " ", text)
    assert "Calm [bold]breath[/]" in plain
    assert "Never given: Cohen's kappa, Krippendorff's alpha not defined (no variation: nobody gave it)" in plain
    assert all(re.sub(r"\s+", " ", rule) in plain for rule in found.rules)
    low, high = found.found.coefficients.set_index(["code", "coefficient"]).loc[("", "alpha"), ["low", "high"]]
    first = f"coder_0 and coder_1 read 46 answers in common and agree on {found.value('percent') * 100:.0f} % of decisions by answer"
    assert plain.startswith(f"{first}; alpha {found.value('alpha'):.2f} ({low:.2f} to {high:.2f}).")


def test_a_terminal_of_80_columns_cuts_nothing(found):
    text = printed(found, 80)
    table = text[: text.index("Who saw what")]
    assert "…" not in table and max(map(len, table.splitlines()[1:])) <= 80
    assert all(f"\n {name}" in table for name in ("all codes", "Calm", "c2", "Never"))
    low, high = found.found.coefficients.set_index(["code", "coefficient"]).loc[("c2", "kappa"), ["low", "high"]]
    assert f"{low:.2f}–{high:.2f}" in table


def test_an_interval_of_some_resamples_keeps_its_mark_on_80_columns():
    found = agreement_of(tables(random_sets(1, 12, 2, 3, 0.1, 0.1)), seed=1, names=NAMES, resamples=200)
    table = printed(found, 80).split("Who saw what")[0].split("\n*")[0]
    partly = found.found.coefficients.query("undefined > 0 and value == value and coefficient != 'alpha_masi'")
    assert "…" not in table and table[table.index("more*  one*") + 11 :].count("*") == len(partly) > 0


def test_what_is_said_of_many_codes_is_said_once():
    sets = random_sets(1, 60, 2, 6, 0.1, 0.03)
    found = agreement_of(tables(sets), seed=1, resamples=200)
    rows = found.found.coefficients
    partly = int((rows["value"].notna() & rows["undefined"].gt(0)).sum())
    text = re.sub(r"\s+", " ", printed(found, 140))
    assert partly > 1
    assert text.count("not defined in some resamples") == 1
    assert f"{partly} figures are not defined in some resamples" in text
    assert "* Interval of the resamples in which the figure is defined." in text
    kinds = {note.kind for note in found.notes}
    assert len(found.notes) > len(kinds) == text.count("! ")
    few = [note.code for note in found.notes if note.kind == "few"]
    assert f"could change every figure: {', '.join(few)}." in text


def test_a_name_cannot_send_codes_to_the_terminal():
    hostile = agreement_of(tables(SETS), seed=1, names={"c0": "\x1b[31mred"}, resamples=5)
    assert "\x1b[31mred" not in printed(hostile)


def test_a_reflexive_study_gets_no_coefficient(reflexive):
    assert not allowed("reflexive") and not reflexive.has_coefficients
    text = printed(reflexive)
    assert "kappa" not in text and "alpha" not in text and "Who saw what" in text
    assert reflexive.as_json()["coefficients"] == []
    assert [name for name, _, _ in agreement_values(reflexive)] == ["agreement.coders", "agreement.answers_in_common"]


def test_who_saw_what_counts_answers():
    sets = [[{"x"}, {"x"}, set()], [{"x"}, set(), None], [set(), {"y"}, {"y"}], [{"x"}, None, None]]
    given = checked(tables(sets))
    seen = who_saw_what(readings_of(given, ("coder_0", "coder_1", "coder_2"))).set_index("code")
    assert seen.loc["x"].tolist() == ["x", 3, 1, 0, 3, 1, 1]
    assert seen.loc["y"].tolist() == ["y", 0, 1, 1, 3, 1, 0]


def test_json_is_plain_and_whole(found):
    back = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert [row["value"] is None for row in back["coefficients"]] == found.found.coefficients["value"].isna().tolist()
    assert back["coefficients"][1]["value"] == found.value("kappa")
    assert back["rules"] == list(found.rules) and back["seed"] == 1 and back["coders"] == ["coder_0", "coder_1"]


def test_values_have_names_that_a_paper_can_use(found):
    values = {name: (value, text) for name, value, text in agreement_values(found)}
    assert all(NAME.fullmatch(name) for name in values)
    assert values["agreement.answer.overall.kappa"] == (found.value("kappa"), f"{found.value('kappa'):.2f}")
    assert values["agreement.answer.code.z.kappa"] == (None, "not defined")
    assert values["agreement.answer.code.z.kappa_interval"] == ("not defined", None)
    assert re.fullmatch(r"-?0\.\d\d to 0\.\d\d", values["agreement.answer.code.c0.alpha_interval"][0])
    assert not [name for name, (value, text) in values.items() if isinstance(value, float) and text is None]


def test_the_table_for_reading_keeps_the_order(found):
    table = wide(found.found.coefficients)
    assert table["code"].tolist() == ["all codes", *found.found.counts["name"]]
    assert table.columns.tolist()[1:3] == ["percent agreement", "Cohen's kappa"]


def test_the_figure_can_be_read(found):
    assert faults(agreement_figure(found)) == []


def test_a_figure_of_many_codes_can_be_read():
    sets = random_sets(2, 40, 3, 30, 0.2, 0.2)
    many = agreement_of(tables(sets), seed=1, resamples=50)
    figure = agreement_figure(many)
    assert faults(figure) == []
    names = {text.get_text() for text in drawn_texts(figure)} & set(many.found.counts["name"])
    assert len(names) == MOST_CODES


def test_the_figure_draws_the_coefficients(found):
    axes = agreement_figure(found).axes[0]
    points = {round(float(line.get_xdata()[0]), 9) for line in axes.lines if len(line.get_xdata()) == 1}
    for code in ("", "c0", "c1", "c2"):
        assert {round(found.value(name, code), 9) for name in ("kappa", "ac1", "alpha")} <= points


def test_the_words_of_the_figure(found):
    alt = agreement_alt(found)
    assert f"all codes: Cohen's kappa {found.value('kappa'):.2f} (" in alt
    assert "Never given: Cohen's kappa not defined (no variation: nobody gave it)" in alt


def test_all_units_at_once():
    found = agreement_by_unit(tables(SETS), seed=1, resamples=5)
    assert list(found) == ["answer", "sentence", "character"]
    assert found["character"].found.units == 5 * found["answer"].found.units  # every answer is 'words'
    np.testing.assert_allclose(
        found["answer"].found.coefficients["value"][0], found["character"].found.coefficients["value"][0], atol=1e-12
    )
