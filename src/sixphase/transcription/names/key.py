"""The key: which replacement stands for whom. It never leaves the private folder."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.problem import InputError, Problem
from sixphase.transcription.names.found import MARK
from sixphase.transcription.names.journal import append_lines, read_lines
from sixphase.transcription.names.lists import Lists


@dataclass(frozen=True)
class KeyEntry:
    """A replacement ('[NAME 3]'), whose it is, and one way in which it was written."""

    mark: str
    who: str
    form: str


@dataclass(frozen=True)
class Key:
    """All entries, in the order in which they were made."""

    entries: tuple[KeyEntry, ...] = ()


class Numbering:
    """Gives each person, number and address its replacement, the same one for ever.

    A number is given once: it is not used again when its owner is no longer in any answer, nor where the answers
    hold such a replacement already. Somebody who was a name of their own and is listed later keeps the first number.
    """

    def __init__(self, key: Key, lists: Lists, taken: Iterable[str] = ()):
        self._mark: dict[str, str] = {}
        self._forms = {(entry.who, entry.form) for entry in key.entries}
        self._last: defaultdict[str, int] = defaultdict(int)
        for mark in [entry.mark for entry in key.entries] + list(taken):
            kind, number = _parts(mark)
            self._last[kind] = max(self._last[kind], number)
        for entry in key.entries:
            self._mark.setdefault(entry.who, entry.mark)
        self._before: dict[str, list[str]] = defaultdict(list)
        for form in lists.forms:
            self._before[form.who].append("word: " + " ".join(form.words))
        self.new: list[KeyEntry] = []

    def mark(self, kind: str, who: str, form: str) -> str:
        """The replacement of what is written as `form`."""
        mark = self._mark.get(who) or self._earlier(kind, who) or self._next(kind)
        self._mark[who] = mark
        if (who, form) not in self._forms:
            self._forms.add((who, form))
            self.new.append(KeyEntry(mark, who, form))
        return mark

    def _earlier(self, kind: str, who: str) -> str | None:
        """The first number that the same person got before being listed."""
        marks = [self._mark[word] for word in self._before.get(who, ()) if word in self._mark]
        same = [mark for mark in marks if _parts(mark)[0] == kind]
        return min(same, key=lambda mark: _parts(mark)[1], default=None)

    def _next(self, kind: str) -> str:
        self._last[kind] += 1
        return f"[{kind} {self._last[kind]}]"


def read_key(path: Path) -> tuple[Key, list[Problem]]:
    """The key of a study, and the lines that were cut short.

    Raises
    ------
    InputError
        When an entry is not one, or somebody has two replacements: then nothing may be replaced any more.
    """
    records, torn = read_lines(path)
    entries, problems = [], []
    marks: dict[str, str] = {}
    for record in records:
        mark, who, form = (record.get(name) for name in ("mark", "who", "form"))
        if not (isinstance(mark, str) and MARK.fullmatch(mark) and isinstance(who, str) and isinstance(form, str)):
            problems.append(Problem("an entry lacks mark, who or form", path, "", "restore the file from a copy"))
        elif marks.setdefault(who, mark) != mark:
            what = f"the same person or number has two replacements, {marks[who]} and {mark}"
            problems.append(Problem(what, path, "", "restore the file from a copy"))
        else:
            entries.append(KeyEntry(mark, who, form))
    if problems:
        raise InputError(problems)
    return Key(tuple(entries)), torn


def write_key(path: Path, new: Sequence[KeyEntry]) -> None:
    """Add new entries to the key; they are on the disk when this returns."""
    append_lines(path, [{"mark": e.mark, "who": e.who, "form": e.form} for e in new])


def _parts(mark: str) -> tuple[str, int]:
    match = re.fullmatch(MARK, mark)
    if match is None:
        raise ValueError(f"{mark} is no replacement")
    return match[1], int(match[2])
