"""Looking for very many strings at once in bytes, at a cost that does not grow with their number."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

CHUNK = 1 << 22
SHORT = 6  # bytes: a shorter string stands by chance inside other words and in compressed bytes
_PARTED = re.compile(rb"(?<=\d)(?:[ \-.()/]|\xc2\xa0|\xe2\x80[\x90-\x95]){1,4}(?=\d)")


class Search:
    """Many strings, ready to be looked for.

    Every string is looked for without regard to capitals, in UTF-8 (accents joined or apart), UTF-16 and Windows
    encoding; a number of nine digits or more however it is grouped. A string with fewer than `SHORT` bytes has to
    stand as a word, and is not looked for in bytes that are no text. With `whole`, all names have to stand as words.

    Parameters
    ----------
    sought
        The strings, each with a label that is told in its place.

    Notes
    -----
    A table of the first three bytes of all strings is asked at every place of the data (numpy), and only where it
    says yes are strings compared: the cost is linear in the data.
    """

    def __init__(self, sought: Mapping[str, str], whole: bool = False):
        self._texts = _by_start(_variants(sought, whole))
        self._numbers = _by_start(_digits(sought))

    def labels(self, data: bytes, text: bool) -> list[tuple[str, int]]:
        """The labels of all strings that stand in the data, each with its first place, in order of places."""
        low = _lowered(data, text)
        found: dict[str, int] = {}
        for label, at in self._texts.find(low, text):
            found.setdefault(label, at)
        if text and self._numbers:
            for label, _ in self._numbers.find(_PARTED.sub(b"", low), text):
                found.setdefault(label, 0)
        return sorted(found.items(), key=lambda item: (item[1], item[0]))


Sought = tuple[bytes, str, bool]  # the bytes, the label, whether they have to stand as a word


class _Table:
    def __init__(self, by_start: dict[bytes, list[Sought]]):
        self._by_start = by_start
        self._table = np.zeros(1 << 24, dtype=bool)
        for start in by_start:
            self._table[start[0] | start[1] << 8 | start[2] << 16] = True

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def find(self, data: bytes, text: bool) -> Iterator[tuple[str, int]]:
        for at in self._places(data):
            for wanted, label, whole in self._by_start[data[at : at + 3]]:
                here = data.startswith(wanted, at) and (text or len(wanted) >= SHORT)
                if here and (not whole or _stands_alone(data, at, at + len(wanted))):
                    yield label, at

    def _places(self, data: bytes) -> Iterator[int]:
        if not self._by_start:
            return
        for begin in range(0, len(data), CHUNK):
            part = np.frombuffer(data[begin : begin + CHUNK + 2], dtype=np.uint8).astype(np.uint32)
            if len(part) > 2:
                starts = part[:-2] | part[1:-1] << 8 | part[2:] << 16
                for at in np.flatnonzero(self._table[starts]).tolist():
                    yield begin + at


def _by_start(sought: Iterable[Sought]) -> _Table:
    found: dict[bytes, list[Sought]] = {}
    for each in sorted(set(sought)):
        found.setdefault(each[0][:3], []).append(each)
    return _Table(found)


def _variants(sought: Mapping[str, str], whole: bool) -> Iterator[Sought]:
    for string, label in sought.items():
        low = " ".join(string.split()).casefold()
        for written in {
            low,
            unicodedata.normalize("NFC", low),
            unicodedata.normalize("NFD", low),
            low.replace("'", "’"),
        }:
            for encoding in ("utf-8", "utf-16-le", "cp1252"):
                data = written.encode(encoding, "ignore")
                if len(data) > 2:
                    yield data, label, len(low) < SHORT or (whole and low[0].isalpha() and low[-1].isalpha())


def _digits(sought: Mapping[str, str]) -> Iterator[Sought]:
    """Numbers without what groups them; a telephone number also without its country or its first zero."""
    for string, label in sought.items():
        digits = re.sub(r"\D", "", re.split(r"(?i)ext|x", string)[0])
        if len(digits) > 8 and not any(c.isalpha() for c in re.split(r"(?i)ext|x", string)[0].lstrip("Oo(")):
            yield re.sub(r"^(?:00)?44(?=\d{9})0?|^0(?=\d{9})", "", digits).encode(), label, False


def _lowered(data: bytes, text: bool) -> bytes:
    if not text or data.isascii():
        return data.lower()
    try:
        return data.decode("utf-8").casefold().encode()
    except UnicodeDecodeError:
        return data.lower()


def _stands_alone(data: bytes, start: int, end: int) -> bool:
    """Whether neither a letter nor a figure touches it."""
    return not (start and _is_letter(data[start - 1])) and not (end < len(data) and _is_letter(data[end]))


def _is_letter(byte: int) -> bool:
    """Letters and figures of ASCII, and what begins a letter of another alphabet in UTF-8 (0xE2 begins quotes)."""
    return chr(byte).isalnum() if byte < 0x80 else 0xC3 <= byte != 0xE2
