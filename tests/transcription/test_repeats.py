"""Repeats: those of the published answers, planted ones, and near misses that are no repeats."""

import random

import pandas as pd
import pytest
from rapidfuzz.distance import Levenshtein

from sixphase.transcription import nearness
from sixphase.transcription.answers import read_answers
from sixphase.transcription.nearness import edits, near_pairs
from sixphase.transcription.repeats import Repeat, comparable, find_repeats, repeats_table, written_once


def table(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"answer_id": [f"A{n}" for n in range(1, len(texts) + 1)], "text": texts})


def found(*texts: str, near: float = 0.95) -> list[tuple[str, tuple[str, ...]]]:
    return [(repeat.kind, repeat.answer_ids) for repeat in find_repeats(table(*texts), near)]


def test_the_published_answers_as_printed():
    """Four texts stand twice to the letter before anything is set aside; so 80 answers are 76 texts."""
    answers = read_answers("cmt_published")
    copies = answers.groupby("text", sort=False)["answer_id"].agg(tuple)
    assert [ids for ids in copies if len(ids) > 1] == [("E03", "E05"), ("E09", "E70"), ("E23", "E68"), ("E42", "E72")]
    assert len(copies) == 76


def test_the_published_answers_with_case_and_marks_set_aside():
    """The same four are exact; E25 has another capital and one letter more than E42 and E72, so it is near."""
    repeats = find_repeats(read_answers("cmt_published"))
    assert [(repeat.kind, repeat.answer_ids) for repeat in repeats] == [
        ("exact", ("E03", "E05")),
        ("exact", ("E09", "E70")),
        ("exact", ("E23", "E68")),
        ("exact", ("E42", "E72")),
        ("near", ("E25", "E42", "E72")),
    ]
    assert repeats[-1].text.startswith("discussion & reflections")


def test_the_slip_is_one_letter():
    texts = read_answers("cmt_published").set_index("answer_id")["text"]
    assert Levenshtein.distance(texts["E25"], texts["E42"]) == 2  # as printed: 'd' for 'D', and 'share' for 'shar'
    assert Levenshtein.distance(comparable(texts["E25"]), comparable(texts["E42"])) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The ‘new brain’", 'the "new brain"', "exact"),
        ("it’s fine", "it´s  fine", "exact"),
        ("safe – space", "safe - space", "exact"),
        ("kit\u00a0bag", "kit bag ", "exact"),
        ("kit bag\u200b", "kit bag", "exact"),
        ("cafe\u0301", "café", "exact"),
        ("Nothing", "nothing", "exact"),
        ("and so on…", "and so on...", "exact"),
        ("Felt like a safe space to share", "Felt like a safe space to shar", "near"),
        ("a safe space to share", "a safe space to shard", "near"),
        ("Nothing", "Nothing.", None),
        ("Yes", "Yet", None),
        ("safe – space", "safe-space", None),
        ("it’s", "its", None),
        ("The group was good", "The group was bood", None),
        ("I felt safe in this group", "I felt unsafe in this group", None),
        ("Compassion to self and others", "Compassion to others and self", None),
    ],
)
def test_pairs(one, other, kind):
    assert found(one, other) == ([(kind, ("A1", "A2"))] if kind else [])


def test_at_the_threshold():
    twenty = "abcdefghij klmnopqrs"
    assert len(twenty) == 20
    assert found(twenty, twenty[:-1] + "x") == [("near", ("A1", "A2"))]
    assert found(twenty[:-1], twenty[:-2] + "x") == []
    assert found(twenty[:-1], twenty[:-2] + "x", near=0.9) == [("near", ("A1", "A2"))]


def test_a_chain_is_one_repeat():
    first = "Breathing exercises, and time to stop"
    assert found(first, first + "!", first + "!!") == [("near", ("A1", "A2", "A3"))]


def test_near_copies_of_two_exact_groups_are_listed_together():
    one, other = "Felt like a safe space to share", "Felt like a safe space to shar"
    assert found(one, other, one, other) == [
        ("exact", ("A1", "A3")),
        ("exact", ("A2", "A4")),
        ("near", ("A1", "A2", "A3", "A4")),
    ]


