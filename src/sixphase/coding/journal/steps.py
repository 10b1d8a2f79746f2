"""The acts of one coder that can be taken back, and those that can be done again."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from sixphase.coding.journal.record import Place, Record


class Steps:
    """The acts of a coder that stand, in order; and the undos after the last act that can be taken back themselves."""

    def __init__(self, record: Record, coder: str):
        self._record, self._coder = record, coder
        self._newest: Place = (0, "")
        self._acts: list[Place] = []
        self._undos: list[Place] = []
        own = [record.place(event.id) for event in record.events.values() if event.coder == coder]
        self.note(id_ for _, id_ in sorted(own))

    def note(self, ids: Iterable[str]) -> None:
        """Look again at events that are new, or that count otherwise than before."""
        for id_ in ids:
            event = self._record.events[id_]
            if event.coder == self._coder:
                if event.act == "undo":
                    self._note_undo(id_)
                else:
                    self._note_act(id_)

    def __len__(self) -> int:
        """How many acts stand."""
        return len(self._acts)

    def last_act(self) -> str:
        """The last act that stands; '' where there is none."""
        return self._acts[-1][1] if self._acts else ""

    def last_undo(self) -> str:
        """The last undo, where no other act came after it; '' where there is none."""
        return self._undos[-1][1] if self._undos else ""

    def _note_act(self, id_: str) -> None:
        place = self._record.place(id_)
        if place > self._newest:
            self._newest = place
            self._undos = [undo for undo in self._undos if undo > place]
        _keep(self._acts, place, id_ not in self._record.dead)

    def _note_undo(self, id_: str) -> None:
        place, dead = self._record.place(id_), self._record.dead
        _keep(self._undos, place, place > self._newest and id_ not in dead and self._record.base(id_) in dead)


def _keep(places: list[Place], place: Place, stands: bool) -> None:
    at = bisect_left(places, place)
    held = at < len(places) and places[at] == place
    if stands and not held:
        insort(places, place)
    elif held and not stands:
        del places[at]
