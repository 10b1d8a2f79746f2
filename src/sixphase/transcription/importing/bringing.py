"""The whole of an import: read, understand, take names out, compare, and write everything or nothing."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import raise_some, refuse
from sixphase.study.settings import Study, read_study
from sixphase.transcription.importing.additions import Additions
from sixphase.transcription.importing.gathering import Progress, gathered, left_to_say
from sixphase.transcription.importing.imported import Imported, Options, Read
from sixphase.transcription.importing.kinds import content_of
from sixphase.transcription.importing.reading import read_file
from sixphase.transcription.importing.storing import PRIVATE, TYPED, NamesOut, store_read, typed_before
from sixphase.transcription.importing.table import Table
from sixphase.transcription.importing.understanding import Understanding, understand

DEFAULT = Options()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: a table of millions of texts has none, and is searched again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True)
class Opened:
    """Files that were read, with their bytes, and what is understood of each."""

    study: Study
    files: tuple[tuple[Path, bytes], ...]
    tables: tuple[Table, ...]

    def understood(self, options: Options) -> list[Understanding]:
        """What each column is, with what a person says."""
        return [understand(table, self.study, options.mapping, options.dates) for table in self.tables]


def open_files(name: str, files: Sequence[Path], options: Options = DEFAULT, study: Study | None = None) -> Opened:
    """Read files as tables of text; nothing is written.

    Parameters
    ----------
    study
        The settings, where another file has added to what `study.yml` says.

    Raises
    ------
    InputError
        When a file cannot be read in whole, or the study takes no transcripts.
    """
    study = study or read_study(name)
    if not study.has_forms:
        remedy = "only a study whose answers come from forms takes transcripts"
        raise refuse("this study's answers are published excerpts", StudyPaths(name).settings, remedy=remedy)
    if not files:
        raise refuse("no file is named", remedy="name the files with the transcripts")
    contents = tuple((path, content_of(path)) for path in files)
    said = {"sheet": options.sheet, "header_rows": options.header_rows, "encoding": options.encoding}
    return Opened(study, contents, tuple(read_file(path, study, raw=raw, **said) for path, raw in contents))  # type: ignore[arg-type]


def read_files(
    name: str,
    files: Sequence[Path],
    options: Options = DEFAULT,
    progress: Progress | None = None,
    opened: Opened | None = None,
) -> Read:
    """Read and understand files; nothing is written.

    Parameters
    ----------
    opened
        The files as `open_files` read them before, when they were shown.

    Raises
    ------
    InputError
        With everything that is wrong or has still to be said.
    """
    opened = opened or open_files(name, files, options)
    understood = opened.understood(options)
    raise_some(left_to_say(understood, options))
    return gathered(opened.study, understood, options, opened.files, progress)


def import_files(
    name: str,
    files: Sequence[Path],
    options: Options = DEFAULT,
    names_out: NamesOut | None = None,
    progress: Progress | None = None,
    when: str | None = None,
    opened: Opened | None = None,
) -> Imported:
    """Bring transcripts into a study.

    Names are taken out of all that was ever typed for the study, not of the new files alone, so that one person
    is replaced in one way throughout.

    Parameters
    ----------
    name
        The study.
    files
        The transcripts.
    options
        What a person says of them.
    names_out
        Takes a transcript as typed and gives it back with names replaced; it may raise InputError where decisions
        are missing, and then nothing is written. Without it the words are stored as they were typed.
    progress
        Called with what is being done, how much is done, and how much there is.
    when
        The day of the import for the history, where a person wants it there.

    Returns
    -------
    Imported

    Raises
    ------
    InputError
        With everything that is wrong; nothing has been written then.
    """
    with _uncollected():
        return store_read(name, read_files(name, files, options, progress, opened), options, names_out, when)


def apply_again(name: str, names_out: NamesOut, when: str | None = None) -> Imported:
    """Take names out of all that was typed once more, as after new decisions; no file is read but the private ones."""
    typed = typed_before(name)
    if typed.forms.empty:
        folder = StudyPaths(name).raw / PRIVATE / TYPED
        raise refuse("nothing was imported on this machine yet", folder, remedy=f"sixphase import {name} FILE")
    study = read_study(name)
    read = Read(study, typed, {}, None, Additions(), (), ())
    with _uncollected():
        return store_read(name, read, DEFAULT, names_out, when)
