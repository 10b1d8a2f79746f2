"""A study's folder is data, whoever it comes from: its name is plain, and nothing in it leads outside of it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem, raise_some, refuse

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
PRIVATE = "private"
SUFFIXES = (".csv", ".jsonl", ".json", ".md", ".yml")  # of the files that a run reads
OUTSIDE = "this is a link to a file that does not belong to the study"


def refuse_outside(study: str) -> None:
    """Refuse a folder whose name could be taken for something else, links out of it, and what is no file to be read.

    The folder itself may be a link, as to a drive that a team shares. What lies in `private/` is not looked at, since
    no step reads it; a link from elsewhere in the study into it is refused, for it would bring names into the results.

    Raises
    ------
    InputError
        With every such link, and with all that stands in a file's place and is none.
    """
    raw = StudyPaths(study).raw
    if not NAME.fullmatch(study):
        remedy = "rename the folder: letters, digits, _ and -, a letter or a digit first"
        raise refuse("this is no name for a study", raw, remedy=remedy)
    whole = raw.resolve()
    remedy = "put the file itself there, or take the link away"
    problems = [
        Problem(f"{OUTSIDE}: '{path.relative_to(raw).as_posix()}'", raw, "", remedy)
        for path in _links(raw)
        if not _is_inside(path.resolve(), whole)
    ]
    strange = {path: what for path in _within(raw) if (what := _no_file(path))}
    problems += [
        Problem(f"{what}: '{path.relative_to(raw).as_posix()}'", raw, "", "put a file there, or take it away")
        for path, what in strange.items()
    ]
    raise_some(problems)


def inside(folder: Path, name: str) -> bool:
    """Whether a name that a study gives is that of a file in its folder, and not in its private one.

    >>> [inside(Path("data_raw/a"), name) for name in ("a.csv", "b/a.csv", "../a.csv", "/a.csv", "private/a.csv")]
    [True, True, False, False, False]
    """
    path = folder / name
    try:
        path.is_file()  # the disk refuses what can be no name
        return _is_inside(path.resolve(), folder.resolve())
    except (OSError, ValueError):  # longer than a name can be, or with a zero byte in it
        return False


def _links(folder: Path) -> Iterator[Path]:
    yield from (path for path in _within(folder) if path.is_symlink())


def _no_file(path: Path) -> str:
    """What something is that a run would take for a file; reading a pipe would never end."""
    if path.is_dir():
        return "this is a folder with the name of a file" if path.suffix in SUFFIXES else ""
    return "" if path.is_file() or path.is_symlink() else "this is no file, but a pipe or a device"


def _within(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if Path(place) == folder and PRIVATE in folders:
            folders.remove(PRIVATE)
        yield from sorted(Path(place, name) for name in (*folders, *files))


def _is_inside(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and path.relative_to(folder).parts[:1] != (PRIVATE,)
