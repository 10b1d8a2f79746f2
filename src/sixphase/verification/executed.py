"""Executed notebooks: in which cell the code, what it printed, or its figure is another one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sixphase.verification.pieces import Found, change, short_digest

PARTS = ("its text or code", "what it printed", "its figure")
PICTURES = ("image/", "application/pdf")


def notebook_content(path: Path) -> list[str] | None:
    """A line a cell, in order: its id, and digests of its source, of its outputs in words, of its pictures."""
    cells = _cells(path)
    return None if cells is None else [f"{cell['id']} {' '.join(map(short_digest, _parts(cell)))}" for cell in cells]


def compare_notebooks(old: list[str], new: list[str], path: Path, before: Path | None) -> Found:
    """Each cell that is missing, new or different.

    Parameters
    ----------
    old, new
        What `notebook_content` gives for the recorded notebook and for the one of now.
    path
        The notebook of now, for showing its words.
    before
        The recorded notebook itself, where it is at hand.
    """
    was, is_ = (dict(line.split(" ", 1) for line in lines) for lines in (old, new))
    how = [f"cell '{cell}' is missing" for cell in was if cell not in is_]
    how += [f"cell '{cell}' is new" for cell in is_ if cell not in was]
    same = not how
    if same and list(was) != list(is_):
        same, how = False, ["the same cells stand in another order"]
    for cell in (cell for cell in was if cell in is_ and was[cell] != is_[cell]):
        pairs = enumerate(zip(was[cell].split(" "), is_[cell].split(" "), strict=True))
        differing = [k for k, (one, other) in pairs if one != other]
        same = same and differing == [2]
        shown = "".join(_first_line(cell, k, path, before) for k in differing[:1] if k < 2)
        how.append(f"cell '{cell}': {' and '.join(PARTS[k] for k in differing)} differs{shown}")
    return Found(same, how or ["the same cells; what is said of the notebook as a whole differs"])


def _first_line(cell: str, part: int, path: Path, before: Path | None) -> str:
    """The first differing line of a cell's code or words, where the recorded notebook is at hand."""
    if not before:
        return ""
    one, other = (_lines(where, cell, part) for where in (before, path))
    longest = max(len(one), len(other))
    pairs = zip(one + [""] * (longest - len(one)), other + [""] * (longest - len(other)), strict=True)
    return next((f": {change(was, now)}" for was, now in pairs if was != now), "")


def _lines(path: Path, cell_id: str, part: int) -> list[str]:
    cells = [cell for cell in _cells(path) or [] if cell["id"] == cell_id]
    return "\n".join(_parts(cells[0])[part]).splitlines() if cells else []


def _cells(path: Path) -> list[dict[str, Any]] | None:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return cells if all(" " not in cell["id"] and _parts(cell) for cell in cells) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _parts(cell: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    outputs = [piece for output in cell.get("outputs", ()) for piece in _pieces(output)]
    words = [text for kind, text in outputs if not kind.startswith(PICTURES)]
    pictures = [text for kind, text in outputs if kind.startswith(PICTURES)]
    return [cell["cell_type"], "".join(cell["source"])], words, pictures


def _pieces(output: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "data" in output:
        for kind, data in sorted(output["data"].items()):
            yield kind, "".join(data) if isinstance(data, list | str) else json.dumps(data, sort_keys=True)
    elif "text" in output:
        yield output["name"], "".join(output["text"])
    else:
        yield "error", "\n".join([output.get("ename", ""), output.get("evalue", "")])
