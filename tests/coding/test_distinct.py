from itertools import permutations

import pandas as pd

from sixphase.coding.distinct import distinct_texts, groups_of


def test_groups_come_from_the_table_of_repeats():
    table = pd.DataFrame(
        {"repeat": ["R1", "R1", "R2", "R2", "R2"], "kind": "exact", "answer_id": ["A", "C", "B", "D", "E"]}
    )
    assert groups_of(table) == [["A", "C"], ["B", "D", "E"]]
    assert groups_of(table.head(0)) == []


def test_groups_that_share_an_answer_are_one_in_whatever_order_they_come():
    groups = [["C", "E"], ["B", "C"], ["A", "F"], ["E", "F"]]
    expected = dict.fromkeys("ABCEF", "A") | {"D": "D"}
    for order in permutations(groups):
        assert distinct_texts(list("ABCDEF"), order).to_dict() == expected


def test_answers_that_are_not_of_this_study_are_no_bridge():
    assert distinct_texts(["A", "B"], [["A", "Z"], ["Z", "B"]]).to_dict() == {"A": "A", "B": "B"}
