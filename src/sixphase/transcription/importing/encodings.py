"""Finding out how a text file writes its letters, by a rule that always says the same of the same bytes."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.problem import refuse
from sixphase.transcription.importing.table import listed

NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp850": "DOS (code page 850)",
}
ONE_BYTE = ("cp1252", "mac_roman", "cp850")  # of equal ones the first is taken
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ABOVE = re.compile(r"(.?)([^\x00-\x7f])(?=(.?))", re.DOTALL)
_APART = frozenset("“”‘’–—…•£€°½¼¾·")
_SAMPLE = 200_000  # characters above ASCII decide long before


@dataclass(frozen=True)
class Decoded:
    """The text of a file, the name of its encoding for people, and what had to be mended."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, file: Path, encoding: str | None = None) -> Decoded:
    """The text of a file.

    The rule: a byte order mark decides; else zero bytes in every other place mean UTF-16; else what is valid
    UTF-8 is UTF-8; else, where some lines are UTF-8 and some are not, each line is read for itself and told;
    else the one of Windows-1252, MacRoman and DOS that makes the likeliest letters (an apostrophe between
    letters, no capital after a small letter), Windows-1252 where they are equal.

    Parameters
    ----------
    encoding
        Where a person said it; then nothing is found out.

    >>> decode("don’t".encode("mac_roman"), Path("a.csv"))
    Decoded(text='don’t', encoding='MacRoman', notes=())
    """
    if encoding:
        return _as_said(raw, file, encoding)
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, file, name)
    wide = _wide(raw)
    if wide:
        return _strictly(raw, file, wide)
    try:
        return Decoded(raw.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _by_line(raw) or _one_byte(raw)


def _strictly(raw: bytes, file: Path, name: str) -> Decoded:
    called = NAMES[name.removesuffix("-sig")]
    try:
        return Decoded(raw.decode(name).removeprefix("\ufeff"), called)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the file begins like {called} text, but cannot be read as such"
        raise refuse(what, file, f"line {line}", "open it where it was made and save it as 'CSV UTF-8'") from None


def _as_said(raw: bytes, file: Path, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
        return Decoded(text.removeprefix("\ufeff"), encoding)
    except LookupError:
        raise refuse(f"'{encoding}' is no encoding", file, remedy="use utf-8, utf-16, cp1252 or mac_roman") from None
    except ValueError:
        raise refuse(f"the file is not {encoding}", file, remedy="leave the encoding out to have it found") from None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: nearly every other byte is zero."""
    head = raw[:4096]
    half = len(head) // 2
    if half < 2 or len(raw) % 2:
        return None
    for name, zeros in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[::2].count(0))):
        if zeros >= 0.6 * half:
            return name
    return None


def _by_line(raw: bytes) -> Decoded | None:
    """A file in which lines of UTF-8 stand beside others, as when two files were put together."""
    lines = raw.split(b"\n")
    read = [_utf8(line) for line in lines]
    if not any(text is not None and not text.isascii() for text in read):
        return None
    others = b"\n".join(line for line, text in zip(lines, read, strict=True) if text is None)
    name = _likeliest(others)
    whole = [_loose(line, name) if text is None else text for line, text in zip(lines, read, strict=True)]
    odd = [n for n, text in enumerate(read, 1) if text is None]
    note = f"two encodings are mixed: UTF-8, and {NAMES[name]} in line {listed(odd)}; each line is read in its own"
    return Decoded("\n".join(whole), f"UTF-8 and {NAMES[name]}", (note,))


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _one_byte(raw: bytes) -> Decoded:
    name = _likeliest(raw)
    return Decoded(_loose(raw, name), NAMES[name])


def _likeliest(raw: bytes) -> str:
    above = b"".join(re.findall(rb"[^\n]{0,3}[\x80-\xff][^\n]{0,3}", raw))[:_SAMPLE]
    return max(ONE_BYTE, key=lambda name: (_likelihood(_loose(above, name)), -ONE_BYTE.index(name)))


def _loose(raw: bytes, name: str) -> str:
    """Five bytes mean nothing in Windows-1252; they stay as the control characters that they are in Latin-1."""
    return raw.decode(name, "strict") if name != "cp1252" else raw.decode("cp1252", "sixphase-latin1")


def _latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("sixphase-latin1", _latin1)


def _likelihood(text: str) -> int:
    return sum(_likely(*found.groups()) for found in _ABOVE.finditer(text))


def _likely(before: str, letter: str, after: str) -> int:
    """How well a letter above ASCII stands between its neighbours, in points."""
    if letter in "’" and before.isalpha() and after.isalpha():
        return 4
    if letter in _APART:
        return 0 if before.islower() and after.islower() and letter not in "–—’…" else 2
    if letter.islower() and letter not in "ªºƒœıß":
        return 1 if (before.isalpha() or after.isalpha()) and "à" <= letter <= "ÿ" else -1
    if letter.isupper() and "À" <= letter <= "Ý":
        return -3 if before.islower() or letter in "ÐÕÒÓÔ" else 1
    return -4
