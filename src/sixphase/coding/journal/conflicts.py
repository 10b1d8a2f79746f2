"""Acts on the same thing that did not know of each other, as when the journals of two machines were joined."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.record import Record
from sixphase.coding.journal.theme_acts import RECORD
from sixphase.coding.journal.tree import SAID
from sixphase.study.problem import safe

RECORDED = dict(zip(RECORD, ("concept", "list of what belongs", "list of what does not belong"), strict=True))
LONGEST = 60  # more of a value than this is not shown
OWN = ("coding", "memo")  # of one coder alone: others, who may be blind, read these sentences too


class Slot(NamedTuple):
    """One side of one thing, such as the name of a code."""

    side: str
    thing: str
    id: str


def conflicts(record: Record) -> tuple[str, ...]:
    """One sentence for each thing that was changed twice unknowingly, in different ways, and not again since.

    The last in the order of all acts counts, on every machine the same; a change by somebody who has seen both ends it.
    """
    slots: dict[Slot, list[tuple[str, str]]] = defaultdict(list)
    ids = {id_ for _, id_ in record.codebook}
    ids |= {id_ for key, places in record.about.items() if key[0] in ("coding", "memo", "records") for _, id_ in places}
    for _, id_ in sorted(record.place(id_) for id_ in ids - record.dead):
        for slot, value in _writes(record.events[id_]):
            slots[slot].append((id_, value))
    open_ = {slot: acts for slot, acts in slots.items() if len({value for _, value in acts}) > 1}
    unknowing = {slot: _unknowing(record, acts) for slot, acts in open_.items()}
    if not any(unknowing.values()):
        return ()
    known = _known(record, {id_ for acts in unknowing.values() for id_, _ in acts})
    told = []
    for slot, acts in unknowing.items():
        last = acts[-1] if acts else ("", "")
        others = [(id_, value) for id_, value in acts[:-1] if value != last[1] and not known(id_, last[0])]
        told += [_sentence(record, slot, *others[-1], *last)] if others else []
    return tuple(told)


def _writes(event: Event) -> Iterator[tuple[Slot, str]]:
    act, fields = event.act, event.fields
    if act == "change_code":
        yield from ((Slot(f"the {key}", "code", fields["code"]), fields[key]) for key in SAID if key in fields)
    elif act == "describe_theme":
        said = [key for key in RECORD if key in fields]
        yield from ((Slot(f"the {RECORDED[key]}", "theme", fields["code"]), fields[key]) for key in said)
    elif act == "move_code":
        yield Slot("the place", "code", fields["code"]), f"under {fields['parent'] or 'the top'}"
    elif act == "merge_codes":
        yield from ((Slot("the merging", "code", code), f"into {fields['into']}") for code in fields["codes"])
    elif act in ("retire_code", "restore_code"):
        yield Slot("the standing", "code", fields["code"]), "retired" if act == "retire_code" else "restored"
    elif act == "change":
        yield from (
            (Slot(f"the {k}", "coding", fields["coding"]), fields[k]) for k in ("code", "comment") if k in fields
        )
        if "words" in fields:
            yield Slot("the passage", "coding", fields["coding"]), f"{fields['start']} to {fields['end']}"
    elif act == "change_memo":
        yield Slot("the text", "memo", fields["memo"]), fields["text"]


def _unknowing(record: Record, acts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The acts on a slot, where some may not have known of the last; those of one line of acts always do."""
    coders = {record.events[id_].coder for id_, _ in acts}
    return acts if len(coders) > 1 or coders & record.forked else []


def _known(record: Record, wanted: set[str]) -> Callable[[str, str], bool]:
    """Whether one event lies before another on the way back from it; asked of the wanted ones alone."""
    bits = {id_: 1 << number for number, id_ in enumerate(sorted(wanted))}
    before: dict[str, int] = {}
    for id_, event in record.events.items():  # each stands after those it builds on
        found = bits.get(id_, 0)
        for one in (*event.after, *event.seen):
            found |= before.get(one, 0)
        before[id_] = found
    return lambda earlier, later: bool(before[later] & bits[earlier])


def _sentence(record: Record, slot: Slot, id_: str, value: str, last: str, counts: str) -> str:
    who, whose = record.events[id_].coder, record.events[last].coder
    whom = f"{who} and {whose}" if who != whose else f"{who} on two machines"
    what = f"{slot.side} of the {slot.thing} {safe(slot.id)} was changed by {whom} without knowing of each other"
    if slot.thing in OWN:
        return f"{what}. Look at it at the desk of {whose}, and change it again to settle it"
    return f"{what}: '{_short(value)}' and '{_short(counts)}'. The second counts; change it again to settle it"


def _short(value: str) -> str:
    value = safe(" ".join(value.split()))
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
