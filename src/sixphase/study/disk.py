"""What a disk refuses, told as any other mistake: the file, what is wrong, what to do."""

import errno
import re
import shutil
from pathlib import Path

from sixphase.study.problem import Problem

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


def remedy_for(error: OSError) -> str:
    """What to do where something could not be written.

    >>> remedy_for(PermissionError(errno.EACCES, "Permission denied")) == LEAVE, remedy_for(OSError()) == ROOM
    (True, True)
    """
    return REMEDIES.get(error.errno or 0, ROOM)


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
