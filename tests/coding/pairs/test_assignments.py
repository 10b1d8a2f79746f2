"""Who codes what: kept as people decided, added to, and refused where it cannot be."""

from pathlib import Path
from typing import Any

import pytest
from coding.pairs.studies import TEXTS, add_settings, kind  # noqa: F401

from sixphase.coding.pairs.assignments import assign, overview, read_assignments
from sixphase.study.problem import InputError

WITH_WORDS = sorted(id_ for id_, text in TEXTS.items() if text)


def test_everybody_gets_every_answer_that_has_words(kind: Path) -> None:  # noqa: F811
    made = assign("kind", ["ben", "anna"], batch="b1")
    assert made["answer_id"].tolist() == [id_ for id_ in WITH_WORDS for _ in range(2)]
    assert made["coder"].tolist() == ["anna", "ben"] * 5
    raw = (kind / "assignments.csv").read_bytes()
    assert raw.startswith(b"batch,answer_id,coder\nb1,1.change,anna\nb1,1.change,ben\n")
    assert b"\r" not in raw
    assert read_assignments("kind").equals(made)
    assert overview(made).values.tolist() == [["b1", "anna", 5, 5], ["b1", "ben", 5, 5]]


def test_nothing_is_assigned_in_a_new_study(kind: Path) -> None:  # noqa: F811
    assert read_assignments("kind").empty
    assert read_assignments("kind").columns.tolist() == ["batch", "answer_id", "coder"]
    assert not (kind / "assignments.csv").exists()


def test_new_answers_make_a_new_batch(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna", "ben"], batch="b1", share=0.4)
    before = (kind / "assignments.csv").read_text()
    with pytest.raises(InputError, match="every answer with words is in a batch already"):
        assign("kind", ["anna", "ben"], batch="b2")
    with (kind / "forms.csv").open("a") as forms, (kind / "answers.csv").open("a") as answers:
        forms.write("4,,\n")
        answers.write("4,interest,answered,Calm\n4,change,blank,\n")
    made = assign("kind", ["anna", "ben"], batch="b2")
    assert made.values.tolist() == [["b2", "4.interest", "anna"], ["b2", "4.interest", "ben"]]
    assert (kind / "assignments.csv").read_text() == before + "b2,4.interest,anna\nb2,4.interest,ben\n"


def test_a_batch_is_assigned_again_only_when_that_is_said(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna"], batch="b1")
    before = (kind / "assignments.csv").read_bytes()
    with pytest.raises(InputError, match="the batch 'b1' is assigned already"):
        assign("kind", ["ben"], batch="b1")
    assert (kind / "assignments.csv").read_bytes() == before
    assert set(assign("kind", ["ben"], batch="b1", again=True)["coder"]) == {"ben"}
    assert set(read_assignments("kind")["coder"]) == {"ben"}


def test_answers_may_be_named_and_coded_once_more(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna", "ben"], batch="b1")
    made = assign("kind", ["carla"], batch="second", among=["1.change", "2.change"])
    assert made["answer_id"].tolist() == ["1.change", "2.change"]
    assert len(read_assignments("kind")) == 12


def test_a_batch_of_a_size_leaves_the_rest_for_the_next(kind: Path) -> None:  # noqa: F811
    first = assign("kind", ["anna", "ben"], batch="b1", size=2)
    assert first["answer_id"].nunique() == 2
    rest = assign("kind", ["anna", "ben"], batch="b2")
    assert sorted({*first["answer_id"], *rest["answer_id"]}) == WITH_WORDS
    assert not set(first["answer_id"]) & set(rest["answer_id"])


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"coders": []}, "nobody is named to code"),
    ({"coders": ["Anna"]}, "'Anna' is no name of a coder"),
    ({"coders": ["anna\n"]}, "no name of a coder"),
    ({"coders": ["../anna"]}, "no name of a coder"),
    ({"coders": ["consensus"]}, "'consensus' is not a person's name here"),
    ({"coders": ["published"]}, "'published' is not a person's name here"),
    ({"batch": "all"}, "'all' is no name for a batch"),
    ({"batch": "b 1"}, "'b 1' is no name for a batch"),
    ({"batch": "=b1"}, "'=b1' is no name for a batch"),
    ({"batch": ""}, "'' is no name for a batch"),
    ({"share": 1.01}, "a share in common of 1.01 cannot be"),
    ({"share": -0.1}, "a share in common of -0.1 cannot be"),
    ({"share": float("nan")}, "a share in common of nan cannot be"),
    ({"size": 0}, "a batch of 0 answers cannot be"),
    ({"among": []}, "no answers are named"),
    ({"among": ["9.change"]}, "no answer with words is called '9.change'"),
    ({"among": ["3.change"]}, "no answer with words is called '3.change'"),
]


@pytest.mark.parametrize(("wrong", "told"), REFUSED)
def test_what_cannot_be_is_refused(kind: Path, wrong: dict[str, Any], told: str) -> None:  # noqa: F811
    call: dict[str, Any] = {"coders": ["anna", "ben"], "batch": "b1"} | wrong
    with pytest.raises(InputError) as error:
        assign("kind", call.pop("coders"), **call)
    assert told in str(error.value)
    assert "What to do" in str(error.value)
    assert not (kind / "assignments.csv").exists()


def test_only_coders_that_the_study_lists(kind: Path) -> None:  # noqa: F811
    add_settings(kind, "coding: {coders: [anna, ben]}\n")
    with pytest.raises(InputError, match=r"study\.yml lists no coder 'bem'") as error:
        assign("kind", ["anna", "bem"], batch="b1")
    assert "write 'ben'" in str(error.value)
    assert len(assign("kind", ["anna", "ben"], batch="b1")) == 10


ROWS = [
    ("b1,9.change,anna", "the study has no answer '9.change'"),
    ("b1,1.change,Anna", "'Anna' is no name of a coder"),
    ("b1,1.change,consensus", "not a person's name"),
    ("all,1.change,anna", "'all' is no name for a batch"),
    ("b1,2.change,anna", "this row stands twice"),
    ("b1,1.change", "2 fields"),
]


@pytest.mark.parametrize(("row", "told"), ROWS)
def test_a_wrong_row_is_named(kind: Path, row: str, told: str) -> None:  # noqa: F811
    (kind / "assignments.csv").write_text(f"batch,answer_id,coder\nb1,2.change,anna\n{row}\n")
    with pytest.raises(InputError) as error:
        read_assignments("kind")
    assert "assignments.csv, row 3: " in str(error.value)
    assert told in str(error.value)


def test_an_answer_that_lost_its_words_keeps_its_rows(kind: Path) -> None:  # noqa: F811
    (kind / "assignments.csv").write_text("batch,answer_id,coder\nb1,3.change,anna\n")
    assert len(read_assignments("kind")) == 1
