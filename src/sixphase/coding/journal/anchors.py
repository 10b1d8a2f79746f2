"""Where the words of a coding stand in an answer whose text was changed since."""

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from sixphase.coding.journal.things import CLOSE, EXACT, LOST, MOVED

ANCHOR = 0.8  # likeness of words (of two strings' characters, the share that is common in order) to be taken for close
CONTEXT = 20  # code points kept on either side
FITS = 0.6  # likeness of the context on one side that says: this is the place
MARGIN = 0.1  # two places whose context is as like as this are a tie
EDGE = 0.25  # what it says that words which began or ended the answer still do
FEWEST = ANCHOR / (2 - ANCHOR)  # a passage shorter than this share of the words cannot be as like as `ANCHOR`
LONGEST = 20_000_000  # code points of words times those of the answer; beyond it only the very words are looked for
DISTINCT = 24  # words as long as this do not stand in an answer twice by chance


@dataclass(frozen=True)
class Passage:
    """Words with the context that they were coded in."""

    start: int
    end: int
    words: str
    before: str
    behind: str


def passage_of(text: str, start: int, end: int) -> Passage:
    """A passage of an answer, as an event keeps it."""
    return Passage(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def place(text: str, was: Passage) -> tuple[int, int, str]:
    """Where a passage is now: start, end, and how it was found (see `Coding.anchor`).

    First the very words: where they stand once, or once in a context like the one they had, there they are. Then words
    that are much like them (Levenshtein's insertions and deletions alone, normalised, as rapidfuzz counts it), at least
    `ANCHOR`. Where two places are alike it is lost: a person decides, and never the program silently.

    >>> place("We liked the role play a lot", passage_of("liked the role play", 10, 19))
    (13, 22, 'moved')
    """
    start, end, words = was.start, was.end, was.words
    if not words:
        return 0, 0, LOST
    if text[start:end] == words and text.startswith(was.behind, end) and text.endswith(was.before, 0, start):
        return start, end, EXACT
    start, end, how = _exactly(text, was) or _closely(text, was) or (0, 0, LOST)
    return (*(_whole_words(text, start, end, was) if how == CLOSE else (start, end)), how)


def _exactly(text: str, was: Passage) -> tuple[int, int, str] | None:
    starts = _starts(text, was.words)
    if not starts:
        return None
    size = len(was.words)
    best, tie = _best([(sum(_sides(text, at, at + size, was)), at) for at in starts])
    supported = max(_sides(text, best, best + size, was)) >= FITS or (size >= DISTINCT and len(starts) == 1)
    if tie or (len(starts) > 1 and not supported):
        return 0, 0, LOST
    how = (EXACT if best == was.start else MOVED) if supported else CLOSE
    return best, best + size, how


def _closely(text: str, was: Passage) -> tuple[int, int, str] | None:
    spans = dict(_windows(text, was.words))
    if not spans:
        return None
    places = [(sum(_sides(text, at, end, was)) + _like(text[at:end], was.words), at) for at, end in spans.items()]
    best, tie = _best(places)
    unsure = len(spans) > 1 and max(_sides(text, best, spans[best], was)) < FITS
    return (0, 0, LOST) if tie or unsure else (best, spans[best], CLOSE)


def _whole_words(text: str, start: int, end: int, was: Passage) -> tuple[int, int]:
    """A passage grown to whole words, by `CONTEXT` at most; not on a side on which it began or ended within a word."""
    least, most = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    if not _within_word(was.before + was.words, len(was.before)):
        start = next((at for at in range(start, least, -1) if not _within_word(text, at)), least)
    if not _within_word(was.words + was.behind, len(was.words)):
        end = next((at for at in range(end, most) if not _within_word(text, at)), most)
    return start, end


def _within_word(text: str, at: int) -> bool:
    """Whether letters, figures or marks stand on both sides of a place."""
    sides = text[at - 1 : at + 1] if at else ""
    return len(sides) == 2 and all(one.isalnum() or unicodedata.category(one)[0] == "M" for one in sides)


def _windows(text: str, words: str) -> list[tuple[int, int]]:
    """Passages of the text that are much like the words, none within another; the likest first."""
    found: list[tuple[int, int]] = []
    rests = [(0, len(text))] if len(words) * len(text) <= LONGEST else []
    while rests and len(found) < 8:
        low, high = rests.pop()
        if high - low < len(words) * FEWEST:
            continue
        hit = fuzz.partial_ratio_alignment(words, text[low:high], score_cutoff=ANCHOR * 100)
        if hit is None:
            continue
        # Where the words are the longer of the two, what the text has of them is all of it.
        start, end = _trimmed(text, words, low + hit.dest_start, low + hit.dest_end)
        if _like(text[start:end], words) >= ANCHOR:
            found.append((start, end))
            rests += [(low, start), (end, high)]
    return found


def _trimmed(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """A passage without what stands at its ends and not in the words."""
    like = _like(text[start:end], words)
    for _ in range(CONTEXT):
        shorter = [(start + 1, end), (start, end - 1)]
        score, span = max((_like(text[low:high], words), (low, high)) for low, high in shorter)
        if score < like or end - start < 2:
            break
        like, (start, end) = score, span
    return start, end


def _starts(text: str, words: str) -> list[int]:
    starts: list[int] = []
    at = text.find(words)
    while at >= 0 and len(starts) < 1000:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _best(places: list[tuple[float, int]]) -> tuple[int, bool]:
    """The place that fits best, and whether another fits as well."""
    (score, start), *others = sorted(places, key=lambda place: (-place[0], place[1]))
    return start, bool(others) and score - others[0][0] < MARGIN


def _sides(text: str, start: int, end: int, was: Passage) -> tuple[float, float]:
    """How like the context on either side is to what it was, from 0 to 1: what touches the words counts most."""
    before, behind = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _side(before[::-1], was.before[::-1]), _side(behind, was.behind)


def _side(now: str, was: str) -> float:
    if not was:  # the words began or ended the answer, which says little
        return 0.0 if now else EDGE
    same = 0
    while same < min(len(now), len(was)) and now[same] == was[same]:
        same += 1
    return (_like(now, was) + same / len(was)) / 2


def _like(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
