"""Figures, words and values of themes over attributes, time and occasions: legible, and true to their tables."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from coding.legible import drawn_texts, faults
from pydantic import ValidationError

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.simulation import plan, simulate
from sixphase.study.codebook import Codebook
from sixphase.study.problem import InputError
from sixphase.study.rates import percent
from sixphase.study.settings import Attribute
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.themes.differing.comparing import differences
from sixphase.themes.differing.figure import differing_alt, differing_figure
from sixphase.themes.differing.groups import by_attribute, by_question, by_year
from sixphase.themes.differing.joint import joint_display
from sixphase.themes.differing.joint_figure import joint_alt, joint_figure
from sixphase.themes.differing.table import themes_by_group, together
from sixphase.themes.differing.time_figure import time_alt, time_figure
from sixphase.themes.differing.trend import trends
from sixphase.themes.differing.values import differing_values, trend_values
from sixphase.themes.differing.waves import Measure, measures_of, read_measures
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.touching import touching_of

ATTRIBUTES = {
    "occupation": Attribute(label="Occupation", categories=tuple(plan.OCCUPATIONS)),
    "gender": Attribute(label="Gender", categories=tuple(plan.GENDERS)),
    "wave": Attribute(label="Occasion", categories=("After the day", "After a month")),
}


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The simulated cohort with two occasions and a score that is 0.8 higher among those who touch T3."""
    folder = tmp_path_factory.mktemp("cohort")
    simulate(folder, forms=455)
    forms = pd.read_csv(folder / "forms.csv", dtype=str, keep_default_na=False)
    answers = pd.read_csv(folder / "answers.csv", dtype=str, keep_default_na=False)
    answers["answer_id"] = answers["form_id"] + "." + answers["question"]
    codings = pd.read_csv(folder / "truth" / "themes.csv", dtype={"answer_id": str})
    book = validated(Codebook, read_yaml(folder / "codebook.yml"), folder / "codebook.yml")
    forms["wave"] = np.where(np.arange(455) % 3 == 0, "After a month", "After the day")
    touching = touching_of(codings, answers, forms, entries_of(book))
    draw = np.random.default_rng(1)
    number = [e.id for e in touching.entries].index("T3")
    score = (3 + 0.8 * touching.form_touches[:, number] + draw.normal(0, 1, 455)).clip(0, 6).round(1)
    forms["calm"] = np.where(draw.random(455) < 0.1, "", score.astype(str))
    return touching, forms


@pytest.fixture(scope="module")
def tables(made):
    touching, forms = made
    groups = [by_attribute(forms, id_, ATTRIBUTES[id_], 5) for id_ in ("occupation", "gender")]
    groups += [by_year(forms, 5), by_question(touching, list(plan.QUESTIONS), 5)]
    return {g.id: themes_by_group(touching, g, 5) for g in groups}


TOPS = frozenset({"T1", "T2", "T3", "T4"})


@pytest.mark.parametrize("split", ["occupation", "gender", "question"])
def test_small_multiples(tables, split):
    table = tables[split]
    figure = differing_figure(table, TOPS)
    assert faults(figure) == []
    groups = [g for g in table["group"].unique() if g]
    assert sum(axes.get_visible() for axes in figure.axes) == len(groups)
    dots = sum(len(line.get_xdata()) for axes in figure.axes for line in axes.lines if line.get_marker() == "o")
    assert dots == ((table["state"] == SHOWN) & (table["group"] != "")).sum()
    alt = differing_alt(table)
    assert alt.count("not shown") == (table["state"] == HIDDEN).sum()
    for row in table[(table["state"] == SHOWN) & (table["group"] != "")].itertuples():
        assert f"{row.group} {percent(row.share)} (" in alt


def test_time(made, tables):
    told = trends(made[0], tables["year"])
    figure = time_figure(tables["year"], told)
    assert faults(figure) == []
    said = [text.get_text() for text in drawn_texts(figure)]
    hidden = tables["year"].query("state == 'hidden'")["id"].nunique()
    assert said.count("not shown") == hidden
    assert time_alt(tables["year"], told).count("; odds times ") == told["odds"].notna().sum()


