"""All answers as one line of text, so that places in them are plain numbers that numpy can compare.

Between two answers stands one line break: a place in a later answer is greater than any in an earlier one, and no
passage touches one of another answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sixphase.familiarisation.concordance import terms_of
from sixphase.study.problem import refuse
from sixphase.transcription.tokens import APOSTROPHES, HYPHENS, WORD, spelling

Array = np.ndarray
_MOST_WORDS = 2_048  # of a query; more than an expression can hold
_INSIDE = APOSTROPHES + HYPHENS + "."


@dataclass(frozen=True, eq=False)
class Line:
    """The answers one after the other, and every word of them.

    Attributes
    ----------
    text
        The answers, parted by line breaks.
    begins, ends
        Where each answer begins and ends in it, in code points.
    word_starts, word_ends, word_ids
        Each word's place in the line, and which of `vocabulary` it is.
    vocabulary
        Each spelling with its number.
    """

    text: str
    begins: Array
    ends: Array
    word_starts: Array
    word_ends: Array
    word_ids: Array
    vocabulary: dict[str, int]

    @cached_property
    def blanks(self) -> Array:
        """The places of all white space, in order."""
        points = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        known = np.flatnonzero(np.bincount(points, minlength=1)) if len(points) else points
        return np.flatnonzero(np.isin(points, [point for point in known if chr(point).isspace()]))

    @cached_property
    def word_answers(self) -> Array:
        """The number of the answer in which each word stands."""
        return self.answers_at(self.word_starts)

    def answers_at(self, places: Array) -> Array:
        """The number of the answer in which each place is."""
        return np.searchsorted(self.begins, places, "right") - 1

    def in_words(self, starts: Array, ends: Array, answers: Array) -> tuple[Array, Array]:
        """Passages counted in words: how many words ended before each, and how many had begun when it ended.

        One is added for each earlier answer, so that the last word of an answer is not beside the first of the next.
        """
        ended = np.searchsorted(self.word_ends, starts, "right")
        return ended + answers, np.searchsorted(self.word_starts, ends, "left") + answers

    def hits(self, query: str) -> Array:
        """The places where a query's words follow each other: each place as one number, in order; see `places`.

        The words are those of `concordance`: whole words, small or capital, with a star a beginning.
        """
        terms = checked_terms(query)
        starts = np.flatnonzero(self._is(terms[0]))
        for n, term in enumerate(terms[1:], 1):
            starts = starts[starts + n < len(self.word_ids)]
            starts = starts[(self.word_answers[starts + n] == self.word_answers[starts]) & self._is(term)[starts + n]]
        return _apart(starts, len(terms)) * _MOST_WORDS + len(terms)

    def places(self, hits: Array) -> tuple[Array, Array, Array]:
        """The answer, the start and the end in the line of each hit."""
        first, words = np.divmod(hits, _MOST_WORDS)
        return self.word_answers[first], self.word_starts[first], self.word_ends[first + words - 1]

    def _is(self, term: str) -> Array:
        if not term.endswith("*"):
            return self.word_ids == self.vocabulary.get(term, -1)
        fits = [word.startswith(term[:-1]) for word in self.vocabulary]
        return np.array(fits, dtype=bool)[self.word_ids] if fits else np.zeros(0, dtype=bool)


def line_of(texts: Sequence[str]) -> Line:
    """The line of these answers.

    >>> line = line_of(["A bag", "Bag!"])
    >>> [places.tolist() for places in line.places(line.hits("bag"))]
    [[0, 1], [2, 6], [5, 9]]
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    begins = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) if len(texts) else lengths
    line = "\n".join(texts)
    places: list[tuple[int, int]] = []
    ids: list[int] = []
    vocabulary: dict[str, int] = {}
    written: dict[str, int] = {}  # a word as printed with its number: each is spelt once
    for text, begin in zip(texts, begins.tolist(), strict=True):
        for match in WORD.finditer(text):
            word = match.group()
            if word not in written:
                written[word] = vocabulary.setdefault(spelling(word), len(vocabulary))
            places.append((begin + match.start(), begin + match.end()))
            ids.append(written[word])
    both = np.array(places, dtype=np.int64).reshape(-1, 2)
    return Line(line, begins, begins + lengths, both[:, 0], both[:, 1], np.array(ids, dtype=np.int64), vocabulary)


def checked_terms(query: str) -> tuple[str, ...]:
    """The words of a query; a star anywhere but at the end of a word is refused."""
    ends = {match.end() for match in WORD.finditer(query)}
    for n, sign in enumerate(query):
        if sign == "*" and (
            n not in ends or (query[n + 1 : n + 2] or " ") in _INSIDE or query[n + 1 : n + 2].isalnum()
        ):
            raise refuse("a star stands only at the end of a word", remedy="write the beginning of it, like kind*")
    return terms_of(query)


def _apart(starts: Array, length: int) -> Array:
    """Of places that share words the first, as reading on from each would find them."""
    if length == 1 or not (np.diff(starts) < length).any():
        return starts
    kept, free = [], 0
    for start in starts.tolist():
        if start >= free:
            kept.append(start)
            free = start + length
    return np.array(kept, dtype=np.int64)
