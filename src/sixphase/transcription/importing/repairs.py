"""Characters that nobody typed on purpose: taken out deliberately, and every one counted and told."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sixphase.transcription.characters import BIDI
from sixphase.transcription.importing.limits import CELL_HOLDS
from sixphase.transcription.importing.table import listed

_CONTROLS = "".join(chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r\x0b\x0c\x85")
_REMOVED = re.compile(f"[{re.escape(_CONTROLS + ''.join(sorted(BIDI)))}\ufeff\ufff9-\ufffb]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLEAN = re.compile(r"[\n\t\x20-\x7e\xa1-\u0559£–—‘’“”…€]*")
_MISREAD = re.compile("â€[\x80-\xbf™œ\u201a-\u203a˜\u02c6]|Ã[\x80-\xbf©¨ª«®¯±´¶¸¼]|Â[\xa0£°·½¼]")
_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Repairs:
    """What was mended in the texts of a file, by kind: how often, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, kind: str, place: str) -> None:
        self.counts[kind] += 1
        found = self.places.setdefault(kind, [])
        if len(found) < 3:
            found.append(place)

    def notes(self) -> tuple[str, ...]:
        return tuple(
            f"{kind}: {count} {'cell' if count == 1 else 'cells'} (first: {'; '.join(self.places[kind])})"
            for kind, count in self.counts.items()
        )


def mended(text: str, place: str, repairs: Repairs) -> str:
    r"""A text without control and bidirectional characters, its lines ending in one way; what was done is noted.

    >>> repairs = Repairs()
    >>> mended("kind\x00ness \u202eon\r\nme", "row 2", repairs)
    'kindness on\nme'
    >>> [*repairs.counts]
    ['control and bidirectional characters taken out (U+0000, U+202E)']
    """
    if len(text) >= CELL_HOLDS:
        kind = (
            f"{CELL_HOLDS:,} characters and so perhaps cut by a spreadsheet"
            if len(text) == CELL_HOLDS
            else (f"longer than the {CELL_HOLDS:,} characters that a spreadsheet's cell holds; kept whole")
        )
        repairs.tell(kind, place)
    if _CLEAN.fullmatch(text):
        return _told_if_misread(text, place, repairs)
    text = _BREAKS.sub("\n", text)
    if _SURROGATE.search(text):
        repairs.tell("halves of characters replaced by U+FFFD", place)
        text = _SURROGATE.sub("\ufffd", text)
    elif "\ufffd" in text:
        repairs.tell("a character was lost before (U+FFFD), kept as it is", place)
    odd = sorted(set(_REMOVED.findall(text)))
    if odd:
        points = listed([f"U+{ord(c):04X}" for c in odd], 4)
        repairs.tell(f"control and bidirectional characters taken out ({points})", place)
        text = _REMOVED.sub("", text)
    return _told_if_misread(text, place, repairs)


def _told_if_misread(text: str, place: str, repairs: Repairs) -> str:
    if not text.isascii() and _MISREAD.search(text):
        repairs.tell("letters look as if read in a wrong encoding before (like â€™), kept as they are", place)
    return text


def safe_cell(text: str) -> str:
    """A text for a spreadsheet that opens CSV, which must not take it for a formula: an apostrophe is set before it.

    In XLSX no apostrophe is needed where the cell is written as text (openpyxl: `cell.data_type = 's'`). What
    `plain_cell` takes away again is just this apostrophe.

    >>> safe_cell("=1+1"), safe_cell("- calm"), safe_cell("calm"), plain_cell(safe_cell("=1+1"))
    ("'=1+1", "'- calm", 'calm', '=1+1')
    """
    return f"'{text}" if text.lstrip("'").startswith(_STARTS) else text


def plain_cell(text: str) -> str:
    """The text before `safe_cell`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_STARTS) else text


def is_formula_like(texts: Sequence[str]) -> bool:
    """Whether any of the texts would be a formula in a spreadsheet."""
    return any(text.startswith(_STARTS) for text in texts)
