"""What is one word, and what is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize import RegexpTokenizer

from sixphase.transcription.tokens import WORD, spans_of, spelling, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("self-compassion", ["self-compassion"]),
        ("self – compassion", ["self", "compassion"]),
        ("self- compassion", ["self", "compassion"]),
        ("LEP's and LEP’s and LEPs", ["lep's", "and", "lep's", "and", "leps"]),
        ("others’ stories", ["others", "stories"]),
        ("‘new brain’", ["new", "brain"]),
        ("don´t", ["don't"]),
        ("(e.g. “it’s okay”)", ["eg", "it's", "okay"]),
        ("e.g., slides. and i.e.", ["eg", "slides", "and", "ie"]),
        ("the end. And", ["the", "end", "and"]),
        ("A) I", ["a", "i"]),
        ("slides/talking & breaks", ["slides", "talking", "breaks"]),
        ("09:30, 1,000 and 3rd", ["09:30", "1,000", "and", "3rd"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("com\u00adpassion", ["compassion"]),
        ("snake_case __x__", ["snake", "case", "x"]),
        ("[NAME 1] rang [PHONE 12], [illegible] said", ["rang", "said"]),
        ("[Sarah?] and NAME 1 [so", ["sarah", "and", "name", "1", "so"]),
        ("... – ! 😀", []),
        ("", []),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


@given(st.text(max_size=80))
def test_places_hold_the_words(text):
    spans = spans_of(text)
    assert [spelling(text[start:end]) for start, end, _ in spans] == [word for *_, word in spans] == words_of(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(alphabet="aé .'’-–0,", max_size=40))
def test_nltk_finds_the_same(text):
    found = RegexpTokenizer(WORD.pattern).span_tokenize(text)
    assert list(found) == [(start, end) for start, end, _ in spans_of(text)]
