"""Where the words of a spreadsheet's cell stand in an answer."""

import re
import unicodedata
from collections.abc import Iterable

from sixphase.study.problem import refuse
from sixphase.transcription.entry.fields import DASHES, DOUBLE, SINGLE
from sixphase.transcription.form.cells import LONGEST

Span = tuple[int, int]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ALIKE = {**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(DASHES, "-"), "…": "..."}
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")


def located(text: str, passage: str, known: Iterable[Span] = ()) -> Span:
    """The place of a passage (code points, the end not included); an empty passage is the whole answer.

    First as it is written, then without regard to capitals, to runs of spaces and line breaks, and to what spreadsheets
    change while somebody types: the shape of quotation marks and dashes.

    Parameters
    ----------
    known
        The places of codings from which the row was written: they decide where the words stand several times.

    Raises
    ------
    InputError
        When the words are not in the answer, or in several places.
    """
    if not passage.strip():
        return 0, len(text)
    was = [span for span in dict.fromkeys(known) if _as_cell(text[slice(*span)]) == _as_cell(passage)]
    if len(was) == 1:  # the row as it was written, whatever a cell does to spaces, control characters and long texts
        return was[0]
    for find in (_exactly, _alike):
        spans = find(text, passage)
        own = [span for span in dict.fromkeys(known) if span in spans]
        if len(spans) == 1 or len(own) == 1:
            return (own or spans)[0]
        if spans:
            what = f"the passage '{_short(passage)}' stands {len(spans)} times in the answer"
            raise refuse(what, remedy="add the words before or after it, until it stands there once")
    what = f"the passage '{_short(passage)}' is not in the answer"
    raise refuse(what, remedy="copy the words from the column 'text', or leave it empty for the whole answer")


def _as_cell(words: str) -> str:
    return _plain(words[:LONGEST])[0].strip()


def _exactly(text: str, passage: str) -> list[Span]:
    return [(at, at + len(passage)) for at in _starts(text, passage)]


def _starts(text: str, words: str) -> list[int]:
    """Every place, those that overlap too."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def _alike(text: str, passage: str) -> list[Span]:
    plain, places = _plain(text)
    wanted = _plain(passage)[0].strip()
    starts = _starts(plain, wanted) if wanted else []
    return list(dict.fromkeys((places[at], places[at + len(wanted) - 1] + 1) for at in starts))


def _plain(text: str) -> tuple[str, list[int]]:
    """A text in plain spelling, and for each of its characters the one in the text that it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for new in _spelt(letter):
            if new == " " and letters and letters[-1] == " ":
                continue
            letters.append(new)
            places.append(place)
    return "".join(letters), places


def _spelt(letter: str) -> str:
    if letter in _UNSEEN:
        return ""
    if letter.isspace():
        return " "
    if _CONTROL.match(letter):
        return "\u25a1"  # what the spreadsheet shows in its place
    return unicodedata.normalize("NFD", _ALIKE.get(letter, letter)).casefold()


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
