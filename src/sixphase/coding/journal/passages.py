"""The codings that stand, each folded from the acts on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sixphase.coding.journal.anchors import Passage, place
from sixphase.coding.journal.events import Event
from sixphase.coding.journal.record import Record
from sixphase.coding.journal.things import EXACT, Coding

_new = object.__new__
_SPAN = ("start", "end", "words", "before", "behind")


class Codings:
    """Codings by id and by answer, with the code as it was given; merges are followed when they are asked for."""

    def __init__(self, record: Record, answers: Mapping[str, str]):
        self._record, self._answers = record, answers
        self.by_id: dict[str, Coding] = {}
        self.in_answer: dict[str, set[str]] = defaultdict(set)
        self.used: dict[str, int] = defaultdict(int)

    def fold_all(self, events: Iterable[Event]) -> None:
        """All codings that these events make."""
        dead, about = self._record.dead, self._record.about
        for event in events:
            if event.act == "code" and event.id not in dead:
                coding = self.first(event) if ("coding", event.id) not in about else self.folded(event.id)
                if coding is not None:
                    self._put(coding)

    def fold(self, id_: str) -> bool:
        """Fold one coding anew; gives whether a code is now used that was not, or the other way round."""
        old, new = self.by_id.pop(id_, None), self.folded(id_)
        kinds = {one.code for one in (old, new) if one}
        before = {code for code in kinds if self.used[code]}
        if old:
            self.in_answer[old.answer].discard(id_)
            self.used[old.code] -= 1
        if new:
            self._put(new)
        return before != {code for code in kinds if self.used[code]}

    def folded(self, id_: str) -> Coding | None:
        """A coding after all acts on it that stand; None where it was taken back, or its words were withdrawn."""
        made = self._record.events.get(id_)
        if made is None or made.act != "code" or id_ in self._record.dead:
            return None
        coding, span = self.first(made), made.fields
        for event in self._record.standing(("coding", id_)):
            if event.act == "split_code":
                coding = coding and replace(coding, code=event.fields["codings"][id_])
            elif event.coder == made.coder:
                if event.act == "uncode":
                    return None
                coding, span = _changed(coding, event), (event.fields if "words" in event.fields else span)
        if coding is None or span is made.fields:
            return coding
        return self._anchored(coding, Passage(*(span[name] for name in _SPAN)))

    def first(self, event: Event) -> Coding | None:
        """The coding as it was made."""
        f = event.fields
        start, end, words, answer = f["start"], f["end"], f["words"], f["answer"]
        if not words:
            return None
        text = self._answers.get(answer, "")
        before, behind = f["before"], f["behind"]
        anchor = EXACT
        # The place it had, in the context it had, is nearly always right, and this is asked 50,000 times.
        if text[start:end] != words or not text.startswith(behind, end) or not text.endswith(before, 0, start):
            start, end, anchor = place(text, Passage(start, end, words, before, behind))
        coding = _new(Coding)
        # As in reading events: the fields of a frozen object at once.
        coding.__dict__.update(
            id=event.id, answer=answer, start=start, end=end, code=f["code"], coder=event.coder,
            words=words, before=before, behind=behind, comment=f.get("comment", ""),
            suggested=f.get("suggested", ""), anchor=anchor, settles=tuple(f["from"]) if "from" in f else (),
        )  # fmt: skip
        return coding

    def _anchored(self, coding: Coding, was: Passage) -> Coding | None:
        if not was.words:
            return None
        start, end, anchor = place(self._answers.get(coding.answer, ""), was)
        moved = replace(coding, start=start, end=end, anchor=anchor)
        return replace(moved, words=was.words, before=was.before, behind=was.behind)

    def _put(self, coding: Coding) -> None:
        self.by_id[coding.id] = coding
        self.in_answer[coding.answer].add(coding.id)
        self.used[coding.code] += 1


def _changed(coding: Coding | None, event: Event) -> Coding | None:
    said = {name: event.fields[name] for name in ("code", "comment") if name in event.fields}
    return replace(coding, **said) if coding and said else coding
