from math import log, sqrt

import numpy as np
import pytest

from sixphase.coding.vectors import WAYS, vectors
from sixphase.study.problem import InputError


def alike(texts, way="words"):
    rows = vectors(texts, way)
    return (rows @ rows.T).toarray()


def test_weights_are_those_of_the_formula():
    # Three texts; 'kind' in two of them, 'self' and 'day' in one each.
    kind, once = log(4 / 3) + 1, log(4 / 2) + 1
    expected = kind * kind / (sqrt(kind**2 + once**2) * sqrt(kind**2 + once**2))
    assert alike(["kind self", "kind day", "other"])[0, 1] == pytest.approx(expected)


@pytest.mark.parametrize("way", WAYS)
def test_rows_have_length_one_and_case_and_quotation_marks_do_not_count(way):
    found = alike(["It’s OKAY to stop", "it's okay to stop", "‘It´s’  okay to stop"], way)
    assert np.allclose(np.diag(found), 1)
    assert found[0, 1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other"),
    [("reflecting together", "reflections together"), ("a safe space to share", "a safe space to shar")],
)
def test_pieces_of_words_forgive_endings_and_slips(one, other):
    assert alike([one, other], "words")[0, 1] < alike([one, other], "pieces of words")[0, 1] < 1


def test_pieces_of_words_do_not_match_across_words():
    assert alike(["safe space", "efesp"], "pieces of words")[0, 1] == 0


def test_a_text_without_words_is_like_nothing():
    found = alike(["!", "kind day"])
    assert found[0].tolist() == [0, 0]


def test_texts_without_any_word_are_refused():
    with pytest.raises(InputError, match="no answer has words"):
        vectors(["!", "…"], "words")
