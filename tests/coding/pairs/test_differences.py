"""Where two coders differ: planted codings, one rule, and the near-misses on either side of it."""

import pandas as pd
import pytest
from coding.pairs.studies import Acts as Unread
from coding.pairs.studies import table
from hypothesis import given
from hypothesis import strategies as st

from sixphase.coding.pairs.differences import bared, compared_answers, differences_of, places_of

ONE = "1.interest"  # Being kind to myself 🙂, and to others.
ASSIGNED = table(("b1", ONE, "anna"), ("b1", ONE, "ben"))
Planted = list[tuple[str, str, str]]


class Acts(Unread):
    """Acts of two who have both read the answer that is compared."""

    def __init__(self, answers: dict[str, str] | None = None):
        super().__init__(answers)
        for coder in ("anna", "ben"):
            self.add(coder, "read", answer=ONE)


CASES: list[tuple[Planted, list[tuple[str, str, str]]]] = [
    # planted: coder, words, code; found: code, kind, who has it
    ([], []),
    ([("anna", "kind", "T1.1"), ("ben", "kind", "T1.1")], [("T1.1", "same", "anna, ben")]),
    ([("anna", "kind", "T1.1"), ("ben", "kind ", "T1.1")], [("T1.1", "same", "anna, ben")]),
    ([("anna", "myself 🙂, ", "T1.1"), ("ben", "myself", "T1.1")], [("T1.1", "same", "anna, ben")]),
    ([("anna", "kind", "T1.1"), ("ben", "kin", "T1.1")], [("T1.1", "span", "anna, ben")]),
    ([("anna", "Being kind", "T1.1"), ("ben", "kind to myself", "T1.1")], [("T1.1", "span", "anna, ben")]),
    ([("anna", "kind", "T1.1"), ("ben", "kind", "T1.2")], [("T1.1", "some", "anna"), ("T1.2", "some", "ben")]),
    # next to each other is not overlapping
    ([("anna", "Being ", "T1.1"), ("ben", "kind", "T1.1")], [("T1.1", "some", "anna"), ("T1.1", "some", "ben")]),
    ([("anna", "Being k", "T1.1"), ("ben", "kind", "T1.1")], [("T1.1", "span", "anna, ben")]),
    # joined through others: two short ones of ben under a long one of anna
    (
        [("anna", "Being kind to myself", "T1.1"), ("ben", "Being", "T1.1"), ("ben", "myself", "T1.1")],
        [("T1.1", "span", "anna, ben")],
    ),
    (
        [("anna", "Being", "T1.1"), ("anna", "others", "T1.1"), ("ben", "others", "T1.1")],
        [("T1.1", "some", "anna"), ("T1.1", "same", "anna, ben")],
    ),
    # twice the same by one coder is still the same
    ([("anna", "kind", "T1.1"), ("anna", "kind", "T1.1"), ("ben", "kind", "T1.1")], [("T1.1", "same", "anna, ben")]),
    # nobody else counts
    ([("carla", "kind", "T1.1"), ("consensus", "kind", "T1.1"), ("ben", "kind", "T1.1")], [("T1.1", "some", "ben")]),
]


@pytest.mark.parametrize(("planted", "found"), CASES)
def test_what_is_a_difference(planted: Planted, found: list[tuple[str, str, str]]) -> None:
    made = Acts()
    for coder, words, code in planted:
        made.code(coder, ONE, words, code)
    rows = differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED)
    assert list(zip(rows["code"], rows["kind"], rows["having"], strict=True)) == found


def test_positions_are_code_points_and_ids_are_told() -> None:
    made = Acts()
    first = made.code("anna", ONE, "to others", "T1.2")
    second = made.code("ben", ONE, "🙂, and to others", "T1.2")
    (row,) = differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED).to_dict("records")
    assert (row["start"], row["end"]) == (21, 37)
    assert row["codings"] == f"{first}, {second}"
    assert (row["having"], row["lacking"], row["answer_id"]) == ("anna, ben", "", ONE)


def test_retired_codes_and_undone_codings_are_left_out() -> None:
    made = Acts()
    made.code("anna", ONE, "kind", "T1.1")
    undone = made.code("anna", ONE, "others", "T1.2")
    made.add("anna", "undo", undoes=undone)
    assert differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED)["code"].tolist() == ["T1.1"]
    made.add("ben", "retire_code", code="T1.1")
    assert differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED).empty


