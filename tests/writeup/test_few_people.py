"""Few people behind a theme or code: the paper and its supplement tell as much of them, and no more."""

from types import SimpleNamespace

import pandas as pd
import pytest
from coding.legible import faults
from themes.touching.reviewed import book, study

from sixphase.study.few_people import NOT_SHOWN, people_behind
from sixphase.themes.spoken import spoken_named
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.figure import touching_alt, touching_figure, without_few
from sixphase.themes.touching.shares import touching_shares, untouched_rates
from sixphase.themes.touching.touching import touching_of
from sixphase.themes.touching.values import touching_values
from sixphase.writeup.supplement.tables import people_table
from sixphase.writeup.tables import codes_table, touching_table
from sixphase.writeup.theme_tables import against_table

SMALL = 5
# T1 has six people, T2 four of whom one wrote two answers, T3 nobody
LINES = "\n".join(
    [
        *(f"f{n} 2024-01-01 q1 T1.1" for n in range(6)),
        *(f"f{n} 2024-01-01 q2 T2.1" for n in range(4)),
        "f0 2024-01-01 q3 T2.1",
        *(f"g{n} 2024-01-01 q1 -" for n in range(6)),
    ]
)
NAMES = {"T1.1": "Theme T1", "T2.1": "Theme T2"}


@pytest.fixture
def seen():
    codings, answers, forms = study(LINES)
    made = touching_of(codings, answers, forms, entries_of(book(T1=("T1.1",), T2=("T2.1",), T3=("T3.1",))))
    form_of = dict(zip(answers["answer_id"], answers["form_id"], strict=True))
    return codings, form_of, made, touching_shares(made)


def test_paper_and_supplement_tell_the_same_of_each_theme(seen):
    codings, form_of, _, shares = seen
    beside = people_table(codings, form_of, NAMES, SMALL).set_index("Theme")
    paper = touching_table(shares, SMALL).set_index(["Theme", "Subtheme"])
    assert beside.loc["Theme T2"].tolist() == [NOT_SHOWN, "fewer than 5"]
    assert paper.loc[("Theme T2", "all of it")].tolist() == ["fewer than 5", NOT_SHOWN]
    assert paper.loc[("Theme T2", "Sub T2.1")].tolist() == ["fewer than 5", NOT_SHOWN]
    assert beside.loc["Theme T1"].tolist() == ["6", "6"]
    assert [told.split(",")[0] for told in paper.loc[("Theme T1", "all of it")]] == ["6", "6"]
    assert paper.loc[("Theme T3", "all of it"), "People"].startswith("0, 0 %")


def test_of_a_code_of_few_people_neither_answers_nor_passages_are_told(seen):
    codings, form_of, *_ = seen
    behind = people_behind(codings, form_of, codings["code"])
    assert behind == {"T1.1": 6, "T2.1": 4}
    rows = [("T1.1", "One", "", 6, 6), ("T2.1", "Two", "", 5, 5), ("x", "No form known", "", 2, 2)]
    counts = pd.DataFrame(rows, columns=["code", "name", "under", "answers", "passages"])
    table = codes_table(counts, behind, SMALL).set_index("Code")
    assert table.loc["One", ["Answers", "Passages"]].tolist() == ["6", NOT_SHOWN]  # all of them are told in the text
    assert table.loc["Two", ["Answers", "Passages"]].tolist() == [NOT_SHOWN, NOT_SHOWN]
    assert table.loc["No form known", "Answers"] == "2"
    assert codes_table(counts, behind, 1)["Answers"].tolist() == [6, 5, 2]


def test_few_people_for_or_against_a_theme_are_told_as_few():
    sides = pd.DataFrame({"name": ["Calm"], "people_for": [12], "people_against": [2], "people_both": [0]})
    assert against_table(sides, SMALL).iloc[0].tolist() == ["Calm", "12", "fewer than 5", "0"]


def test_the_paper_s_sentence_on_marked_passages_has_no_number():
    """A sum of passages beside the people of each theme would tell of a theme with few how few they are."""
    passages = pd.DataFrame({"coding_id": ["a", "b"], "theme": ["T1", "T1"], "side": ["for", "against"]})
    themes = SimpleNamespace(state=SimpleNamespace(stands=lambda: passages), codebook=book(T1=("T1.1",), T2=("T2.1",)))
    assert list(spoken_named(themes)) == [("marked.themes_without_contradiction", "Theme T2", None)]


def test_figure_its_words_and_values_hold_no_number_of_few_people(seen):
    *_, made, shares = seen
    drawn = without_few(shares, SMALL)
    assert faults(touching_figure(drawn)) == []
    assert f"Theme T2: {NOT_SHOWN}" in touching_alt(drawn) and "Theme T1: 50 % of forms" in touching_alt(drawn)
    pd.testing.assert_frame_equal(without_few(shares, 1), shares)
    values = list(touching_values(shares, untouched_rates(made), SMALL))
    told = {name: (value, text) for name, value, text in values if name.startswith("touching.t2")}
    assert told["touching.t2.forms"] == (None, "fewer than 5")
    assert {text or value for name, (value, text) in told.items() if name != "touching.t2.forms"} <= {
        NOT_SHOWN,
        "fewer than 5",
    }
