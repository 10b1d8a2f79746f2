"""Files made to harm, or broken on the way: a clear refusal, quickly, and never anything else."""

import io
import struct
import time
import zipfile
import zlib

import pytest
from transcription.importing.conftest import BLANK, ODS, ODT, changed_part, csv_file, docx, open_document, xlsx

from sixphase.study.problem import InputError
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.reading import read_file
from sixphase.transcription.store import read_transcript

ROWS = [["Form", "Said"], ["1", "calm"], ["2", "kind"]]
PARAGRAPHS = ["Form 1", "Q1: calm"]


def a_docx(folder, name="forms.docx"):
    return docx(folder, lambda document: [document.add_paragraph(text) for text in PARAGRAPHS], name)


def refusal(path, within=5.0):
    began = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read_file(path, BLANK)
    assert time.perf_counter() - began < within
    assert caught.value.problems[0].file == path and caught.value.problems[0].remedy
    return str(caught.value)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("make", [lambda folder: xlsx(folder, ROWS), a_docx])
def test_truncated(tmp_path, make, share):
    path = make(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "damaged" in refusal(path)


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "word/vbaProject.bin", "Basic/Standard/Module1.xml", "Scripts/python/a.py"]
)
def test_macros(tmp_path, part):
    path = xlsx(tmp_path, ROWS, "forms.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, "Sub AutoOpen()")
    assert "macro" in refusal(path)


def test_passwords(tmp_path):
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert "password" in refusal(path)
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert "password" in refusal(open_document(tmp_path, "", ODS, "locked.ods", manifest))
    zipped = xlsx(tmp_path, ROWS, "zipped.xlsx")
    raw = bytearray(zipped.read_bytes())
    for at in range(len(raw) - 4):
        if raw[at : at + 4] == b"PK\x01\x02":
            raw[at + 8] |= 1
    zipped.write_bytes(raw)
    assert "password" in refusal(zipped)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1", "rich-text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08", "packed"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
        (b"<html><table><tr><td>1", "web page"),
        (b"<?xml version='1.0'?><Workbook>", "web page or XML"),
        (b"MZ\x90\x00", "program"),
        (b"\x7fELF", "program"),
        (b"PK\x05\x06" + bytes(18), "empty archive|damaged"),
        (bytes(range(1, 32)) * 40, "no text"),
        (b"\0" * 5000, "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
    ],
)
@pytest.mark.parametrize("name", ["forms.xlsx", "forms.csv", "forms.txt"])
def test_renamed(tmp_path, head, what, name):
    import re

    path = tmp_path / name
    path.write_bytes(head)
    assert re.search(what, refusal(path))


def test_other_archives(tmp_path):
    path = tmp_path / "forms.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no spreadsheet")
    assert "no spreadsheet or document" in refusal(path)


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda folder: xlsx(folder, ROWS), "xl/worksheets/sheet1.xml"),
        (lambda folder: xlsx(folder, ROWS), "xl/media/image1.png"),
        (a_docx, "word/document.xml"),
        (lambda folder: open_document(folder, "<office:spreadsheet/>", ODS, "a.ods"), "content.xml"),
        (lambda folder: open_document(folder, "<office:text/>", ODT, "a.odt"), "content.xml"),
    ],
)
def test_bombs_are_not_unpacked(tmp_path, make, part):
    path = make(tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != part:
                new.writestr(item.filename, old.read(item))
        new.writestr(part, b" " * (limits.RATIO_COUNTS_FROM + 1))
    path.write_bytes(out.getvalue())
    assert "-fold" in refusal(path)


def test_a_bomb_that_lies_about_its_size(tmp_path):
    path = xlsx(tmp_path, ROWS)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b" " * 300_000_000) + packed.flush()
    name = b"xl/sharedStrings.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(body), 100, len(name), 0) + name + body
    with zipfile.ZipFile(path) as old:
        parts = {i.filename: old.read(i) for i in old.infolist() if i.filename != name.decode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for part, raw in parts.items():
            new.writestr(part, raw)
    raw = out.getvalue()
    end = raw.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", raw[end + 16 : end + 20])[0]
    central = (
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(body), 100, len(name), 0, 0, 0, 0, 0, start
        )
        + name
    )
    count, size = len(parts) + 1, end - start + len(central)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, start + len(local), 0)
    path.write_bytes(raw[:start] + local + raw[start:end] + central + tail)
    assert "damaged" in refusal(path)


def test_too_many_parts_and_too_much_in_all(tmp_path, monkeypatch):
    path = xlsx(tmp_path, ROWS)
    monkeypatch.setattr(limits, "MOST_PARTS", 3)
    assert "parts" in refusal(path)
    monkeypatch.setattr(limits, "MOST_PARTS", 5000)
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 3000)
    assert "unpacked it would take" in refusal(path)
    monkeypatch.setattr("sixphase.transcription.importing.kinds.LARGEST_FILE", 100)
    assert "larger than 100 bytes" in refusal(path)


