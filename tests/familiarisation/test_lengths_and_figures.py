"""Lengths by theme, and that figures and their words show what the tables hold."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from sixphase.familiarisation.figures import (
    frequency_alt,
    frequency_figure,
    keyness_alt,
    keyness_figure,
    lengths_alt,
    lengths_figure,
)
from sixphase.familiarisation.keyness import NOTABLE, keyness, leading
from sixphase.familiarisation.lengths import lengths_by_theme
from sixphase.familiarisation.themes import EVERYTHING, themed
from sixphase.familiarisation.words import count_by_theme, count_words, frequencies
from sixphase.study.figures import WIDTH
from sixphase.transcription.answers import read_answers
from sixphase.transcription.describe import with_lengths


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts_of(figure) -> list:
    return [text for text in figure.findobj(plt.Text) if text.get_text().strip() and text.get_visible()]


def test_lengths_against_numpy():
    answers = with_lengths(read_answers("cmt_published"))
    for row in lengths_by_theme(answers).itertuples():
        words = answers.loc[answers["theme"] == row.theme, "words"]
        expected = np.percentile(words, [0, 25, 50, 75, 100])
        found = [row.shortest, row.lower_quartile, row.median, row.upper_quartile, row.longest]
        assert found == pytest.approx(expected)
        assert (row.answers, row.words) == (len(words), words.sum())


def test_a_study_without_themes_is_one_group():
    answers = pd.DataFrame({"theme": ["", ""], "text": ["one", "one two"]})
    assert lengths_by_theme(themed(answers))[["theme", "answers"]].to_numpy().tolist() == [[EVERYTHING, 2]]
    lengths_figure(with_lengths(themed(answers)))


def test_the_length_figure_has_a_point_for_each_answer():
    answers = with_lengths(read_answers("cmt_published"))
    axes = lengths_figure(answers).axes[0]
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert sum(len(line.get_xdata()) for line in points) == len(answers)
    assert [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()] == list(answers["theme"].unique())


def test_the_keyness_figure_fills_the_points_beyond_the_line():
    table = keyness(count_by_theme(read_answers("cmt_published")))
    shown = leading(table)
    filled = 0
    for axes in keyness_figure(table).axes:
        highest = axes.get_xlim()[1]
        for line in axes.lines:
            assert all(x <= highest for x in line.get_xdata())
            if line.get_marker() == "o" and line.get_markerfacecolor() != "white":
                assert all(x > NOTABLE for x in line.get_xdata())
                filled += len(line.get_xdata())
    assert filled == (shown["z"] > NOTABLE).sum() > 0


@pytest.mark.filterwarnings("error::UserWarning")  # matplotlib's, where a layout does not fit
@pytest.mark.parametrize("number", [2, 3, 5, 7, 8, 30])
def test_any_number_of_themes(number):
    name = "A theme with a rather long name, the number {} of all"
    themes = {name.format(n): count_words([f"word{n} " * 9]) for n in range(number)}
    table = keyness(themes)
    figure = keyness_figure(table)
    shown = [axes for axes in figure.axes if axes.get_visible()]
    assert len(shown) == min(number, 8)
    assert keyness_alt(table).count(": word") == min(number, 8)
    assert ("the first 8 themes" in keyness_alt(table)) == (number > 8)
    figure.canvas.draw()
    assert figure.get_size_inches()[1] <= 9.7  # inches: a page of A4 between margins


def test_figures_without_anything_to_show_say_so():
    empty = keyness({})
    assert texts_of(keyness_figure(empty))[0].get_text() == keyness_alt(empty) == "There are no themes yet to compare."
    none = frequencies(count_words([]))
    assert texts_of(frequency_figure(none))[0].get_text() == frequency_alt(none) == "There are no words to show."


def test_times_are_counted_in_whole_numbers():
    axes = frequency_figure(frequencies(count_words(["felt calm", "felt", "felt well"]))).axes[0]
    assert [tick % 1 for tick in axes.get_xticks()] == [0] * len(axes.get_xticks())


def test_figures_fit_the_page_with_text_that_can_be_read():
    answers = read_answers("cmt_published")
    figures = [
        frequency_figure(frequencies(count_words(answers["text"]))),
        keyness_figure(keyness(count_by_theme(answers))),
        lengths_figure(with_lengths(answers)),
    ]
    for figure in figures:
        figure.canvas.draw()
        assert figure.get_size_inches()[0] == WIDTH
        assert min(text.get_fontsize() for text in texts_of(figure)) >= 7
        box = figure.get_tightbbox()
        assert box.x0 >= -0.01
        assert box.x1 <= WIDTH + 0.01


def test_alternative_texts_follow_the_data():
    counts = frequencies(count_words(["kit bag", "kit"]))
    assert frequency_alt(counts) == "Bars of the 2 most frequent words: kit 2, bag 1."
    answers = pd.DataFrame({"theme": ["X"] * 3, "text": ["one", "one two", "one two three"]})
    assert "X: median 2, half of 3 answers between 1.5 and 2.5" in lengths_alt(lengths_by_theme(answers))
    table = keyness({"X": count_words(["kit kit kit"]), "Y": count_words(["bag bag"])})
    z = table.set_index("word").loc["kit", "z"].max()
    assert f"X: kit {z:.1f}. Y: bag " in keyness_alt(table)
