"""Taking words out of texts wherever they stand, and knowing afterwards where everything else went."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise

MARK = "[REDACTED]"
GAP = 3  # characters that may part two words of a passage: a space, a hyphen, a comma and a space
_UNSEEN = "\u00ad\u200b-\u200d\u2060"  # soft hyphens and characters without width may hide inside a word
_WORD = re.compile(rf"(?:[^\W_][\u0300-\u036f{_UNSEEN}]*)+")
_ASCII = re.compile("[a-z0-9]+")
_HIDDEN = re.compile(f"[{_UNSEEN}]")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """A passage of a text (code points, the end not included) and what takes its place."""

    start: int
    end: int
    put: str


Find = Callable[[str], list[Edit]]  # which passages of a text go; in order, none inside another


@dataclass(frozen=True)
class Redacted:
    """Passages that were redacted, known only by a salted mark (SHA-256) of their words, so that no word is kept.

    Attributes
    ----------
    salt
        Text that is mixed into every mark of one study.
    marks
        For each mark what is put in the passage's place.
    lengths
        How many words the passages have.
    """

    salt: str
    marks: Mapping[str, str] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()

    def with_passages(self, passages: Iterable[str], put: str = MARK) -> "Redacted":
        """The same with more passages."""
        words = [plain_words(passage) for passage in passages]
        marks = dict(self.marks) | {mark_of(self.salt, each): put for each in words}
        return Redacted(self.salt, marks, tuple(sorted({*self.lengths, *map(len, words)}, reverse=True)))

    def find(self, text: str) -> list[Edit]:
        """Where redacted passages stand, at each place the longest; capitals and what parts the words do not count.

        >>> r = Redacted("salt").with_passages(["Tomasz Kowalski"])
        >>> redacted("I met tomasz  Kowalski's team", r.find("I met tomasz  Kowalski's team"))
        "I met [REDACTED]'s team"
        >>> r.find("Tomaszowa Kowalski")
        []
        """
        if not self.marks:
            return []
        words, edits, at = words_in(text), [], 0
        while at < len(words):
            length, put = self._here(words, at)
            if length:
                edits.append(Edit(words[at][0], words[at + length - 1][1], put))
            at += length or 1
        return edits

    def _here(self, words: Sequence[tuple[int, int, str]], at: int) -> tuple[int, str]:
        for length in self.lengths:
            part = words[at : at + length]
            close = all(right[0] - left[1] <= GAP for left, right in pairwise(part))
            if len(part) == length and close:
                put = self.marks.get(mark_of(self.salt, tuple(word for _, _, word in part)))
                if put is not None:
                    return length, put
        return 0, ""


@lru_cache(maxsize=1 << 16)
def mark_of(salt: str, words: Words) -> str:
    """The mark by which a passage is known again."""
    return sha256("\0".join((salt, *words)).encode("utf-8", "surrogatepass")).hexdigest()


def words_in(text: str) -> list[tuple[int, int, str]]:
    """Each word of a text: where it begins and ends, and its plain spelling.

    >>> words_in("Café-Bar")
    [(0, 4, 'café'), (5, 8, 'bar')]
    """
    if text.isascii():  # most texts; twice as fast
        return [(*m.span(), m[0]) for m in _ASCII.finditer(text.lower())]
    return [(*m.span(), _plain(m[0])) for m in _WORD.finditer(text)]


def plain_words(text: str) -> Words:
    """The words of a text in plain spelling."""
    return tuple(word for _, _, word in words_in(text))


def redacted(text: str, edits: Sequence[Edit]) -> str:
    """The text with each passage replaced."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.put]
        at = edit.end
    return "".join(pieces) + text[at:]


def moved(start: int, end: int, edits: Sequence[Edit]) -> tuple[int, int]:
    """Where a passage stands after the edits; one that a replaced passage cuts into takes the whole replacement in.

    >>> moved(8, 12, [Edit(2, 6, "[REDACTED]")]), moved(4, 9, [Edit(2, 6, "[REDACTED]")])
    ((14, 18), (2, 15))
    """
    return _start(start, edits), _end(end, edits)


def _start(place: int, edits: Sequence[Edit]) -> int:
    shift = 0
    for edit in edits:
        if place < edit.end:
            return min(place, edit.start) + shift
        shift += len(edit.put) - (edit.end - edit.start)
    return place + shift


def _end(place: int, edits: Sequence[Edit]) -> int:
    shift = 0
    for edit in edits:
        if place <= edit.start:
            break
        shift += len(edit.put) - (edit.end - edit.start)
        if place < edit.end:
            return edit.end + shift
    return place + shift


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", word)).casefold()
