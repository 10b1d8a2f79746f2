"""The journal of one coder as a file: what was read of it, and what was added since."""

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sixphase.coding.journal.events import Event, event_of, parsed_together, read_line
from sixphase.study.jsonlines import CUT_OFF, lines_of
from sixphase.study.paths import StudyPaths, shown
from sixphase.study.problem import refuse, safe

FOLDER, ENDING = "journals", ".jsonl"
PUBLISHED = "published"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
TAIL = 256  # bytes before what was read last; if they changed, the file was written anew and not only added to


@dataclass
class JournalFile:
    """One journal, read as far as its last line end.

    Attributes
    ----------
    path
        `data_raw/STUDY/journals/CODER.jsonl`; its name says whose acts it may hold.
    lines
        Events by id, each with its line as it stands.
    told
        A sentence for each line that does not count.
    """

    path: Path
    lines: dict[str, tuple[bytes, Event]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    cut_off: bool = False
    _read: int = 0
    _number: int = 1
    _mark: tuple[int, int] | None = None
    _tail: bytes = b""

    @property
    def coder(self) -> str:
        return self.path.name.removesuffix(ENDING)

    def grow(self) -> tuple[list[Event], bool]:
        """Read what was added; gives the new events, and whether the file is another than before (read from its start).

        A line that was added by somebody else while we read is read the next time.
        """
        try:
            with self.path.open("rb") as file:
                status = os.fstat(file.fileno())
                again = self._is_other(file, status)
                if again:
                    self._forget()
                elif status.st_size == self._read:
                    self._mark = status.st_dev, status.st_ino
                    self.cut_off = False
                    return [], False
                if not self._read and self._recall(status):
                    return [event for _, event in self.lines.values()], again
                file.seek(self._read)
                content = file.read()
        except FileNotFoundError:
            gone = bool(self._read)
            self._forget()
            return [], gone
        self._mark = status.st_dev, status.st_ino
        events = self._take(content)
        if self._read == status.st_size:
            self._remember(status)
        return events, again

    def added(self, event: Event, line: bytes, size: int) -> bool:
        """Note a line that we have added ourselves; False where a line that had been cut off was closed before it."""
        if self.cut_off:
            self._forget()
            self.grow()
            return False
        self.lines[event.id] = line, event
        self._read, self._number = size, self._number + 1
        self._tail = (self._tail + line)[-TAIL:]
        return True

    def problems(self) -> list[str]:
        """All that is told of this file."""
        name = shown(self.path)
        cut = [f"{name}: the last line was cut off while it was written, and does not count"] if self.cut_off else []
        return [*(f"{name}, {one}" for one in self.told), *cut]

    def _remember(self, status: os.stat_result) -> None:
        """Keep what was read for the next one who opens the same file in this process: a notebook does so again."""
        _recent[self.path] = _stamp(status), dict(self.lines), list(self.told), self._number, self._tail

    def _recall(self, status: os.stat_result) -> bool:
        """Take over what was read of the same file before, if it has not changed since."""
        stamp, lines, told, number, tail = _recent.get(self.path, ((), {}, [], 1, b""))
        if stamp != _stamp(status):
            return False
        self.lines, self.told, self.cut_off = dict(lines), list(told), False
        self._read, self._number, self._tail = status.st_size, number, tail
        self._mark = status.st_dev, status.st_ino
        return True

    def _take(self, content: bytes) -> list[Event]:
        found = lines_of(content, self._number)
        events, coder = [], self.coder
        together = parsed_together([line for _, line in found.lines]) or [None] * len(found.lines)
        for (number, line), values in zip(found.lines, together, strict=True):
            try:
                event = event_of(values, line) if values is not None else read_line(line)
                if event.coder != coder:
                    raise ValueError(f"it is of the coder '{safe(event.coder)}', not of '{coder}'")
            except ValueError as error:
                why = "it was cut off while it was written" if line.endswith(CUT_OFF.strip()) else _short(error)
                self.told.append(f"line {number} does not count: {why}")
                continue
            events += self._keep(number, line, event)
        whole = len(content) - len(found.cut_off)
        self._read, self.cut_off = self._read + whole, bool(found.cut_off)
        self._number += content.count(b"\n")
        self._tail = (self._tail + content[:whole])[-TAIL:]
        return events

    def _keep(self, number: int, line: bytes, event: Event) -> list[Event]:
        """Hold an event; where its id is there with another content, one of the two is chosen by what they hold."""
        held = self.lines.get(event.id)
        if held is None:
            self.lines[event.id] = line, event
            return [event]
        if held[0].strip() == line.strip() or held[1] == event:
            return []
        if _rank(event, line) < _rank(held[1], held[0]):
            self.lines[event.id] = line, event
        if not (_taken_out(event) or _taken_out(held[1])):
            self.told.append(f"line {number} has the id of another line but says something else; one of them counts")
        return [event]

    def _is_other(self, file: BinaryIO, status: os.stat_result) -> bool:
        if not self._read:
            return False
        if self._mark != (status.st_dev, status.st_ino) or status.st_size < self._read:
            return True
        file.seek(self._read - len(self._tail))
        return file.read(len(self._tail)) != self._tail

    def _forget(self) -> None:
        self.lines.clear()
        self.told.clear()
        self.cut_off, self._read, self._number, self._mark, self._tail = False, 0, 1, None, b""


_recent: dict[Path, tuple[tuple[int, ...], dict[str, tuple[bytes, Event]], list[str], int, bytes]] = {}


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def journal_path(study: str, coder: str) -> Path:
    """Where the journal of a coder is.

    Raises
    ------
    InputError
        When the name is none that a coder may have.
    """
    if coder == PUBLISHED or not NAME.fullmatch(coder):
        remedy = "use small letters, digits, '-' and '_', a letter first, 32 at most; 'published' is taken"
        raise refuse(f"'{coder}' is no name for a coder", remedy=remedy)
    return StudyPaths(study).raw / FOLDER / f"{coder}{ENDING}"


def journal_files(study: str) -> tuple[list[JournalFile], list[str]]:
    """All journals of a study by name, and a sentence for each file that is none."""
    files, told = [], []
    for path in sorted((StudyPaths(study).raw / FOLDER).glob(f"*{ENDING}")):
        coder = path.name.removesuffix(ENDING)
        if NAME.fullmatch(coder) and coder != PUBLISHED and path.is_file():
            files.append(JournalFile(path))
        else:
            told.append(f"{shown(path)} is no journal of a coder, and does not count")
    return files, told


def _taken_out(event: Event) -> bool:
    return bool(event.fields.get("withdrawn") or event.fields.get("redacted"))


def _rank(event: Event, line: bytes) -> tuple[bool, bool, bytes]:
    """What was taken out of a journal stays out, whichever copy it is joined with; else any rule, if it is one."""
    return not event.fields.get("withdrawn"), not event.fields.get("redacted"), line.strip()


def _short(error: ValueError) -> str:
    return "it is not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