def test_the_planted_differences_and_trends_are_found(made, tables):
    compared = differences(together(list(tables.values())))
    found = compared[compared["holds"]].set_index(["group", "id"])["difference"]
    assert found["Admin and clerical", "T2.2"] > 0.1  # planted: twice the chance
    assert found["Nursing", "T3.2"] > 0.05  # planted: 1.4 times
    assert found["take", "T3.2"] > 0.2
    told = trends(made[0], tables["year"]).set_index("id")
    assert told["holds"]["T4.2"]
    assert told["low"]["T4.2"] > 1  # planted: from 0.4 to 1.8 times
    assert told["odds"]["T1.4"] < 1  # planted: from 1.4 to 0.7 times
    said = {name: value if text is None else text for name, value, text in differing_values(
        together(list(tables.values())), compared, "bh")}  # fmt: skip
    assert said["differing.comparisons"] == len(compared)
    assert said["differing.occupation.largest"].startswith("Safe Space")
    assert {n: v for n, v, _ in trend_values(told.reset_index())}["trend.rise"] == "Future Reflective Groups"


def test_nothing_to_compare():
    empty = together([])
    assert differing_alt(empty) == "There is no group that may be shown."
    assert faults(differing_figure(empty)) == []
    assert differences(empty).empty
    assert [v for n, v, _ in differing_values(empty, differences(empty), "holm") if n.endswith("comparisons")] == [0]


CALM = {"calm": Measure(label="Calm", low=0, high=6)}


def test_themes_beside_scores(made):
    touching, forms = made
    scores = read_measures(forms, CALM, Path("forms.csv"))
    occasions = by_attribute(forms, "wave", ATTRIBUTES["wave"], 5)
    display = joint_display(touching, scores, CALM, occasions, 5)
    assert display["occasion"].unique().tolist() == ["After the day", "After a month"]
    row = display[(display["id"] == "T3") & (display["occasion"] == "After the day")].iloc[0]
    number = [e.id for e in touching.entries].index("T3")
    here = (forms["wave"] == "After the day").to_numpy() & scores["calm"].notna().to_numpy()
    own = scores["calm"][here & touching.form_touches[:, number]]
    assert (row["touched"], row["mean"]) == (len(own), pytest.approx(own.mean()))
    assert 0 < row["difference_low"] < row["difference"] < row["difference_high"]  # planted: 0.8
    assert row["difference"] == pytest.approx(0.8, abs=0.5)
    assert row["holds"]
    figure = joint_figure(display, "calm")
    assert faults(figure) == []
    alt = joint_alt(display, "calm")
    assert alt.count("not shown") == (display["state"] == HIDDEN).sum()
    assert f"T3: {own.mean():.2f}" not in alt  # the name, not the id
    assert f"{own.mean():.2f} (" in alt


def test_small_sides_have_no_scores(made):
    touching, forms = made
    scores = read_measures(forms, CALM, Path("forms.csv"))
    display = joint_display(touching, scores, CALM, by_attribute(forms, "wave", ATTRIBUTES["wave"], 5), 40)
    shown = display[display["state"] == SHOWN]
    assert (shown[["touched", "others"]] >= 40).all(axis=None)
    hidden = display[display["state"] == HIDDEN]
    assert len(hidden)
    assert hidden[["touched", "mean", "low", "others", "difference", "g", "adjusted"]].isna().all(axis=None)
    few = scores.where(np.arange(455)[:, None] < 9)  # three and six people
    assert joint_display(touching, few, CALM, by_attribute(forms, "wave", ATTRIBUTES["wave"], 5), 5).empty


def test_without_occasions_all_forms_are_one(made):
    touching, forms = made
    display = joint_display(touching, read_measures(forms, CALM, Path("forms.csv")), CALM, None, 5)
    assert display["occasion"].unique().tolist() == [""]
    assert faults(joint_figure(display, "calm")) == []
    assert faults(joint_figure(display, "absent")) == []


@pytest.mark.parametrize("text", ["seven", "7", "-1", "nan", "1_0", "1e999", "３"])
def test_scores_that_are_refused(text):
    forms = pd.DataFrame({"form_id": ["a", "b"], "calm": ["3.5", text]})
    with pytest.raises(InputError, match=r"row 3, form b, column calm.*is no score of 'Calm'"):
        read_measures(forms, CALM, Path("forms.csv"))


def test_scores_that_are_read():
    forms = pd.DataFrame({"form_id": list("abc"), "calm": ["0", " 6.0 ", ""]})
    assert read_measures(forms, CALM, Path("forms.csv"))["calm"].tolist()[:2] == [0, 6]
    with pytest.raises(InputError, match="column of the measure 'calm' is missing"):
        read_measures(forms.drop(columns="calm"), CALM, Path("forms.csv"))


def test_measures_are_the_attributes_with_a_scale():
    held = {"job": Attribute(label="Job"), "calm": Attribute(label="Calm", scale=(0, 6))}
    assert measures_of(held) == {"calm": Measure("Calm", 0, 6)}
    for wrong in ((6, 6), (6, 0), (0,), "0 to 6"):
        with pytest.raises(ValidationError):
            Attribute(label="Calm", scale=wrong)
