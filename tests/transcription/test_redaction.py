"""Passages are found however they are written, and everything else keeps its place."""

import pytest

from sixphase.transcription.redaction import Edit, Redacted, mark_of, moved, redacted, words_in


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I met Tomasz Kowalski.", "I met [X]."),
        ("TOMASZ\nKOWALSKI!", "[X]!"),
        ("Tomasz-Kowalski's", "[X]'s"),
        ("Tom\u00adasz Kowal\u200bski", "[X]"),
        ("Tomasz Kowalskis", "Tomasz Kowalskis"),
        ("Tomasz and Kowalski", "Tomasz and Kowalski"),
        ("cafe\u0301 noir", "[X] noir"),
        ("CAFÉ", "[X]"),
        ("cafés", "cafés"),
        ("Tomasz Kowalski Tomasz Kowalski", "[X] [X]"),
    ],
)
def test_where_a_passage_stands(text, left):
    find = Redacted("salt").with_passages(["Tomasz Kowalski", "café"], "[X]").find
    assert redacted(text, find(text)) == left


def test_every_span_moves_with_its_words():
    text, edits = "ab CDE fg HI jk", [Edit(3, 6, "[XXXX]"), Edit(10, 12, "!")]
    new = redacted(text, edits)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            first, last = moved(start, end, edits)
            inside = [e for e in edits if e.start < end and start < e.end]
            kept = "".join(
                c for i, c in enumerate(text[start:end], start) if not any(e.start <= i < e.end for e in edits)
            )
            got = new[first:last]
            for edit in inside:
                assert edit.put in got
                got = got.replace(edit.put, "", 1)
            assert got == kept and first < last


def test_the_longest_passage_wins_and_no_word_is_kept():
    known = Redacted("salt").with_passages(["Tomasz"], "[A]").with_passages(["Tomasz Kowalski"], "[B]")
    text = "Tomasz, Tomasz Kowalski"
    assert redacted(text, known.find(text)) == "[A], [B]"
    assert known.lengths == (2, 1) and not any("tomasz" in str(part).lower() for part in vars(known).values())


def test_marks_depend_on_the_salt_and_on_where_words_end():
    marks = {mark_of(salt, words) for salt in ("a", "b") for words in (("ab", "c"), ("a", "bc"), ("abc",))}
    assert len(marks) == 6


def test_words_that_are_far_apart_are_no_passage():
    known = Redacted("salt").with_passages(["Tomasz Kowalski"])
    assert known.find("Tomasz - Kowalski") and not known.find("Tomasz --- Kowalski")


def test_marks_above_and_inside_words_do_not_part_them():
    assert [word for *_, word in words_in("Zoe\u0308 Tom\u00adasz e\u0301te\u0301 O’Neil 07700")] == [
        *("zoë", "tomasz", "été", "o", "neil", "07700"),
    ]
