"""Counting words: parts add up, and the tables follow from the counts."""

import random

import pandas as pd
import pytest

from sixphase.familiarisation.stopwords import is_stop_word, stop_words
from sixphase.familiarisation.words import Counts, count_by_theme, count_words, frequencies, without_stop_words
from sixphase.transcription.answers import read_answers


@pytest.mark.parametrize("parts", [1, 2, 7, 80])
def test_counts_of_parts_add_up_to_the_count_of_the_whole(parts):
    texts = read_answers("cmt_published")["text"].tolist()
    cut = [texts[n::parts] for n in range(parts)]
    random.Random(5).shuffle(cut)
    assert sum(map(count_words, cut), Counts()) == count_words(texts)


def test_nothing_counted_adds_nothing():
    counts = count_words(["Kit bag"])
    assert counts + Counts() == counts == Counts() + counts
    assert count_words([]) == Counts()


def test_counts():
    counts = count_words(["Safe, safe space.", "A SAFE space – space", ""])
    assert counts.texts == 3
    assert counts.words == {"safe": 3, "space": 3, "a": 1}
    assert counts.answers == {"safe": 2, "space": 2, "a": 1}
    assert counts.pairs == {("safe", "space"): 2, ("a", "safe"): 1}


@pytest.mark.parametrize("mark", [". ", ", ", "/", " – ", " & ", "-"])
def test_words_parted_by_a_mark_are_no_pair(mark):
    assert not count_words([f"safe{mark}space"]).pairs


def test_frequencies_in_order():
    table = frequencies(count_words(["b a", "a c b", "the a"]), leave_out=["the"])
    assert table["word"].tolist() == ["a", "b", "c"]
    assert table["per_1000"].tolist() == pytest.approx([3000 / 7, 2000 / 7, 1000 / 7])
    assert table["answers"].tolist() == [3, 2, 1]


def test_the_most_frequent_word_of_the_published_answers():
    """'group' as a word of its own, counted another way; 'groups' is another word."""
    texts = read_answers("cmt_published")["text"]
    expected = texts.str.count(r"(?i)\bgroup\b").sum()
    counts = count_words(texts)
    assert counts.words["group"] == expected
    assert without_stop_words(frequencies(counts)).loc[0, "word"] == "group"


def test_by_theme_each_answer_counts_where_it_stands():
    answers = read_answers("cmt_published")
    themes = count_by_theme(answers)
    assert list(themes) == list(dict.fromkeys(answers["theme"]))
    assert sum(themes.values(), Counts()) == count_words(answers["text"])


def test_there_are_318_stop_words():
    assert len(stop_words()) == 318


@pytest.mark.parametrize(
    ("word", "stops"),
    [
        ("the", True),
        ("i'm", True),
        ("you've", True),
        ("don't", True),
        ("can't", True),
        ("won't", True),
        ("it's", True),
        ("eg", True),
        ("lep's", False),
        ("t", False),
        ("compassion", False),
        ("workshop's", False),
        ("", False),
    ],
)
def test_stop_words(word, stops):
    assert is_stop_word(word) is stops


def test_a_table_without_rows_stays_a_table():
    empty = pd.DataFrame(columns=["theme", "word", "z"])
    assert list(without_stop_words(empty).columns) == ["theme", "word", "z"]
