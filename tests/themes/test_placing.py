import pandas as pd
import pytest

from sixphase.coding.distinct import distinct_texts
from sixphase.themes.placing import placing

CODINGS = pd.DataFrame(
    [("E1", "T1.1", "slow"), ("E2", "T2.1", "Slow"), ("E3", "T1.2", "kind"), ("E4", "T1.1", "kind day")],
    columns=["answer_id", "code", "words"],
)
TEXTS = distinct_texts(["E1", "E2", "E3", "E4"], [["E1", "E2"]])


def test_a_repeated_text_is_one_text_under_both_codes():
    placed = placing(CODINGS, TEXTS, ["T1.1", "T1.2", "T2.1"])
    assert placed.text_ids == ("E1", "E3", "E4")
    assert placed.words == ("slow", "kind", "kind day")
    assert placed.member.astype(int).tolist() == [[1, 0, 1], [0, 1, 0], [1, 0, 0]]
    assert placed.codes_of(0) == ["T1.1", "T2.1"]


def test_together_counts_texts_and_not_answers():
    assert placing(CODINGS, TEXTS, ["T1.1", "T1.2", "T2.1"]).together.to_numpy().tolist() == [
        [2, 0, 1],
        [0, 1, 0],
        [1, 0, 1],
    ]


def test_codes_can_be_raised_to_their_themes():
    raised = placing(CODINGS, TEXTS, ["T1", "T2"], {"T1.1": "T1", "T1.2": "T1", "T2.1": "T2"})
    assert raised.member.astype(int).tolist() == [[1, 1], [1, 0], [1, 0]]


def test_a_code_that_is_not_listed_is_an_error():
    with pytest.raises(ValueError, match="not in the list"):
        placing(CODINGS, TEXTS, ["T1.1"])
