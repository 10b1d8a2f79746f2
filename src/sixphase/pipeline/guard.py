"""Inside a kernel: refuse to read a file that the step did not declare, so that no result can go stale unseen.

The run names what a notebook may read (SIXPHASE_MAY_READ: paths parted by the system's separator; a folder
stands for all in it). Python announces every file it opens; one of the project's own that is not named stops
the cell with an explanation.
"""

import os
import sys
import warnings
from pathlib import Path
from typing import Any

WATCHED = ("data_raw", "data_processed", "reports", "src")
COMPILED = (".py", ".pyc")


def watch() -> None:
    """Start watching, if the run asked for it; and let warnings name no folder of this machine."""
    warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\n"
    named = os.environ.get("SIXPHASE_MAY_READ")
    top = os.environ.get("SIXPHASE_ROOT")
    if not named or not top:
        return
    watched = tuple(f"{top}{os.sep}{folder}{os.sep}" for folder in WATCHED)
    allowed = tuple(named.split(os.pathsep))

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not path.startswith(watched) or path.endswith(COMPILED):
            return
        if any(path == name or path.startswith(name + os.sep) for name in allowed):
            return
        shown = Path(path).relative_to(top).as_posix()
        raise PermissionError(
            f"this notebook opened {shown}, which its step does not declare; "
            "name it in sixphase/pipeline/graph.py, so that a change of it is noticed"
        )

    sys.addaudithook(on_event)
