"""Undo and redo without limit: acts that take acts back, across restarts."""

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.writing import Writing


class Undoing(Writing):
    """Taking back the last own act that stands, and taking that back; a part of `Journal`."""

    @property
    def can_undo(self) -> bool:
        """Whether an own act stands."""
        return bool(self.state.steps(self.coder).last_act())

    @property
    def can_redo(self) -> bool:
        """Whether the last thing this coder did was to undo."""
        return bool(self.state.steps(self.coder).last_undo())

    def undo(self) -> Event | None:
        """Take back the last own act that stands; gives the act that was taken back, None where there is none."""
        if not self.can_undo:
            return None
        with self._ours() as handle:
            return self._undo(handle, self.state.steps(self.coder).last_act())

    def redo(self) -> Event | None:
        """Do again what was undone last, if nothing else was done since; gives the act that stands again."""
        if not self.can_redo:
            return None
        with self._ours() as handle:
            while undo := self.state.steps(self.coder).last_undo():
                record = self.state.record
                base = record.base(undo)
                self._undo(handle, undo)
                if base not in record.dead:  # else it was undone twice, on two machines
                    return record.events[base]
            return None

    def _undo(self, handle: int, id_: str) -> Event | None:
        if not id_:
            return None
        self._keep(handle, "undo", {"undoes": id_})
        return self.state.record.events[id_]
