"""Where a word stands: at the beginning of a sentence, among capitals, beside words that go with people."""

import re
from collections.abc import Sequence

from sixphase.transcription.names.english import (
    AFTER_NO_NAME,
    AFTER_PEOPLE,
    BEFORE_MONTHS,
    BEFORE_PEOPLE,
    MONTH_NAMES,
    SURELY_BEFORE_PEOPLE,
)
from sixphase.transcription.names.vocabulary import Token

_ENDS = re.compile(r"[.!?:;\n\r•*>|=“\"‘(\[–—]| - ")
_CLOSES = re.compile(r"[)\]}\n\r\u2028\u2029]|[.!?]+ ")
_JOINS = re.compile(r"[ \t\u00a0\-‐‑.]{1,2}|-")


def begins_sentence(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands where any word has a capital; a full stop after a title or an initial ends nothing."""
    if i == 0:
        return True
    gap = text[tokens[i - 1][1] : tokens[i][0]]
    if gap == " ":
        return False
    before = tokens[i - 1][2]
    if gap.startswith(".") and (before.title or (len(before.base) == 1 and before.capital) or before.base == "st"):
        return _ENDS.search(gap[1:]) is not None
    return _ENDS.search(gap) is not None


def nothing_follows(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether no word but a kiss ('Angela xx') comes before the sentence, bracket or line ends."""
    while i + 1 < len(tokens):
        if _CLOSES.search(text, tokens[i][1], tokens[i + 1][0]):
            return True
        i += 1
        if set(tokens[i][2].base) != {"x"}:
            return False
    return True


def shouted(tokens: Sequence[Token]) -> str:
    """'all' where nearly every word is in capitals, 'titles' where most begin with one, else ''.

    There a capital says nothing.
    """
    words = [t[2] for t in tokens if len(t[2].base) > 2 and not t[2].base.isdigit()]
    if len(words) < 3:
        return ""
    if sum(w.capitals for w in words) > 0.7 * len(words):
        return "all"
    # Names do not make a headline of a sentence.
    common = [w for w in words if w.common]
    return "titles" if len(common) > 2 and sum(w.capital for w in common) > 0.6 * len(common) else ""


def joined(text: str, a: Token, b: Token) -> bool:
    """Whether two words stand side by side, as those of one name do."""
    gap = text[a[1] : b[0]]
    return gap == " " or _JOINS.fullmatch(gap) is not None


def next_word(text: str, tokens: Sequence[Token], i: int) -> str:
    """The word right after one, with nothing but a space between; '' where there is none."""
    beside = i + 1 < len(tokens) and text[tokens[i][1] + tokens[i][2].tail : tokens[i + 1][0]] == " "
    return tokens[i + 1][2].base if beside else ""


def previous_word(text: str, tokens: Sequence[Token], i: int) -> str:
    """The word right before one, with nothing but a space between; '' where there is none."""
    beside = i > 0 and text[tokens[i - 1][1] : tokens[i][0]] == " "
    return tokens[i - 1][2].base if beside else ""


def is_month(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a month that is a name too ('April') is a month here."""
    if tokens[i][2].base not in MONTH_NAMES:
        return False
    before, after = previous_word(text, tokens, i), next_word(text, tokens, i)
    return before in BEFORE_MONTHS or before[:1].isdigit() or after[:1].isdigit()


def goes_with_people(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a word beside it says that this one is a person: 'thanks to Will', 'Hope was', 'Mark and Sue'."""
    before, after = previous_word(text, tokens, i), next_word(text, tokens, i)
    if before in SURELY_BEFORE_PEOPLE:
        return True
    if after in AFTER_NO_NAME:
        return False
    if tokens[i][2].tail == 2 or before in BEFORE_PEOPLE or after in AFTER_PEOPLE:
        return True
    return after == "and" and i + 2 < len(tokens) and tokens[i + 2][2].known and tokens[i + 2][2].capital
