"""JSON Lines: one object a line, its keys the columns; also a list of objects, as some tools export it."""

import json
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem, cut, refuse
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.encodings import Decoded
from sixphase.transcription.importing.table import Table

REMEDY = 'write one object a line, like {"form": "0012", "date": "2022-05-19", "q1": "..."}'


def read_json_lines(decoded: Decoded, file: Path) -> Table:
    """One row an object. Numbers stay as they are typed; null is an empty text.

    Raises
    ------
    InputError
        With every line that is no object of plain values.
    """
    objects, problems = _objects(decoded.text, file)
    names: dict[str, None] = {}
    for _, one in objects:
        names.update(dict.fromkeys(one))
    if len(names) > limits.MOST_COLUMNS:
        what = f"{len(names):,} different keys; a form has at most {limits.MOST_COLUMNS:,}"
        raise refuse(what, file, remedy="check that this is the right file")
    if problems:
        raise InputError(cut(problems))
    if not objects or not names:
        raise refuse("the file holds no objects", file, remedy=REMEDY)
    rows = [[one.get(name, "") for name in names] for _, one in objects]
    shown = tuple(name.strip() or f"key {n}" for n, name in enumerate(names, 1))
    if len(set(shown)) < len(shown):
        raise refuse("two keys differ only by spaces", file, remedy="give them one spelling")
    notes = (f"encoding {decoded.encoding}", *decoded.notes)
    return Table(file, shown, rows, [number for number, _ in objects], unit="line", notes=notes)


def _objects(text: str, file: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """The objects with their lines, and what is wrong with the others."""
    found, problems = [], []
    for number, line, value in _values(text):
        try:
            value = _loaded(line) if line is not None else value
            found.append((number, _plain(value)))
        except (ValueError, RecursionError) as error:
            what = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
            problems.append(Problem(f"this is no object of plain values ({what})", file, f"line {number}", REMEDY))
    return found, problems


def _values(text: str) -> list[tuple[int, str | None, Any]]:
    """Lines with their numbers; of a list its items, counted."""
    if text.lstrip().startswith("["):
        try:
            items = _loaded(text)
            return [(n, None, item) for n, item in enumerate(items, 1)] if isinstance(items, list) else []
        except (ValueError, RecursionError):
            pass  # told by its lines
    return [(n, line, None) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _loaded(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_pairs)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = next((key for key in keys if keys.count(key) > 1), None) if len(set(keys)) < len(keys) else None
    if twice is not None:
        raise ValueError(f"the key '{twice[:60]}' stands twice")
    return dict(pairs)


def _plain(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("it is not between braces")
    inner = next((key for key, v in value.items() if isinstance(v, dict | list)), None)
    if inner is not None:
        raise ValueError(f"the value of '{inner[:60]}' is a list or an object")
    return {key: _text(v) for key, v in value.items()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
