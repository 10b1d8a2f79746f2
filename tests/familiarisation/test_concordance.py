"""Keyword in context: found where it stands, verbatim, and not where it does not."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixphase.familiarisation.concordance import concordance, concordances, pieces, places, terms_of
from sixphase.study.problem import InputError
from sixphase.transcription.answers import read_answers
from sixphase.transcription.tokens import words_of


def keywords(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in places(text, terms_of(query))]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("space", "Space, safe space – spaces", ["Space", "space"]),
        ("self", "self-compassion to self", ["self"]),
        ("self-compassion", "Self‑compassion", ["Self‑compassion"]),
        ("safe space", "a safe space; a safe, open space; safe/space", ["safe space", "safe/space"]),
        ("compassion*", "compassionate compassion self-compassion", ["compassionate", "compassion"]),
        ("group discuss*", "Group discussions and group discussion", ["Group discussions", "group discussion"]),
        ("it's", "It’s okay, its fun", ["It’s"]),
        ("don’t", "don't do", ["don't"]),
        ("eg", "colours e.g. blue", ["e.g."]),
        ("café", "cafe\u0301!", ["cafe\u0301"]),
        ("self to self", "self to self to self", ["self to self"]),
        ("a", "banana", []),
        ("safe space", "safe open space", []),
        ("compassion", "compassionate", []),
        ("😀 good", "😀😀 good", ["good"]),
    ],
)
def test_what_is_found(query, text, expected):
    assert keywords(text, query) == expected


def test_every_line_stands_in_its_answer_as_written():
    answers = read_answers("cmt_published")
    texts = answers.set_index("answer_id")["text"]
    table = concordance(answers, "comp*")
    assert len(table) > 15
    for row in table.itertuples():
        assert row.left + row.keyword + row.right in texts[row.answer_id]
        assert row.keyword.lower().startswith("comp")


def test_the_number_of_lines_is_the_number_of_times_the_word_is_counted():
    answers = read_answers("cmt_published")
    words = [word for text in answers["text"] for word in words_of(text)]
    for word in ("self", "group", "it's", "i"):
        assert len(concordance(answers, word)) == words.count(word)


@given(st.text(alphabet="ab .–", max_size=60), st.integers(0, 30))
def test_context_is_cut_between_words(text, context):
    for start, end in places(text, terms_of("a")):
        left, keyword, right = pieces(text, start, end, context)
        assert text[start - len(left) : end + len(right)] == left + keyword + right
        assert len(left) <= context
        assert len(right) <= context
        before, after = text[: start - len(left)], text[end + len(right) :]
        assert not (left and before) or before[-1].isspace()
        assert not (right and after) or right[-1].isspace() or after[0].isspace()


def test_the_whole_answer_is_given_on_wish():
    answers = pd.DataFrame({"answer_id": ["A"], "text": ["one two three two one"]})
    assert concordance(answers, "three", None).loc[0, ["left", "right"]].tolist() == ["one two ", " two one"]


@pytest.mark.parametrize("query", ["", "  ", "!?", "*", "😀"])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(InputError, match="no word"):
        concordance(pd.DataFrame({"answer_id": ["A"], "text": ["one"]}), query)


def test_several_words():
    answers = pd.DataFrame({"answer_id": ["A", "B"], "text": ["kit bag", "bag"]})
    table = concordances(answers, ["bag", "kit", "bag"])
    assert table[["query", "answer_id"]].to_numpy().tolist() == [["bag", "A"], ["bag", "B"], ["kit", "A"]]
    assert list(concordances(answers, []).columns) == list(table.columns)
