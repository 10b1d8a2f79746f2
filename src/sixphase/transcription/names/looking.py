"""One text: what to replace in it, and which words a person has to judge."""

from collections.abc import Sequence

from sixphase.transcription.names.candidates import likely_names
from sixphase.transcription.names.context import shouted
from sixphase.transcription.names.decisions import Decided, Decision, located, words_of
from sixphase.transcription.names.forms import own_forms
from sixphase.transcription.names.found import STANDS_FOR, Candidate, Found, free, merged
from sixphase.transcription.names.listed import listed_names
from sixphase.transcription.names.lists import Lists
from sixphase.transcription.names.titles import titled_names
from sixphase.transcription.names.vocabulary import Token, Vocabulary

AROUND = 60  # characters shown on each side of a candidate
BORN_BY = 2004  # for a study without dates of sessions


def look(
    answer: str,
    text: str,
    known: Vocabulary,
    lists: Lists,
    decided: Decided,
    sessions: frozenset[str] = frozenset(),
    born_by: int = BORN_BY,
) -> tuple[list[Found], list[Candidate], list[Decision]]:
    """What to replace in one text, which words a person has to judge, and decisions whose words are gone."""
    tokens = known.tokens(text)
    shouting = shouted(tokens)
    stands = [m.span() for m in STANDS_FOR.finditer(text)] if "[" in text else []
    found = own_forms(text, sessions, born_by)
    listed, doubtful = listed_names(text, tokens, lists, shouting) if lists.forms else ([], [])
    here, keep, gone = _decided_here(text, decided.here.get(answer, ()))
    named = _not_refused(text, titled_names(text, tokens, shouting), decided, keep)
    listed = [f for f in listed if _is_exact(text, f, lists) or f in _not_refused(text, [f], decided, keep)]
    everywhere = _decided_everywhere(tokens, decided, keep) if decided.everywhere else []
    found = [f for f in found + listed + named + here + everywhere if free(stands, f.start, f.end)]
    found = merged(found) if len(found) > 1 else found
    taken = [(f.start, f.end) for f in found] + stands
    spans = likely_names(text, tokens, taken, shouting, known)
    spans += [(tokens[m.first][0], tokens[m.last][1], m.form.kind) for m in doubtful]
    candidates: list[Candidate] = []
    for start, end, kind in sorted(set(spans)):
        word = text[start:end]
        fresh = free(taken, start, end) and free(keep, start, end) and not _is_never(word, decided)
        if fresh and not (candidates and candidates[-1].end > start):
            around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            candidates.append(Candidate(answer, start, end, word, *around, kind))
    return found, candidates, gone


def _decided_here(
    text: str, decisions: Sequence[Decision]
) -> tuple[list[Found], list[tuple[int, int]], list[Decision]]:
    """Places to replace, places to keep, and decisions whose words are gone."""
    found, keep, gone = [], [], []
    for decision in decisions:
        place = located(text, decision)
        if place is None:
            gone.append(decision)
        elif decision.act == "replace":
            found.append(Found(*place, decision.kind, "word: " + " ".join(words_of(decision.word)), "decided"))
        else:
            keep.append(place)
    return found, keep, gone


def _decided_everywhere(tokens: Sequence[Token], decided: Decided, keep: Sequence[tuple[int, int]]) -> list[Found]:
    """Words to replace wherever they stand; a common English word only with a capital."""
    found = []
    for i, (start, _, word) in enumerate(tokens):
        for words, decision in decided.by_first.get(word.base, ()):
            here = tokens[i : i + len(words)]
            if decision.act != "always" or tuple(t[2].base for t in here) != words:
                continue
            end = here[-1][1]
            if (word.capital or not all(t[2].common for t in here)) and free(keep, start, end):
                found.append(Found(start, end, decision.kind, "word: " + " ".join(words), "decided"))
    return found


def _not_refused(text: str, named: list[Found], decided: Decided, keep: Sequence[tuple[int, int]]) -> list[Found]:
    """Names after titles, but for those that somebody decided to keep."""
    return [f for f in named if free(keep, f.start, f.end) and not _is_never(text[f.start : f.end], decided)]


def _is_exact(text: str, found: Found, lists: Lists) -> bool:
    """Whether a listed name is written as it is listed; a slip may be another word, which somebody may keep."""
    return words_of(text[found.start : found.end]) in lists.exact


def _is_never(word: str, decided: Decided) -> bool:
    decision = decided.everywhere.get(words_of(word)) if decided.everywhere else None
    return decision is not None and decision.act == "never"
