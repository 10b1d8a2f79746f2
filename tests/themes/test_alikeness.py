"""Likeness by codes against loops over all pairs, and against planted truth."""

from itertools import combinations

import numpy as np
import pytest
from coding.planted import OWN, clusters, no_repeats, published

from sixphase.coding.chance import middle_95
from sixphase.coding.vectors import vectors
from sixphase.themes.alikeness import beside_chance, times_any_two
from sixphase.themes.extracts import likeness
from sixphase.themes.extracts.likeness import alikeness, any_two, relabelled
from sixphase.themes.placing import placing
from sixphase.themes.values import alikeness_values


def by_pairs(rows, member, one, other):
    """Mean likeness of a text of one code and another text of the other, by a loop."""
    alike = (rows @ rows.T).toarray()
    total = range(len(member))
    found = [alike[i, j] for i in total for j in total if i != j and member[i, one] and member[j, other]]
    return np.mean(found) if found else np.nan


def test_the_means_are_those_of_a_loop_over_pairs():
    codings, texts, book = published()
    placed = placing(codings, texts, list(book.subthemes))
    rows = vectors(placed.words)
    means = alikeness(rows, placed.member).means
    for one, other in combinations(range(len(placed.codes)), 2):
        assert means[one, other] == pytest.approx(by_pairs(rows, placed.member, one, other))
    for one in range(len(placed.codes)):
        assert means[one, one] == pytest.approx(by_pairs(rows, placed.member, one, one))
    alike = (rows @ rows.T).toarray()
    pairs = [alike[i, j] for i, j in combinations(range(len(alike)), 2)]
    assert any_two(rows) == pytest.approx(np.mean(pairs))


def test_within_apart_and_to_others_weigh_pairs():
    rows = vectors(["kind day", "kind self", "safe room", "safe day", "safe day room"], "words")
    member = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [1, 1]], dtype=bool)
    alike = (rows @ rows.T).toarray()
    found = alikeness(rows, member)
    under = [[0, 1, 4], [2, 3, 4]]
    inside = [alike[i, j] for group in under for i, j in combinations(group, 2)]
    across = [alike[i, j] for i in under[0] for j in under[1] if i != j]
    assert found.within == pytest.approx(np.mean(inside))
    assert found.apart == pytest.approx(np.mean(across))
    assert found.to_others == pytest.approx([np.mean(across)] * 2)


def test_a_text_without_words_and_a_code_of_one_text():
    rows = vectors(["kind day", "!", "kind day"], "words")
    found = alikeness(rows, np.array([[1, 0], [1, 0], [0, 1]], dtype=bool))
    assert found.means[0, 0] == 0
    assert found.means[0, 1] == pytest.approx(0.5)
    assert np.isnan(found.means[1, 1])


def planted(shuffle=None):
    codings = clusters()
    if shuffle is not None:
        codings["code"] = np.random.default_rng(shuffle).permutation(codings["code"])
    placed = placing(codings, no_repeats(codings), list(OWN))
    return placed, vectors(placed.words)


def test_planted_codes_hold_together_beyond_every_draw():
    placed, rows = planted()
    found, shuffled = alikeness(rows, placed.member), relabelled(rows, placed.member, 1, 200)
    assert found.within > shuffled.within.max()
    assert found.apart < shuffled.apart.min()
    table = beside_chance(found, shuffled, placed.codes, any_two(rows)).set_index("code")
    assert (table["within"] > table["high"]).all()
    assert table["as_high"].tolist() == pytest.approx([1 / 201] * 5)


def test_shuffled_codes_lie_within_the_range_of_chance():
    inside = 0
    for shuffle in range(40):
        placed, rows = planted(shuffle)
        low, high = middle_95(relabelled(rows, placed.member, 1, 100).within)
        inside += low <= alikeness(rows, placed.member).within <= high
    assert inside >= 35  # 95 % of forty are 38


def test_the_draws_hang_on_the_seed_alone_and_keep_what_codes_share():
    codings, texts, book = published()
    placed = placing(codings, texts, list(book.subthemes))
    rows = vectors(placed.words)
    one, same, other = (relabelled(rows, placed.member, seed, 20) for seed in (3, 3, 4))
    assert (one.by_code == same.by_code).all()
    assert (one.by_code != other.by_code).any()
    # Dealing texts out changes who is where, not how many pairs there are.
    dealt = placed.member[np.random.default_rng(0).permutation(len(placed.member))]
    assert (alikeness(rows, dealt).counts == alikeness(rows, placed.member).counts).all()


@pytest.mark.parametrize("pairs", [0, likeness.PAIRS], ids=["by weights", "by pairs"])
@pytest.mark.parametrize("several", [False, True], ids=["one code each", "several codes"])
def test_each_draw_has_the_likeness_of_its_dealing(monkeypatch, pairs, several):
    monkeypatch.setattr(likeness, "PAIRS", pairs)
    placed, rows = planted()
    member = placed.member.copy()
    member[::3, 0] |= several
    drawn, draw = relabelled(rows, member, 7, 30), np.random.default_rng(7)
    for at in range(30):
        dealt = alikeness(rows, member[draw.permutation(len(member))])
        assert drawn.within[at] == pytest.approx(dealt.within)
        assert drawn.apart[at] == pytest.approx(dealt.apart)
        assert drawn.by_code[at] == pytest.approx(dealt.means.diagonal())


def test_multiples_of_any_two_are_one_where_there_is_no_pattern():
    placed, rows = planted(shuffle=1)
    times = times_any_two(alikeness(rows, placed.member), placed.codes, any_two(rows))
    assert times.to_numpy() == pytest.approx(1, abs=0.25)
    assert list(times.columns) == list(times.index) == list(OWN)


def test_values_name_the_codes_within_the_range():
    placed, rows = planted()
    table = beside_chance(
        alikeness(rows, placed.member), relabelled(rows, placed.member, 1, 100), placed.codes, any_two(rows)
    )
    table.loc[table["code"] == "C", "within"] = table.loc[table["code"] == "C", "high"]
    values = {name: value for name, value, _ in alikeness_values(table, {c: c.lower() for c in OWN}, "themes", 100)}
    assert values["alikeness.themes_loose"] == "c"
    assert values["alikeness.themes_clear"] == 3
    assert values["alikeness.themes_draws"] == 100
