from collections import Counter

import numpy as np
import pandas as pd
import pytest
from coding.planted import OWN, clusters, no_repeats, published

from sixphase.coding.chance import always_the_commonest, always_the_largest, beside_chance, middle_95, relabelled
from sixphase.coding.choices import by_choice
from sixphase.coding.reading_figures import crossing
from sixphase.coding.reading_values import choice_values, elsewhere_values, rate_values, text_values
from sixphase.coding.second_reading import elsewhere, hits, second_reading


def planted(seed=None):
    codings = clusters()
    if seed is not None:
        codings["code"] = np.random.default_rng(seed).permutation(codings["code"])
    return second_reading(codings, no_repeats(codings), list(OWN), 5)


def test_planted_codes_lie_beyond_every_draw():
    reading = planted()
    assert hits(reading.places, 1).hits > relabelled(reading, seed=1)[:, 0].max()


def test_shuffled_codes_lie_within_the_range_of_chance():
    inside = 0
    for seed in range(40):
        reading = planted(seed)
        low, high = middle_95(relabelled(reading, seed=1, times=200)[:, 0])
        inside += low <= hits(reading.places, 1).hits <= high
    assert inside >= 35  # 95 % of forty are 38


def test_the_draws_hang_on_the_seed_alone():
    reading = planted()
    assert (relabelled(reading, 5, 50) == relabelled(reading, 5, 50)).all()
    assert (relabelled(reading, 5, 50) != relabelled(reading, 6, 50)).any()


def test_the_commonest_is_guessed_without_the_answer_and_its_repeats():
    codings, texts, book = published()
    order = list(book.subthemes)
    reading = second_reading(codings, texts, order, 5)
    groups = texts.loc[codings["answer_id"]].to_numpy()
    for among in (1, 3):
        right = 0
        for own, code in enumerate(codings["code"]):
            sizes = Counter(codings["code"][groups != groups[own]])
            ranked = sorted(order, key=lambda c: (-sizes[c], order.index(c)))
            right += code in ranked[:among]
        assert hits(always_the_commonest(reading), among).hits == right
        largest = sum(sorted(Counter(codings["code"]).values(), reverse=True)[:among])
        assert hits(always_the_largest(reading), among).hits == largest


def test_a_code_of_one_answer_can_still_be_guessed_last():
    codings = clusters()
    codings.loc[0, "code"] = "Z"
    reading = second_reading(codings, no_repeats(codings), [*OWN, "Z"], 5)
    assert always_the_commonest(reading)[0] == 5


def test_the_table_sets_each_rate_beside_chance():
    reading = planted()
    table = beside_chance(reading, relabelled(reading, 1, 300)).set_index(["among", "reading"])
    even = table.loc[(3, "every subtheme as likely")]
    assert even["share"] == pytest.approx(3 / 4)
    dealt = table.loc[(1, "subthemes dealt out at random")]
    assert dealt["low"] <= dealt["share"] <= dealt["high"]
    assert dealt["share"] == pytest.approx(1 / 4, abs=0.06)
    assert (table["low"] <= table["share"]).all()


def test_every_choice_has_its_row_the_study_s_own_too():
    codings = clusters()
    table = by_choice(codings, no_repeats(codings), list(OWN), 4)
    assert len(table) == 3 * 5
    own = table[(table["compared"] == "pieces of words") & (table["neighbours"] == 4)].iloc[0]
    assert own["hits_first"] == hits(second_reading(codings, no_repeats(codings), list(OWN), 4).places, 1).hits


def test_the_named_values_are_those_of_the_tables():
    reading = planted()
    shuffled = relabelled(reading, 1, 100)
    values = {name: (value, text) for name, value, text in rate_values(beside_chance(reading, shuffled), shuffled)}
    assert values["reading.hit_first"][0] == hits(reading.places, 1).share
    assert values["reading.hit_three_count"][0] == hits(reading.places, 3).hits
    assert values["reading.chance_first_highest"][0] == shuffled[:, 0].max()
    assert values["reading.even_first"] == (0.25, "25 %")
    assert {n: v for n, v, _ in text_values(reading)}["reading.texts"] == len(reading.codes)
    codings = clusters()
    choices = by_choice(codings, no_repeats(codings), list(OWN), 5)
    named = {name: value for name, value, _ in choice_values(choices)}
    assert named.pop("reading.choices_count") == len(choices)
    assert all(value.endswith("%") for value in named.values())


def test_without_anything_elsewhere_the_values_say_none():
    reading = planted()
    values = {n: v for n, v, _ in elsewhere_values(elsewhere(reading).head(0), crossing(reading), {c: c for c in OWN})}
    assert values["elsewhere.count"] == 0
    assert values["elsewhere.often_from"] == "none"


def test_what_is_always_and_what_is_never_found_again():
    crossed = pd.DataFrame([[3, 0, 0], [1, 0, 2], [0, 1, 4]], index=list("ABC"), columns=list("ABC"))
    other = pd.DataFrame({"published": ["B", "B", "B", "C"], "suggested": ["C", "A", "C", "B"], "votes": [0.6] * 4})
    values = {n: v for n, v, _ in elsewhere_values(other, crossed, {"A": "Ah", "B": "Bee", "C": "Sea"})}
    assert (values["elsewhere.always_hit"], values["elsewhere.never_hit"]) == ("Ah", "Bee")
    assert (values["elsewhere.often_from"], values["elsewhere.often_to"], values["elsewhere.often_count"]) == (
        "Bee",
        "Sea",
        2,
    )
