import numpy as np
import pandas as pd
import pytest
from coding.planted import OWN, clusters, no_repeats

from sixphase.coding.distinct import distinct_texts
from sixphase.coding.vectors import vectors
from sixphase.themes.placing import placing
from sixphase.themes.sharing import central_answers, likeness_to_codes, shared_words
from sixphase.themes.values import sharing_values


def placed_of(*rows, groups=()):
    codings = pd.DataFrame(rows, columns=["answer_id", "code", "words"])
    return placing(codings, distinct_texts(list(codings["answer_id"]), groups), sorted(set(codings["code"])))


def test_shared_words_are_counted_in_texts():
    placed = placed_of(
        ("E1", "A", "breathing breathing, the breathing"),
        ("E2", "A", "Breathing with others"),
        ("E3", "A", "the others"),
        ("E4", "B", "the breathing space"),
        ("E5", "B", "Space"),
        ("E6", "B", "quiet"),
    )
    found = shared_words(placed).set_index(["code", "word"])
    assert found.loc[("A", "breathing"), ["texts", "of", "share", "elsewhere"]].tolist() == pytest.approx(
        [2, 3, 2 / 3, 1 / 3]
    )
    assert list(found.index) == [("A", "others"), ("A", "breathing"), ("B", "space")]
    # Not there: 'the' says little, 'quiet' is used once, 'with' is no word of a theme; 'others' says for whom.


def test_a_repeat_shares_nothing_with_itself():
    rows = [("E1", "A", "kit bag"), ("E2", "A", "Kit bag"), ("E3", "B", "calm")]
    assert "kit" in set(shared_words(placed_of(*rows))["word"])
    assert shared_words(placed_of(*rows, groups=[["E1", "E2"]])).empty


def test_planted_words_are_found():
    codings = clusters(each=20)
    found = shared_words(placing(codings, no_repeats(codings), list(OWN)), most=5)
    for code, words in OWN.items():
        assert set(found.loc[found["code"] == code, "word"]) == set(words.split())


def test_likeness_leaves_the_text_itself_out():
    rows = vectors(["kind day", "kind self", "safe room"], "words")
    member = np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)
    alike = (rows @ rows.T).toarray()
    found = likeness_to_codes(rows, member)
    assert found[0] == pytest.approx([alike[0, 1], alike[0, 2]])
    assert found[2, 0] == pytest.approx((alike[2, 0] + alike[2, 1]) / 2)
    assert np.isnan(found[2, 1])


def test_the_central_answer_is_the_one_between_the_others():
    placed = placed_of(
        ("E1", "A", "kind calm"), ("E2", "A", "kind warm"), ("E3", "A", "kind calm warm"), ("E4", "B", "alone")
    )
    found = central_answers(placed, vectors(placed.words, "words"), most=1)
    assert found[["code", "answer_id"]].values.tolist() == [["A", "E3"]]  # a text alone is central to nothing


def test_values_name_what_marks_most_and_what_holds_least():
    placed = placed_of(
        ("E1", "A", "breathing"), ("E2", "A", "breathing"), ("E3", "A", "breathing"), ("E4", "B", "space calm"),
        ("E5", "B", "space"), ("E6", "B", "quiet"),
    )  # fmt: skip
    shared = shared_words(placed)
    values = {name: value for name, value, _ in sharing_values(shared, shared, {"A": "First", "B": "Second"})}
    assert (values["sharing.word"], values["sharing.word_theme"]) == ("breathing", "First")
    assert values["sharing.weakest_theme"] == "Second"
    assert values["sharing.weakest_theme_share"] == pytest.approx(2 / 3)
    nothing = list(sharing_values(shared.head(0), shared.head(0), {}))
    assert nothing == [("sharing.word", "none", None)]
