"""How two texts differ, piece by piece."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Levenshtein

LONGEST = 50_000  # characters; beyond them texts are aligned by words, so that one long answer cannot stop the rest
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of two texts: the same in both, or what the first and the second have in its place."""

    kind: Literal["same", "differs"]
    first: str
    second: str


def edits(first: str, second: str) -> int:
    """The fewest characters to put in, leave out or change that make one text of the other (Levenshtein 1966).

    Two letters swapped count as two. Texts of more than `LONGEST` characters are aligned by words, each changed
    word counting with its own characters: never fewer than the fewest, and at most a few more.

    >>> edits("compassion", "compasion"), edits("form", "from"), edits("", "abc")
    (1, 2, 3)
    """
    if max(len(first), len(second)) <= LONGEST:
        return Levenshtein.distance(first, second)
    return sum(Levenshtein.distance(p.first, p.second) if p.kind == "differs" else 0 for p in by_words(first, second))


def pieces(first: str, second: str) -> tuple[Piece, ...]:
    """How two texts differ: words that differ, and within a word that was mistyped the letters.

    >>> [(p.first, p.second) for p in pieces("I felt safe", "I felt very save") if p.kind == "differs"]
    [('', 'very '), ('f', 'v')]
    """
    if max(len(first), len(second)) > LONGEST:
        return tuple(by_words(first, second))
    return tuple(_joined(part for piece in by_words(first, second) for part in _finer(piece)))


def by_words(first: str, second: str) -> Iterator[Piece]:
    """The pieces in whole words, spaces and marks."""
    one, two = _WORDS.findall(first), _WORDS.findall(second)
    for step in Levenshtein.opcodes(one, two):
        a, b = "".join(one[step.src_start : step.src_end]), "".join(two[step.dest_start : step.dest_end])
        yield Piece("same" if step.tag == "equal" else "differs", a, b)


def _finer(piece: Piece) -> Iterator[Piece]:
    """The letters of words that are alike; words that are not alike stay whole, since they read better so."""
    if piece.kind == "same" or not Levenshtein.normalized_similarity(piece.first, piece.second) >= 0.5:
        yield piece
        return
    for step in Levenshtein.opcodes(piece.first, piece.second):
        a, b = piece.first[step.src_start : step.src_end], piece.second[step.dest_start : step.dest_end]
        yield Piece("same" if step.tag == "equal" else "differs", a, b)


def _joined(parts: Iterator[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(parts, key=lambda part: part.kind):
        together: Sequence[Piece] = list(run)
        yield Piece(kind, "".join(p.first for p in together), "".join(p.second for p in together))
