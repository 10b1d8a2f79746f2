"""Whether identifiers stand in files, in whatever way a file can hold them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sixphase.transcription.names.openings import TooLarge, views
from sixphase.transcription.names.searching import Search


@dataclass(frozen=True)
class Leak:
    """An identifier that stands in a file: which file, where inside it, in which row, and the identifier's label."""

    file: Path
    inside: str
    row: int
    label: str


def find_leaks(
    paths: Iterable[Path],
    identifiers: Iterable[str] | Mapping[str, str],
    pdf_text: Callable[[bytes], str] | None = None,
) -> list[Leak]:
    """Every identifier that stands anywhere in the files, each once a place.

    Looked at are all bytes of every file, its name, what is packed in it (zip, DOCX, XLSX, ODT, gzip, streams of
    PDF, text in PNG, base64) and text without escapes (JSON, HTML, web) and tags. See `openings.views` and
    `searching.Search` for what counts as the same string.

    Parameters
    ----------
    paths
        Files, and folders with all that is in them.
    identifiers
        The strings to look for; as a mapping, each with the label that is told in its place.
    pdf_text
        Reads the text of a PDF, whose letters are numbers of glyphs in the file itself.

    Returns
    -------
    list of Leak
        In the order of the files; empty when nothing leaks.
    """
    sought = dict(identifiers) if isinstance(identifiers, Mapping) else {i: i for i in identifiers}
    search = Search(sought)
    return [leak for path in _files(paths) for leak in leaks_in(path, path.read_bytes(), search, pdf_text)]


def leaks_in(path: Path, data: bytes, search: Search, pdf_text: Callable[[bytes], str] | None = None) -> list[Leak]:
    """What stands in one file's name and bytes; a member that is too large to read is told as one."""
    found: dict[tuple[str, str], Leak] = {}
    for label, _ in search.labels(path.name.encode(), text=True):
        found.setdefault(("name", label), Leak(path, "its name", 0, label))
    try:
        for view in views(data, pdf_text=pdf_text):
            for label, at in search.labels(view.data, view.text):
                row = view.data.count(b"\n", 0, at) + 1 if view.text else 0
                found.setdefault((view.inside, label), Leak(path, view.inside, row, label))
    except TooLarge as member:
        found["", "large"] = Leak(path, str(member), 0, "a member too large to look into")
    return list(found.values())


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*")) if each.is_file())
        elif path.is_file():
            yield path
