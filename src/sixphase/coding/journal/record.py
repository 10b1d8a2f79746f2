"""All events of all journals, in an order that neither clocks nor the place of lines decide."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sixphase.coding.journal.events import CODEBOOK_ACTS, SHARED_ACTS, Event
from sixphase.coding.journal.order import depths, own_depth
from sixphase.coding.journal.theme_acts import KIND_OF

Key = tuple[str, ...]
Place = tuple[int, str]


class Record:
    """Events by id, what each is about, and which of them are undone.

    An event's place is its depth (one more than the deepest event that it builds on) and then its id. One that builds
    on what is there comes after it whatever else arrives, so what is added later never changes an order that stood.
    """

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.depth: dict[str, int] = {}
        self.about: dict[Key, list[Place]] = defaultdict(list)
        self.codebook: list[Place] = []
        self.undoers: dict[str, list[str]] = defaultdict(list)
        self.dead: set[str] = set()
        self.heads: dict[str, set[str]] = defaultdict(set)
        self.forked: set[str] = set()
        self.awaited: set[str] = set()
        self.crowns: dict[str, set[str]] = {}
        self.named: dict[str, set[str]] = defaultdict(set)

    def hold(self, event: Event) -> None:
        """A coding that is not in a journal: it came before everything, and nobody can undo it."""
        self.events[event.id], self.depth[event.id] = event, 0

    def fill(self, events: Sequence[Event]) -> None:
        """Take in many events at once, in any order."""
        self.depth.update(depths(events))
        ordered = sorted(events, key=lambda event: (self.depth[event.id], event.id))
        for event in ordered:
            self._take(event)
        self.codebook.sort()
        undos = [event for event in reversed(ordered) if event.act == "undo"]
        self.dead = set()
        for undo in undos:  # from the last to the first: what undoes an undo comes after it
            if undo.id not in self.dead and self._works(undo):
                self.dead.add(undo.fields["undoes"])

    def add(self, event: Event) -> list[str]:
        """Take in one event; gives the ids of all events that now count otherwise, itself among them."""
        self.depth[event.id] = own_depth(event, self.depth)
        self._take(event)
        changed, target = [event.id], event
        while target.act == "undo" and self._works(target):
            named = target.fields["undoes"]
            dead = any(one not in self.dead and self._works(self.events[one]) for one in self.undoers[named])
            if dead == (named in self.dead):
                break
            (self.dead.add if dead else self.dead.discard)(named)
            changed.append(named)
            target = self.events[named]
        return changed

    def standing(self, key: Key) -> list[Event]:
        """The events on one thing that are not undone, in order."""
        places = self.about.get(key)
        return [self.events[id_] for _, id_ in places if id_ not in self.dead] if places else []

    def place(self, id_: str) -> Place:
        return self.depth[id_], id_

    def base(self, undo: str) -> str:
        """The act that an undo is about in the end, through undos of undos."""
        while (event := self.events.get(undo)) is not None and event.act == "undo" and self._works(event):
            undo = event.fields["undoes"]
        return undo

    def seen_by(self, coder: str) -> tuple[str, ...]:
        """The latest acts on codebook and themes in the journals of others that this coder has not yet named."""
        others = {top for other, tops in self.crowns.items() if other != coder for top in tops}
        return tuple(sorted(others - self.named[coder]))

    def _take(self, event: Event) -> None:
        id_, coder, after, act = event.id, event.coder, event.after, event.act
        self.events[id_] = event
        heads = self.heads[coder]
        if len(after) == 1 and after[0] in heads:
            heads.discard(after[0])
        else:
            self._join(event)
        heads.add(id_)
        if act == "code":
            return  # it makes a thing, and is about none that was there
        place = self.depth[id_], id_
        if act == "undo":
            self.undoers[event.fields["undoes"]].append(id_)
            if event.fields["undoes"] not in self.events:
                self.awaited.add(event.fields["undoes"])
        for key in keys_of(event):
            insort(self.about[key], place)
        if act in SHARED_ACTS:
            self._take_shared(event, place)

    def _join(self, event: Event) -> None:
        """An event that does not simply follow the last one: the first, or one of two branches, or their join."""
        heads = self.heads[event.coder]
        if heads and not heads.intersection(event.after):
            self.forked.add(event.coder)
        heads.difference_update(event.after)
        self.awaited.update(one for one in event.after if one not in self.events)

    def _take_shared(self, event: Event, place: Place) -> None:
        if event.act in CODEBOOK_ACTS:
            insort(self.codebook, place)
        self.awaited.update(one for one in event.seen if one not in self.events)
        self.named[event.coder].update(event.seen)
        # On one line of acts the last stands for all before it; where there are branches, each act is named.
        others = self.crowns.get(event.coder, set()) if event.coder in self.forked else set()
        self.crowns[event.coder] = others | {event.id}

    def _works(self, undo: Event) -> bool:
        """An undo works on an earlier act of the same coder."""
        target = self.events.get(undo.fields["undoes"])
        return target is not None and target.coder == undo.coder and self.place(target.id) < self.place(undo.id)


def keys_of(event: Event) -> Iterable[Key]:
    """The things that an event is about, beside the one that it makes."""
    act, fields = event.act, event.fields
    if act in ("change", "uncode"):
        return (("coding", fields["coding"]),)
    if act == "split_code":
        return [("coding", coding) for coding in fields["codings"]]
    if act in ("read", "unread"):
        return (("mark", event.coder, fields["answer"]),)
    if act in ("change_memo", "remove_memo"):
        return (("memo", fields["memo"]),)
    if act in KIND_OF:
        return ((KIND_OF[act],),)
    if act in ("finish", "reopen"):
        return (("batch", event.coder, fields["batch"]),)
    return (("settle", fields["answer"], fields["batch"]),) if act == "settle" else ()
