"""A journal's Word template: its styles and page for the paper. It came from elsewhere, so it is looked at first."""

import zipfile
from pathlib import Path

from sixphase.study.problem import InputError, refuse

NEEDED = ("word/document.xml", "word/styles.xml")
LARGEST = 50_000_000  # bytes when unpacked; a template holds styles, not pictures


def checked_template(path: Path) -> Path:
    """The template, if it is a Word file of sensible size without a document type of its own.

    Raises
    ------
    InputError
        When it is not there, is no `.docx` or `.dotx`, or is too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
            lacking = [name for name in NEEDED if name not in names]
            if lacking:
                raise _refused(f"the template has no {lacking[0]}", path)
            if size > LARGEST:
                raise _refused(f"the template would unpack to {size:,} bytes", path)
            if any(b"<!DOCTYPE" in archive.read(name)[:2000] for name in names if name.endswith((".xml", ".rels"))):
                raise _refused("the template declares a document type, which Word files never do", path)
    except FileNotFoundError:
        raise refuse("the journal's template is not there", path, remedy="check its name") from None
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise _refused("the template is not a Word file", path) from None
    return path.resolve()


def _refused(what: str, path: Path) -> InputError:
    return refuse(what, path, remedy="open it in Word and save it anew as .docx")
