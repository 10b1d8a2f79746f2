"""What is asked of an import, what it has read, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.settings import Study
from sixphase.transcription.importing.additions import Additions
from sixphase.transcription.importing.dates import Order
from sixphase.transcription.importing.table import counted, listed
from sixphase.transcription.store import Change, Differences
from sixphase.transcription.transcript import Transcript


@dataclass(frozen=True)
class Options:
    """What a person says of the files, beside what `study.yml` says.

    Attributes
    ----------
    mapping
        Columns and their roles (`--map`).
    accept
        Take guesses as they are, and the order of dates where only one fits (`--yes`).
    number_forms
        Number the forms 1, 2, 3 … where a file has no numbers.
    remove_missing
        Remove stored forms that the files do not have any more.
    """

    mapping: Mapping[str, str] | None = None
    dates: Order | None = None
    sheet: str | None = None
    header_rows: int | None = None
    encoding: str | None = None
    accept: bool = False
    number_forms: bool = False
    remove_missing: bool = False


@dataclass(frozen=True)
class Read:
    """Files that were read and understood, and are not stored yet.

    Attributes
    ----------
    study
        The settings with what is to be added to them.
    raw
        What was typed, names and all: to be kept in memory or in the private folder only.
    columns, dates
        What `study.yml` is to say, so that the next import asks nothing.
    notes
        What was found out and mended, by file.
    contents
        Each file with its bytes.
    """

    study: Study
    raw: Transcript
    columns: Mapping[str, str]
    dates: Order | None
    added: Additions
    notes: tuple[str, ...]
    contents: tuple[tuple[Path, bytes], ...]


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes
    ----------
    differences
        Between what was stored and what is stored now.
    vanished
        Stored forms that the files do not have; they stay, unless they were to be removed.
    """

    name: str
    transcript: Transcript
    differences: Differences
    vanished: tuple[str, ...]
    added: Additions
    notes: tuple[str, ...]
    settings_changed: bool

    def lines(self, most: int = 20) -> list[str]:
        """What was done, in words; changed answers with their words before and after."""
        said = [*self.notes, *self.added.lines()]
        diff = self.differences
        if not diff:
            said.append("nothing changed: these forms are stored already, word for word")
        if diff.added:
            said.append(f"{counted(len(diff.added), 'form')} added: {listed(diff.added)}")
        if diff.removed:
            said.append(f"{counted(len(diff.removed), 'form')} removed: {listed(diff.removed)}")
        if self.vanished:
            said.append(
                f"{counted(len(self.vanished), 'stored form')} not in these files, kept: {listed(self.vanished)}"
            )
        if diff.changed:
            said.append(f"{len(diff.changed):,} changed:")
            said += [f"  {line}" for change in diff.changed[:most] for line in shown_change(change)]
            said += [f"  and {len(diff.changed) - most:,} more, in history.jsonl"] if len(diff.changed) > most else []
        if self.settings_changed:
            said.append("study.yml now says what the columns are; the next import asks nothing")
        return said


def shown_change(change: Change) -> list[str]:
    """A change in three lines: what, before, after."""
    return [change.name, f"  - {_shown(change.before)}", f"  + {_shown(change.after)}"]


def _shown(value: tuple[str, str]) -> str:
    state, text = value
    return (text or f"({state or 'empty'})").replace("\n", " / ")
