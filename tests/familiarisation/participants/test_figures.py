"""Figures of the participants: legible, and true to the table behind them."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from coding.legible import drawn_texts, faults

from sixphase.familiarisation.participants.describe import describe_participants
from sixphase.familiarisation.participants.figures import (
    missing_alt,
    missing_figure,
    participants_alt,
    participants_figure,
)
from sixphase.familiarisation.participants.labels import NOT_SHOWN
from sixphase.familiarisation.participants.session_figures import sessions_alt, sessions_figure, sizes_alt, sizes_figure
from sixphase.familiarisation.participants.sessions import read_sessions
from sixphase.familiarisation.participants.told import figures_of
from sixphase.simulation import plan, simulate
from sixphase.study.settings import Attribute


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cohort")
    simulate(folder, 1)
    attributes = {
        "occupation": Attribute(label="Occupation", categories=tuple(plan.OCCUPATIONS)),
        "gender": Attribute(label="Gender", categories=tuple(plan.GENDERS)),
    }
    forms = pd.read_csv(folder / "forms.csv", dtype=str, keep_default_na=False)
    return describe_participants(forms, read_sessions(folder / "sessions.csv", attributes), attributes, 5)


@pytest.mark.parametrize("attribute", ["occupation", "gender"])
def test_participants(people, attribute):
    rows = people.participants[people.participants["attribute"] == attribute]
    figure = participants_figure(people.participants, attribute)
    assert faults(figure) == []
    said = [text.get_text() for text in drawn_texts(figure)]
    assert said.count(NOT_SHOWN) == rows["count"].isna().sum()
    assert len(figure.axes[0].patches) == rows["count"].notna().sum()
    alt = participants_alt(people.participants, attribute)
    assert alt.count(NOT_SHOWN) == rows["count"].isna().sum()
    for row in rows.dropna(subset="count").itertuples():
        assert f"{row.category} {row.count:,}, " in alt


@pytest.mark.parametrize("counts", [(10, 9, 9, 9, 8), (6,), (5, 5), (300, 7)])
def test_long_intervals_and_their_labels_fit_and_counts_are_whole(counts):
    names = [f"Group {n}" for n in range(len(counts))]
    forms = pd.DataFrame({"session_date": "", "job": [n for n, k in zip(names, counts, strict=True) for _ in range(k)]})
    none = pd.DataFrame({"session_date": pd.Series(dtype=str), "attended": pd.Series(dtype="Int64")})
    made = describe_participants(forms, none, {"job": Attribute(label="Job", categories=tuple(names))}, 5)
    figure = participants_figure(made.participants, "job")
    assert faults(figure) == []
    axes = figure.axes[0]
    frame = axes.get_window_extent()
    for text in axes.texts:
        assert text.get_window_extent().x1 <= frame.x1
    ends = [float(x) for line in axes.lines for x in line.get_xdata()]
    assert np.nanmax(ends) < axes.get_xlim()[1]
    assert all(float(tick).is_integer() for tick in axes.get_xticks())


def test_gender_hides_something_that_the_figure_says(people):
    assert NOT_SHOWN in participants_alt(people.participants, "gender")


def test_sessions(people):
    figure = sessions_figure(people.periods)
    assert faults(figure) == []
    assert sessions_alt(people.periods).count(" sessions, ") == len(people.periods)
    bars = figure.axes[0].patches
    assert len(bars) == people.periods[["attended", "forms"]].notna().to_numpy().sum()
    assert sum(bar.get_width() for bar in bars) == people.periods[["attended", "forms"]].sum().sum()


def test_sizes(people):
    figure = sizes_figure(people.sizes)
    assert faults(figure) == []
    heights = [bar.get_height() for bar in figure.axes[0].patches]
    assert heights == people.sizes["sessions"].tolist()
    assert "18 people: " in sizes_alt(people.sizes)


@pytest.mark.parametrize("attribute", ["occupation", "gender"])
def test_missing(people, attribute):
    figure = missing_figure(people.missing, attribute, 455 / 685)
    assert faults(figure) == []
    rows = people.missing[people.missing["attribute"] == attribute]
    alt = missing_alt(people.missing, attribute, 455 / 685)
    assert alt.count(NOT_SHOWN) == rows["response"].isna().sum()
    assert alt.endswith("All together 66 %.")
    assert "All together" not in missing_alt(people.missing, attribute, None)


def test_long_names_many_categories_and_nothing_at_all():
    names = [f"Category {n} with quite a long name that has to be folded" for n in range(40)]
    forms = pd.DataFrame({"session_date": "", "job": [name for name in names for _ in range(6)]})
    none = pd.DataFrame({"session_date": pd.Series(dtype=str), "attended": pd.Series(dtype="Int64")})
    made = describe_participants(forms, none, {"job": Attribute(label="Job", categories=tuple(names))}, 5)
    figure = participants_figure(made.participants, "job")
    assert faults(figure) == []
    assert figure.get_figheight() < 11
    assert "and 16 more categories" in participants_alt(made.participants, "job")
    empty = describe_participants(forms.head(0), none, {"job": Attribute(label="Job")}, 5)
    assert faults(participants_figure(empty.participants, "job")) == []
    assert faults(sessions_figure(empty.periods)) == []
    assert sessions_alt(empty.periods) == "No session has a date."


def test_all_hidden():
    forms = pd.DataFrame({"session_date": ["2022-05-19"] * 3, "job": ["a", "b", "c"]})
    sessions = pd.DataFrame({"session_date": ["2022-05-19"], "attended": pd.array([4], dtype="Int64")})
    made = describe_participants(forms, sessions, {"job": Attribute(label="Job", categories=("a", "b", "c"))}, 5)
    assert made.participants["count"].dropna().tolist() == [0]
    for figure in (participants_figure(made.participants, "job"), sessions_figure(made.periods)):
        assert faults(figure) == []
        assert NOT_SHOWN in [text.get_text() for text in drawn_texts(figure)]
    assert made.totals["forms"] is None
    assert made.sizes.empty


@pytest.mark.parametrize(("date", "drawn"), [("", False), ("2022-05-19", True)])
def test_sessions_are_drawn_where_one_has_a_date(tmp_path, date, drawn):
    forms = pd.DataFrame({"form_id": list("abcdefgh"), "session_date": date, "job": "Nurse"})
    job = {"job": Attribute(label="Job")}
    made = describe_participants(forms, read_sessions(tmp_path / "sessions.csv", job), job, 5)
    assert ("sessions" in {name for name, *_ in figures_of(made)}) == drawn
