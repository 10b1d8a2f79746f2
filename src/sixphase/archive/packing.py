"""The zip file of an archive: the same bytes each time, whole or not at all."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from sixphase.study.disk import written_whole

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip file can name: an archive tells no clock
TO_RUN = ("postBuild",)


def pack(files: Mapping[str, Path | bytes], place: Path) -> None:
    """Write files into one zip file, in the order of their names.

    They are stored, not compressed: libraries compress differently, and the same study is to give the same archive
    everywhere.

    Parameters
    ----------
    files
        Content, or the file that holds it, by path in the archive.
    place
        The zip file; one that is there is replaced when the new one is whole.

    Raises
    ------
    InputError
        When it cannot be written, as on a full disk.
    """
    with written_whole(place) as partial:
        place.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                archive.writestr(_member(name), _content(files[name]))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, EPOCH)
    member.create_system = 3  # with rights as Unix has them, on whatever system it is written
    member.external_attr = (0o100755 if name in TO_RUN else 0o100644) << 16
    return member


def _content(held: Path | bytes) -> bytes:
    return held if isinstance(held, bytes) else held.read_bytes()
