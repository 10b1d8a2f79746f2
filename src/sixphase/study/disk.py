"""What a disk refuses, told as any other mistake: the file, what is wrong, what to do."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sixphase.study.problem import Problem, refuse

ROOM = "make room on the disk, then run the same command again"
LEAVE = "let yourself write there (its permissions, or those of its folder), then run the same command again"
REMEDIES = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: ROOM,
    errno.EACCES: LEAVE,
    errno.EPERM: LEAVE,
    errno.EROFS: LEAVE,
    errno.EXDEV: "keep data_processed and reports on the same disk",
    errno.EIO: "look after the disk; it could not be read or written",
}


@contextmanager
def written_whole(place: Path) -> Iterator[Path]:
    """A path to write to, whose file is put in its place when it is whole; else nothing is left of it.

    Raises
    ------
    InputError
        When the disk refuses it.
    """
    partial = place.with_name(f"{place.name}.{os.getpid()}.partial")
    try:
        yield partial
        partial.replace(place)
    except OSError as error:
        remedy = REMEDIES.get(error.errno or 0, ROOM)
        raise refuse(f"this could not be written: {error.strerror}", place, remedy=remedy) from None
    finally:
        partial.unlink(missing_ok=True)


def refused_by_disk(error: BaseException) -> Problem | None:
    """What to tell where a disk is full, not writable for this person, or broken; None for any other error.

    >>> print(refused_by_disk(PermissionError(errno.EACCES, "Permission denied", "answers.csv")))
    answers.csv: Permission denied.
      What to do: let yourself write there (its permissions, or those of its folder), then run the same command again.
    >>> refused_by_disk(FileNotFoundError(errno.ENOENT, "No such file or directory", "answers.csv"))
    """
    if isinstance(error, shutil.Error):  # one for each file that could not be copied, in words
        told = re.search(r"\[Errno (\d+)\] ([^:'\"]+)", str(error))
        number, why, place = (int(told[1]), told[2].strip(), None) if told else (None, "", None)
    elif isinstance(error, OSError):
        number, why, place = error.errno, error.strerror or "", error.filename2 or error.filename
    else:
        return None
    if number not in REMEDIES:
        return None
    return Problem(why, Path(place) if isinstance(place, str) else None, "", REMEDIES[number])
