"""What an event has to hold for its act; what a line may hold beside that is kept and not looked at."""

import re
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from sixphase.coding.journal.theme_acts import THEME_SHAPES, theme_fault

Check = Callable[[Any], bool]
FORMATS = (1,)
DEEPEST = 1 << 40
KINDS = ("theme", "subtheme", "code")
ON = ("coding", "answer", "code", "study", "diary")
_ID = re.compile(r"[0-9a-f]{16}").fullmatch


def is_text(value: Any) -> bool:
    return type(value) is str


def is_id(value: Any) -> bool:
    return type(value) is str and _ID(value) is not None


def is_name(value: Any) -> bool:
    return type(value) is str and value != ""


def is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < DEEPEST


def is_names(value: Any) -> bool:
    return type(value) is list and all(type(one) is str and one for one in value)


def is_parts(value: Any) -> bool:
    """What a code is split into: a list of {code, name}."""
    return type(value) is list and all(
        type(one) is dict and is_name(one.get("code")) and is_name(one.get("name")) for one in value
    )


def is_places(value: Any) -> bool:
    return type(value) is dict and all(map(is_name, value.values()))


def one_of(*names: str) -> Check:
    return lambda value: type(value) is str and value in names


_SPAN: dict[str, Check] = {"start": is_count, "end": is_count, "words": is_text, "before": is_text, "behind": is_text}
_SAID: dict[str, Check] = {
    **dict.fromkeys(("short", "definition", "when", "when_not", "example"), is_text),
    "kind": one_of(*KINDS),
}
_WHY: dict[str, Check] = {"reason": is_text}
# act: what it must hold, and what it may
SHAPES: dict[str, tuple[Mapping[str, Check], Mapping[str, Check]]] = {
    "code": (
        {"answer": is_name, **_SPAN, "code": is_name},
        {"comment": is_text, "suggested": is_text, "from": is_names},
    ),
    "change": ({"coding": is_name}, {**_SPAN, "code": is_name, "comment": is_text}),
    "uncode": ({"coding": is_name}, {}),
    "read": ({"answer": is_name}, {}),
    "unread": ({"answer": is_name}, {}),
    "make_code": ({"code": is_name, "name": is_name}, {**_SAID, "parent": is_text, **_WHY}),
    "change_code": ({"code": is_name}, {**_SAID, "name": is_name, **_WHY}),
    "move_code": ({"code": is_name, "parent": is_text}, {"place": is_count, **_WHY}),
    "merge_codes": ({"codes": is_names, "into": is_name}, _WHY),
    "split_code": ({"code": is_name, "into": is_parts, "codings": is_places}, _WHY),
    "retire_code": ({"code": is_name}, _WHY),
    "restore_code": ({"code": is_name}, _WHY),
    "memo": ({"on": one_of(*ON), "of": is_text, "text": is_text}, {"day": is_text}),
    "change_memo": ({"memo": is_name, "text": is_text}, {"day": is_text}),
    "remove_memo": ({"memo": is_name}, {}),
    "finish": ({"batch": is_name}, {}),
    "reopen": ({"batch": is_name}, {}),
    "settle": ({"answer": is_name, "batch": is_text, "who": is_names}, {}),
    "undo": ({"undoes": is_id}, {}),
}
KNOWN = SHAPES.keys() | THEME_SHAPES.keys()
_FRAME: dict[str, Check] = {"id": is_id, "after": is_names, "time": is_text, "coder": is_name, "act": is_name}
_MAYBE: dict[str, Check] = {"seen": is_names, "depth": is_count}


_PLAIN: dict[str, type] = {
    **dict.fromkeys(("id", "time", "coder", "act", "answer", "words", "before", "behind", "code"), str),
    **dict.fromkeys(("format", "depth", "start", "end"), int),
    "after": list,
}
_plain_values = itemgetter(*_PLAIN)
_short_values = itemgetter("answer", "code", "coder")
_PLAIN_TYPES = list(_PLAIN.values())


def is_plain_coding(values: dict[str, Any]) -> bool:
    """Whether the values are surely a coding without fault and without anything special, as nearly all lines are."""
    if len(values) != len(_PLAIN):
        return False
    try:
        held = _plain_values(values)
    except KeyError:
        return False
    if list(map(type, held)) != _PLAIN_TYPES or values["act"] != "code" or values["format"] != 1:
        return False
    start, end, after = values["start"], values["end"], values["after"]
    fits = 0 <= start < end < DEEPEST and len(values["words"]) == end - start and 0 <= values["depth"] < DEEPEST
    return fits and len(after) == 1 and is_name(after[0]) and is_id(values["id"]) and all(_short_values(values))


def fault_of(values: dict[str, Any]) -> str:
    """What is wrong with the values of a line; empty where nothing is."""
    if values.get("format") not in FORMATS or type(values["format"]) is not int:
        return f"its format is {values.get('format')!r}, and this program knows format 1"
    fault = _fault(values, _FRAME, _MAYBE)
    if not fault and values["act"] in THEME_SHAPES:
        return theme_fault(values)
    if fault or values["act"] not in SHAPES:
        return fault
    return _fault(values, *SHAPES[values["act"]]) or _span_fault(values)


def _fault(values: dict[str, Any], needed: Mapping[str, Check], allowed: Mapping[str, Check]) -> str:
    for name, fine in needed.items():
        if name not in values:
            return f"'{name}' is missing"
        if not fine(values[name]):
            return f"'{name}' is not what it should be"
    for name, fine in allowed.items():
        if name in values and not fine(values[name]):
            return f"'{name}' is not what it should be"
    return ""


def _span_fault(values: dict[str, Any]) -> str:
    """A passage has its five fields together, and its words are as long as it is, unless they were taken out."""
    held = sum(name in values for name in _SPAN)
    if values["act"] not in ("code", "change") or not held or values.get("withdrawn"):
        return ""
    if held < len(_SPAN):
        return "a passage needs start, end, words, before and behind"
    fits = values["start"] < values["end"] and len(values["words"]) == values["end"] - values["start"]
    return "" if fits else "its words are not as long as its passage"
