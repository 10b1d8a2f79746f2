"""Lengths and their figure."""

import numpy as np
import pandas as pd
import pytest

from sixphase.transcription.answers import read_answers
from sixphase.transcription.describe import describe, with_lengths
from sixphase.transcription.figures import length_alt, length_figure


def test_lengths_of_the_published_answers_against_numpy():
    answers = read_answers("cmt_published")
    words, characters = describe(answers).to_dict("records")
    counts = with_lengths(answers)["words"].to_numpy()
    assert words["total"] == sum(counts)
    assert [words["shortest"], words["lower_quartile"], words["median"], words["upper_quartile"], words["longest"]] == (
        pytest.approx(np.percentile(counts, [0, 25, 50, 75, 100]))
    )
    assert characters["total"] == sum(map(len, answers["text"]))


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [("LEP’s self-compassion", 2, 21), ("– !", 0, 3), ("👍 good", 1, 6), ("two\nlines", 2, 9)],
)
def test_what_is_counted(text, words, characters):
    row = with_lengths(pd.DataFrame({"text": [text]})).loc[0]
    assert (row["words"], row["characters"]) == (words, characters)


@pytest.mark.parametrize("lengths", [[6, 7, 7, 20], [3], [1, 2], [1, 500], [0, 0, 0]])
def test_the_bars_hold_every_answer(lengths):
    figure = length_figure(pd.Series(lengths))
    assert sum(bar.get_height() for bar in figure.axes[0].patches) == len(lengths)


def test_a_few_very_long_answers_are_gathered_and_it_says_so():
    lengths = pd.Series([5, 6, 7, 8] * 100 + [400, 500])
    axes = length_figure(lengths).axes[0]
    assert axes.get_xlim()[1] < 20
    assert sum(bar.get_height() for bar in axes.patches) == len(lengths)
    assert axes.get_xlabel().endswith("2 answers of more than 8")
    assert length_alt(lengths).endswith("The last bar holds 2 answers of more than 8 words.")


def test_the_alternative_text_follows_the_data():
    one, other = length_alt(pd.Series([4, 8, 12])), length_alt(pd.Series([4, 8, 13]))
    assert "3 answers: from 4 to 12 words" in one
    assert "from 4 to 13 words" in other


def test_an_illegible_answer_counts_where_a_word_could_be_read():
    rows = [("answered", "one two"), ("illegible", "[illegible]"), ("illegible", "the [?] bag"), ("answered", "– !")]
    answers = pd.DataFrame(rows, columns=["state", "text"])
    assert with_lengths(answers)["words"].to_dict() == {0: 2, 2: 2, 3: 0}
    assert describe(answers)["answers"].tolist() == [3, 3]
    assert describe(answers.iloc[[1]])["longest"].tolist() == [0, 11]
