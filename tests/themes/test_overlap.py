import numpy as np
import pandas as pd
import pytest
from coding.planted import OWN, clusters, no_repeats, published

from sixphase.coding.vectors import vectors
from sixphase.themes.alikeness import times_any_two
from sixphase.themes.extracts.likeness import alikeness, any_two
from sixphase.themes.overlap import closest_pairs, how_many_places, leaning, several_places
from sixphase.themes.placing import placing
from sixphase.themes.values import closest_values, leaning_values, places_values


def test_the_published_texts_in_several_places():
    codings, texts, book = published()
    found = several_places(codings, texts, book)
    # Found by hand in the article's lists: one text under three themes, two under two.
    assert found[["answers", "subthemes", "themes"]].values.tolist() == [
        ["E25 E42 E72", "T1.4 T2.2 T4.1", "T1 T2 T4"],
        ["E09 E70", "T1.1 T4.1", "T1 T4"],
        ["E23 E68", "T1.4 T4.1", "T1 T4"],
    ]
    # E03 and E05 repeat each other under one subtheme: a repeat, but no overlap.
    assert not found["answers"].str.contains("E03").any()
    assert how_many_places(found).values.tolist() == [[2, 2, 2], [3, 1, 1]]
    values = {name: value for name, value, _ in places_values(found)}
    assert values == {
        "overlap.texts": 3,
        "overlap.answers": 7,
        "overlap.two_subthemes": 2,
        "overlap.three_subthemes": 1,
        "overlap.two_themes": 2,
        "overlap.three_themes": 1,
    }


def test_two_subthemes_of_one_theme_are_one_theme():
    codings, texts, book = published()
    codings = codings.assign(code=codings["code"].where(codings["answer_id"] != "E05", "T1.2"))
    found = several_places(codings, texts, book).set_index("answers").loc["E03 E05"]
    assert (found["subtheme_count"], found["theme_count"]) == (2, 1)


def test_without_repeats_nothing_stands_in_several_places():
    codings, _, book = published()
    found = several_places(codings, no_repeats(codings), book)
    assert found.empty
    assert how_many_places(found).values.tolist() == [[2, 0, 0], [3, 0, 0]]
    assert {value for _, value, _ in places_values(found)} == {0}


def test_closest_pairs_are_sorted_and_can_be_kept_to_different_themes():
    times = pd.DataFrame(
        [[2.0, 1.5, 0.5], [1.5, 3.0, np.nan], [0.5, np.nan, 1.0]], columns=list("abc"), index=list("abc")
    )
    assert closest_pairs(times).values.tolist() == [["a", "b", 1.5, 2.0], ["a", "c", 0.5, 1.0]]
    across = closest_pairs(times, {"a": "T1", "b": "T1", "c": "T2"})
    assert across[["one", "other"]].values.tolist() == [["a", "c"]]
    assert list(closest_values(across.head(0), {})) == [("overlap.closest_one", "none", None)]


def test_the_closest_published_subthemes_are_more_alike_than_one_of_them_is_within():
    codings, texts, book = published()
    placed = placing(codings, texts, list(book.subthemes))
    rows = vectors(placed.words)
    times = times_any_two(alikeness(rows, placed.member), placed.codes, any_two(rows))
    first = closest_pairs(times, book.theme_of()).iloc[0]
    loop = times.to_numpy()[np.array([[a[:2] != b[:2] for b in placed.codes] for a in placed.codes])]
    assert first["times"] == pytest.approx(loop.max())
    assert first["own"] == min(times.loc[first["one"], first["one"]], times.loc[first["other"], first["other"]])


def test_a_planted_misfit_leans_to_where_it_belongs():
    codings = clusters(each=15)
    codings.loc[3, "code"] = "C"  # an answer of A put under C
    placed = placing(codings, no_repeats(codings), list(OWN))
    found = leaning(placed, vectors(placed.words))
    assert found[["answer_id", "stands", "leans"]].iloc[0].tolist() == ["A003", "C", "A"]
    assert (found["to_other"] > found["to_own"]).all()
    values = {n: v for n, v, _ in leaning_values(found, placed)}
    assert values["overlap.leaning"] == len(found) < 5


def test_a_text_alone_under_its_code_does_not_lean():
    codings = pd.DataFrame(
        [("E1", "A", "kind day"), ("E2", "A", "kind self"), ("E3", "B", "kind day self")],
        columns=["answer_id", "code", "words"],
    )
    placed = placing(codings, no_repeats(codings), ["A", "B"])
    assert "E3" not in set(leaning(placed, vectors(placed.words, "words"))["answer_id"])
