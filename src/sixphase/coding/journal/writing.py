"""Keeping acts: under the lock of the journal's file, on the disk first, and only then in the state."""

import errno
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from sixphase.coding.journal.events import SHARED_ACTS, Event, as_line, without_lone
from sixphase.coding.journal.file import JournalFile, journal_files, journal_path
from sixphase.coding.journal.replay import Ground, ground_of, no_collecting, state_of
from sixphase.coding.journal.state import State
from sixphase.study.jsonlines import add_bytes, locked
from sixphase.study.problem import InputError, Problem

REMEDIES = {
    errno.ENOSPC: "the disk is full: make room, and do it again",
    errno.EDQUOT: "your share of the disk is full: make room, and do it again",
    errno.EFBIG: "the file may not grow: ask who looks after this machine",
    errno.EACCES: "you may not write there: ask who looks after this folder for the right to write",
    errno.EPERM: "you may not write there: ask who looks after this folder for the right to write",
    errno.EROFS: "this disk can only be read: copy the study to one that can be written to",
}


class NotSaved(InputError):
    """An act could not be kept; the journal and the state are as before."""

    def __reduce__(self):
        return NotSaved, (self.problems,)


def now() -> str:
    """The moment, UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def random_id() -> str:
    """A new id: 64 random bits as 16 hexadecimal digits."""
    return secrets.token_hex(8)


class Writing:
    """The journal of one coder among all of a study: what was read, and how one act more is kept."""

    def __init__(self, study: str, coder: str, clock: Callable[[], str], new_id: Callable[[], str]):
        self.study, self.coder = study, coder
        self.path: Path = journal_path(study, coder)
        self._clock, self._new_id = clock, new_id
        self._lock = RLock()  # threads of one desk; the file's lock is for other windows and machines
        self._ground: Ground = ground_of(study)
        self._files: dict[str, JournalFile] = {}
        self._odd: list[str] = []
        self._find()
        for file in self._files.values():
            file.grow()
        self.state: State = self._replayed()

    @property
    def told(self) -> tuple[str, ...]:
        """What has to be said of all journals of the study (see `State.told`)."""
        return self.state.told

    def refresh(self) -> bool:
        """Take in what other windows and coders added since; gives whether there was anything."""
        with self._lock:
            self._find()
            return self._grow(list(self._files.values()))

    @contextmanager
    def _ours(self) -> Iterator[int]:
        """The own file, locked, with everything taken in that other windows of this coder added to it."""
        with self._lock:
            try:
                with locked(self.path) as handle:
                    self._grow([self._own()])
                    yield handle
            except OSError as error:
                raise self._not_saved(error) from None

    def _keep(self, handle: int, act: str, fields: dict[str, Any], id_: str = "") -> Event:
        """Append an act to the locked file, and take it into the state when it is on the disk."""
        record, own = self.state.record, self._own()
        after = tuple(sorted(record.heads.get(self.coder, ())))
        seen = record.seen_by(self.coder) if act in SHARED_ACTS else ()
        depth = max((record.depth[one] for one in (*after, *seen)), default=0) + 1
        fields = {**without_lone(fields), "depth": depth}
        event = Event(id_ or self._fresh_id(), after, self._clock(), self.coder, act, fields, seen)
        line = as_line(event).encode()
        size = add_bytes(handle, self.path, line)
        if own.added(event, line, size):
            self.state.add(event)
        else:
            self.state = self._replayed()
        return event

    def _fresh_id(self) -> str:
        id_ = self._new_id()
        while id_ in self.state.record.events:
            id_ = self._new_id()
        return id_

    def _own(self) -> JournalFile:
        return self._files.setdefault(self.coder, JournalFile(self.path))

    def _find(self) -> None:
        files, self._odd = journal_files(self.study)
        for file in files:
            self._files.setdefault(file.coder, file)

    def _grow(self, files: Sequence[JournalFile]) -> bool:
        """Read on in some files; where the past changed (a merge, an edit by hand) all is added up anew."""
        anew, found, told = False, list[Event](), [file.problems() for file in files]
        for file in files:
            events, other = file.grow()
            found += events
            anew |= other
        record = self.state.record
        anew |= any(event.id in record.events or event.id in record.awaited for event in found)
        anew |= told != [file.problems() for file in files] or len({event.id for event in found}) < len(found)
        if anew:
            self.state = self._replayed()
        else:
            for event in found:
                self.state.add(event)
        return anew or bool(found)

    def _replayed(self) -> State:
        with no_collecting():
            return state_of(self._ground, [self._files[coder] for coder in sorted(self._files)], self._odd)

    def _not_saved(self, error: OSError) -> NotSaved:
        remedy = REMEDIES.get(error.errno or 0, "look whether the disk is there and in order, and do it again")
        what = f"not saved: {(error.strerror or str(error)).lower()}; everything before it is kept"
        return NotSaved(Problem(what, self.path, remedy=remedy))
