"""Changing and deleting many files of a study so that all of it happens or nothing, also when the machine stops."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse

PENDING = "withdrawing.json"
NEW = ".withdrawing"


@dataclass(frozen=True)
class Changes:
    """What is to be done: files with their new content, and files to delete."""

    files: Mapping[Path, bytes] = field(default_factory=dict)
    gone: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.gone)


def make_changes(study: str, changes: Changes) -> None:
    """Write and delete everything, or nothing.

    All new contents are written beside their places first. Then one small file says what is to be moved and deleted:
    once that is on the disk, everything is going to be done, if not now then by `finish_changes`.

    Raises
    ------
    InputError
        When something could not be written; then everything is as it was, or the message says that it goes on later.
    """
    finish_changes(study)
    top, pending = StudyPaths(study).raw, pending_path(study)
    for left in top.rglob(f".*{NEW}"):  # of a time when it stopped before anything was decided
        left.unlink()
    waiting: list[Path] = []
    try:
        for path, raw in changes.files.items():
            waiting.append(_beside(path))
            _on_disk(waiting[-1], raw, path)
        task = {"move": _names(changes.files, top), "delete": _names(changes.gone, top)}
        _on_disk(_beside(pending), json.dumps(task, ensure_ascii=False).encode(), pending)
        _beside(pending).replace(pending)
    except BaseException as error:
        for path in (*waiting, _beside(pending)):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _refused(error, "nothing was changed") from None
        raise
    _sync(pending.parent)
    finish_changes(study)


def finish_changes(study: str) -> bool:
    """Finish what was begun when the machine stopped; says whether there was anything. Doing it twice does no harm."""
    top, pending = StudyPaths(study).raw, pending_path(study)
    if not pending.is_file():
        return False
    try:
        task = json.loads(pending.read_bytes())
        moves, deletes = [[_inside(top, name) for name in task[key]] for key in ("move", "delete")]
    except (ValueError, KeyError, TypeError):
        raise refuse("this is no list of changes", pending, remedy="delete the file, and withdraw again") from None
    try:
        for path in moves:
            if _beside(path).exists():
                _beside(path).replace(path)
        for path in deletes:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in (*moves, *deletes)}:
            _sync(folder)
        pending.unlink()
    except OSError as error:
        raise _refused(error, "it is begun and not finished") from None
    return True


def pending_path(study: str) -> Path:
    """Where it stands what is still to be done; private, so that git never takes it."""
    return StudyPaths(study).raw / "private" / PENDING


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}{NEW}")


def _on_disk(place: Path, raw: bytes, instead_of: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = instead_of.stat().st_mode & 0o777 if instead_of.exists() else 0o600 if "private" in place.parts else 0o644
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _names(paths: Iterable[Path], top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in paths]


def _inside(top: Path, name: str) -> Path:
    """A path of the list, which a stranger may have written: never outside the study."""
    path = top / name
    if ".." in Path(name).parts or Path(name).is_absolute():
        raise ValueError(name)
    return path


def _sync(folder: Path) -> None:
    """A moved file is safe only when its folder is on the disk too; Windows cannot open a folder."""
    if os.name == "nt" or not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(error: OSError, state: str) -> Exception:
    file = Path(error.filename) if error.filename else None
    remedy = "make room on the disk and see that you may write there, and give the same command again"
    return refuse(f"this could not be written ({error.strerror}); {state}", file, remedy=remedy)
