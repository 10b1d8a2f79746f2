"""What an act on themes has to hold: records, relations, marks for and against, decisions on answers, quotes."""

from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]
SIDES = ("for", "against")
RECORD = ("concept", "belongs", "not_belongs")
# What each act belongs to; all acts on one kind are folded together.
KIND_OF = {
    "describe_theme": "records",
    "relate": "relations",
    "unrelate": "relations",
    "stand": "stands",
    "unstand": "stands",
    "look": "looks",
    "quote": "quotes",
    "unquote": "quotes",
}
THEME_ACTS = frozenset(KIND_OF)
ABOUT_ANSWERS = frozenset(("stand", "unstand", "look", "quote", "unquote"))


def _text(value: Any) -> bool:
    return type(value) is str


def _name(value: Any) -> bool:
    return type(value) is str and value != ""


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 1 << 40


def _side(value: Any) -> bool:
    return type(value) is str and value in SIDES


_WHY: Mapping[str, Check] = {"reason": _text}
# act: what it must hold, and what it may
THEME_SHAPES: dict[str, tuple[Mapping[str, Check], Mapping[str, Check]]] = {
    "describe_theme": ({"code": _name}, {**dict.fromkeys(RECORD, _text), **_WHY}),
    "relate": ({"from": _name, "to": _name, "kind": _name, "words": _text}, _WHY),
    "unrelate": ({"relation": _name}, _WHY),
    "stand": ({"coding": _name, "theme": _name, "side": _side}, _WHY),
    "unstand": ({"stand": _name}, _WHY),
    "look": ({"answer": _name, "verdict": _name, "text": _text}, {}),
    "quote": (
        {"answer": _name, "start": _count, "end": _count, "words": _text, "theme": _name, "place": _count},
        {"shown": _text, **_WHY},
    ),
    "unquote": ({"quote": _name}, _WHY),
}


def theme_fault(values: Mapping[str, Any]) -> str:
    """What is wrong with the values of an act on themes; one whose words were taken out need not be whole."""
    needed, allowed = THEME_SHAPES[values["act"]]
    partial = bool(values.get("withdrawn")) and values["act"] in ABOUT_ANSWERS
    for name in () if partial else needed:
        if name not in values:
            return f"'{name}' is missing"
    for name, fine in {**needed, **allowed}.items():
        if name in values and not fine(values[name]):
            return f"'{name}' is not what it should be"
    if values["act"] != "quote" or partial or values.get("redacted"):
        return ""
    fits = values["start"] < values["end"] and len(values["words"]) == values["end"] - values["start"]
    return "" if fits else "its words are not as long as its passage"
