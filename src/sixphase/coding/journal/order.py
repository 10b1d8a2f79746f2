"""How deep each event lies: a clock that counts acts instead of seconds (Lamport 1978, 'Time, clocks').

Events that know of each other are in the order in which they were made; between two that do not, the ids decide, so
that every machine finds the same order whatever the order of the lines is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from sixphase.coding.journal.events import Event


def own_depth(event: Event, known: Mapping[str, int]) -> int:
    """The depth of an event from those it builds on; where one of them is missing, at least what the event says."""
    before = (*event.after, *event.seen)
    found = [known[one] for one in before if one in known]
    deepest = max(found, default=0) + 1
    return deepest if len(found) == len(before) else max(deepest, event.fields.get("depth", 0))


def depths(events: Sequence[Event]) -> dict[str, int]:
    """The depth of each event by its id, from 1, whatever the order in which they come."""
    known: dict[str, int] = {}
    open_ = []
    for event in events:  # lines mostly lie in the order in which they were made
        after = event.after
        if len(after) == 1 and not event.seen and after[0] in known:
            known[event.id] = known[after[0]] + 1
        elif all(one in known for one in after) and all(one in known for one in event.seen):
            known[event.id] = own_depth(event, known)
        else:
            open_.append(event)
    return _rest(open_, known) if open_ else known


def _rest(events: Sequence[Event], known: dict[str, int]) -> dict[str, int]:
    """Those that came before what they build on; a ring of events that name each other is cut at its smallest id."""
    by_id = {event.id: event for event in events}
    waits = {id_: {one for one in (*event.after, *event.seen) if one in by_id} for id_, event in by_id.items()}
    followers = defaultdict(list)
    for id_, others in waits.items():
        for one in others:
            followers[one].append(id_)
    ready = [id_ for id_, others in waits.items() if not others]
    heapify(ready)
    left = sorted(by_id, reverse=True)
    while left or ready:
        id_ = heappop(ready) if ready else left.pop()
        if id_ in known:
            continue
        known[id_] = own_depth(by_id[id_], known)
        for follower in followers[id_]:
            waits[follower].discard(id_)
            if not waits[follower] and follower not in known:
                heappush(ready, follower)
    return known
