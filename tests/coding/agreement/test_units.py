"""Which codes cover which unit."""

import pytest
from coding.agreement.given import passages

from sixphase.coding.agreement import agreement_of
from sixphase.coding.agreement.readings import readings_of
from sixphase.coding.agreement.tables import checked
from sixphase.coding.agreement.units import units_of

TEXT = "One 🎉 two. Three four.  Five."  # sentences begin at 0, 11 and 24
CODERS = ("ann", "ben")


def covered(unit, spans):
    """(piece, code) of what ann marked, and the weights of the pieces."""
    tables = checked(passages(TEXT, {"ann": spans, "ben": []}))
    readings = readings_of(tables, CODERS)
    units = units_of(unit, readings.texts, readings.passages)
    return list(zip(units.piece.tolist(), units.code.tolist(), strict=True)), units.weight.tolist()


@pytest.mark.parametrize(
    ("spans", "sentences"),
    [
        ([(0, 3, "x")], [0]),
        ([(0, 11, "x")], [0]),
        ([(10, 14, "x")], [1]),  # the space before a sentence is no part of the passage
        ([(9, 14, "x")], [0, 1]),  # the stop is
        ([(11, 25, "x")], [1, 2]),
        ([(11, 24, "x")], [1]),
        ([(22, 24, "x")], [1]),  # spaces only: where they lie
        ([(0, 29, "x")], [0, 1, 2]),
        ([(0, 3, "x"), (4, 5, "x")], [0]),  # twice the same code counts once
    ],
)
def test_a_code_covers_the_sentences_that_its_words_overlap(spans, sentences):
    pairs, weights = covered("sentence", spans)
    assert pairs == [(n, 0) for n in sentences]
    assert weights == [1, 1, 1]


def test_characters_are_code_points_in_runs():
    pairs, weights = covered("character", [(4, 5, "x"), (4, 9, "y")])
    assert weights == [4, 1, 4, 20]
    assert pairs == [(1, 0), (1, 1), (2, 1)]


def test_an_answer_is_covered_by_any_passage():
    assert covered("answer", [(4, 5, "x"), (28, 29, "y")]) == ([(0, 0), (0, 1)], [1])


def test_overlapping_passages_of_one_code_are_one():
    both = {"ann": [(0, 6, "x"), (3, 9, "x")], "ben": [(0, 9, "x")]}
    found = agreement_of(passages(TEXT, both), seed=1, unit="character")
    assert found.found.counts[["more", "one"]].to_numpy().tolist() == [[9, 0]]
    assert found.value("kappa") == 1


def test_a_coding_that_lost_its_words_counts_by_answer_only():
    tables = passages(TEXT, {"ann": [(0, 3, "x")], "ben": [(0, 900, "x")]})
    tables.codings["placed"] = [True, False]
    assert agreement_of(tables, seed=1).found.counts["more"].tolist() == [1]
    assert agreement_of(tables, seed=1, unit="sentence").found.counts[["more", "one"]].to_numpy().tolist() == [[0, 1]]
