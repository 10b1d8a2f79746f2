"""Passages that were planted are found, and their near misses are not."""

import pytest
from coding.retrieval.small import index_of

from sixphase.coding.retrieval.counting import by_attribute, cooccurrence
from sixphase.coding.retrieval.passages import COLUMNS, find
from sixphase.study.problem import InputError

ANSWERS = [
    ("A1", "Safe space to slow down. Kind people!", "F1", "interest", "2023-01-05", "Nursing", "34"),
    ("A2", "The room was cold; kindness, not kind words", "F1", "change", "2023-01-05", "Nursing", "34"),
    ("A3", "😀 A safe place", "F2", "interest", "2022-12-31", "Medical", "8"),
    ("A4", "Nothing", "F3", "interest", "", "", ""),
]
CODINGS = [
    ("k1", "A1", 0, 10, "T1.1", "anna"),  # Safe space
    ("k2", "A1", 14, 23, "c-1", "anna"),  # slow down
    ("k3", "A1", 5, 23, "T2.1", "ben"),  # space to slow down
    ("k4", "A2", 4, 8, "T2.1", "anna"),  # room
    ("k5", "A2", 19, 43, "T1.1", "ben"),  # kindness, not kind words
    ("k6", "A3", 2, 14, "T1.1", "ben"),  # A safe place
    ("k7", "A2", 4, 8, "T2.1", "ben"),  # room, again
]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("T1.1", ["k1", "k5", "k6"]),
        ("t1.1", ["k1", "k5", "k6"]),
        ("Teaching", ["k1", "k5", "k6"]),
        ('"learning > TEACHING"', ["k1", "k5", "k6"]),
        ('"The day > own pace"', []),
        ("old", ["k3", "k4", "k7"]),
        ("T1", []),
        ("T1.*", ["k1", "k2", "k5", "k6"]),
        ("theme learning", ["k1", "k2", "k5", "k6"]),
        ("descendants of T1.2", ["k2"]),
        ("T1.1 and not T2.1", ["k6"]),
        ("T1.1 and T2.1", ["k1", "k3", "k4", "k7", "k5"]),
        ("T1.1 and coder = anna", ["k1"]),
        ("(T1.1 and T2.1) and coder = anna", []),
        ("(T1.1 and coder = anna) and (T2.1 and coder = ben)", ["k1", "k3"]),
        ("T2.1 and coder != ben", ["k4"]),
        ("coder = anna and occupation = nursing", ["k1", "k2", "k4"]),
        ("coder = anna and not T2.1", ["k1", "k2"]),
        ("(coder = anna and coder = ben)", []),
        ("T1.1 overlapping T2.1", ["k1"]),
        ("T2.1 overlapping T1.*", ["k3"]),
        ("c-1 within T2.1", ["k2"]),
        ("T2.1 within c-1", []),
        ("T2.1 within T2.1", ["k4", "k7"]),
        ("T1.1 near 3 characters c-1", []),
        ("T1.1 near 4 characters c-1", ["k1"]),
        ("T1.1 near 0 words c-1", []),
        ("c-1 within 1 word of T1.1", ["k2"]),
        ("T1.1 near T1.1", []),
        ("T1.1 and question = change", ["k5"]),
        ("T1.1 and session_date >= 2023", ["k1", "k5"]),
        ("T1.1 and session_date = 2022-12", ["k6"]),
        ("T1.1 and session_date <= 2023-01", ["k1", "k5", "k6"]),
        ("T1.1 and age < 34", ["k6"]),
        ("T1.1 and age = 34.0", ["k1", "k5"]),
        ("T1.1 and occupation != Nursing", ["k6"]),
        ("T1.1 and Job = Medical", ["k6"]),
        ("T1.1 and occupation = Corporate", []),
        ("T1.1 and form = F2", ["k6"]),
        ("T1.1 and answer = a3", ["k6"]),
    ],
)
def test_codings(expression, expected):
    assert find(index_of(CODINGS, ANSWERS), expression)["coding_id"].tolist() == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("words kind", [("A1", "Kind"), ("A2", "kind")]),
        ('words "KIND*"', [("A1", "Kind"), ("A2", "kindness"), ("A2", "kind")]),
        ('words "safe space"', [("A1", "Safe space")]),
        ('words "space safe"', []),
        ('words "kind*" within T1.*', [("A2", "kindness"), ("A2", "kind")]),
        ('words "safe" and not T2.1', [("A3", "safe")]),
        ('words "people the"', []),  # the last word of one answer and the first of the next
        ('words "people" near 1000 words words "the"', []),
        (
            'coder = anna and words "kind"',
            [("A1", "Safe space"), ("A1", "slow down"), ("A1", "Kind"), ("A2", "room"), ("A2", "kind")],
        ),
        ('words "kind*" within T1.* and coder = anna', []),
        ('words "safe" overlapping words "safe"', []),
        ('words "kind*" near 2 words words "kind"', [("A2", "kindness")]),
        ("not T1.1", [("A4", "Nothing")]),
        ("session_date >= 2023 and not coder = ben", []),
        ('occupation = ""', [("A4", "Nothing")]),
        ("not occupation = Nursing", [("A3", "😀 A safe place"), ("A4", "Nothing")]),
        ("not T1.1 or words cold", [("A2", "cold"), ("A4", "Nothing")]),
    ],
)
def test_words_and_whole_answers(expression, expected):
    found = find(index_of(CODINGS, ANSWERS), expression)
    assert list(zip(found["answer_id"], found["words"], strict=True)) == expected


