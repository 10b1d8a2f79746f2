"""Identifiers are found wherever a file can hold them, and only there."""

import base64
import gzip
import html
import io
import json
import struct
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable

import pytest

from sixphase.transcription.names.leaks import find_leaks

WHO = "Zoë O'Thistlewood"


def zipped(data: bytes, name: str = "a.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def png(kind: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


HOLDERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda s: f"before {s} after".encode(),
    "capitals": lambda s: s.upper().encode(),
    "accents apart": lambda s: s.replace("ë", "e\u0308").encode(),
    "windows text": lambda s: f"x {s}".encode("cp1252"),
    "utf-16": lambda s: f"x {s}".encode("utf-16"),
    "curly apostrophe": lambda s: s.replace("'", "’").encode(),
    "broken line": lambda s: s.replace(" ", "\n   ").encode(),
    "json": lambda s: json.dumps({"a": s}).encode(),
    "json in json": lambda s: json.dumps(json.dumps({"a": s})).encode(),
    "url": lambda s: ("?q=" + urllib.parse.quote(s)).encode(),
    "html": lambda s: html.escape(s).replace("ë", "&#235;").encode(),
    "tags": lambda s: s.replace("This", "</w:t><w:t>This").encode(),
    "docx": lambda s: zipped(f"<w:t>{s}</w:t>".encode(), "word/document.xml"),
    "name in zip": lambda s: zipped(b"", s + ".txt"),
    "zip in zip": lambda s: zipped(zipped(s.encode()), "b.zip"),
    "gzip": lambda s: gzip.compress(s.encode()),
    "png text": lambda s: png(b"tEXt", b"Author\0" + s.encode("latin-1")),
    "png zTXt": lambda s: png(b"zTXt", b"Author\0\0" + zlib.compress(s.encode("latin-1"))),
    "png iTXt": lambda s: png(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(s.encode())),
    "pdf stream": lambda s: b"%PDF-1.7\nstream\n" + zlib.compress(f"({s}) Tj".encode("latin-1")) + b"\nendstream\n",
    "base64": lambda s: b'{"image/png": "' + base64.b64encode(png(b"tEXt", b"A\0" + s.encode() + b" " * 40)) + b'"}',
    "any bytes": lambda s: bytes(range(256)) + s.encode() + bytes(range(256)),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_found_wherever_it_is(tmp_path, holder):
    path = tmp_path / "file"
    path.write_bytes(HOLDERS[holder](WHO))
    assert {leak.label for leak in find_leaks([tmp_path], {WHO: "the person"})} == {"the person"}
    path.write_bytes(HOLDERS[holder]("Zoë O'Thimblewood"))
    assert find_leaks([tmp_path], [WHO]) == []


def test_in_a_file_name(tmp_path):
    (tmp_path / "letter of thistlewood.txt").write_text("x")
    assert find_leaks([tmp_path], ["Thistlewood"])[0].inside == "its name"


NUMBERS = [
    ("07700 900123", "ring +44 7700 900-123", True),
    ("07700 900123", "0044 (0)7700 900 123", True),
    ("943 476 5919", "9434765919", True),
    ("07700 900123", "07700 900124", False),
    ("07700 900123", "x 0.77, 00 90, 01 23", False),
]


@pytest.mark.parametrize(("number", "text", "leaks"), NUMBERS)
def test_numbers_however_they_are_grouped(tmp_path, number, text, leaks):
    (tmp_path / "a.txt").write_text(text)
    assert bool(find_leaks([tmp_path], [number])) == leaks


def test_a_short_name_has_to_stand_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("An annual Annex, susanne")
    assert find_leaks([path], ["Ann", "Sus"]) == []
    path.write_text("with “Ann’s” help")
    assert len(find_leaks([path], ["Ann"])) == 1


def test_each_of_many_is_told_with_its_row(tmp_path):
    names = [f"Planted{i:03}" for i in range(500)]
    (tmp_path / "a.csv").write_text("\n".join(names))
    leaks = find_leaks([tmp_path], names)
    assert [(leak.label, leak.row) for leak in leaks] == [(name, i) for i, name in enumerate(names, 1)]


def test_a_bomb_is_told_and_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("sixphase.transcription.names.openings.LARGEST", 1000)
    (tmp_path / "a.zip").write_bytes(zipped(b"0" * 5000))
    assert find_leaks([tmp_path], ["Thistlewood"])[0].label == "a member too large to look into"


def test_a_pdf_that_begins_like_text_is_opened_and_its_packed_bytes_are_no_words(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + 600 * b"% plain\n" + b"\xca\xf0_JOy+\xf6")
    found = find_leaks([tmp_path], [WHO, "Joy"], pdf_text=lambda _: f"said by {WHO}")
    assert [(leak.inside, leak.label) for leak in found] == [("text", WHO)]


def test_text_of_a_pdf_by_a_reader(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe\x00\x01")
    assert find_leaks([tmp_path], [WHO], pdf_text=lambda _: f"said by {WHO}")[0].inside == "text"
