"""The study rebuilt elsewhere: a clean folder that holds what the run reads and the program, and nothing else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from sixphase.verification.manifest import PRIVATE

PROGRAM = "src/sixphase"
OURS = ("SIXPHASE", "PYTHONPATH", "SOURCE_DATE_EPOCH")  # settings of this process that the rebuild must not inherit


def copy_inputs(top: Path, inputs: Iterable[str], package: Path, folder: Path) -> None:
    """Copy what a run reads, and the program, into an empty folder.

    Parameters
    ----------
    top
        The project's top folder.
    inputs
        The files to copy, by their path from `top`; none of a private folder is copied.
    package
        The folder of the program itself.
    folder
        Where they go.

    Raises
    ------
    ValueError
        When an input lies in a private folder.
    """
    left_out = shutil.ignore_patterns("__pycache__", PRIVATE)
    shutil.copytree(package, folder / PROGRAM, ignore=left_out)
    for name in inputs:
        if PRIVATE in PurePosixPath(name).parts:
            raise ValueError(f"{name} is private and is not copied")
        if name.startswith(f"{PROGRAM}/"):
            continue  # copied with the program
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(top / name, place)


def run_there(folder: Path, study: str) -> int:
    """Run a study cold in that folder, by the program that was copied into it; its progress is shown as it runs.

    Returns
    -------
    int
        The status with which the run ended; 0 when all was made.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {**inherited, "SIXPHASE_ROOT": str(folder), "PYTHONPATH": str(folder / "src")}
    command = [sys.executable, "-m", "sixphase", "run", study]
    return subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
