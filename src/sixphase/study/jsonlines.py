"""Files of one JSON line a record that only grow: a line is on the disk before anyone says saved."""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.locks import lock, unlock

CUT_OFF = b" (cut off)\n"  # what was cut off may be whole by chance; this end keeps it from counting later
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write line ends of its own


@dataclass(frozen=True)
class Lines:
    """The lines of a file with their numbers, without their ends; `cut_off` is what stands after the last end."""

    lines: tuple[tuple[int, bytes], ...]
    cut_off: bytes = b""


def lines_of(content: bytes, first: int = 1) -> Lines:
    r"""The lines of a file's content; a last line without its end does not count, since nobody was told it was saved.

    >>> lines_of(b'{"a": 1}\n\n{"b"').lines
    ((1, b'{"a": 1}'),)
    """
    *whole, rest = content.split(b"\n")
    return Lines(tuple((number, line) for number, line in enumerate(whole, first) if line.strip()), rest)


def as_bytes(record: Mapping[str, Any]) -> bytes:
    """One record as its line: sorted keys, UTF-8, nothing escaped that need not be."""
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n").encode()


def append_lines(path: Path, lines: Iterable[bytes], mode: int = 0o666) -> None:
    """Add whole lines to a file under its lock; they are on the disk when this returns, or none of them is.

    Raises
    ------
    OSError
        When they could not be saved (a full disk, no right to write); the file is then as it was.
    """
    content = b"".join(lines)
    with locked(path, mode) as handle:
        add_bytes(handle, path, content)


@contextlib.contextmanager
def locked(path: Path, mode: int = 0o666) -> Iterator[int]:
    """The file, made if it is missing, open and locked against every other thread and process that does the same.

    A file that was replaced while we waited for it is opened again. One that is still empty at the end is removed.
    """
    handle = _open(path, mode)
    try:
        yield handle
    finally:
        try:
            if not os.fstat(handle).st_size and os.name != "nt":
                path.unlink(missing_ok=True)  # still under the lock: whoever waits for it finds it gone, and opens anew
        finally:
            unlock(handle)
            os.close(handle)


def add_bytes(handle: int, path: Path, content: bytes) -> int:
    """Write at the end of a locked file, whole or not at all, and sync; gives the size of the file afterwards."""
    before = os.fstat(handle).st_size
    content = (b"" if _ends_whole(handle, before) else CUT_OFF) + content
    try:
        written = 0
        while written < len(content):  # one call writes all, but where the system stops halfway
            written += os.write(handle, content[written:] if written else content)
        os.fsync(handle)
        if not before:
            sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):  # what cannot be taken back is closed by the next line that is written
            os.ftruncate(handle, before)
        raise
    return before + len(content)


def sync_folder(folder: Path) -> None:
    """A new file is safe only when its folder is on the disk too; Windows does not let a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open(path: Path, mode: int) -> int:
    while True:
        missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in missing:
            sync_folder(folder.parent)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, mode)
        try:
            lock(handle)
            if _is_still(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        unlock(handle)
        os.close(handle)


def _is_still(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    ours = os.fstat(handle)
    return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)


def _ends_whole(handle: int, size: int) -> bool:
    if not size:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"
