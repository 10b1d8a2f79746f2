"""What the consensus says by now of each place where coders were compared."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sixphase.coding.journal.state import Coding, State
from sixphase.coding.pairs.differences import Place
from sixphase.coding.pairs.naming import CONSENSUS

OPEN, KEPT, LEFT_OUT, CHANGED = "", "kept", "left out", "other"


@dataclass
class Consensus:
    """The consensus as it stands.

    Attributes
    ----------
    state
        What the journals replay to.
    notes
        For each coding of a person, the ids of the notes that the consensus has on it.
    """

    state: State
    notes: dict[str, list[str]] = field(default_factory=dict)

    def outcome(self, place: Place) -> str:
        """What was decided on a place: 'kept', 'left out', 'other' or, where nothing was, ''.

        It counts as decided when the consensus has this code here for these codings, or a note on one of them. A
        passage that a coder coded anew afterwards is open again.
        """
        given = self.given(place)
        if any(coding.code == place.code for coding in given):
            return KEPT
        if not self.notes_on(place):
            return OPEN
        return CHANGED if given else LEFT_OUT

    def given(self, place: Place) -> list[Coding]:
        """The codings of the consensus that settle this place."""
        ids = set(place.ids)
        codings = self.state.codings(answer=place.answer, coder=CONSENSUS)
        return [coding for coding in codings if not ids.isdisjoint(self._settles(coding.id))]

    def notes_on(self, place: Place) -> list[str]:
        """The ids of the notes of the consensus on this place's codings."""
        return [note for id_ in place.ids for note in self.notes.get(id_, ())]

    def _settles(self, coding_id: str) -> Iterable[str]:
        """The codings that a coding of the consensus was made for, as its event says."""
        return self.state.record.events[coding_id].fields.get("from", ())

    def look_again(self) -> None:
        """Take the notes from the state anew."""
        self.notes = {}
        for memo in self.state.memos(on="coding", coder=CONSENSUS):
            self.notes.setdefault(memo.of, []).append(memo.id)


def consensus_of(state: State) -> Consensus:
    """The consensus of a study, from its state."""
    made = Consensus(state)
    made.look_again()
    return made
