"""What a paper says of coding by two: how many answers, how many differences, and who settled them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.blind import people, unfinished
from sixphase.coding.pairs.consensus import CHANGED, KEPT, LEFT_OUT, OPEN, consensus_of
from sixphase.coding.pairs.deciding import listed
from sixphase.coding.pairs.differences import SAME, Place, compared_answers, places_of
from sixphase.coding.pairs.naming import WHOLE
from sixphase.study.rates import percent
from sixphase.study.settings import Coding as Settings
from sixphase.study.settings import read_study

Value = tuple[str, Any, str | None]  # name, value, what the paper prints


def pairs_values(study: str, state: State) -> Iterator[Value]:
    """The named values of coding by two or more.

    Counted are answers that two or more have read, in batches that all their coders have finished; an answer in
    several of them counts once, its differences for each. A difference is a place as in `places_of` at
    which not all have the same.
    """
    assignments, settings = read_assignments(study), read_study(study).coding
    compared = finished_batches(state, assignments, settings)
    answers = {answer for of_batch in compared.values() for answer in of_batch}
    coders = sorted({coder for of_batch in compared.values() for by in of_batch.values() for coder in by})
    yield "pairs.answers", len(state.answers), None
    yield "pairs.answers_by_two", len(answers), None
    yield "pairs.share_by_two", len(answers) / len(state.answers) if state.answers else 0, _part(answers, state.answers)
    yield "pairs.coders", listed(coders) if coders else "nobody", None
    yield "pairs.blind", settings.blind, None
    places = [place for of_batch in compared.values() for place in places_of(state, of_batch)]
    yield from _differences(state, places)
    yield from _settlers(state, set(compared))


def finished_batches(
    state: State, assignments: pd.DataFrame, settings: Settings
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Each batch that all its coders have finished: its answers that two or more read, with these coders."""
    names = list(dict.fromkeys(assignments["batch"])) or [WHOLE]
    found = {}
    for name in names:
        of_batch = assignments.loc[assignments["batch"] == name, "coder"]
        coders = sorted(set(of_batch)) if len(of_batch) else people(state, assignments, settings)
        if not unfinished(state, assignments, name, coders):
            found[name] = compared_answers(state, assignments, name, coders)
    return found


def _differences(state: State, places: list[Place]) -> Iterator[Value]:
    consensus = consensus_of(state)
    differing = [place for place in places if place.kind != SAME]
    counts = Counter(consensus.outcome(place) for place in differing)
    decided = len(differing) - counts[OPEN]
    yield "pairs.places", len(places), None
    yield "pairs.differences", len(differing), None
    yield "pairs.settled", decided, None
    yield "pairs.open", counts[OPEN], None
    for name, outcome in (("kept", KEPT), ("left_out", LEFT_OUT), ("changed", CHANGED)):
        yield f"pairs.{name}", counts[outcome], None


def _settlers(state: State, batches: set[str]) -> Iterator[Value]:
    marks = state.settled()
    marks = marks[marks["batch"].isin(sorted(batches))]
    names = sorted({name for who in marks["who"] for name in who.split(", ") if name})
    yield "pairs.settled_answers", int(marks["answer_id"].nunique()), None
    yield "pairs.settled_by", listed(names) if names else "nobody", None
    yield "pairs.settlers", len(names), None


def _part(some: Any, all_: Any) -> str:
    return percent(len(some) / len(all_)) if len(all_) else percent(0)
