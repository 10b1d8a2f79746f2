"""Odd characters are found, usual ones are not."""

import pandas as pd
import pytest

from sixphase.transcription.answers import read_answers
from sixphase.transcription.characters import ODD, odd_characters, special_characters


def odd(text: str) -> list[tuple[str, str, int]]:
    table = odd_characters(pd.DataFrame({"answer_id": ["E1"], "text": [text]}))
    return list(table[["kind", "code_point", "times"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x07b\x07", [("control character", "U+0007", 2)]),
        ("a\x85b", [("control character", "U+0085", 1)]),
        ("a\u200bb", [("invisible character", "U+200B", 1)]),
        ("com\u00adpassion", [("invisible character", "U+00AD", 1)]),
        ("a\ufeffb", [("invisible character", "U+FEFF", 1)]),
        ("a\u202eb", [("bidirectional control", "U+202E", 1)]),
        ("caf\ufffd", [("replacement character", "U+FFFD", 1)]),
        ("a\ue000b", [("private character", "U+E000", 1)]),
        ("a\u00a0b\u2009c", [("unusual space", "U+00A0", 1), ("unusual space", "U+2009", 1)]),
        ("a\u2028b", [("unusual line break", "U+2028", 1)]),
        ("cafe\u0301", [("accent apart from its letter", "U+0301", 1)]),
        ("donâ€™t", [("text read in a wrong encoding", "U+00E2 U+20AC U+2122", 1)]),
        ("cafÃ©", [("text read in a wrong encoding", "U+00C3 U+00A9", 1)]),
        ('it’s "odd"', [("straight among curly quotation marks", "U+0022", 2)]),
    ],
)
def test_odd(text, expected):
    assert odd(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "plain words, and a line\nmore\t(tab)",
        "“curly” – it’s fine…",
        '"straight" - it\'s fine',
        "café, naïve, ÉCOLE, Ångström, âge",
        "£5 at 20 °C ½",
        "👩\u200d⚕\ufe0f and 🤷\u200d♀\ufe0f",
        "",
    ],
)
def test_not_odd(text):
    assert odd(text) == []


def test_each_answer_has_its_own_rows_with_names():
    answers = pd.DataFrame({"answer_id": ["E1", "E2", "E3"], "text": ["x\u00a0y", "fine", "\u00a0"]})
    assert odd_characters(answers)[["answer_id", "name"]].to_numpy().tolist() == [
        ["E1", "NO-BREAK SPACE"],
        ["E3", "NO-BREAK SPACE"],
    ]


def test_the_published_answers_have_none():
    table = odd_characters(read_answers("cmt_published"))
    assert len(table) == 0
    assert list(table.columns) == list(ODD)


def test_special_characters_of_the_published_answers():
    answers = read_answers("cmt_published")
    table = special_characters(answers).set_index("character")
    everything = "".join(answers["text"])
    assert set(table.index) == {c for c in everything if ord(c) > 126}
    assert all(everything.count(character) == times for character, times in table["times"].items())
    assert table.loc["’", "name"] == "RIGHT SINGLE QUOTATION MARK"


def test_a_character_that_does_not_print_is_shown_by_its_code():
    assert special_characters(pd.DataFrame({"text": ["a\u202eb"]}))["character"].tolist() == [""]