def test_merged_codes_are_one() -> None:
    made = Acts()
    made.code("anna", ONE, "kind", "T1.1")
    made.code("ben", ONE, "kind", "T1.2")
    made.add("ben", "merge_codes", codes=["T1.1"], into="T1.2")
    rows = differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED)
    assert rows[["code", "kind"]].values.tolist() == [["T1.2", "same"]]


def test_which_answers_are_compared() -> None:
    dealt = table(
        ("b1", "1.change", "anna"), ("b1", ONE, "anna"), ("b1", ONE, "ben"), ("b1", ONE, "carla"),
        ("b1", "2.change", "ben"), ("b1", "2.change", "carla"), ("b2", "2.interest", "ben"), ("b1", "3.change", "ben"),
        ("b1", "3.change", "carla"),
    )  # fmt: skip
    made = Acts()
    for answer in made.answers:
        for coder in ("anna", "ben", "carla"):
            made.add(coder, "read", answer=answer)
    state = made.state()
    people = ["anna", "ben", "carla"]
    assert compared_answers(state, dealt, "b1", people) == {ONE: tuple(people), "2.change": ("ben", "carla")}
    assert compared_answers(state, dealt, "b1", ["anna", "ben"]) == {ONE: ("anna", "ben")}
    assert compared_answers(state, dealt, "b1", ["anna"]) == {}
    assert set(compared_answers(state, dealt, "all", ["anna", "ben"])) == set(state.answers)
    assert compared_answers(state, dealt, "all", ["anna"]) == {}
    made.add("ben", "unread", answer=ONE)
    assert compared_answers(made.state(), dealt, "b1", people)[ONE] == ("anna", "carla")
    assert compared_answers(Unread().state(), dealt, "b1", people) == {}


def test_three_coders() -> None:
    made = Acts()
    for coder in ("anna", "ben"):
        made.code(coder, ONE, "kind", "T1.1")
    (place,) = places_of(made.state(), {ONE: ("anna", "ben", "carla")})
    assert (place.kind, place.having) == ("some", ("anna", "ben"))
    made.code("carla", ONE, "kind", "T1.1")
    (place,) = places_of(made.state(), {ONE: ("anna", "ben", "carla")})
    assert place.kind == "same"


PASSAGE = st.tuples(st.sampled_from(["anna", "ben"]), st.integers(0, 28), st.integers(1, 8))


@given(st.lists(PASSAGE, max_size=8))
def test_places_are_the_parts_that_hang_together(planted: list[tuple[str, int, int]]) -> None:
    """Against an independent way: two passages hang together if their characters meet, and so on through others."""
    made = Acts()
    spans = {}
    for coder, start, length in planted:
        text = made.answers[ONE]
        span = {"start": start, "end": start + length, "words": text[start : start + length]}
        spans[made.add(coder, "code", answer=ONE, code="T1.1", before="", behind="", **span)] = set(
            range(start, start + length)
        )
    groups: list[set[str]] = []
    for id_, characters in spans.items():
        touching = [g for g in groups if any(spans[other] & characters for other in g)]
        groups = [g for g in groups if g not in touching] + [{id_}.union(*touching)]
    rows = differences_of(made.state(), "b1", ["anna", "ben"], ASSIGNED)
    assert sorted(sorted(ids.split(", ")) for ids in rows["codings"]) == sorted(sorted(g) for g in groups)


@given(st.text(alphabet="ab .,🙂\u0301", max_size=8), st.data())
def test_baring_takes_only_what_is_no_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = bared(text, start, end)
    if any(sign.isalnum() for sign in text[start:end]):
        kept = text[first:last]
        assert kept[0].isalnum()
        assert kept[-1].isalnum()
        assert not any(sign.isalnum() for sign in text[start:first] + text[last:end])
    else:
        assert (first, last) == (start, end)


def test_thousands_of_codings_stay_quick() -> None:
    import time

    many = {f"{n}.interest": "Being kind to myself and to others" for n in range(4_000)}
    made = Acts(many)
    for answer in many:
        for coder in ("anna", "ben"):
            made.code(coder, answer, "kind", "T1.1")
            made.code(coder, answer, "others" if coder == "anna" else "to others", "T1.2")
    state = made.state()
    pairs = [("b1", answer, coder) for answer in many for coder in ("anna", "ben")]
    begin = time.process_time()
    rows = differences_of(state, "b1", ["anna", "ben"], table(*pairs))
    assert rows["kind"].value_counts().to_dict() == {"same": 4_000, "span": 4_000}
    assert time.process_time() - begin < 4
    assert isinstance(rows, pd.DataFrame)