def test_a_row_has_its_words_its_context_and_what_is_known():
    row = find(index_of(CODINGS, ANSWERS), "T1.1 and form_id = F2", context=3).iloc[0]
    assert list(row.index) == [*COLUMNS, "form_id", "question", "session_date", "occupation", "age"]
    assert (row["start"], row["end"], row["left"], row["words"], row["right"]) == (2, 14, "😀 ", "A safe place", "")
    assert (row["codes"], row["coder"], row["occupation"]) == ("T1.1", "ben", "Medical")
    assert find(index_of(CODINGS, ANSWERS), "c-1")["codes"].tolist() == ["c-1; T2.1"]


def test_codings_without_words_that_are_there_are_left_out_and_counted():
    bad = [("b1", "A9", 0, 1), ("b2", "A4", 0, 99), ("b3", "A4", 3, 3), ("b4", "A4", -1, 2), ("b5", "A4", 7, 8)]
    index = index_of([*CODINGS, *((*row, "T1.1", "anna") for row in bad)], ANSWERS)
    assert index.left_out == len(bad)
    assert find(index, "T1.1")["coding_id"].tolist() == ["k1", "k5", "k6"]


def test_a_code_that_is_not_in_the_codebook_is_found_all_the_same():
    index = index_of([*CODINGS, ("k8", "A4", 0, 7, "c-strange", "anna")], ANSWERS)
    assert find(index, "c-strange")["words"].tolist() == ["Nothing"]


def test_a_study_without_codings_or_answers_is_searched():
    empty = index_of((), ANSWERS)
    assert find(empty, "T1.1 near T2.1").empty
    assert len(find(empty, "not T1.*")) == len(ANSWERS)
    assert find(index_of(), "T1.* or words a").empty
    assert list(find(index_of(), "not T1.*").columns)[: len(COLUMNS)] == list(COLUMNS)
    assert cooccurrence(empty, "passages").empty
    assert by_attribute(empty, "question").index.tolist() == ["All"]


def test_the_order_of_the_tables_rows_does_not_matter():
    one, two = index_of(CODINGS, ANSWERS), index_of(CODINGS[::-1], ANSWERS)
    assert find(one, "T1.* or T2.*").equals(find(two, "T1.* or T2.*"))


def test_counts():
    index = index_of(CODINGS, ANSWERS)
    assert cooccurrence(index).loc["T1.1"].to_dict() == {"T1.1": 3, "c-1": 1, "T2.1": 2}
    assert cooccurrence(index, "passages").loc["T1.1"].to_dict() == {"T1.1": 3, "c-1": 0, "T2.1": 1}
    assert cooccurrence(index, among="occupation = Medical").loc["T1.1", "T1.1"] == 1
    table = by_attribute(index, "occupation")
    assert table.loc["All"].to_dict() == {"Nursing": 2, "Medical": 1, "Corporate": 0, "not given": 1}
    assert table.loc["T1.1"].to_dict() == {"Nursing": 2, "Medical": 1, "Corporate": 0, "not given": 0}
    assert by_attribute(index, "occupation", "forms").loc["T1.1", "Nursing"] == 1
    with pytest.raises(InputError, match="gender"):
        by_attribute(index, "gender")


def test_a_word_that_ends_where_a_passage_begins_is_between():
    index = index_of([("k1", "A", 1, 2, "T1.1", "anna"), ("k2", "A", 3, 4, "c-1", "anna")], [("A", "a b a b")])
    assert find(index, "T1.1 near 0 words c-1").empty
    assert len(find(index, "T1.1 near 1 word c-1")) == 1
