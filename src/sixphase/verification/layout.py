"""How a manifest stands in its file: JSON that reads well and that git compares well."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 120
ONE_FILE = 400  # characters; what is said of one file stays on one line, however long its path


def as_text(manifest: Mapping[str, Any]) -> str:
    """A manifest as JSON that reads and compares well: what fits stands on one line, one file a line."""
    return "\n".join(_lines(manifest)) + "\n"


def _lines(held: Any, before: str = "", after: str = "", depth: int = 0) -> Iterator[str]:
    whole = " " * depth + before + _json(held) + after
    is_file = isinstance(held, dict) and not any(isinstance(part, dict | list) for part in held.values())
    if not isinstance(held, dict | list) or not held or (depth and len(whole) <= (ONE_FILE if is_file else WIDTH)):
        yield whole
        return
    first, last = ("{", "}") if isinstance(held, dict) else ("[", "]")
    yield " " * depth + before + first
    if isinstance(held, dict):
        for number, (key, value) in enumerate(held.items(), start=1):
            yield from _lines(value, f"{_json(key)}: ", "," if number < len(held) else "", depth + 1)
    else:
        yield from _filled([_json(value) for value in held], depth + 1)
    yield " " * depth + last + after


def _filled(parts: list[str], depth: int) -> Iterator[str]:
    """Parts of a list, as many on a line as fit."""
    line = ""
    for number, part in enumerate(parts, start=1):
        part += "," if number < len(parts) else ""
        if line and depth + len(line) + 1 + len(part) > WIDTH:
            yield " " * depth + line
            line = part
        else:
            line = f"{line} {part}" if line else part
    yield " " * depth + line


def _json(held: Any) -> str:
    return json.dumps(held, ensure_ascii=False)
