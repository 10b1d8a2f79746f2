"""The named values of a notebook: which were other ones in the record."""

import json
from pathlib import Path
from typing import Any

from sixphase.verification.pieces import Found, change, close


def values_content(path: Path) -> dict[str, list[Any]] | None:
    """Each value of a `values.json` with its text and the cell that made it; nothing, if the file is no such."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {name: [value["value"], value["text"], value["cell"]] for name, value in sorted(held.items())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def compare_values(old: dict[str, list[Any]], new: dict[str, list[Any]]) -> Found:
    """Each value that is missing, new, another one, or made by another cell.

    >>> compare_values({"answers.count": [80, "80", "count"]}, {"answers.count": [81, "81", "count"]})
    Found(same=False, how=["answers.count: was '80', now '81'"])
    """
    how = [f"{name} is missing" for name in old if name not in new]
    how += [f"{name} is new" for name in new if name not in old]
    same = not how
    for name in (name for name in old if name in new and old[name] != new[name]):
        (value, text, cell), (new_value, new_text, new_cell) = old[name], new[name]
        if text != new_text:
            how.append(f"{name}: {change(text, new_text)}")
        elif value != new_value:
            how.append(f"{name}: was {value}, now {new_value} (printed alike)")
        else:
            how.append(f"{name}: was made by the cell '{cell}', now by '{new_cell}'")
        same = same and text == new_text and _agree(value, new_value)
    return Found(same, how or ["the same values, written in another way"])


def _agree(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return close(repr(one), repr(other))
    return one == other
