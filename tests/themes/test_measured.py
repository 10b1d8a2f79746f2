"""Themes beside scores, as notebook 05 meets them: occasions and measures of a study with follow-up."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from themes.touching.reviewed import book, study

from sixphase.familiarisation.participants.describe import describe_participants
from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.familiarisation.participants.sessions import read_sessions
from sixphase.study.problem import InputError
from sixphase.study.settings import Attribute, Paper, Study
from sixphase.themes.measured import measured, measured_figures, measured_named, measured_tables
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.touching import touching_of

SAID = {"title": "S", "approach": "codebook", "seed": 1, "paper": Paper(title="P")}
WHEN = Attribute(label="Occasion", categories=("Workshop", "Month"))
CALM = Attribute(label="Calm", scale=(0, 10))
FORMS = 200


def met(scores, **attributes):
    """A step and a review: every second form touches T1, the first half is of the workshop."""
    lines = [f"f{n:03d} 2024-01-0{1 + n % 2} q1 {'T1.1' if n % 2 else 'T2.1'}" for n in range(FORMS)]
    codings, answers, forms = study("\n".join(lines))
    forms = forms.assign(when=np.where(np.arange(FORMS) < FORMS // 2, "Workshop", "Month"), calm=scores)
    touching = touching_of(codings, answers, forms, entries_of(book(T1=("T1.1",), T2=("T2.1",))))
    settings = Study(**SAID, attributes=attributes, occasion="when" if "when" in attributes else "")
    step = SimpleNamespace(study=settings, paths=SimpleNamespace(raw=Path("data_raw/s")))
    return step, SimpleNamespace(touching=touching, tops=frozenset({"T1", "T2"}))


def planted():
    """Those who touch T1 score 7 and the others 5 at the workshop; both 6 after a month."""
    draw = np.random.default_rng(1)
    apart = np.where(np.arange(FORMS) < FORMS // 2, np.where(np.arange(FORMS) % 2, 1, -1), 0)
    return [f"{score:.1f}" for score in np.clip(6 + apart + draw.normal(0, 1, FORMS), 0, 10)]


def test_a_planted_difference_is_found_at_its_occasion():
    found = measured(*met(planted(), when=WHEN, calm=CALM))
    [(name, display)] = list(measured_tables(found))
    rows = display[display["id"] == "T1"].set_index("occasion")
    assert name == "joint_display" and list(rows.index) == ["Workshop", "Month"]
    assert rows.loc["Workshop", "difference_low"] <= 2 <= rows.loc["Workshop", "difference_high"]
    assert rows["holds"].tolist() == [True, False]
    said = {name: value for name, value, _ in measured_named(found)}
    assert (said["joint.measures"], said["joint.occasions"], said["joint.stand"]) == ("Calm", 2, 4)
    [(name, figure, alt)] = list(measured_figures(found))
    bold = [t.get_text() for t in figure.axes[0].get_yticklabels() if t.get_fontweight() == "bold"]
    assert bold == ["Theme T1", "Theme T2"]
    assert name == "joint_calm" and "Workshop, Theme T1: 6.87" in alt


def test_without_a_measure_or_without_forms_nothing_is_shown():
    step, review = met(planted(), when=WHEN)
    assert measured(step, review) is None
    assert measured(met(planted(), calm=CALM)[0], None) is None
    assert list(measured_tables(None)) == list(measured_figures(None)) == list(measured_named(None)) == []


def test_where_too_few_gave_a_score_nothing_is_shown():
    """A table without rows would give the paper a part without its values."""
    found = measured(*met([*planted()[:3], *[""] * (FORMS - 3)], calm=CALM))
    assert list(measured_tables(found)) == list(measured_figures(found)) == list(measured_named(found)) == []


def test_where_every_theme_is_hidden_nothing_is_shown():
    """Else the paper would have a table of 'not shown' alone, and a figure without a point."""
    step, review = met(planted(), calm=CALM)
    hidden = Study(**SAID, attributes={"calm": CALM}, thresholds={"small_cell": FORMS // 2 + 1})
    assert list(measured_tables(measured(step, review)))
    found = measured(SimpleNamespace(study=hidden, paths=step.paths), review)
    assert list(measured_tables(found)) == list(measured_figures(found)) == list(measured_named(found)) == []


def test_a_score_outside_its_scale_is_told():
    with pytest.raises(InputError, match=r"row 2, form f000, column calm: '11' is no score of 'Calm'"):
        measured(*met(["11", *planted()[1:]], calm=CALM))


def test_an_occasion_is_an_attribute_of_the_study():
    with pytest.raises(ValueError, match="names an attribute that is not there: 'whne'"):
        Study(**SAID, attributes={"when": WHEN}, occasion="whne")


def test_an_occasion_needs_its_categories_since_forms_of_one_person_are_not_linked():
    with pytest.raises(ValueError, match=r"name the occasions under attributes\.when\.categories"):
        Study(**SAID, attributes={"when": Attribute(label="Occasion")}, occasion="when")


def test_with_two_occasions_twice_as_many_forms_stand_behind_what_is_shown():
    once, twice = (Study(**SAID, attributes={"when": WHEN}, occasion=occasion) for occasion in ("", "when"))
    assert (once.fewest, twice.fewest) == (5, 10)
    jobs = ["Clerk"] * 8 + ["Nurse"] * 22
    forms = pd.DataFrame({"form_id": [f"f{n}" for n in range(30)], "session_date": "", "job": jobs})
    given = read_sessions(Path("none.csv"), {}), {"job": Attribute(label="Job")}
    shown = [describe_participants(forms, *given, fewest).participants["state"].tolist()[:2] for fewest in (5, 10)]
    assert shown == [[SHOWN, SHOWN], [HIDDEN, HIDDEN]]  # the second group would tell the first
