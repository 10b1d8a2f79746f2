"""The codebook as the desk shows it: a tree, each theme with a colour, a letter and a kind of line."""

from collections.abc import Mapping
from typing import Any

from sixphase.coding.desk.showing import shown

# Hues in degrees, neighbours far apart; the letter and the line say the same to who cannot tell the colours.
HUES = (210, 28, 150, 320, 265, 50, 185, 0, 95, 290)
LINES = ("solid", "dashed", "dotted", "double", "wavy")
DESCRIBED = ("name", "short", "definition", "when", "when_not", "example", "kind", "parent")


def book_of(state: Any) -> list[dict[str, Any]]:
    """All codes in the order of the tree, merged ones left out: what each is, its level, and the signs of its theme."""
    codes = {id_: code for id_, code in state.codes.items() if not code.into}
    tops = [id_ for id_, code in codes.items() if code.parent not in codes]
    signs = {id_: _signs(number) for number, id_ in enumerate(tops)}
    rows = []
    for id_, code in codes.items():
        above = _above(id_, codes)
        described = {name: shown(getattr(code, name)) for name in DESCRIBED}
        rows.append({"id": id_, **described, "level": len(above), "retired": code.retired, **signs[(id_, *above)[-1]]})
    return rows


def counts_of(state: Any, counts: Mapping[str, int]) -> dict[str, list[int]]:
    """For each code how often it was given, alone and with all codes below it."""
    whole = {id_: counts.get(id_, 0) for id_ in state.codes}
    for id_ in state.codes:
        for upper in _above(id_, state.codes):
            whole[upper] += counts.get(id_, 0)
    return {id_: [counts.get(id_, 0), number] for id_, number in whole.items() if number}


def _above(id_: str, codes: Mapping[str, Any]) -> list[str]:
    """The codes above one, the nearest first; a circle, which nobody can make, would end."""
    found: list[str] = []
    parent = codes[id_].parent
    while parent in codes and parent not in found:
        found.append(parent)
        parent = codes[parent].parent
    return found


def _signs(number: int) -> dict[str, Any]:
    return {"letter": _letter(number), "hue": HUES[number % len(HUES)], "line": LINES[number % len(LINES)]}


def _letter(number: int) -> str:
    """A, B … Z, then AA, AB and so on.

    >>> [_letter(number) for number in (0, 25, 26, 51, 52)]
    ['A', 'Z', 'AA', 'AZ', 'BA']
    """
    above, letter = divmod(number, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + letter)
