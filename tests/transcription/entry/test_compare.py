"""Comparing two typings: what counts as a difference, how they are aligned, and how quick it is."""

import random
import time
from dataclasses import replace

import pandas as pd
import pytest
from transcription.entry.typists import STUDY, Typist, one_form, the_truth, transcript

from sixphase.study.problem import InputError
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.fields import as_compared
from sixphase.transcription.entry.pieces import LONGEST, by_words, edits, pieces

ALIKE = [
    ("It’s safe", "It's safe"),
    ("“safe” place", '"safe" place'),
    ("safe ", " safe"),
    ("safe\u00a0place", "safe  place"),
    ("line\r\nbreak", "line break"),
    ("then – now", "then - now"),
    ("and so on…", "and so on..."),
    ("caf\u00e9", "cafe\u0301"),
    ("so\u00adcial", "social"),
    ("\ufeffsafe", "safe"),
]
UNLIKE = [
    ("Safe", "safe"),
    ("safe.", "safe"),
    ("its", "it's"),
    ("no where", "nowhere"),
    ("cafe", "café"),
    ("1 hour", "l hour"),
    ("''", '"'),
    ("a, b", "a; b"),
    ("well-being", "wellbeing"),
    ("½", "1/2"),
]


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_what_is_no_difference(one: str, two: str) -> None:
    assert as_compared(one) == as_compared(two)
    assert compare(one_form(one), one_form(two), STUDY).differences.empty


@pytest.mark.parametrize(("one", "two"), UNLIKE)
def test_what_is_a_difference(one: str, two: str) -> None:
    rows = compare(one_form(one), one_form(two), STUDY).rows()
    assert [(row.field, row.first, row.second) for row in rows] == [("question interest", one, two)]


def test_forms_and_fields_that_one_has_alone() -> None:
    """The second left out a form and an answer, and has a form of its own; orders of rows differ."""
    first = transcript(
        [("1", "", "Nursing"), ("2", "", "Medical"), ("3", "", "Medical")],
        [("1", "interest", "answered", "a"), ("1", "change", "answered", "b"), ("2", "interest", "blank", "")],
    )
    second = transcript(
        [("4", "", "Nursing"), ("1", "", "Nursing"), ("3", "", "Nursing")],
        [("4", "interest", "answered", "d"), ("1", "interest", "answered", "a")],
    )
    found = compare(first, second, STUDY)
    assert found.forms.values.tolist() == [["1", "both"], ["2", "first only"], ["3", "both"], ["4", "second only"]]
    results = {(row.form_id, row.field): row.result for row in found.fields.itertuples()}
    assert results[("1", "question change")] == "first only"
    assert results[("1", "question interest")] == "same"
    assert results[("2", "question interest")] == "first only"
    assert results[("3", "attribute job")] == "differs"
    assert results[("4", "question interest")] == "second only"
    assert ("3", "question interest") not in results  # neither typed it
    assert found.fields["form_id"].drop_duplicates().tolist() == ["1", "2", "3", "4"]


def test_an_answer_passed_over_is_a_field_but_not_characters() -> None:
    rows = compare(one_form("all of it was good"), one_form(""), STUDY).rows()
    assert [(row.first_state, row.second_state, row.characters, row.edits) for row in rows] == [
        ("answered", "blank", 0, 0)
    ]


def test_the_same_words_in_another_state_differ() -> None:
    one, two = one_form("warm"), one_form("warm")
    unread = replace(two, answers=two.answers.assign(state=["illegible", "answered"]))
    assert compare(one, unread, STUDY).differences["field"].tolist() == ["question interest"]


def test_a_form_with_a_mistyped_number_is_recognised() -> None:
    first, second = one_form("unusual words", form_id="00013"), one_form("unusual words", form_id="00031")
    assert compare(first, second, STUDY).likely == (("00013", "00031"),)
    assert compare(first, one_form("other words", form_id="00031"), STUDY).likely == ()


def test_blank_forms_are_not_taken_for_each_other() -> None:
    assert compare(one_form("", "", form_id="1"), one_form("", "", form_id="2"), STUDY).likely == ()


def test_a_form_that_stands_twice_is_refused() -> None:
    twice = one_form("a")
    twice = replace(twice, forms=pd.concat([twice.forms, twice.forms]))
    with pytest.raises(InputError, match="00013 stands more than once"):
        compare(twice, one_form("a"), STUDY)


def test_nothing_at_all() -> None:
    empty = transcript([], [])
    assert compare(empty, empty, STUDY).fields.empty


@pytest.mark.parametrize(
    ("one", "two", "count", "marked"),
    [
        ("safe", "safe", 0, []),
        ("safe", "save", 1, [("f", "v")]),
        ("form", "from", 2, None),
        ("a b", "a c b", 2, [("", "c ")]),
        ("Kit bag", "totally unlike words", None, None),
        ("", "abc", 3, [("", "abc")]),
    ],
)
def test_pieces_put_together_are_both_texts(one: str, two: str, count: int | None, marked: list | None) -> None:
    found = pieces(one, two)
    assert "".join(piece.first for piece in found) == one
    assert "".join(piece.second for piece in found) == two
    assert all(piece.first == piece.second for piece in found if piece.kind == "same")
    assert count is None or edits(one, two) == count
    assert marked is None or [(p.first, p.second) for p in found if p.kind == "differs"] == marked


def test_edits_against_an_independent_count() -> None:
    """The textbook's table, row by row, on random texts."""
    rng = random.Random(3)

    def textbook(one: str, two: str) -> int:
        row = list(range(len(two) + 1))
        for i, a in enumerate(one, 1):
            before, row[0] = row[0], i
            for j, b in enumerate(two, 1):
                before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        return row[-1]

    for _ in range(200):
        one, two = ("".join(rng.choices("abc ", k=rng.randint(0, 30))) for _ in range(2))
        assert edits(one, two) == textbook(one, two)


def test_very_long_answers_are_bounded() -> None:
    """Far longer than a form holds: aligned by words, and never fewer edits than the fewest."""
    rng = random.Random(4)
    one = " ".join(rng.choices(["kind", "calm", "warm", "safe", "open"], k=LONGEST // 2))
    two = one.replace("calm", "clam", 5)
    begin = time.perf_counter()
    count = edits(one, two)
    assert time.perf_counter() - begin < 20
    assert len(one) > LONGEST
    assert 0 < count <= 20
    assert "".join(piece.second for piece in by_words(one, two)) == two


def test_ten_thousand_forms_in_seconds_and_no_quadratic_step() -> None:
    """Twice the forms take about twice the time; the bound leaves room for a machine that is busy."""
    rng = random.Random(5)
    times = {}
    for forms in (2_500, 10_000):
        truth = the_truth(forms, rng)
        one, two = (Typist(changed=0.004, skipped=0.01).types(truth, rng) for _ in range(2))
        begin = time.process_time()
        compare(one, two, STUDY)
        times[forms] = time.process_time() - begin
    assert times[10_000] < 8
    assert times[10_000] < 10 * times[2_500] + 0.5
