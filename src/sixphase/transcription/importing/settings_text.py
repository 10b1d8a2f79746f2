"""Writing into a `study.yml` that a person keeps: only the lines that change are touched, comments stay."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sixphase.study.problem import refuse

_NODE = yaml.Node


def with_mapping(text: str, columns: Mapping[str, str], dates: str | None, file: Path) -> str:
    """The text of a `study.yml` in which `transcripts` says what each column is and in which order dates stand.

    Columns that stand there already and are said to be the same keep their line; others get one.

    Raises
    ------
    InputError
        When the file is written in a way that cannot be changed safely; with the lines to put in by hand.
    """
    wanted: list[tuple[tuple[str, ...], str]] = [
        (("transcripts", "columns", column), role) for column, role in columns.items()
    ]
    if dates:
        wanted.append((("transcripts", "dates"), dates))
    for keys, value in wanted:
        text = _set(text, keys, value, file)
    return text


def with_items(text: str, key: str, items: Sequence[Mapping[str, str]], file: Path) -> str:
    """The text with items added to a list, such as questions."""
    for item in items:
        before = _load(text, file)
        lines = [f"{'- ' if n == 0 else '  '}{name}: {_scalar(value)}" for n, (name, value) in enumerate(item.items())]
        text = _checked(_append(text, (key,), lines), _with_item(before, key, dict(item)), file, lines)
    return text


def with_entries(text: str, key: str, entries: Mapping[str, Mapping[str, str]], file: Path) -> str:
    """The text with entries added to a mapping of mappings, such as attributes."""
    for name, fields in entries.items():
        before = _load(text, file)
        lines = [f"{_scalar(name)}:", *(f"  {field}: {_scalar(value)}" for field, value in fields.items())]
        after = {**before, key: {**(before.get(key) or {}), name: dict(fields)}}
        text = _checked(_append(text, (key,), lines), after, file, lines)
    return text


def _set(text: str, keys: tuple[str, ...], value: str, file: Path) -> str:
    before = _load(text, file)
    if _get(before, keys) == value:
        return text
    line = f"{_scalar(keys[-1])}: {_scalar(value)}"
    found = _find(_compose(text), keys)
    if isinstance(found, yaml.ScalarNode):
        start, end = found.start_mark.index, found.end_mark.index
        space = "" if text[start - 1 : start].isspace() else " "
        new: str | None = f"{text[:start]}{space}{_scalar(value)}{text[end:]}"
    else:
        new = _append(text, keys[:-1], [line])
    return _checked(new, _put(before, keys, value), file, [line])


def _append(text: str, keys: tuple[str, ...], lines: list[str]) -> str | None:
    """The text with lines at the end of the mapping or list at `keys`, which is made where it is missing."""
    node = _find(_compose(text), keys)
    if node is None or _is_empty(node):
        return _open(text, keys, node, lines)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return None
    last = _last_leaf(node)
    at = text.find("\n", last.end_mark.index)
    at = len(text) if at < 0 else at
    if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
        at = len(text[: last.end_mark.index].rstrip("\n"))
    indent = " " * (node.start_mark.column)
    return text[:at] + "".join(f"\n{indent}{line}" for line in lines) + (text[at:] or "\n")


def _open(text: str, keys: tuple[str, ...], node: _NODE | None, lines: list[str]) -> str | None:
    """Make the mapping or list at `keys`, inside the one above."""
    if node is None:
        *above, last = keys
        inside = [f"{_scalar(last)}:", *(f"  {line}" for line in lines)]
        if not above:
            return f"{text.rstrip()}\n\n" + "\n".join(inside) + "\n"
        return _append(text, tuple(above), inside)
    indent = " " * (_key_column(_compose(text), keys) + 2)
    start, end = node.start_mark.index, node.end_mark.index
    rest_of_line = text[end : text.find("\n", end) if text.find("\n", end) >= 0 else len(text)]
    added = "".join(f"\n{indent}{line}" for line in lines)
    return text[:start].rstrip(" ") + rest_of_line + added + text[end + len(rest_of_line) :]


def _is_empty(node: _NODE) -> bool:
    return (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")) or (
        isinstance(node, yaml.CollectionNode) and not node.value
    )


def _checked(new: str | None, wanted: Any, file: Path, lines: list[str]) -> str:
    try:
        if new is not None and yaml.safe_load(new) == wanted:
            return new
    except yaml.YAMLError:
        pass
    raise refuse(
        "this file is written in a way that cannot be changed without losing something",
        file,
        remedy="add these lines yourself: " + " / ".join(lines),
    )


def _load(text: str, file: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError:
        loaded = None
    if not isinstance(loaded, dict):
        raise refuse("this file holds no settings", file, remedy="restore it from git")
    return loaded


def _compose(text: str) -> _NODE | None:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _find(node: _NODE | None, keys: Sequence[str]) -> _NODE | None:
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _key_column(node: _NODE | None, keys: Sequence[str]) -> int:
    above = _find(node, keys[:-1])
    assert isinstance(above, yaml.MappingNode)
    return next(name.start_mark.column for name, _ in above.value if name.value == keys[-1])


def _last_leaf(node: _NODE) -> _NODE:
    """The last scalar of a collection, or its last empty or one-line collection."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _get(data: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _put(data: dict[str, Any], keys: Sequence[str], value: Any) -> dict[str, Any]:
    first, *rest = keys
    return {**data, first: _put(data.get(first) or {}, rest, value) if rest else value}


def _with_item(data: dict[str, Any], key: str, item: dict[str, str]) -> dict[str, Any]:
    return {**data, key: [*(data.get(key) or []), item]}


def _scalar(text: str) -> str:
    """A text as YAML on one line, with quotation marks where YAML would take it for something else.

    >>> _scalar("Q1: why?"), _scalar("yes"), _scalar("form_id")
    ("'Q1: why?'", "'yes'", 'form_id')
    """
    written = yaml.safe_dump(text, allow_unicode=True, width=1_000_000).removesuffix("\n").removesuffix("\n...")
    if "\n" in written or not text.isprintable():
        written = yaml.safe_dump(text, allow_unicode=False, width=1_000_000, default_style='"').rstrip("\n")
    return written
