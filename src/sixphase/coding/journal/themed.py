"""What the acts on themes add up to: records, relations, marks for and against, decisions on answers, quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.record import Record
from sixphase.coding.journal.theme_acts import RECORD
from sixphase.coding.journal.things import Code, Coding

if TYPE_CHECKING:
    import pandas as pd

RELATIONS = ("relation_id", "from", "to", "kind", "words", "who")
STANDS = ("stand_id", "coding_id", "theme", "side", "who")
LOOKS = ("answer_id", "verdict", "text", "who")
QUOTES = ("quote_id", "answer_id", "start", "end", "theme", "words", "shown", "order")


@dataclass(frozen=True)
class ThemeRecord:
    """What a theme is about.

    Attributes
    ----------
    concept
        The one idea that holds it together (its central organising concept).
    belongs, not_belongs
        What belongs to it, and what looks like it and does not.
    """

    theme: str
    concept: str = ""
    belongs: str = ""
    not_belongs: str = ""


class Themed:
    """What a state says of its themes; a part of `State`.

    Where a theme was merged, what was said on it is said on the one it was merged into. What was said on a theme that
    is set aside waits, and counts again when the theme is taken back.
    """

    record: Record
    answers: Mapping[str, str]

    @property
    def codes(self) -> Mapping[str, Code]:
        """All codes in the order of the tree."""
        raise NotImplementedError

    def coding(self, coding_id: str) -> Coding | None:
        """One coding; None where it does not stand."""
        raise NotImplementedError

    @property
    def records(self) -> dict[str, ThemeRecord]:
        """What was written on each theme, by its id, in the order of the tree; of merged and retired ones too."""
        held: dict[str, dict[str, str]] = {}
        for event in self.record.standing(("records",)):
            said = {name: event.fields[name] for name in RECORD if name in event.fields}
            held.setdefault(event.fields["code"], {}).update(said)
        return {id_: ThemeRecord(id_, **held[id_]) for id_ in self.codes if id_ in held}

    def relations(self) -> "pd.DataFrame":
        """How themes have to do with each other: relation_id, from, to, kind (a word or two), words, who.

        In the order in which they were declared; two that merging made the same count once.
        """
        found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for event in _left(self.record, "relate", "relation"):
            f = event.fields
            one, other, kind = self._final(f["from"]), self._final(f["to"]), f["kind"]
            if one and other and one != other:
                found.setdefault((one, other, kind), (event.id, one, other, kind, f["words"], event.coder))
        return _table(list(found.values()), RELATIONS)

    def stands(self) -> "pd.DataFrame":
        """Passages marked as speaking for or against a theme: stand_id, coding_id, theme, side, who.

        Where one person marked a passage for one theme more than once, the last mark counts.
        """
        last: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for event in self.record.standing(("stands",)):
            made = event if event.act == "stand" else self.record.events.get(event.fields.get("stand", ""))
            if made is None or made.act != "stand" or made.coder != event.coder or made.fields.get("withdrawn"):
                continue
            coding, theme, side = (made.fields[name] for name in ("coding", "theme", "side"))
            key = (coding, self._final(theme), event.coder)
            last.pop(key, None)
            if event is made and key[1] and self.coding(coding) is not None:
                last[key] = (event.id, coding, key[1], side, event.coder)
        return _table(list(last.values()), STANDS)

    def looks(self) -> "pd.DataFrame":
        """What was decided on answers that no theme touches: answer_id, verdict, text, who; the last of each person."""
        last: dict[tuple[str, str], tuple[str, ...]] = {}
        for event in self.record.standing(("looks",)):
            f = event.fields
            if not f.get("withdrawn"):
                last[f["answer"], event.coder] = (f["answer"], f["verdict"], f["text"], event.coder)
        order = {answer: number for number, answer in enumerate(self.answers)}
        rows = sorted(last.values(), key=lambda row: (order.get(row[0], len(order)), row[0], row[3]))
        return _table(rows, LOOKS)

    def quotes(self) -> "pd.DataFrame":
        """The quotes that were chosen, theme by theme: quote_id, answer_id, start, end, theme, words, shown, order.

        `words` are those that were chosen, whether the answer still has them or not; `shown` are ids of attributes,
        parted by spaces, that are to stand beside the quote ('' for those that the program allows); `order` counts
        from 0 in a theme.
        """
        trees = {id_: number for number, id_ in enumerate(self.codes)}
        by_theme: dict[str, list[Event]] = {}
        for event in _left(self.record, "quote", "quote"):
            if theme := self._final(event.fields["theme"]):
                chosen = by_theme.setdefault(theme, [])
                chosen.insert(min(event.fields["place"], len(chosen)), event)
        rows = [
            (
                e.id,
                *(e.fields[f] for f in ("answer", "start", "end")),
                theme,
                e.fields["words"],
                e.fields.get("shown", ""),
                number,
            )
            for theme in sorted(by_theme, key=trees.__getitem__)
            for number, e in enumerate(by_theme[theme])
        ]
        return _table(rows, QUOTES).astype({"start": "int64", "end": "int64", "order": "int64"})

    def _final(self, theme: str) -> str:
        """The theme that counts for one: itself, or what it was merged into; '' where it is set aside or unknown."""
        code = self.codes.get(theme)
        if code is None or not code.into:
            return theme if code is not None and code.stands else ""
        return self._final(code.into)


def _left(record: Record, made: str, named: str) -> Iterator[Event]:
    """The acts that made something which nobody took away."""
    events = record.standing((f"{named}s",))
    gone = {event.fields.get(named) for event in events if event.act == f"un{made}"}
    return (e for e in events if e.act == made and e.id not in gone and not e.fields.get("withdrawn"))


def _table(rows: list[Any], columns: tuple[str, ...]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns), dtype=None if rows else str)
