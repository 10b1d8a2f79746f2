"""The import of what two people typed, once it is decided which of their words go on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.settings import read_study
from sixphase.transcription.importing.additions import Additions, joined
from sixphase.transcription.importing.bringing import open_files, read_files
from sixphase.transcription.importing.imported import Imported, Options, Read
from sixphase.transcription.importing.storing import NamesOut, keep_settings, store_read, widened
from sixphase.transcription.importing.understanding import Understanding
from sixphase.transcription.store import in_order
from sixphase.transcription.transcript import Transcript

DEFAULT = Options()
Asked = Callable[[list[Understanding], Options], Options]


@dataclass(frozen=True)
class Pair:
    """Two typings that were read and understood, in the shape of one study."""

    first: Transcript
    second: Transcript
    notes: tuple[str, ...]


def read_pair(name: str, first: Path, second: Path, options: Options = DEFAULT, asked: Asked | None = None) -> Pair:
    """Read what two people typed; what the columns are is kept in `study.yml`, so that nothing is asked again.

    Parameters
    ----------
    asked
        Gives the options with what a person says of the columns; without it nobody is asked.

    Raises
    ------
    InputError
        With everything that is wrong in one of the files; nothing has been written then.
    """
    one = _read(name, first, options, asked)
    two = _read(name, second, options, asked, one)
    keep_settings(name, {**one.columns, **two.columns}, one.dates or two.dates, joined(one.added, two.added))
    typed = [widened(read.raw, two.study) for read in (one, two)]
    return Pair(typed[0], typed[1], (*one.notes, *two.notes))


def _read(name: str, file: Path, options: Options, asked: Asked | None, before: Read | None = None) -> Read:
    opened = open_files(name, [file], options, study=before.study if before else None)
    if asked is not None:
        options = asked(opened.understood(options), options)
    return read_files(name, [file], options, opened=opened)


def import_decided(name: str, typing: Transcript, waiting: Iterable[str], names_out: NamesOut) -> Imported:
    """Bring into a study what goes on of two typings.

    Parameters
    ----------
    typing
        The words that go on (`entry.commands.settled_typing`).
    waiting
        The numbers of forms that are left out until somebody decides; earlier words of theirs are taken out too.
    """
    study, left_out = read_study(name), set(waiting)
    forms = [form for form in typing.forms["form_id"] if form not in left_out]
    raw = widened(in_order(typing, forms), study)
    read = Read(study, raw, {}, None, Additions(), (), ())
    return store_read(name, read, DEFAULT, names_out, without=left_out)
