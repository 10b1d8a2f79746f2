"""One writer at a time for a file, on this machine: threads and programs wait for each other."""

import contextlib
import os
from collections.abc import Callable


def _windows() -> tuple[Callable[[int], None], Callable[[int], None]]:
    import msvcrt  # only on Windows

    far = 1 << 40  # one byte far behind the end, so that reading is not in anybody's way

    def lock(handle: int) -> None:
        while True:
            os.lseek(handle, far, os.SEEK_SET)
            with contextlib.suppress(OSError):  # it gives up after ten seconds; we do not
                return msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]

    def unlock(handle: int) -> None:
        os.lseek(handle, far, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]

    return lock, unlock


if os.name == "nt":
    lock, unlock = _windows()
else:
    import fcntl

    def lock(handle: int) -> None:
        """Wait until no other thread, window or program holds the file, and hold it."""
        fcntl.flock(handle, fcntl.LOCK_EX)

    def unlock(handle: int) -> None:
        """Let others have it."""
        fcntl.flock(handle, fcntl.LOCK_UN)
