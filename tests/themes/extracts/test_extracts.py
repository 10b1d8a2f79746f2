"""Passages and their likeness: against loops, against the figures of the published study, and against planted truth."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from coding.planted import OWN, clusters, no_repeats, published
from scipy.sparse import csr_matrix

from sixphase.coding.vectors import vectors
from sixphase.themes.extracts import likeness
from sixphase.themes.extracts.likeness import alikeness, draws_for, relabelled, to_the_rest
from sixphase.themes.extracts.passages import (
    LEAST_LIKE,
    ONE_CODER,
    outliers_first,
    passages,
    passages_values,
    weights_of,
)
from sixphase.themes.placing import placing


def cases():
    codings, texts, book = published()
    placed = placing(codings, texts, list(book.subthemes))
    yield "published", vectors(placed.words), placed.member
    draw = np.random.default_rng(5)
    rows = vectors(["kind day", "!", "kind self", "safe room", "?", "safe day room", "kind room"], "words")
    yield "texts without words, several codes", rows, draw.random((7, 4)) < 0.5
    yield "an empty code, one text", rows, np.eye(7, 3, dtype=bool)


EACH = pytest.mark.parametrize(("rows", "member"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])


def by_pairs(rows, member, one, other):
    alike, total = (rows @ rows.T).toarray(), range(len(member))
    found = [alike[i, j] for i in total for j in total if i != j and member[i, one] and member[j, other]]
    return np.mean(found) if found else np.nan


@EACH
def test_means_are_those_of_a_loop_over_pairs(rows, member):
    means = alikeness(rows, member).means
    for one in range(member.shape[1]):
        for other in range(member.shape[1]):
            assert means[one, other] == pytest.approx(by_pairs(rows, member, one, other), abs=1e-12, nan_ok=True)


@EACH
def test_draws_are_those_of_dealing_out_and_counting_all_pairs(rows, member):
    found, draw = relabelled(rows, member, 3, 15), np.random.default_rng(3)
    for i in range(15):
        dealt = alikeness(rows, member[draw.permutation(len(member))])
        assert found.within[i] == pytest.approx(dealt.within, abs=1e-12, nan_ok=True)
        assert found.apart[i] == pytest.approx(dealt.apart, abs=1e-12, nan_ok=True)
        assert found.by_code[i] == pytest.approx(np.diag(dealt.means), abs=1e-12, nan_ok=True)


def test_planted_codes_hold_together_beyond_every_draw():
    codings = clusters()
    placed = placing(codings, no_repeats(codings), list(OWN))
    rows = vectors(placed.words)
    found, shuffled = alikeness(rows, placed.member), relabelled(rows, placed.member, 1, 200)
    assert found.within > shuffled.within.max()
    assert found.apart < shuffled.apart.min()


def test_much_text_gets_fewer_draws_and_says_how_many(monkeypatch):
    _, rows, member = next(cases())
    assert draws_for(rows) == 1000
    monkeypatch.setattr(likeness, "WORK", rows.nnz * 150)
    assert draws_for(rows) == len(relabelled(rows, member, 1).within) == 150
    monkeypatch.setattr(likeness, "WORK", 1)
    assert (draws_for(rows), draws_for(rows, 7)) == (100, 7)


def test_likeness_to_the_rest_is_that_of_a_loop():
    _, rows, member = next(cases())
    groups = member.argmax(axis=1)
    groups[0] = member.shape[1]  # one text alone
    alike, found = (rows @ rows.T).toarray(), to_the_rest(rows, groups)
    assert np.isnan(found[0])
    for i in range(1, len(groups)):
        others = [j for j in range(len(groups)) if j != i and groups[j] == groups[i]]
        assert found[i] == pytest.approx(np.mean(alike[i, others]))
    assert to_the_rest(csr_matrix((0, 3)), np.zeros(0, dtype=np.int64)).size == 0


TEXT = "calm and kind, slow breath, a safe room"
ANSWERS = pd.DataFrame([(f"a{i}", TEXT) for i in range(4)], columns=["answer_id", "text"])


def coded(*rows):
    return pd.DataFrame(rows, columns=["answer_id", "start", "end", "code", "coder"])


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([("a0", 0, 4, "x", "ann"), ("a0", 2, 13, "x", "ben")], [(0, 13, 2)]),
        ([("a0", 0, 13, "x", "ann"), ("a0", 2, 4, "y", "ann"), ("a0", 8, 20, "x", "ben")], [(0, 20, 2)]),
        ([("a0", 0, 4, "x", "ann"), ("a0", 4, 13, "x", "ben")], [(0, 4, 1), (4, 13, 1)]),  # they touch
        ([("a0", 0, 4, "x", "ann"), ("a1", 0, 4, "x", "ben")], [(0, 4, 1), (0, 4, 1)]),
        ([("a0", 0, 4, "x", "ann"), ("a0", 0, 4, "z", "ben")], [(0, 4, 1), (0, 4, 1)]),  # another theme
        ([("a0", 0, 4, "lone", "ann"), ("gone", 0, 4, "x", "ann")], []),
        ([("a0", 0, 30, "x", "ann"), ("a0", 1, 2, "x", "ann"), ("a0", 20, 29, "x", "ben")], [(0, 30, 2)]),
    ],
)
def test_codings_that_share_words_are_one_passage(rows, spans):
    table = passages(coded(*rows), ANSWERS, {"x": "T1", "y": "T1", "z": "T2"})
    assert list(table[["start", "end", "coders"]].itertuples(index=False, name=None)) == spans
    assert all(row.words == TEXT[row.start : row.end] for row in table.itertuples())


@pytest.mark.parametrize("seed", range(5))
def test_passages_are_those_of_joining_pairs(seed):
    draw = np.random.default_rng(seed)
    rows = [
        (f"a{draw.integers(4)}", int(s), int(s + draw.integers(1, 12)), "xyz"[draw.integers(3)], "ann")
        for s in draw.integers(0, 26, 40)
    ]
    theme_of = {"x": "T1", "y": "T1", "z": "T2"}
    table = passages(coded(*rows), ANSWERS, theme_of)
    for (answer, theme), own in pd.DataFrame(
        [(a, theme_of[c], s, e) for a, s, e, c, _ in rows], columns=["a", "t", "s", "e"]
    ).groupby(["a", "t"]):
        covered = sorted({p for s, e in zip(own["s"], own["e"], strict=True) for p in range(s, e)})
        got = table[(table["answer_id"] == answer) & (table["theme"] == theme)]
        assert sorted(p for r in got.itertuples() for p in range(r.start, r.end)) == covered
        for one, other in combinations(got.itertuples(), 2):
            assert one.end <= other.start or other.end <= one.start


def test_seen_by_one_coder_counts_only_where_two_have_read():
    rows = coded(("a0", 0, 4, "x", "ann"), ("a1", 0, 4, "x", "ann"), ("a1", 0, 4, "y", "ben"), ("a2", 0, 4, "x", "ann"))
    theme_of = {"x": "T1"}
    assert passages(rows, ANSWERS, theme_of)["one_only"].tolist() == [False, True, False]
    readers = pd.DataFrame([("a2", "ben"), ("a2", "ann")], columns=["answer_id", "coder"])
    assert passages(rows, ANSWERS, theme_of, readers)["one_only"].tolist() == [False, True, True]


def test_a_planted_stranger_comes_first():
    codings = clusters()
    stranger = codings.index[codings["code"] == "A"][3]
    codings.loc[stranger, "words"] = OWN["D"]
    answers = codings[["answer_id"]].assign(text=codings["words"])
    rows = codings.assign(start=0, end=codings["words"].str.len(), coder="ann")
    table = passages(rows, answers, {code: code for code in OWN})
    ordered = outliers_first(table, weights_of(table["words"]))
    first = ordered[ordered["theme"] == "A"].iloc[0]
    assert (first["answer_id"], first["look"]) == (codings.loc[stranger, "answer_id"], LEAST_LIKE)
    assert ordered.groupby("theme")["look"].apply(lambda look: (look == LEAST_LIKE).sum()).tolist() == [2] * 4
    assert dict((v[0], v[1]) for v in passages_values(ordered))["extracts.least_like"] == 8  # noqa: C402


def test_two_reasons_come_before_one_and_a_small_theme_is_not_sorted_out():
    rows = coded(("a0", 0, 4, "x", "ann"), ("a0", 9, 13, "x", "ben"), ("a1", 0, 4, "x", "ann"))
    table = outliers_first(*(lambda t: (t, weights_of(t["words"])))(passages(rows, ANSWERS, {"x": "T1"})))
    assert table["look"].tolist() == [ONE_CODER, ONE_CODER, ""]
    assert table["answer_id"].tolist() == ["a0", "a0", "a1"]


def test_repeated_words_get_the_same_weights():
    words = pd.Series(["kind day", "safe", "kind day"])
    weights = weights_of(words).toarray()
    assert (weights[0] == weights[2]).all()
    assert not (weights[0] == weights[1]).all()


def test_no_codings_yet():
    table = passages(coded(), ANSWERS, {"x": "T1"})
    assert table.empty
    assert list(table.columns)[:3] == ["theme", "answer_id", "start"]
    ordered = outliers_first(table, weights_of(table["words"]))
    assert ordered.empty
    assert list(ordered.columns)[-2:] == ["likeness", "look"]
    assert [value for _, value, _ in passages_values(ordered)] == [0, 0, 0, 0]
