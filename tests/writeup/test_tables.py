"""The tables of the paper: what a reader sees in each."""

import pandas as pd

from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.tables import differences_table, touching_table

COUNTED = {"forms": 2, "forms_share": 0.5, "forms_low": 0.2, "forms_high": 0.8}
SHARES = pd.DataFrame(
    [
        {"id": "T1", "parent": "", "name": "Being together", "short": "Together", "answers": 1204},
        {"id": "T1.1", "parent": "T1", "name": "A *safe* room", "short": "Room", "answers": 3},
    ]
).assign(**COUNTED, answers_share=0.25, answers_low=0.1, answers_high=0.4)


def test_themes_and_what_stands_under_them_are_told_apart_without_marks():
    table = touching_table(SHARES, small=2)
    assert list(table["Theme"]) == ["Together", "Together"]
    assert list(table["Subtheme"]) == ["all of it", "A *safe* room"]
    assert list(table["Answers"]) == ["1,204, 25 % (10 to 40 %)", "3, 25 % (10 to 40 %)"]
    assert set(table["People"]) == {"2, 50 % (20 to 80 %)"}
    assert "\\*safe\\*" in markdown_table(table)


def test_a_study_without_themes_has_an_empty_table():
    assert touching_table(SHARES.head(0), 5).to_dict("list") == {
        "Theme": [],
        "Subtheme": [],
        "People": [],
        "Answers": [],
    }


def test_a_table_without_rows_says_so():
    table = pd.DataFrame({"Theme": [], "Answers": []})
    assert markdown_table(table).splitlines()[-1] == "| none |  |"


def test_questions_are_named_by_their_first_words_and_other_groups_by_their_own():
    apart = {"short": "Room", "share": 0.4, "others": 0.1, "difference": 0.3, "low": 0.2, "high": 0.4, "holds": True}
    compared = pd.DataFrame(
        [
            {**apart, "split": "question", "label": "Question", "group": "take", "h": 0.9},
            {**apart, "split": "question", "label": "Question", "group": "not_asked", "h": -0.8},
            {**apart, "split": "job", "label": "Job", "group": "take", "h": 0.7},
            {**apart, "split": "job", "label": "Job", "group": "nurses", "h": 2.0, "holds": False},
        ]
    )
    table = differences_table(compared, {"take": "What will you take away from the day, and how will you use it?"})
    assert list(table["Group"]) == ["What will you take away from the day, …", "not asked", "take"]
    assert set(table["Difference in points"]) == {"+30 (+20 to +40)"}


def test_questions_that_begin_alike_are_named_in_full():
    asked = {name: f"What did you find helpful about the sessions on {name}?" for name in ("sleep", "stress")}
    apart = {"short": "Room", "share": 0.4, "others": 0.1, "difference": 0.3, "low": 0.2, "high": 0.4, "holds": True}
    compared = pd.DataFrame(
        [{**apart, "split": "question", "label": "Question", "group": name, "h": 1} for name in asked]
    )
    assert set(differences_table(compared, asked)["Group"]) == set(asked.values())


def test_where_one_person_wrote_everything_the_interval_of_answers_is_not_known():
    table = touching_table(SHARES.assign(answers_low=float("nan"), answers_high=float("nan")), small=1)
    assert list(table["Answers"]) == ["1,204, 25 % (interval not known)", "3, 25 % (interval not known)"]
