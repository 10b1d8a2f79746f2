"""One run of a study at a time: two would write into each other's results."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sixphase.pipeline.graph import record_folder
from sixphase.study.problem import refuse


@contextmanager
def alone(study: str) -> Iterator[None]:
    """Hold the study's lock; the system gives it back when the process ends, however it ends.

    Raises
    ------
    InputError
        When another run of the study is under way.
    """
    folder = record_folder(study)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running").open("a") as file:
        try:
            _lock(file.fileno())
        except OSError:
            remedy = "wait until it has ended, or stop it"
            raise refuse(f"another run of '{study}' is under way", remedy=remedy) from None
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
