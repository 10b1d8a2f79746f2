"""Writing several files so that either all of them are new or all are as they were."""

import os
from collections.abc import Mapping
from pathlib import Path


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places first, then move them there; what fails on the way is undone.

    A file whose content is the same already is not touched. Each move is whole by itself; if the machine stops
    between two of them, the stored files do not fit each other, which reading them tells.
    """
    changed = {path: raw for path, raw in files.items() if not (path.is_file() and path.read_bytes() == raw)}
    before = {path: path.read_bytes() if path.is_file() else None for path in changed}
    waiting: dict[Path, Path] = {}
    moved: list[Path] = []
    try:
        for path, raw in changed.items():
            waiting[path] = _beside(path, raw)
        for path, new in waiting.items():
            new.replace(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            _put_back(path, before[path])
        raise
    finally:
        for new in waiting.values():
            new.unlink(missing_ok=True)


def _beside(path: Path, raw: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    return new


def _put_back(path: Path, raw: bytes | None) -> None:
    if raw is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(raw)