@pytest.mark.parametrize("near", [0.6, 0.8, 0.95])
def test_no_near_pair_is_missed(near):
    """Each with each, on texts made to be alike, gives the same pairs as the segments."""
    draw = random.Random(7)
    base = ["".join(draw.choices("ab c", k=draw.randint(1, 60))) for _ in range(60)]
    texts = list(dict.fromkeys(base + [slipped(text, draw) for text in base for _ in range(3)]))
    expected = {
        (a, b)
        for a in range(len(texts))
        for b in range(a)
        if Levenshtein.distance(texts[a], texts[b]) <= edits(max(len(texts[a]), len(texts[b])), near)
    }
    pairs = list(near_pairs(texts, near))
    assert {(max(pair), min(pair)) for pair in pairs} == expected
    assert len(pairs) == len(expected)
    assert len(expected) > 20


def test_planted_repeats_are_found_among_many_without_comparing_each_with_each(monkeypatch):
    draw = random.Random(11)
    words = ["".join(draw.choices("abcdefghijklmnop", k=draw.randint(2, 9))) for _ in range(3000)]
    texts = [" ".join(draw.choices(words, k=draw.randint(5, 40))) for _ in range(4000)]
    planted = {n: slipped(texts[n], draw, 1) for n in range(0, 200, 10)}
    looked_at = []
    is_pair = nearness._is_pair
    monkeypatch.setattr(nearness, "_is_pair", lambda *pair: looked_at.append(pair) or is_pair(*pair))
    repeats = find_repeats(table(*texts, *planted.values()))
    expected = [("near", (f"A{n + 1}", f"A{4001 + place}")) for place, n in enumerate(planted)]
    assert [(repeat.kind, repeat.answer_ids) for repeat in repeats] == expected
    assert len(looked_at) < 2 * len(texts)  # each text meets itself, and hardly any other


def test_segments_of_a_very_long_answer_are_not_looked_for(monkeypatch):
    """Their places grow with the square of the edits: of 50,000 letters some six millions."""
    draw = random.Random(3)
    long = "".join(draw.choices("abc d", k=50_000))
    edits_of = []
    sharing = nearness._sharing
    monkeypatch.setattr(nearness, "_sharing", lambda *of: edits_of.append(of[2]) or sharing(*of))
    texts = [*("".join(draw.choices("abc d", k=30)) for _ in range(200)), long, slipped(long, draw)]
    assert list(near_pairs(texts, 0.95)) in ([(200, 201)], [(201, 200)])
    assert max(edits_of, default=0) < 100


def slipped(text: str, draw: random.Random, most: int = 4) -> str:
    """A text with some letters put in, left out or changed."""
    letters = list(text)
    for _ in range(draw.randint(1, most)):
        place = draw.randrange(len(letters) + 1)
        letters[place : place + draw.randint(0, 1)] = draw.choices("abcz", k=draw.randint(0, 1))
    changed = "".join(letters)
    return changed if changed != text else text + "z"


def test_the_table_has_a_row_for_each_answer():
    repeats = [Repeat("exact", ("E03", "E05"), "x"), Repeat("near", ("E25", "E42", "E72"), "y")]
    assert repeats_table(repeats).to_numpy().tolist() == [
        ["R1", "exact", "E03"],
        ["R1", "exact", "E05"],
        ["R2", "near", "E25"],
        ["R2", "near", "E42"],
        ["R2", "near", "E72"],
    ]
    assert list(repeats_table([]).columns) == ["repeat", "kind", "answer_id"]


def test_the_published_answers_written_once():
    answers = read_answers("cmt_published")
    repeats = repeats_table(find_repeats(answers))
    once = written_once(answers, repeats)["answer_id"]
    assert sorted(set(answers["answer_id"]) - set(once)) == ["E05", "E42", "E68", "E70", "E72"]
    by_theme = written_once(answers, repeats, ["theme"])["answer_id"]
    assert sorted(set(answers["answer_id"]) - set(by_theme)) == ["E05"]


def test_short_answers_that_agree_are_different_people():
    answers = table("Very good", "Very good", "I would not change a thing", "I would not change a thing")
    repeats = repeats_table(find_repeats(answers))
    assert written_once(answers, repeats)["answer_id"].tolist() == ["A1", "A2", "A3"]
    assert len(written_once(answers, repeats_table([]))) == 4


def test_the_order_of_the_answers_does_not_matter_to_what_is_found():
    answers = read_answers("cmt_published")
    shuffled = answers.sample(frac=1, random_state=3)
    as_sets = [{(r.kind, frozenset(r.answer_ids)) for r in find_repeats(a)} for a in (answers, shuffled)]
    assert as_sets[0] == as_sets[1]
