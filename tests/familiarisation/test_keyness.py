"""Keyness against the formulas of Monroe, Colaresi and Quinn (2008), written out word by word."""

import math
import random

import pytest

from sixphase.familiarisation.keyness import COLUMNS, keyness, leading, prior_weight
from sixphase.familiarisation.words import Counts, count_by_theme, count_words
from sixphase.transcription.answers import read_answers


def by_the_formulas(themes: dict[str, list[str]], theme: str, word: str, alpha_0: float) -> tuple[float, float, float]:
    """Delta (equation 16), its variance (20) and z (22), with the prior of equation 23, from lists of words."""
    here = themes[theme]
    rest = [w for other, words in themes.items() if other != theme for w in words]
    alpha = alpha_0 * (here + rest).count(word) / len(here + rest)
    odds = []
    for words in (here, rest):
        above = words.count(word) + alpha
        odds.append(math.log(above / (len(words) + alpha_0 - words.count(word) - alpha)))
    delta = odds[0] - odds[1]
    variance = 1 / (here.count(word) + alpha) + 1 / (rest.count(word) + alpha)
    return delta, variance, delta / math.sqrt(variance)


def themes_of(words: dict[str, list[str]]) -> dict[str, Counts]:
    return {theme: count_words([" ".join(said)]) for theme, said in words.items()}


@pytest.mark.parametrize("alpha_0", [None, 10.0, 500.0])
def test_every_number_against_the_formulas(alpha_0):
    draw = random.Random(2)
    words = {theme: draw.choices("abcdefghij", k=size) for theme, size in (("x", 40), ("y", 90), ("z", 15))}
    table = keyness(themes_of(words), alpha_0, fewest=1)
    assert len(table) == 30
    for row in table.itertuples():
        expected = by_the_formulas(words, row.theme, row.word, 145 / 3 if alpha_0 is None else alpha_0)
        assert (row.delta, row.variance, row.z) == pytest.approx(expected, rel=1e-9, abs=1e-12)
        assert row.count == words[row.theme].count(row.word)


def test_a_planted_word_leads_its_theme_and_only_that():
    common = ["the", "day", "was", "good", "and"] * 40
    words = {"x": [*common, *["flow"] * 12], "y": [*common, *["room"] * 9], "z": list(common)}
    table = keyness(themes_of(words))
    lead = leading(table, 1).set_index("theme")
    assert lead.loc["x", "word"] == "flow"
    assert lead.loc["y", "word"] == "room"
    z = table.set_index(["theme", "word"])["z"]
    assert z["x", "flow"] > 2
    assert z["y", "flow"] < 0
    assert abs(z["x", "the"]) < 1  # said alike everywhere


def test_a_word_that_stands_once_does_not_lead():
    common = ["the", "day", "was", "good"] * 30
    words = {"x": [*common, *["flow"] * 10, "rare"], "y": [*common, "odd"]}
    assert leading(keyness(themes_of(words), fewest=1), 1).loc[0, "word"] == "flow"


def test_the_measure_of_a_theme_against_one_other_turns_its_sign_round():
    words = {"x": list("aaabbc"), "y": list("abbbcccc")}
    z = keyness(themes_of(words)).set_index(["theme", "word"])["z"]
    assert all(z["x", word] == pytest.approx(-z["y", word]) for word in "abc")


def test_rare_words_are_not_listed_but_count():
    words = {"x": list("aab"), "y": list("ac")}
    full, short = keyness(themes_of(words), fewest=1), keyness(themes_of(words), fewest=2)
    assert set(short["word"]) == {"a"}
    assert short["z"].tolist() == pytest.approx(full[full["word"] == "a"]["z"].tolist())


def test_the_prior_weighs_as_much_as_an_average_theme():
    assert prior_weight(themes_of({"x": ["a"] * 30, "y": ["b"] * 10})) == 20


def test_answers_are_those_that_hold_the_word():
    themes = {"x": count_words(["face to face", "to", "no"]), "y": count_words(["face"])}
    row = keyness(themes).set_index(["theme", "word"]).loc[("x", "face")]
    assert (row["count"], row["answers"], row["count_elsewhere"]) == (2, 1, 1)


@pytest.mark.parametrize("themes", [{}, {"All answers": count_words(["kit bag"])}, {"x": Counts(), "y": Counts()}])
def test_without_themes_to_compare_there_are_no_rows(themes):
    table = keyness(themes)
    assert table.empty
    assert list(table.columns) == list(COLUMNS)
    assert leading(table).empty


def test_themes_keep_the_order_of_the_answers():
    answers = read_answers("cmt_published")
    table = keyness(count_by_theme(answers))
    assert list(dict.fromkeys(table["theme"])) == list(dict.fromkeys(answers["theme"]))
