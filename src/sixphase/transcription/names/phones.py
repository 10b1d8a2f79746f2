"""Telephone numbers: of the United Kingdom as they are written by hand, and foreign ones with their code."""

import re
from collections.abc import Iterator

from sixphase.transcription.names.found import Found

_SPACE = r"[ \t\u00a0\u2009\u202f]{0,2}"
_S = rf"(?:\.|{_SPACE}[\-‐‑–—/()]{{0,2}}{_SPACE})"  # a full stop and a space end a sentence
_EXTENSION = r"(?:[ ,;(]{0,3}(?:ext(?:ension|n)?\.?|x|#)\s?[:.]?\s?\d{1,6}\b)?"
# The zero of an area code is often written or read as the letter O. A national number has nine or ten digits.
_UK = re.compile(
    rf"(?<![\w+])(?<!\d[\-.])(?:\(?(?:\+|00){_S}44{_S}(?:\(0\){_S}|0{_S})?|\(?[0Oo])(?=[\d(])[1-35789](?:{_S}\d){{8,9}}(?!\d){_EXTENSION}",
    re.I,
)
_SHORT = re.compile(r"\b0800[ \-]?11[ \-]?11\b|\b0845[ \-]?46[ \-]?4\d\b|\b0[58]00[ \-]?\d{3}[ \-]?\d{3}\b")
_FOREIGN = re.compile(rf"(?<!\w)(?:\+|00)[1-9]\d{{0,2}}(?:{_S}\d){{7,12}}(?!\d){_EXTENSION}", re.I)
_MOBILE_WITHOUT_ZERO = re.compile(r"(?<![\d+])(?<!\d[ \-])7\d{3}[ \-]?\d{3}[ \-]?\d{3}(?!\d)")
_SAID = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|fax|ring|rang|call|text|whatsapp|switchboard)\b"
    r"(?:[ :.\-]{1,3}(?:me|us|her|him|on|no|num|number|is|at|to)\b){0,3}[ :.\-]{0,3}"
    r"(?<!\d)(\d(?:[ \-]?\d){4,9})(?![\d/:%])",
    re.I,
)
_INSIDE = re.compile(
    r"\b(?:ext|extn|extension|bleep|pager)\b[ :.]{0,3}(?:(?:no|number|is)\b[ :.]{0,3}){0,2}"
    r"(\d(?:[ \-]?\d){2,5})(?![\d/:%])",
    re.I,
)


def phones(text: str) -> list[Found]:
    """Telephone numbers in a text.

    Found are numbers of nine or ten digits after 0, +44 or 0044; foreign ones after + or 00; mobile ones that lost
    their zero; shorter ones after a word such as 'ring' or 'tel' (five digits at least) and numbers inside a house
    after 'ext' or 'bleep' (three at least). Groups are parted by spaces, dots, dashes or brackets; a row of single
    figures (a scale from 0 to 10) is none.

    >>> [f.who for f in phones("(0115) 496 0123 ext. 45; +44 (0)7700 900123; 0 1 2 3 4 5 6 7 8 9 10; 01/02/2020 12:30")]
    ['01154960123', '07700900123']
    """
    found = [_found(m) for m in _grouped(_UK, text)]
    for pattern in (_SHORT, _FOREIGN, _MOBILE_WITHOUT_ZERO):
        for m in _grouped(pattern, text):
            if all(m.end() <= f.start or m.start() >= f.end for f in found):
                found.append(_found(m))
    for pattern in (_SAID, _INSIDE):
        for m in pattern.finditer(text):
            if all(m.end(1) <= f.start or m.start(1) >= f.end for f in found) and not _is_years(m[1]):
                found.append(Found(m.start(1), m.end(1), "PHONE", _plain(m[1]), "form"))
    return found


def _found(m: re.Match[str]) -> Found:
    """A number without a bracket that is opened before it and closed behind it."""
    bracket = m[0].startswith("(") and ")" not in m[0]
    return Found(m.start() + bracket, m.end(), "PHONE", _plain(m[0]), "form")


def _grouped(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that are grouped as telephone numbers are; one that is not may hide one that begins inside it."""
    at = 0
    while m := pattern.search(text, at):
        good = _is_grouped(m[0])
        if good:
            yield m
        at = m.end() if good else m.start() + 1


def _is_grouped(number: str) -> bool:
    """Whether the digits stand in groups as telephone numbers do: an area first, no single figures."""
    groups = re.findall(r"\d+", re.split(r"[a-z#]", re.sub(r"(?i)^\(?o", "0", number), maxsplit=1, flags=re.I)[0])
    if number.lstrip("(").startswith(("+", "00")):
        return all(len(group) > 1 for group in groups[2 if len(groups) > 2 and groups[1] == "0" else 1 :])
    return len(groups[0]) > 2 and all(len(group) > 1 for group in groups)


def _is_years(number: str) -> bool:
    """Two years, or two times of day, after 'ring' or 'call'."""
    return re.fullmatch(r"(?:19|20)\d\d[ \-](?:19|20)\d\d|[012]\d[0-5]\d[ \-][012]\d[0-5]\d", number) is not None


def _plain(number: str) -> str:
    """One spelling for all ways to write a number, without its extension.

    >>> _plain("+44 (0)115 496-0123 ext 45"), _plain("O115 496 0123"), _plain("+353 1 234 5678")
    ('01154960123', '01154960123', '+35312345678')
    """
    main = re.split(r"(?i)(?:ext|x|#)", number)[0]
    main = re.sub(r"(?i)^(\(?)o", r"\g<1>0", main)
    digits = re.sub(r"\D", "", main)
    if not main.lstrip("( ").startswith(("+", "00")):
        return "0" + digits if len(digits) == 10 and digits[0] == "7" else digits
    digits = digits.removeprefix("00")
    return "0" + digits[2:].removeprefix("0") if digits.startswith("44") else "+" + digits
