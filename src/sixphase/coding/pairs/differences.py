"""Where coders agree and where they differ, passage by passage."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pandas as pd

from sixphase.coding.journal.state import Coding, State
from sixphase.coding.pairs.naming import WHOLE

SAME, SPAN, SOME = "same", "span", "some"
COLUMNS = ("answer_id", "code", "kind", "start", "end", "having", "lacking", "codings")


@dataclass(frozen=True)
class Place:
    """What coders say of one code at one place of an answer.

    Attributes
    ----------
    answer, code
        Ids.
    coders
        All who are compared, in the order asked for.
    passages
        For each of them, the codings with this code here; none where there is none.
    """

    answer: str
    code: str
    coders: tuple[str, ...]
    passages: Mapping[str, tuple[Coding, ...]]
    text: str

    @cached_property
    def kind(self) -> str:
        """'same' (all have the passage), 'span' (all have the code here, on other words), 'some' (not all have it)."""
        if not all(self.passages[coder] for coder in self.coders):
            return SOME
        bounds = {frozenset(map(self._bared, self.passages[coder])) for coder in self.coders}
        return SAME if len(bounds) == 1 else SPAN

    @property
    def start(self) -> int:
        return min(coding.start for coding in self.codings)

    @property
    def end(self) -> int:
        return max(coding.end for coding in self.codings)

    @property
    def having(self) -> tuple[str, ...]:
        """Who gave the code here."""
        return tuple(coder for coder in self.coders if self.passages[coder])

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """All codings of this place."""
        return tuple(coding for coder in self.coders for coding in self.passages[coder])

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(coding.id for coding in self.codings)

    def _bared(self, coding: Coding) -> tuple[int, int]:
        return bared(self.text, coding.start, coding.end)


def bared(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a passage without what is no letter or figure at either end.

    A passage of such signs only keeps its bounds.

    >>> bared("So kind!", 3, 8), bared("So kind!", 2, 7), bared("...", 0, 3)
    ((3, 7), (3, 7), (0, 3))
    """
    first, last = start, end
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return (first, last) if first < last else (start, end)


def places_of(state: State, compared: Mapping[str, Sequence[str]]) -> list[Place]:
    """Every place that one of the coders gave a code to, in the order of the answers.

    Parameters
    ----------
    compared
        Answers (their ids) with the coders who are compared there, as `compared_answers` gives them.

    Notes
    -----
    The rule: passages of one answer that have the same code and overlap by at least one character are one place,
    and so are those that are joined through others. At a place all coders have the same ('same'), all have the code
    but on other words ('span'), or not all have it ('some'). Spaces and punctuation at the ends of a passage make no
    difference. Left out are codings that lost their words when the transcript was corrected (they are to be placed
    first), and those with a code that was retired.
    """
    standing = {code.id for code in state.standing()}
    used = [c for c in state.codings() if c.coder in compared.get(c.answer, ()) and c.code in standing]
    placed = [coding for coding in used if coding.anchor != "lost"]
    return [
        place
        for answer, codings in groupby(placed, key=lambda coding: coding.answer)
        for place in _places(answer, list(codings), tuple(compared[answer]), state.answers[answer])
    ]


def differences_of(state: State, batch: str, coders: Sequence[str], assignments: pd.DataFrame) -> pd.DataFrame:
    """What the coders of a batch have in common and where they differ, as a table.

    Parameters
    ----------
    state
        What the journals replay to.
    batch
        An assigned batch, or 'all' for every answer with words.
    coders
        Who is compared, at least two.
    assignments
        As `read_assignments` gives it.

    Returns
    -------
    pandas.DataFrame
        One row a place (see `places_of`): answer_id, code, kind ('same', 'span' or 'some'), start, end (code points,
        from the first to the last passage), having, lacking (names of coders), codings (their ids).
    """
    places = places_of(state, compared_answers(state, assignments, batch, coders))
    rows = [
        (p.answer, p.code, p.kind, p.start, p.end, ", ".join(p.having), _lacking(p), ", ".join(p.ids)) for p in places
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def compared_answers(
    state: State, assignments: pd.DataFrame, batch: str, coders: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The answers with words of a batch that at least two of these coders have read, with those coders, in their order.

    An answer counts for a coder who marked it as read or coded in it; to have finished the batch is not enough.
    """
    read = state.readers()
    of_batch = read[read["coder"].isin(list(coders))]
    if batch != WHOLE:
        assigned = assignments.loc[assignments["batch"] == batch, ["answer_id", "coder"]].drop_duplicates()
        of_batch = of_batch.merge(assigned, on=["answer_id", "coder"])
    having: dict[str, set[str]] = {}
    for answer, coder in zip(of_batch["answer_id"].tolist(), of_batch["coder"].tolist(), strict=True):
        having.setdefault(answer, set()).add(coder)
    return {
        answer: tuple(coder for coder in coders if coder in having[answer])
        for answer in state.answers
        if len(having.get(answer, ())) > 1
    }


def _places(answer: str, codings: list[Coding], coders: tuple[str, ...], text: str) -> list[Place]:
    by_code = sorted(codings, key=lambda coding: (coding.code, coding.start, coding.end, coding.id))
    found = [
        Place(answer, code, coders, {c: tuple(k for k in run if k.coder == c) for c in coders}, text)
        for code, same in groupby(by_code, key=lambda coding: coding.code)
        for run in _runs(same)
    ]
    return sorted(found, key=lambda place: (place.start, place.end, place.code))


def _runs(codings: Iterable[Coding]) -> Iterator[list[Coding]]:
    """Codings sorted by their start, in runs that overlap."""
    run: list[Coding] = []
    reach = 0
    for coding in codings:
        if run and coding.start >= reach:
            yield run
            run = []
        reach = max(reach, coding.end) if run else coding.end
        run.append(coding)
    if run:
        yield run


def _lacking(place: Place) -> str:
    return ", ".join(coder for coder in place.coders if coder not in place.having)
