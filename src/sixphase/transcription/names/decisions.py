"""What people decided on words that look like names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sixphase.study.problem import Problem
from sixphase.transcription.names import english
from sixphase.transcription.names.found import KINDS, Candidate
from sixphase.transcription.names.journal import append_lines, read_lines
from sixphase.transcription.names.vocabulary import WORD

ACTS = ("replace", "keep", "always", "never")
ABOUT = "name"  # the journal holds decisions on other matters too
NEAR = 12  # characters of context that have to be the same for a word that has moved


@dataclass(frozen=True)
class Decision:
    """One decision: its number, what is done, with which word, where it stood, who decided and when.

    `replace` and `keep` are for this place; `always` and `never` for the word everywhere. `undo` takes back the
    decision whose number is `of`.
    """

    n: int
    act: str
    word: str = ""
    answer: str = ""
    place: int = 0
    before: str = ""
    after: str = ""
    kind: str = "NAME"
    who: str = ""
    when: str = ""
    of: int = 0


@dataclass(frozen=True)
class Decided:
    """The decisions that stand: by answer, and for words everywhere."""

    here: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    everywhere: Mapping[tuple[str, ...], Decision] = field(default_factory=dict)

    @cached_property
    def by_first(self) -> dict[str, list[tuple[tuple[str, ...], Decision]]]:
        """Words decided on everywhere, by the first of them."""
        found: dict[str, list[tuple[tuple[str, ...], Decision]]] = {}
        for words, decision in self.everywhere.items():
            found.setdefault(words[0] if words else "", []).append((words, decision))
        return found


def standing(decisions: Iterable[Decision]) -> Decided:
    """What holds after all decisions in their order; a later one on the same word or place wins.

    >>> jo = Decision(1, "always", "Jo", "F1.q", 10)
    >>> dict(standing([jo, Decision(2, "undo", of=1)]).everywhere)
    {}
    """
    decisions = list(decisions)
    undone = {d.of for d in decisions if d.act == "undo"}
    here: dict[str, dict[tuple[str, int, str, str], Decision]] = {}
    everywhere: dict[tuple[str, ...], Decision] = {}
    for d in decisions:
        if d.n in undone or d.act not in ACTS:
            continue
        if d.act in ("always", "never"):
            everywhere[words_of(d.word)] = d
        else:
            here.setdefault(d.answer, {})[(d.word, d.place, d.before, d.after)] = d
    return Decided({answer: tuple(found.values()) for answer, found in here.items()}, everywhere)


def words_of(word: str) -> tuple[str, ...]:
    """The words of a passage in plain spelling: what 'the same word' means."""
    return tuple(english.base(w) for w in WORD.findall(word))


def located(text: str, decision: Decision) -> tuple[int, int] | None:
    """Where the word of a decision stands now: at its place, or where the words beside it are the same.

    A word that moved is followed if the words before it or after it are the same; or, to replace it, if it stands
    only once. Otherwise a person is asked again.
    """
    word = decision.word
    if not word:
        return None
    starts = _starts(text, word)
    if decision.place in starts and (len(starts) == 1 or _same_beside(text, decision.place, decision, both=False)):
        return decision.place, decision.place + len(word)
    for both in (True, False):
        same = [start for start in starts if _same_beside(text, start, decision, both)]
        if len(same) == 1:
            return same[0], same[0] + len(word)
    if len(starts) == 1 and decision.act == "replace":
        return starts[0], starts[0] + len(word)
    return None


def _starts(text: str, word: str) -> list[int]:
    starts, at = [], text.find(word)
    while at >= 0:
        ends = at + len(word)
        if not (at and text[at - 1].isalnum()) and not (ends < len(text) and text[ends].isalnum()):
            starts.append(at)
        at = text.find(word, at + 1)
    return starts


def _same_beside(text: str, start: int, decision: Decision, both: bool) -> bool:
    before, after = text[:start][-NEAR:], text[start + len(decision.word) :][:NEAR]
    same = (decision.before[-NEAR:] == before, decision.after[:NEAR] == after)
    return all(same) if both else any(same)


def decide(candidate: Candidate, act: str, n: int, who: str, when: str) -> Decision:
    """A decision on a candidate.

    Raises
    ------
    ValueError
        When the act is none of `ACTS`.
    """
    if act not in ACTS:
        raise ValueError(f"{act!r} is no decision; use one of {', '.join(ACTS)}")
    c = candidate
    return Decision(n, act, c.word, c.answer, c.start, c.before, c.after, c.kind, who, when)


def read_decisions(path: Path) -> tuple[list[Decision], list[Problem]]:
    """The decisions on names in a journal, in order, and the lines that cannot be read."""
    records, problems = read_lines(path)
    decisions = []
    for record in records:
        if record.get("about") != ABOUT:
            continue
        decision = _decision(record)
        if decision:
            decisions.append(decision)
        else:
            what = f"a decision on a name cannot be understood (number {record.get('n')!r})"
            problems.append(Problem(what, path, "", "make that decision again"))
    return decisions, problems


def write_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to the journal; they are on the disk when this returns."""
    append_lines(path, [{"about": ABOUT, **_short(asdict(d))} for d in decisions])


def _short(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value != "" and (name != "of" or value)}


def _decision(record: dict[str, Any]) -> Decision | None:
    types = {"n": int, "place": int, "of": int}
    names = ("n", "act", "word", "answer", "place", "before", "after", "kind", "who", "when", "of")
    given = {name: record[name] for name in names if name in record}
    if any(type(value) is not types.get(name, str) for name, value in given.items()) or "n" not in given:
        return None
    good = given.get("act") in (*ACTS, "undo") and given.get("kind", "NAME") in KINDS
    return Decision(**given) if good else None
