"""Files of one JSON line a record that are only ever added to, each line on the disk before anyone says saved."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sixphase.study.problem import Problem


def read_lines(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The records of a journal in order, and what could not be read.

    A line that was cut short (the power failed while it was written) costs itself only. A missing file is an empty
    journal.
    """
    if not path.is_file():
        return [], []
    records, problems = [], []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            records.append(record)
        else:
            what = "this line was cut short or is not JSON, and is passed over"
            remedy = "make that decision again; everything before and after it is kept"
            problems.append(Problem(what, path, f"row {number}", remedy))
    return records, problems


def append_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Add records at the end of a journal; they are on the disk when this returns.

    The file is readable by its owner only. A last line that was cut short is closed first, so that it costs itself
    and not the line that follows.
    """
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if not text:
        return
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            text = text if file.read(1) == b"\n" else "\n" + text
        data = text.encode()
        while data:
            data = data[file.write(data) :]
        os.fsync(file.fileno())
    if new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new file is safe only when its folder is on the disk too; not every system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
