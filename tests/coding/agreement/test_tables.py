"""What is refused, what is missing, and what counts as a 'no'."""

import pandas as pd
import pytest
from coding.agreement.given import coded, passages, tables

from sixphase.coding.agreement import Tables, agreement_of, tables_of
from sixphase.study.problem import InputError

GIVEN = tables([[{"x"}, {"x"}], [{"x"}, set()], [set(), set()], [{"y"}, None]])


@pytest.mark.parametrize(
    ("change", "asked", "told"),
    [
        ({}, {"unit": "word"}, "'word' is no unit"),
        ({}, {"uncoded": "maybe"}, "'maybe' is no rule for uncoded units"),
        ({}, {"coders": ["coder_0", "nobody"]}, "no coder is called 'nobody'"),
        ({}, {"coders": ["coder_0"]}, "only coder_0"),
        ({}, {"codes": ["z"]}, "there is no code 'z'"),
        ({"codings": coded([])}, {}, "no code was given yet"),
        ({"codings": GIVEN.codings.drop(columns="end")}, {}, "the table of codings has no column end"),
        ({"codings": coded([("A9", 0, 1, "x", "coder_0")])}, {}, "answer A9"),
        ({"codings": coded([("A00000", 3, 3, "x", "coder_0")])}, {}, "from 3 to 3 is not within"),
        ({"codings": coded([("A00000", 0, 6, "x", "coder_0")])}, {}, "from 0 to 6 is not within"),
        ({"codings": coded([("A00000", -1, 3, "x", "coder_0")])}, {}, "from -1 to 3 is not within"),
        ({"answers": pd.concat([GIVEN.answers] * 2)}, {}, "this answer stands twice"),
    ],
)
def test_what_does_not_fit_is_told(change, asked, told):
    given = Tables(**{**{name: getattr(GIVEN, name) for name in ("codings", "readers", "answers")}, **change})
    with pytest.raises(InputError, match=told) as error:
        agreement_of(given, seed=1, **asked)
    assert all(problem.remedy for problem in error.value.problems)


def test_read_without_the_code_is_a_no_and_not_read_is_missing():
    found = agreement_of(GIVEN, seed=1)
    assert found.found.units == 3  # the fourth was read by one only
    assert found.found.counts.set_index("code")[["more", "one"]].to_dict("index") == {
        "x": {"more": 1, "one": 1},
        "y": {"more": 0, "one": 0},
    }


def test_who_codes_an_answer_has_read_it():
    given = Tables(GIVEN.codings, GIVEN.readers[GIVEN.readers["coder"] != "coder_0"], GIVEN.answers)
    assert agreement_of(given, seed=1).found.units == 2  # the third: coder_0 neither marked it read nor coded it


def test_uncoded_units_count_or_are_left_out_and_that_is_said():
    counted, left = (agreement_of(GIVEN, seed=1, uncoded=rule) for rule in ("no", "left out"))
    assert (counted.value("percent", "x"), left.value("percent", "x")) == (pytest.approx(2 / 3), 0.5)
    assert counted.found.uncoded_units == left.found.uncoded_units == 1
    assert "1 answer that nobody coded with anything counts as agreement that no code fits." in counted.rules
    assert "Left out: 1 answer that nobody coded with anything." in left.rules


def test_a_unit_with_another_code_is_not_left_out():
    given = tables([[{"x"}, {"x"}], [{"x"}, set()], [{"y"}, set()], [set(), set()]])
    assert agreement_of(given, seed=1, codes=["x"], uncoded="left out").found.units == 3


def test_blank_answers_and_other_coders_do_not_count():
    blank = GIVEN.answers.assign(text=["words", "words", " \n", "words"])
    assert agreement_of(Tables(GIVEN.codings, GIVEN.readers, blank), seed=1).found.units == 2
    others = pd.concat(
        [
            GIVEN.codings,
            GIVEN.codings.head(2).assign(coder="consensus"),
            GIVEN.codings.head(1).assign(coder="published"),
        ]
    )
    assert agreement_of(Tables(others, GIVEN.readers, GIVEN.answers), seed=1).coders == ("coder_0", "coder_1")


def test_codes_stand_in_the_codebooks_order_with_their_names():
    found = agreement_of(GIVEN, seed=1, names={"y": "Yonder", "w": "Never given", "x": "Xenial"})
    assert found.found.counts["name"].tolist() == found.seen["name"].tolist() == ["Yonder", "Xenial"]
    asked = agreement_of(GIVEN, seed=1, names={"y": "Yonder", "w": "Never given", "x": "Xenial"}, codes=["x", "w"])
    assert asked.found.counts["code"].tolist() == asked.seen["code"].tolist() == ["w", "x"]


class Replayed:
    def __init__(self):
        self.answers = {"A1": "calm and slow", "A2": "loud"}

    def table(self):
        rows = [
            ("A1", 0, 4, "x", "ann", "exact"),
            ("A1", 0, 4, "x", "ben", "exact"),
            ("A2", 0, 99, "x", "ben", "lost"),
            ("A1", 0, 4, "x", "consensus", "exact"),
        ]
        return pd.DataFrame(rows, columns=["answer_id", "start", "end", "code", "coder", "anchor"])

    def readers(self):
        return pd.DataFrame([(a, c) for a in self.answers for c in ("ann", "ben")], columns=["answer_id", "coder"])


def test_a_replayed_state_is_taken_too():
    found = agreement_of(Replayed(), seed=1, forms={"A1": "F1", "A2": "F2"})
    assert (found.coders, found.resampled, found.value("kappa")) == (("ann", "ben"), "forms", 1.0)
    assert found.found.units == 2  # the answer whose only coding is lost was read all the same
    assert len(tables_of(Replayed()).codings) == 3
    assert tables_of(Replayed()).answers["form_id"].tolist() == ["", ""]


def test_nothing_in_common():
    found = agreement_of(tables([[{"x"}, None], [None, {"x"}]]), seed=1)
    assert found.found.coefficients["value"].isna().all()
    assert set(found.found.coefficients["reason"]) == {"no unit was read by two coders"}
    assert [note.kind for note in found.notes] == ["no units"]


def test_three_coders_in_a_passage_of_two():
    found = agreement_of(passages("a b c", {"ann": [(0, 1, "x")], "ben": [(0, 1, "x")], "cat": []}), seed=1)
    assert found.value("percent") == pytest.approx(1 / 3)
    assert any("mean over the pairs" in rule for rule in found.rules)
