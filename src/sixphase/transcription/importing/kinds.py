"""Which kind of file this is, by its content; its name decides only between kinds of text."""

import re
from pathlib import Path

from sixphase.study.problem import refuse
from sixphase.transcription.importing.archive import Archive
from sixphase.transcription.importing.limits import LARGEST_FILE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json lines",
}
SUFFIXES = {"xlsx": (".xlsx",), "ods": (".ods",), "xls": (".xls",), "docx": (".docx",), "odt": (".odt",)}
SPOKEN = {"csv": "CSV", "xlsx": "XLSX", "ods": "ODS", "xls": "XLS", "docx": "DOCX", "odt": "ODT", "text": "plain text"}
SPOKEN |= {"markdown": "Markdown", "json lines": "JSON Lines"}
REMEDY = "save it as XLSX, ODS, CSV, DOCX, ODT, plain text, Markdown or JSON Lines"
FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"PK\x05\x06", "an empty archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype html|html|head|table|\?xml)", re.IGNORECASE)


def content_of(path: Path) -> bytes:
    """The bytes of a file that is there, is a file, and is not larger than a pile of forms can be."""
    if not path.is_file():
        what = "this is a folder, not a file" if path.is_dir() else "there is no such file"
        raise refuse(what, path, remedy="check the name")
    if path.stat().st_size > LARGEST_FILE:
        raise refuse(f"the file is larger than {LARGEST_FILE:,} bytes", path, remedy="split it")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refuse(f"the file cannot be opened ({error.strerror})", path, remedy="close it elsewhere") from None
    if not raw.strip(b"\0\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise refuse("the file is empty", path, remedy="export it again")
    return raw


def kind_of(path: Path, raw: bytes) -> str:
    """One of the keys of `SPOKEN`.

    Raises
    ------
    InputError
        When it is something else; with how to make it one of these.
    """
    if raw.startswith(ZIP):
        return _kind_of_archive(path, raw)
    if raw.startswith(OLE):
        return _kind_of_compound(path, raw)
    if raw[:2] == b"PK":
        raise refuse("this is a damaged or split archive", path, remedy="open it where it was made and save it again")
    foreign = next((kind for start, kind in FOREIGN if raw.startswith(start)), None)
    if foreign:
        raise refuse(f"this is {foreign}, not a transcript", path, remedy=REMEDY)
    if _MARKUP.match(raw[:1000].removeprefix(b"\xef\xbb\xbf")):
        what = "this is a web page or XML, whatever its name says"
        raise refuse(what, path, remedy="open it in a spreadsheet program and save it as XLSX")
    return BY_SUFFIX.get(path.suffix.lower(), "text")


def renamed(path: Path, kind: str) -> str | None:
    """A note where a file's name says another kind than its content.

    >>> renamed(Path("forms.csv"), "xlsx")
    'the name ends in .csv, but this is XLSX and is read as such'
    """
    suffix = path.suffix.lower()
    if kind in SUFFIXES and suffix not in SUFFIXES[kind]:
        return f"the name ends in {suffix or 'nothing'}, but this is {SPOKEN[kind]} and is read as such"
    if kind == "text" and any(suffix in endings for endings in SUFFIXES.values()):
        return f"the name ends in {suffix}, but this is plain text and is read as such"
    return None


def _kind_of_archive(path: Path, raw: bytes) -> str:
    archive = Archive(path, raw)
    names = archive.names
    if "mimetype" in names:
        mime = archive.read("mimetype").decode("ascii", "replace").strip()
        kind = {"spreadsheet": "ods", "text": "odt"}.get(mime.removesuffix("-template").rpartition(".")[2])
        if kind and "opendocument" in mime:
            return kind
    if "xl/workbook.bin" in names:
        raise refuse("this is a binary spreadsheet (XLSB)", path, remedy="save it as XLSX")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    raise refuse("this is an archive, but no spreadsheet or document that can be read", path, remedy=REMEDY)


def _kind_of_compound(path: Path, raw: bytes) -> str:
    """Microsoft's container of before 2007: its parts are named in UTF-16."""
    holds = {name: name.encode("utf-16-le") in raw for name in ("EncryptedPackage", "WordDocument", "_VBA_PROJECT")}
    if holds["EncryptedPackage"]:
        raise refuse("the file is protected by a password", path, remedy="save it without a password")
    if holds["WordDocument"]:
        raise refuse("this is an old Word document (DOC)", path, remedy="save it as DOCX")
    if holds["_VBA_PROJECT"]:
        raise refuse("the file carries a program (a macro)", path, remedy="save it as XLSX, which carries none")
    return "xls"
