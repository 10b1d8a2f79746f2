"""What a coder is to code: the answers and batches that are assigned, which 'I have finished' is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sixphase.coding.desk.given import Given
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.naming import WHOLE


@dataclass(frozen=True)
class Duty:
    """What is assigned to a coder.

    Attributes
    ----------
    answers
        Ids of the assigned answers; none where nothing is assigned, and then all are to be coded.
    batches
        What is finished when the coder has finished: the batch that was named, else each batch that is assigned to the
        coder, and 'all'.
    """

    answers: frozenset[str]
    batches: tuple[str, ...]

    def left(self, answers: Iterable[str], given: Given) -> int:
        """How many of the answers with words that the coder is to code are not done yet."""
        return sum(not given.is_done(answer) for answer in answers if not self.answers or answer in self.answers)


def duty_of(study: str, coder: str, batch: str = "") -> Duty:
    """What is assigned to a coder, in one batch if it is named."""
    assigned = read_assignments(study)
    own = assigned[assigned["coder"] == coder]
    if batch:
        return Duty(frozenset(own.loc[own["batch"] == batch, "answer_id"]), (batch,))
    return Duty(frozenset(own["answer_id"]), (*sorted(set(own["batch"])), WHOLE))


def own_answers(ids: Iterable[str], duty: Duty, *, named: bool) -> Mapping[str, None]:
    """Of the answers at the desk those that are shown first: the assigned ones; all where the cell names answers."""
    return dict.fromkeys(answer for answer in ids if named or not duty.answers or answer in duty.answers)
