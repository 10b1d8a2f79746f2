"""The journals of the two simulated coders: each reads every answer, marks what they found, and has finished.

The first of them then works on the themes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

from sixphase.coding.journal.events import Event, as_line
from sixphase.simulation import plan
from sixphase.simulation.coders import codings_of
from sixphase.simulation.theming import Act, theme_acts
from sixphase.simulation.writing import Written
from sixphase.transcription.transcript import answer_id

BEGIN = datetime(2025, 4, 7, 9, 0)  # after the last session
PACE = timedelta(seconds=20)
CONTEXT = 20  # code points kept on either side of a passage, as at the desk


def journal_of(seed: int, coder: str, answers: Sequence[Written]) -> str:
    """One coder's journal, as the desk would have written it; ids come from the seed, times are invented."""
    acts = dict(_with_ids(seed, coder, _acts(seed, coder, answers)))
    if coder == next(iter(plan.CODERS)):
        own = {id_: act for id_, act in acts.items() if act[0] == "code"}
        acts |= _with_ids(seed, coder, theme_acts(seed, answers, own), len(acts))
    lines, before = [], ""
    for number, (id_, (act, fields)) in enumerate(acts.items()):
        time = (BEGIN + number * PACE).strftime("%Y-%m-%dT%H:%M:%S+00:00")
        after = (before,) if before else ()
        lines.append(as_line(Event(id_, after, time, coder, act, {"depth": number + 1, **fields})))
        before = id_
    return "".join(lines)


def _with_ids(seed: int, coder: str, acts: Iterable[Act], first: int = 0) -> Iterator[tuple[str, Act]]:
    for number, act in enumerate(acts, first):
        yield sha256(f"{seed}:{coder}:{number}".encode()).hexdigest()[:16], act


def _acts(seed: int, coder: str, answers: Sequence[Written]) -> Iterator[Act]:
    codings = codings_of(seed, coder, answers)
    found = {id_: list(of_answer) for id_, of_answer in groupby(codings, key=lambda coding: coding[0])}
    for answer in answers:
        id_ = answer_id(answer.form_id, answer.question)
        for _, start, end, code in found.get(id_, ()):
            yield "code", {"answer": id_, "code": code, **_passage(answer.text, start, end)}
        if answer.state == "answered":
            yield "read", {"answer": id_}
    yield "finish", {"batch": "all"}


def _passage(text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "words": text[start:end],
        "before": text[max(0, start - CONTEXT) : start],
        "behind": text[end : end + CONTEXT],
    }
