"""Characters that a reader does not see or does not expect, and which marks were used."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pandas as pd

KINDS = {
    "Cc": "control character",
    "Cf": "invisible character",
    "Cn": "character without a meaning",
    "Co": "private character",
    "Zl": "unusual line break",
    "Zp": "unusual line break",
    "Zs": "unusual space",
}
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
EXPECTED = frozenset(" \n\r\t")
STRAIGHT, CURLY = frozenset("'\""), frozenset("‘’“”")
# UTF-8 that was read as Windows-1252: a curly quotation mark or dash as three letters, an accented letter as two.
_SECOND = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_MISREAD = re.compile(f"â€[{_SECOND}]|[ÃÂ][{_SECOND}]")
_IN_EMOJI = re.compile("\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])")  # joins two pictures into one
_PLAIN = re.compile(r"[\n\r\t\x20-\x7e]*")
ODD = ("answer_id", "kind", "code_point", "name", "times")


def odd_characters(answers: pd.DataFrame) -> pd.DataFrame:
    """Characters to look at before the analysis, by answer; the answers themselves are left as they are.

    Odd are: control, invisible, bidirectional, private and replacement characters; spaces and line breaks other
    than the usual ones; a letter whose accent stands apart from it; letters that look like text read in a wrong
    encoding; and straight quotation marks in an answer that has curly ones too.

    Parameters
    ----------
    answers
        With the columns answer_id and text.

    Returns
    -------
    pandas.DataFrame
        answer_id, kind, code_point ('U+00A0'), name (Unicode's), times: one row an answer and character.

    >>> answers = pd.DataFrame({"answer_id": ["E1", "E2"], "text": ["kit\\u00a0bag", "It’s fine – “really”"]})
    >>> odd_characters(answers).values.tolist()
    [['E1', 'unusual space', 'U+00A0', 'NO-BREAK SPACE', 1]]
    """
    rows = [
        (id_, kind, _point(what), _name(what), times)
        for id_, text in zip(answers["answer_id"], answers["text"], strict=True)
        for (kind, what), times in sorted(Counter(_oddities(text)).items())
    ]
    return pd.DataFrame(rows, columns=list(ODD)).astype({"times": int})


def special_characters(answers: pd.DataFrame) -> pd.DataFrame:
    """Every character that is not on a plain English keyboard: character, code_point, name, times, answers.

    >>> special_characters(pd.DataFrame({"text": ["one – two – three", "four – five"]})).values.tolist()
    [['–', 'U+2013', 'EN DASH', 3, 2]]
    """
    held = [Counter(c for c in text if not _PLAIN.fullmatch(c)) for text in answers["text"] if not _is_plain(text)]
    times, among = sum(held, Counter()), Counter(c for counts in held for c in counts)
    rows = [
        (c if c.isprintable() else "", _point(c), _name(c), n, among[c])
        for c, n in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    ]
    return pd.DataFrame(rows, columns=["character", "code_point", "name", "times", "answers"])


def _oddities(text: str) -> Iterator[tuple[str, str]]:
    """Each odd character of a text with its kind; a misread sequence counts as one."""
    if not _is_plain(text):
        for what in _MISREAD.findall(text):
            yield "text read in a wrong encoding", what
        for character in _MISREAD.sub("", _IN_EMOJI.sub("", text)):
            kind = _kind(character)
            if kind:
                yield kind, character
    if CURLY & set(text):
        yield from (("straight among curly quotation marks", c) for c in text if c in STRAIGHT)


def _kind(character: str) -> str | None:
    if character in EXPECTED:
        return None
    if character == "\ufffd":
        return "replacement character"
    if character in BIDI:
        return "bidirectional control"
    if unicodedata.combining(character):
        return "accent apart from its letter"
    return KINDS.get(unicodedata.category(character))


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def _point(characters: str) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in characters)


def _name(characters: str) -> str:
    return ", ".join(unicodedata.name(c, "no name") for c in characters)
