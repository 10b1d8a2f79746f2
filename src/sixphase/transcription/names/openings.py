"""A file as it is and as its reader would see it: unpacked, decompressed, without escapes and tags."""

import base64
import binascii
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote_to_bytes

DEEPEST = 4  # archives inside archives
LARGEST = 256_000_000  # bytes unpacked of one member; more is told, not read
PDF = b"%PDF"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_BASE64 = re.compile(rb"[A-Za-z0-9+/\r\n]{60,}={0,2}|(?<=base64,)[A-Za-z0-9+/=]+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_JSON = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\x[0-9a-fA-F]{2}|\\[nrt\"/\\]")
_QUOTED = re.compile(rb"(?:=[0-9A-F]{2})+")
_SIMPLE = {"\\n": "\n", "\\r": "\n", "\\t": "\t", '\\"': '"', "\\/": "/", "\\\\": "\\"}


@dataclass(frozen=True)
class View:
    """One reading of a file: where inside it ('' for the file itself), its bytes, and whether they are text."""

    inside: str
    data: bytes
    text: bool


class TooLarge(Exception):
    """A member of an archive that is larger than anything that belongs here."""


def views(
    data: bytes, inside: str = "", pdf_text: Callable[[bytes], str] | None = None, depth: int = 0
) -> Iterator[View]:
    """Every reading of a file's bytes.

    The bytes themselves; members of zip containers (DOCX, XLSX, ODT, zip), also nested; gzip; compressed streams of
    PDF, and its text where a reader for it is given; text chunks of PNG; base64 (pictures in notebooks and pages);
    and for text, the same without JSON's, HTML's and the web's escapes, and without tags.

    Raises
    ------
    TooLarge
        When a member unpacks to more than `LARGEST` bytes.
    """
    decoded = _as_text(data)
    yield View(inside, data, decoded is not None)
    if decoded is not None:
        yield from _readings(decoded, inside)
        if depth < DEEPEST:
            for packed in _base64(data):
                yield from views(packed, f"{inside}:base64".lstrip(":"), pdf_text, depth + 1)
    elif depth < DEEPEST:
        for name, packed in _members(data, pdf_text):
            yield from views(packed, f"{inside}/{name}".lstrip("/"), pdf_text, depth + 1)


def _as_text(data: bytes) -> str | None:
    if data.startswith(PDF):  # it may begin like text, and its streams are opened one by one
        return None
    for encoding, sign in (("utf-8", b""), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if not data.startswith(sign) or (not sign and b"\0" in data[:4096]):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Old Windows text: hardly any control characters.
    head = data[:4096]
    odd = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    return data.decode("cp1252", "replace") if odd == 0 else None


def _readings(text: str, inside: str) -> Iterator[View]:
    plain = text
    for _ in range(DEEPEST):  # JSON inside JSON, a page inside JSON
        before, plain = plain, _without_escapes(plain)
        if plain == before:
            break
        yield View(inside, plain.encode("utf-8", "replace"), True)
    flat = re.sub(r"\s+", " ", _TAG.sub("", plain))
    yield View(inside, flat.encode("utf-8", "replace"), True)
    spaced = re.sub(r"\s+", " ", _TAG.sub(" ", plain))
    if spaced != flat:
        yield View(inside, spaced.encode("utf-8", "replace"), True)


def _without_escapes(text: str) -> str:
    if "\\" in text:
        text = _JSON.sub(_unescaped, text)
    if "%" in text:
        text = unquote_to_bytes(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    if "=" in text and "=C3=" in text:
        text = _QUOTED.sub(lambda m: bytes.fromhex(m[0].replace(b"=", b"").decode()), text.encode()).decode(
            "utf-8", "replace"
        )
    return html.unescape(text) if "&" in text else text


def _unescaped(m: re.Match[str]) -> str:
    escape = m[0]
    if escape.startswith("\\u"):
        units = b"".join(int(u, 16).to_bytes(2, "big") for u in re.findall(r"[0-9a-fA-F]{4}", escape))
        return units.decode("utf-16-be", "replace")
    return chr(int(escape[2:], 16)) if escape.startswith("\\x") else _SIMPLE[escape]


def _members(data: bytes, pdf_text: Callable[[bytes], str] | None) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield from _zipped(data)
    elif data.startswith(b"\x1f\x8b"):
        try:
            yield "gzip", _limited(gzip.GzipFile(fileobj=io.BytesIO(data)), "gzip")
        except (OSError, EOFError, zlib.error):
            return
    elif data.startswith(PDF):
        for number, m in enumerate(_STREAM.finditer(data), 1):
            inflated = _inflated(m[1])
            if inflated:
                yield f"stream {number}", inflated
        if pdf_text:
            yield "text", pdf_text(data).encode("utf-8", "replace")
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png_texts(data)


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError):
        return
    with archive:
        yield "comment", archive.comment
        for member in archive.infolist():
            yield f"name of {member.filename}", member.filename.encode("utf-8", "replace")
            try:
                with archive.open(member) as file:
                    yield member.filename, _limited(file, member.filename)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error):
                continue  # encrypted or damaged: nobody can read it here


def _limited(file: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge(name)
    return data


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, LARGEST)
    except zlib.error:
        return b""


def _png_texts(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield kind.decode(), body
            rest = body.partition(b"\0")[2]
            yield kind.decode(), _inflated(rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1])
        at += 12 + length


def _base64(data: bytes) -> Iterator[bytes]:
    for m in _BASE64.finditer(data):
        packed = re.sub(rb"\s", b"", m[0])
        try:
            yield base64.b64decode(packed[: len(packed) // 4 * 4])
        except binascii.Error:
            continue
