"""From a printed number to every value that prints so, and from a value to its cell, its lines and its row."""

import json

import pytest
from writeup.submitting.small_study import NAME, keep, table

from sixphase.study.problem import InputError
from sixphase.writeup.where import printed_as, where_command

STEP = "01_transcription_import"
CELL = {"notebook": STEP, "cell": "count"}
VALUES = {
    "answers.count": {"value": 1788, "text": "1,788", **CELL},
    "answers.share": {"value": 0.55, "text": "55 %", **CELL},
    "answers.range": {"value": None, "text": "36 to 55 %", **CELL},
    "other.count": {"value": 1788, "text": "1,788", **CELL, "cell": "other"},
    "forms.count": {"value": 3, "text": "3", **CELL},
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1,788", ["answers.count", "other.count"]),
        ("1788", ["answers.count", "other.count"]),
        ("55 %", ["answers.share"]),
        ("55", ["answers.share"]),
        ("36", ["answers.range"]),
        ("36 to 55 %", ["answers.range"]),
        ("3", ["forms.count"]),
        ("788", []),
        ("5", []),
        ("", []),
    ],
)
def test_a_printed_number_finds_all_values_that_print_so(text, names):
    assert printed_as(text, VALUES) == names


@pytest.fixture
def project(small):
    folder = small()
    keep(folder, STEP, "values", VALUES)
    keep(folder, STEP, "tables", {"states": {"rows": 3, **CELL}, "answers": {"rows": 3, **CELL, "cell": "else"}})
    table(folder, STEP, "states", [["question", "written"], ["best", 1788], ["worst", 3], ["else", 3]])
    rows = [["1.best", "The bag of small things"], ["2.best", "A quiet room"], ["3.best", "The bag of  tricks"]]
    table(folder, STEP, "answers", [["answer_id", "text"], *rows])
    coded = [["1.best", "T1.1", "anna", "bag"], ["2.best", "T1.1", "ben", "quiet"]]
    table(folder, "03_coding", "codings", [["answer_id", "code", "coder", "words"], *coded])
    cell = {
        "id": "count",
        "cell_type": "code",
        "metadata": {},
        "source": "step.value('answers.count', 1)",
        "outputs": [],
    }
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / f"{STEP}.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    (folder / "data_raw" / NAME / "text" / "data.md").write_text("\nOf {{< var answers.count >}}.\n", encoding="utf-8")
    return folder


def test_a_value_leads_to_its_cell_its_code_its_lines_and_its_row(project):
    lines = where_command(NAME, "answers.count")
    assert lines[:3] == [
        "answers.count: 1,788",
        f"  made by    notebooks/{STEP}.ipynb, cell count",
        "             | step.value('answers.count', 1)",
    ]
    assert "  stands in  data_raw/small/text/data.md, line 2" in lines
    assert f"  table      data_processed/small/{STEP}/tables/states.csv, kept by the same cell" in lines
    (row,) = [line for line in lines if line.startswith("  row")]
    assert "states.csv, row 1 (question best), column written" in row


def test_where_several_rows_hold_the_number_none_is_told(project):
    assert not [line for line in where_command(NAME, "forms.count") if line.startswith("  row")]


def test_the_words_of_the_paper_may_be_given_as_they_are_written(project):
    assert where_command(NAME, "{{< var answers.share >}}") == where_command(NAME, "answers.share")


def test_several_values_are_listed_with_their_cells(project):
    lines = where_command(NAME, "1,788")
    assert lines[0] == "'1,788' stands for 2 values; ask again with a name:"
    assert lines[2] == f"  other.count: 1,788  ({STEP}, cell other)"
    assert len(where_command(NAME, "answers.")) == 4


@pytest.mark.parametrize("asked", ["the BAG of small", "1.best"])
def test_words_and_ids_lead_to_the_answer_and_its_codes(project, asked):
    assert where_command(NAME, asked) == ["answer 1.best: 'The bag of small things'", "  T1.1 by anna: 'bag'"]


def test_words_in_several_answers_find_each(project):
    found = [line for line in where_command(NAME, "The bag of") if line.startswith("answer")]
    assert [line.partition(":")[0] for line in found] == ["answer 1.best", "answer 3.best"]


@pytest.mark.parametrize(("asked", "told"), [("answer.count", "perhaps answers.count"), ("(", "give a value's name")])
def test_what_is_not_known_is_told_with_the_likeliest_name(project, asked, told):
    with pytest.raises(InputError, match=told):
        where_command(NAME, asked)


def test_before_a_run_it_says_so(small):
    small()
    with pytest.raises(InputError, match="run 'sixphase run small' first"):
        where_command(NAME, "answers.count")
