"""One act of a coder as an event, and as the line that keeps it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sixphase.coding.journal.shapes import fault_of, is_plain_coding
from sixphase.coding.journal.theme_acts import THEME_ACTS

FORMAT = 1
CODEBOOK_ACTS = frozenset(
    ("make_code", "change_code", "move_code", "merge_codes", "split_code", "retire_code", "restore_code")
)
SHARED_ACTS = CODEBOOK_ACTS | THEME_ACTS  # work on what all coders have together
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_new = object.__new__
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Event:
    """One act: who did what, after which acts, and all that it needs to stand alone.

    Attributes
    ----------
    id
        16 hexadecimal digits; also the id of the coding or memo that the act makes.
    after
        The acts of the same journal that were the latest for the coder at that moment.
    time
        UTC, ISO 8601, seconds; shown to people and never used for order.
    fields
        What belongs to the act; fields of other programs too.
    seen
        For an act on the codebook or on themes: the latest such acts in other journals that the coder had before them.
    """

    id: str
    after: tuple[str, ...]
    time: str
    coder: str
    act: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[str, ...] = ()


def read_line(line: bytes) -> Event:
    """The event of a line.

    Raises
    ------
    ValueError
        When the line is not JSON, or is no event of this format; the message says what is wrong.
    """
    return event_of(_parsed(line.decode()), line)


def parsed_together(lines: Sequence[bytes]) -> list[Any] | None:
    """What many lines say as JSON, read at once, which is faster; None where they must be read one by one.

    Only lines that are each one object from brace to brace are read so, and only if as many objects come out.
    """
    if not all(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        return None
    try:
        values = json.loads("[" + b",".join(lines).decode() + "]")
    except (ValueError, RecursionError):
        return None
    return values if len(values) == len(lines) else None


def event_of(values: Any, line: bytes) -> Event:
    """The event that a line's JSON says.

    Raises
    ------
    ValueError
        When it is no event of this format; the message says what is wrong.
    """
    if type(values) is not dict:
        raise ValueError("it is no JSON object")
    if b"\\u" in line:
        values = without_lone(values)
    fault = "" if is_plain_coding(values) else fault_of(values)
    if fault:
        raise ValueError(fault)
    take = values.pop
    event = _new(Event)
    # Setting the fields of a frozen object one by one takes five times as long, 50,000 times over.
    event.__dict__.update(id=take("id"), after=tuple(take("after")), time=take("time"), coder=take("coder"))
    event.__dict__.update(act=take("act"), seen=tuple(take("seen", ())), fields=values)
    return event


def as_line(event: Event) -> str:
    """The event as its line, with the line end: sorted keys, nothing escaped that need not be.

    >>> as_line(Event("00000000000000aa", (), "2026-01-31T10:00:00+00:00", "anna", "read", {"answer": "E01"}))
    '{"act": "read", "after": [], "answer": "E01", "coder": "anna", "format": 1, "id": "00000000000000aa", \
"time": "2026-01-31T10:00:00+00:00"}\\n'
    """
    values = {"format": FORMAT, **event.fields}
    values.update(id=event.id, after=list(event.after), time=event.time, coder=event.coder, act=event.act)
    if event.seen:
        values["seen"] = list(event.seen)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n"


def without_lone(value: Any) -> Any:
    """The same with every half of a surrogate pair that stands alone replaced: it is no character.

    >>> without_lone({"comment": "a\\ud83d b"})
    {'comment': 'a\ufffd b'}
    """
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {without_lone(key): without_lone(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_lone(one) for one in value]
    return value


def _parsed(line: str) -> Any:
    """What a line says as JSON; a plain line at once, any other by the way that tells what is wrong."""
    try:
        values, end = _scan(line, 0)
        return values if end == len(line) else json.loads(line)
    except StopIteration:
        return json.loads(line)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