@pytest.mark.parametrize("columns", [1_001, 1_000_000])
def test_a_million_columns(tmp_path, columns):
    assert "columns" in refusal(csv_file(tmp_path, ",".join(["a"] * columns) + "\n" + ",".join(["1"] * columns) + "\n"))


def test_a_million_keys(tmp_path):
    line = "{" + ",".join(f'"{n}": 1' for n in range(200_000)) + "}\n"
    assert "keys" in refusal(csv_file(tmp_path, line, "forms.jsonl"))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b'r="B3"', b'r="XFD1048576"', "columns"),
        (b'r="B3"', b'r="CV1048576"', "cells"),
        (b'r="B3"', b"r='ZZZZ9'", "no proper place"),
        (b'r="B3"', b'r="B99999999999999999999"', "no proper place"),
        (b'r="B3"', b'r="&#66;3"', "no proper place"),
        (b"<sheetData>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><sheetData>", "entities"),
        (b"<sheetData>", b"<!ENTITY a SYSTEM 'file:///etc/passwd'><sheetData>", "entities"),
        (b"</sheetData>", b"", "damaged"),
    ],
)
def test_sheets_that_reach_too_far_or_declare_too_much(tmp_path, old, new, what):
    path = changed_part(xlsx(tmp_path, ROWS), "xl/worksheets/sheet1.xml", lambda raw: raw.replace(old, new))
    assert what in refusal(path)


def test_a_shared_text_that_is_not_there(tmp_path):
    def shared(raw):
        return raw.replace(b't="inlineStr"><is><t>calm</t></is>', b't="s"><v>99999</v>')

    path = changed_part(xlsx(tmp_path, ROWS), "xl/worksheets/sheet1.xml", shared)
    try:
        assert ["1", ""] in read_file(path, BLANK).rows
    except InputError as error:
        assert "damaged" in str(error)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("raw", [b"", b"<a/>", b"<a", b"\xff\xfe<\x00a\x00/\x00>\x00", b"<a>" * 10_000, b"not xml"])
def test_parts_of_a_workbook_that_are_wrong(tmp_path, part, raw):
    refusal(changed_part(xlsx(tmp_path, ROWS), part, lambda _: raw))


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("raw", [b"", b"<a/>", b"<a", b"<a>" * 10_000, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_parts_of_a_document_that_are_wrong(tmp_path, part, raw):
    refusal(changed_part(a_docx(tmp_path), part, lambda _: raw))


def test_nothing_outside_is_fetched(tmp_path, monkeypatch):
    """A document whose template and picture are elsewhere is read, and elsewhere is never asked."""
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("the network was asked"))

    def outside(raw):
        link = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/t.dotx" TargetMode="External"/>'
        return raw.replace(b"</Relationships>", link + b"</Relationships>")

    path = changed_part(a_docx(tmp_path), "word/_rels/document.xml.rels", outside)
    assert read_file(path, BLANK).rows == [["1", "calm"]]


def test_deep_and_endless_text_documents(tmp_path):
    deep = "<text:section>" * 300 + "<text:p>Form 1</text:p>" + "</text:section>" * 300
    refusal(open_document(tmp_path, f"<office:text>{deep}</office:text>", ODT, "deep.odt"))
    refusal(csv_file(tmp_path, "Form 1\n" + "x" * 100_000, "forms.txt"))


def test_folders_and_missing_files(tmp_path):
    assert "no such file" in refusal(tmp_path / "nothing.csv")
    assert "a folder" in refusal(tmp_path)


def test_a_form_with_control_characters_is_mended_and_told(kind):
    from sixphase.transcription.importing.bringing import import_files
    from sixphase.transcription.importing.commands import options_of

    path = csv_file(kind.parents[1], "Form,Said\n1,ca\x07lm \u202ednik\u202c\n")
    done = import_files("kind", [path], options_of(["Said=question said"]))
    assert done.transcript.answers["text"].tolist() == ["calm dnik"]
    assert any("control and bidirectional characters taken out" in note and "row 2" in note for note in done.notes)


@pytest.mark.parametrize("times", [10_000, 40_000])
def test_text_longer_than_a_cell_is_kept_whole_and_told(kind, times):
    from sixphase.transcription.importing.bringing import import_files
    from sixphase.transcription.importing.commands import options_of

    long = "calm " * times
    done = import_files(
        "kind", [csv_file(kind.parents[1], f"Form,Said\n1,{long}\n")], options_of(["Said=question said"])
    )
    assert done.transcript.answers["text"].tolist() == [long.strip()]
    assert read_transcript("kind").answers["text"].tolist() == [long.strip()], "what is stored can be read again"
    assert any("kept whole" in note for note in done.notes)
