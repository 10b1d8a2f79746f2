"""Words that look like names and that only a person can judge."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sixphase.transcription.names.context import (
    begins_sentence,
    goes_with_people,
    is_month,
    joined,
    next_word,
    nothing_follows,
)
from sixphase.transcription.names.english import CAPITAL_ANYWAY, PLACE_NOUNS, PRONOUNS
from sixphase.transcription.names.found import free
from sixphase.transcription.names.vocabulary import Token, Vocabulary

_SHORTEST_CAPITALS = 5  # letters; shorter words in capitals are mostly abbreviations ('CAMHS')
_LONGEST = 5  # words in one candidate
_LONGEST_WORD = 25  # letters; what is longer is no word with a slip

Span = tuple[int, int, str]  # start, end, kind


def likely_names(
    text: str, tokens: Sequence[Token], taken: Sequence[tuple[int, int]], shouting: str, vocabulary: Vocabulary
) -> list[Span]:
    """Places of words that look like names, neighbours joined ('Jen Thompson', 'Melton House').

    The rule, for words that are not replaced already:

    - inside a sentence: a word with a capital that the answers do not write small, or that is a common name;
    - at the beginning of a sentence: a word that is no English word, nor a slip of one that many answers have; or a
      common name that is an English word too, beside a word that goes with people ('Grace was', not 'May I'), or
      that is all there is of its sentence, bracket or line ('Thank you - Grace');
    - where all words have capitals: a word that is no English word, or a common name that is all there is;
    - in small letters: a common name that is no English word ('thanks to priya').

    Left out are words of grammar, days, months, languages and the like, abbreviations in capitals, and what stands
    in square brackets or is crossed out with X.
    """
    spans: list[Span] = []
    i = 0
    while i < len(tokens):
        start, end, word = tokens[i]
        if (
            (word.capital or word.known)
            and free(taken, start, end)
            and (_is_signature(text, tokens, i, taken) or _looks_like_name(text, tokens, i, shouting, vocabulary))
        ):
            last = _joined_to(text, tokens, i, taken)
            place = any(tokens[k][2].base in PLACE_NOUNS for k in range(i + 1, last + 1))
            spans.append((start, tokens[last][1], "PLACE" if place else "NAME"))
            i = last
        i += 1
    return spans


def _looks_like_name(text: str, tokens: Sequence[Token], i: int, shouting: str, vocabulary: Vocabulary) -> bool:
    word = tokens[i][2]
    if len(word.base) < 2 or not word.base.replace("'", "").isalpha() or set(word.base) == {"x"}:
        return False
    if not word.capital:
        return not word.common and not word.grammar
    if is_month(text, tokens, i) or (word.base in CAPITAL_ANYWAY and not word.known) or (word.title and not word.known):
        return False
    if shouting:
        return (not word.common and not word.usual) or (
            word.known and goes_with_people(text, tokens, i) and not word.usual
        )
    if word.capitals and not word.known and len(word.base) <= _SHORTEST_CAPITALS:
        return False
    if begins_sentence(text, tokens, i):
        return _first_in_sentence(text, tokens, i, vocabulary)
    if word.known:
        return not _is_grammar_here(text, tokens, i)
    return not word.usual and not word.grammar and word.base not in PLACE_NOUNS


def _is_signature(text: str, tokens: Sequence[Token], i: int, taken: Sequence[tuple[int, int]]) -> bool:
    """A common name that is all of its sentence or bracket: 'Lovely. Angela', 'the speaker (Sandra)'."""
    word = tokens[i][2]
    if not (word.known and word.capital and len(word.base) > 1) or is_month(text, tokens, i):
        return False
    return begins_sentence(text, tokens, i) and nothing_follows(text, tokens, _joined_to(text, tokens, i, taken))


def _first_in_sentence(text: str, tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> bool:
    word = tokens[i][2]
    if word.known:
        return not word.common or goes_with_people(text, tokens, i)
    return not word.common and not word.usual and not _slip_of(word.base, vocabulary.frequent)


def _is_grammar_here(text: str, tokens: Sequence[Token], i: int) -> bool:
    """'Will you', 'May I'."""
    return tokens[i][2].base in ("will", "may") and next_word(text, tokens, i) in PRONOUNS


def _joined_to(text: str, tokens: Sequence[Token], i: int, taken: Sequence[tuple[int, int]]) -> int:
    """The last word of the name that begins here."""
    last = i
    for k in range(i + 1, min(len(tokens), i + _LONGEST)):
        start, end, word = tokens[k]
        if not word.capital or tokens[k - 1][2].tail or not joined(text, tokens[k - 1], tokens[k]):
            break
        if not free(taken, start, end) or (
            "." in text[tokens[k - 1][1] : start] and not _is_short(tokens[k - 1][2].base)
        ):
            break
        named = word.known or word.base in PLACE_NOUNS or not (word.usual or word.common) or len(word.base) == 1
        if not named or word.grammar or word.base in CAPITAL_ANYWAY or word.title:
            break
        last = k
    while last > i and tokens[last][2].base == "i":
        last -= 1
    return last


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _is_short(word: str) -> bool:
    """An initial, or Saint: a full stop after it ends no sentence."""
    return len(word) == 1 or word == "st"


@lru_cache(maxsize=100_000)
def _slip_of(word: str, frequent: frozenset[str]) -> bool:
    """Whether one slip turns a word into one that many answers have: 'Everthing' stands for a common word."""
    return 4 < len(word) < _LONGEST_WORD and any(other in frequent for other in _one_slip(word))


def _one_slip(word: str) -> Iterator[str]:
    for k in range(len(word) + 1):
        head, tail = word[:k], word[k:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
