"""What is not a code on a passage: memos, answers that were read or settled, batches that are finished."""

from collections.abc import Iterator

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.record import Record, keys_of
from sixphase.coding.journal.things import Memo


class Marks:
    """Memos and marks, each folded from the acts on it; the last act that stands says how it is."""

    def __init__(self, record: Record):
        self._record = record
        self._memos: dict[str, Memo] = {}
        self._last: dict[tuple[str, ...], Event] = {}
        for id_, event in record.events.items():
            if event.act == "memo":
                self._fold_memo(id_)
        for key in record.about:
            if key[0] in ("mark", "batch", "settle"):
                self._fold_mark(key)

    def touch(self, event: Event) -> None:
        """Fold anew what an event is about."""
        if event.act == "memo":
            self._fold_memo(event.id)
        for key in keys_of(event):
            if key[0] == "memo":
                self._fold_memo(key[1])
            elif key[0] in ("mark", "batch", "settle"):
                self._fold_mark(key)

    def memos(self) -> list[Memo]:
        return sorted(self._memos.values(), key=lambda memo: self._record.place(memo.id))

    def read(self) -> set[tuple[str, str]]:
        """(answer, coder) of each answer that somebody marked as read."""
        return {(key[2], key[1]) for key, event in self._of("mark") if event.act == "read"}

    def finished(self, batch: str) -> set[str]:
        return {key[1] for key, event in self._of("batch") if key[2] == batch and event.act == "finish"}

    def settled(self) -> list[tuple[str, str, str]]:
        return [(key[1], key[2], ", ".join(event.fields["who"])) for key, event in self._of("settle")]

    def _of(self, kind: str) -> Iterator[tuple[tuple[str, ...], Event]]:
        return ((key, event) for key, event in self._last.items() if key[0] == kind)

    def _fold_mark(self, key: tuple[str, ...]) -> None:
        standing = self._record.standing(key)
        if standing:
            self._last[key] = standing[-1]
        else:
            self._last.pop(key, None)

    def _fold_memo(self, id_: str) -> None:
        self._memos.pop(id_, None)
        made = self._record.events.get(id_)
        if made is None or made.act != "memo" or id_ in self._record.dead or made.fields.get("withdrawn"):
            return
        text, day = made.fields["text"], made.fields.get("day", "")
        for event in self._record.standing(("memo", id_)):
            if event.coder == made.coder:
                if event.act == "remove_memo":
                    return
                text, day = event.fields["text"], event.fields.get("day", day)
        self._memos[id_] = Memo(id_, made.fields["on"], made.fields["of"], text, made.coder, day, made.time)
