"""What is to be settled in a batch, and how far that is: worked out from the journals."""

from collections.abc import Sequence

from sixphase.coding.journal.journal import Journal, open_journal
from sixphase.coding.journal.state import State
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.consensus import OPEN, consensus_of
from sixphase.coding.pairs.differences import SAME, Place, compared_answers, places_of
from sixphase.coding.pairs.naming import CONSENSUS, WHOLE
from sixphase.coding.pairs.ready import check_finished, ready_coders


class Work:
    """The differences of a batch, and which of them are decided.

    Parameters
    ----------
    study, batch
        Names; the batch 'all' stands for the whole study where nothing is assigned.
    coders
        Who is compared; left out, all of the batch.
    journal
        The journal of the consensus, opened already.

    Attributes
    ----------
    compared
        Each answer that two or more of the coders have read, with those who have read it.
    places
        The differences, in the order of the answers; a difference is called by its number here.
    done
        The numbers of those that are decided.
    settled
        The answers that are marked as settled.

    Raises
    ------
    InputError
        When there is no such batch, fewer than two coders, or one of them has not finished the batch.
    """

    def __init__(self, study: str, batch: str = WHOLE, coders: Sequence[str] = (), journal: Journal | None = None):
        self.study, self.batch = study, batch
        self.journal = journal or open_journal(study, CONSENSUS)
        self.assignments = read_assignments(study)
        self.coders = ready_coders(study, self.state, self.assignments, batch, coders)
        self.look()

    def check_ready(self) -> None:
        """Raise InputError where a coder has gone on with the batch since."""
        check_finished(self.study, self.state, self.assignments, self.batch, self.coders)

    @property
    def state(self) -> State:
        return self.journal.state

    @property
    def answers(self) -> list[str]:
        """The answers of the batch that have words, whoever has read them."""
        of_batch = set(self.assignments.loc[self.assignments["batch"] == self.batch, "answer_id"])
        return [answer for answer in self.state.answers if self.batch == WHOLE or answer in of_batch]

    def outcome(self, place: Place) -> str:
        """What was decided on a place: 'kept', 'left out', 'other', or '' where it is open."""
        return self.consensus.outcome(place)

    def next_open(self, n: int) -> int:
        """The number of the next open difference after `n`, going round; `n` where there is none."""
        around = [*range(n + 1, len(self.places)), *range(max(n, 0))]
        return next((other for other in around if other not in self.done), max(n, 0))

    def agreed_answers(self) -> list[str]:
        """The answers that two or more read, with nothing left to decide, that are not settled yet."""
        return [answer for answer in self.compared if answer not in self.open and answer not in self.settled]

    def look(self) -> None:
        """Find the differences, and what was decided on them, from the state."""
        self.names = {code.id: code.name for code in self.state.codes.values()}
        self.compared = compared_answers(self.state, self.assignments, self.batch, self.coders)
        found = places_of(self.state, self.compared)
        self.places = [place for place in found if place.kind != SAME]
        self.agreed = _by_answer([place for place in found if place.kind == SAME])
        self.numbers: dict[str, list[int]] = {}
        for n, place in enumerate(self.places):
            self.numbers.setdefault(place.answer, []).append(n)
        self.consensus = consensus_of(self.state)
        self.done = {n for n, place in enumerate(self.places) if self.outcome(place) != OPEN}
        self.open = {place.answer for n, place in enumerate(self.places) if n not in self.done}
        marks = self.state.settled()
        self.settled = set(marks.loc[marks["batch"] == self.batch, "answer_id"])

    def count(self, n: int) -> None:
        """See anew whether a difference is decided."""
        self.consensus.state = self.state
        self.consensus.look_again()
        place = self.places[n]
        if self.outcome(place) != OPEN:
            self.done.add(n)
        if all(other in self.done for other in self.numbers[place.answer]):
            self.open.discard(place.answer)


def _by_answer(places: Sequence[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.answer, []).append(place)
    return found
