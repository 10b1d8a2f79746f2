"""Which answers are looked at, and how they are dealt out on pages."""

from collections.abc import Sequence

from sixphase.coding.pairs.assignments import read_assignments
from sixphase.study.problem import refuse

PAGE = 30  # answers that are sent to the screen at once
PAGE_TEXT = 400_000  # code points of answers that are sent at once, so that very long ones come alone


def starts_of(lengths: Sequence[int]) -> list[int]:
    """The position at which each page starts, from the lengths of the answers in code points.

    >>> starts_of([10] * 31), starts_of([10, 500_000, 10])
    ([0, 30], [0, 1, 2])
    """
    starts, room = [0], PAGE_TEXT
    for position, length in enumerate(lengths):
        if position > starts[-1] and (position - starts[-1] >= PAGE or length > room):
            starts.append(position)
            room = PAGE_TEXT
        room -= length
    return starts


def answers_for(study: str, coder: str, batch: str, answers: Sequence[str]) -> set[str] | None:
    """The answers that this coder is to see here; None for all."""
    only = {str(answer) for answer in answers} if len(answers) else None
    if not batch:
        return only
    assigned = read_assignments(study)
    ids = set(assigned.loc[(assigned["batch"] == batch) & (assigned["coder"] == coder), "answer_id"])
    if not ids:
        remedy = "leave the batch out, or look into assignments.csv for the batches there are"
        raise refuse(f"the batch '{batch}' has no answers for the coder '{coder}'", remedy=remedy)
    return ids if only is None else ids & only
