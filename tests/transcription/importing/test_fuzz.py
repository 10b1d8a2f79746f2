"""Some thousands of broken files: each is read or refused, none ends in a traceback or hangs."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transcription.importing.conftest import ASKING, BLANK, ODS, ODT, docx, open_document, xlsx

from sixphase.study.problem import InputError
from sixphase.transcription.importing.additions import extended, with_ids
from sixphase.transcription.importing.reading import read_file
from sixphase.transcription.importing.roles import Role
from sixphase.transcription.importing.transcribing import transcribe
from sixphase.transcription.importing.understanding import agreed_order, understand

CELL = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
ROW = "<table:table-row>{}</table:table-row>"
SHEET = "".join(ROW.format("".join(CELL.format(text) for text in row)) for row in (["Form", "Said"], ["1", "so calm"]))
TEXT = "<text:h>Form 1</text:h><text:p>Q1: so <text:s text:c='2'/>calm</text:p><table:table>" + SHEET + "</table:table>"
PIECES = ["Form 1\n", "Form", "Q1: a\n", "Q1", "helped", "\n", "\r\n", ",", ";", "\t", '"', "'", "=1+1", "\0", "\u202e", "é", "\x85",
          "# ", "**", ": ", "2022-05-19", "31/02/2022", "19/05/22", "{", "}", "[", '{"a": "b"}\n', '{"form": 1, "date": null}\n', "-" * 5,
          "|", "n/a", "[?]", "sep=;\n", "Response", '{"ImportId"', "\ud83d", "1" * 5000, "\u2028", "x" * 300]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"]
MANY = settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SOME = settings(MANY, max_examples=120)

edits = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["flip", "flip", "put", "put", "double", "drop", "cut"]), st.binary(max_size=12)), min_size=1, max_size=6)  # fmt: skip


def try_it(path: Path) -> None:
    """The whole way in memory; anything but a refusal with its remedy is a failure."""
    for study in (BLANK, ASKING):
        try:
            understood = understand(read_file(path, study), study)
            understood.lines()
            said = {c: role for c, role in understood.roles.items() if role.kind not in ("form_id", "leave out")}
            rest = {c: Role("question") for c in understood.table.names if c not in said}
            roles, added = with_ids(understood.roles if study is ASKING else {**said, **rest}, study)
            forms, _ = transcribe(
                understood.table, roles, extended(study, added), agreed_order(understood, True), number_forms=True
            )
        except InputError as error:
            assert error.problems
            assert all(problem.remedy for problem in error.problems), error
            str(error).encode("utf-8")
        else:
            assert len({form.id for form in forms}) == len(forms)


def broken(raw: bytes, changes) -> bytes:
    for at, how, piece in changes:
        at %= len(raw) + 1
        if how == "flip" and at < len(raw):
            raw = raw[:at] + bytes([raw[at] ^ (1 + (piece[0] if piece else 0) % 255)]) + raw[at + 1 :]
        elif how == "cut":
            raw = raw[:at]
        elif how == "double":
            raw = raw[:at] + raw[at : at + 200] + raw[at:]
        elif how == "drop":
            raw = raw[:at] + raw[at + 1 + len(piece) :]
        else:
            raw = raw[:at] + piece + raw[at:]
    return raw


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A sound file of each kind, as bytes."""
    folder = tmp_path_factory.mktemp("whole")

    def words(document):
        document.add_heading("Form 1", 1)
        document.add_paragraph("Q1: so calm")
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "Form", "calm"

    made = {
        "xlsx": xlsx(folder, [["Form", "Date", "Said"], ["1", 44700, "so calm"], ["2", True, "kind"]]),
        "docx": docx(folder, words),
        "ods": open_document(folder, f"<office:spreadsheet><table:table table:name='S'>{SHEET}</table:table></office:spreadsheet>", ODS, "a.ods"),
        "odt": open_document(folder, f"<office:text>{TEXT}</office:text>", ODT, "a.odt"),
        "xls": Path(__file__).parent / "files" / "old.xls",
    }  # fmt: skip
    return {kind: path.read_bytes() for kind, path in made.items()}


PARTS = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml", "ods": "content.xml", "odt": "content.xml"}


def with_broken_part(raw: bytes, part: str, changes) -> bytes:
    """A sound archive around a broken part, so that the fault is met behind the archive's own checks."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item.filename, broken(content, changes) if item.filename == part else content)
    return out.getvalue()


@MANY
@given(
    st.lists(st.sampled_from(PIECES), max_size=40),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["csv", "txt", "md", "jsonl"]),
)
def test_texts_of_odd_pieces(tmp_path, pieces, encoding, suffix):
    path = tmp_path / f"form_1.{suffix}"
    path.write_bytes("".join(pieces).encode(encoding, "replace"))
    try_it(path)


@MANY
@given(st.binary(max_size=400), st.sampled_from(["csv", "txt", "md", "jsonl", "xlsx", "docx"]))
def test_any_bytes(tmp_path, raw, suffix):
    path = tmp_path / f"form_1.{suffix}"
    path.write_bytes(raw)
    try_it(path)


@MANY
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), min_size=1, max_size=6))
def test_tables_of_any_text(tmp_path, rows):
    import csv

    with (tmp_path / "forms.csv").open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows(rows)
    try_it(tmp_path / "forms.csv")


@pytest.mark.parametrize("kind", ["docx", "ods", "odt"])
@settings(MANY, max_examples=300)
@given(changes=edits)
def test_broken_parts_of_documents(tmp_path, whole, kind, changes):
    path = tmp_path / f"form_1.{kind}"
    path.write_bytes(with_broken_part(whole[kind], PARTS[kind], changes))
    try_it(path)


@pytest.mark.parametrize("kind", ["docx", "ods", "odt"])
@SOME
@given(changes=edits)
def test_broken_archives(tmp_path, whole, kind, changes):
    path = tmp_path / f"form_1.{kind}"
    path.write_bytes(broken(whole[kind], changes))
    try_it(path)


@SOME
@given(changes=edits)
def test_broken_sheets(tmp_path, whole, changes):
    path = tmp_path / "forms.xlsx"
    path.write_bytes(with_broken_part(whole["xlsx"], PARTS["xlsx"], changes))
    try_it(path)


@settings(SOME, max_examples=60)
@given(changes=edits)
def test_broken_old_sheets(tmp_path, whole, changes):
    path = tmp_path / "forms.xls"
    path.write_bytes(broken(whole["xls"], changes))
    try_it(path)
