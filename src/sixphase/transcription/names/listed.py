"""Names that the study lists: staff, places, wards and others, with small slips of spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sixphase.transcription.names.context import begins_sentence, goes_with_people, is_month, joined
from sixphase.transcription.names.english import PLACE_NOUNS, is_common
from sixphase.transcription.names.found import Found
from sixphase.transcription.names.lists import Form, Lists
from sixphase.transcription.names.nearby import DOUBT
from sixphase.transcription.names.vocabulary import Token


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name at a place: from token `first` to token `last`, with so many slips."""

    first: int
    last: int
    form: Form
    slips: int


def listed_names(text: str, tokens: Sequence[Token], lists: Lists, shouting: str) -> tuple[list[Found], list[Match]]:
    """Listed names in a text: those to replace, and those that only a person can tell from a common word.

    The rule:

    - A name of two words or more is replaced as it stands, small or large, with slips (`nearby.slips_allowed`).
    - A single name that is no English word is replaced; a surname or a part of a place needs a capital.
    - With a slip it needs a capital, or, if it is five letters or longer, one slip only; and the slipped word must
      be no English word.
    - A single name that is an English word ('Will', 'Hope', 'May') needs a capital inside a sentence, and beside it
      a word that goes with people; with a capital alone it becomes a candidate; in small letters it is left.

    Returns
    -------
    found, doubtful
    """
    found, doubtful = [], []
    for match in _matches(text, tokens, lists):
        verdict = _verdict(text, tokens, match, shouting)
        if verdict == "replace":
            start, end = tokens[match.first][0], tokens[match.last][1]
            found.append(Found(start, end, match.form.kind, match.form.who, "listed"))
        elif verdict == "ask":
            doubtful.append(match)
    return found, doubtful


def _matches(text: str, tokens: Sequence[Token], lists: Lists) -> Iterator[Match]:
    """At each place the longest listed name, the one with the fewest slips first."""
    i = 0
    while i < len(tokens):
        best = _best(text, tokens, i, lists) if tokens[i][2].near else None
        if best:
            yield best
        i = best.last + 1 if best else i + 1


def _best(text: str, tokens: Sequence[Token], i: int, lists: Lists) -> Match | None:
    found = []
    for word, slips in tokens[i][2].near:
        for form in lists.by_first.get(word, ()):
            each = _follows(text, tokens, i, form, slips)
            if each and (max(each) < DOUBT or _is_sure_beside(tokens, i, form, each)):
                found.append(Match(i, i + len(form.words) - 1, form, sum(each)))
    return min(found, key=lambda m: (-m.last, m.slips, m.form.words)) if found else None


def _follows(text: str, tokens: Sequence[Token], i: int, form: Form, slips: int) -> list[int]:
    """The slips in each word of a form, if all its words stand here."""
    each = [slips]
    if i + len(form.words) > len(tokens):
        return []
    for k, word in enumerate(form.words[1:], i + 1):
        here = dict(tokens[k][2].near).get(word)
        if here is None or not joined(text, tokens[k - 1], tokens[k]):
            return []
        each.append(here)
    return each


def _is_sure_beside(tokens: Sequence[Token], i: int, form: Form, each: Sequence[int]) -> bool:
    """Whether the other words make up for one that is English by itself: 'Elmcroft Hose', 'Kestrel Wad', 'Wand 17'."""
    here = tokens[i : i + len(form.words)]
    if sum(slips >= DOUBT for slips in each) > 1 or len(form.words) == 1:
        return False
    exact = [t[2] for t, slips in zip(here, each, strict=True) if slips == 0]
    named = len(exact) > 2 or any(word.base.isdigit() or not word.common for word in exact)
    return named or all(t[2].capital for t in here)


def _verdict(text: str, tokens: Sequence[Token], match: Match, shouting: str) -> str:
    word = tokens[match.first][2]
    if len(match.form.words) > 1:
        return "replace"
    if match.slips == 0 and is_common(match.form.words[0]):
        return _of_common_word(text, tokens, match, shouting)
    if word.capital:
        # An abbreviation ('LORO') is no slip of a name ('Lori').
        return "leave" if match.slips and word.capitals and shouting != "all" else "replace"
    few = match.slips == 0 or (match.slips == 1 and len(match.form.words[0]) > 4)
    return "replace" if few and not match.form.proper else "leave"


def _of_common_word(text: str, tokens: Sequence[Token], match: Match, shouting: str) -> str:
    i = match.first
    if not tokens[i][2].capital or is_month(text, tokens, i):
        return "leave"
    with_people = goes_with_people(text, tokens, i) or (match.form.kind != "NAME" and _has_place_noun(tokens, i))
    if shouting:
        return "ask" if with_people else "leave"
    if begins_sentence(text, tokens, i):
        return "ask" if with_people else "leave"
    return "replace" if with_people else "ask"


def _has_place_noun(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1][2].base in PLACE_NOUNS
