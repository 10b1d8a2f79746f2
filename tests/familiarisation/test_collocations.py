"""Collocations against the log-likelihood ratio written out from a table of four counts."""

import math

import pytest

from sixphase.familiarisation.collocations import COLUMNS, collocations
from sixphase.familiarisation.words import Counts, count_words
from sixphase.transcription.answers import read_answers


def log_likelihood(counts: Counts, first: str, second: str) -> float:
    """Dunning 1993: twice the sum of observed times log(observed / expected) over the four cells."""
    both, n = counts.pairs[first, second], counts.words.total()
    a, b = counts.words[first], counts.words[second]
    observed = [[both, a - both], [b - both, n - a - b + both]]
    rows, columns = [sum(row) for row in observed], [sum(column) for column in zip(*observed, strict=True)]
    score = 0.0
    for r in range(2):
        for c in range(2):
            if observed[r][c]:
                score += observed[r][c] * math.log(observed[r][c] * n / (rows[r] * columns[c]))
    return 2 * score


def test_scores_against_the_formula():
    counts = count_words(read_answers("cmt_published")["text"])
    table = collocations(counts, 2)
    expected = [log_likelihood(counts, row.first, row.second) for row in table.itertuples()]
    assert len(table) > 5
    assert table["log_likelihood"].tolist() == pytest.approx(expected, rel=1e-9)
    assert table["log_likelihood"].is_monotonic_decreasing


def test_a_planted_phrase_leads_and_near_misses_do_not_come():
    filler = [f"word{n} safe" for n in range(20)] + [f"space word{n}" for n in range(20)]
    texts = ["lived experience helped"] * 5 + ["of lived"] * 4 + ["experience. Lived"] * 4 + filler + ["safe space"]
    table = collocations(count_words(texts), 3)
    assert sorted(map(tuple, table[["first", "second", "count"]].to_numpy().tolist())) == [
        ("experience", "helped", 5),
        ("lived", "experience", 5),
    ]


def test_a_pair_that_stands_no_more_than_by_chance_is_left_out():
    texts = ["tea cake"] * 3 + ["tea"] * 60 + ["cake"] * 60  # expected by chance: far above three
    counts = count_words(texts)
    assert counts.words["tea"] * counts.words["cake"] / counts.total > 3
    assert collocations(counts, 3).empty


@pytest.mark.parametrize("texts", [[], [""], ["one"], ["a b c"]])
def test_few_words_give_an_empty_table(texts):
    assert list(collocations(count_words(texts)).columns) == list(COLUMNS)
