"""A project of one test, with an empty study, and ways to make the files that people have."""

import io
import zipfile
from pathlib import Path

import pytest

from sixphase.study import paths, settings
from sixphase.study.settings import Attribute, Paper, Question, Study
from sixphase.transcription.importing.new import new_study

ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{short}="{_URN}{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
BLANK = Study(title="S", approach="reflexive", seed=1, paper=Paper(title="P"))
ASKING = BLANK.model_copy(
    update={
        "questions": (
            Question(id="helped", asks="What helped you most?"),
            Question(id="change", asks="What to change?"),
        ),
        "attributes": {"job": Attribute(label="Occupation", categories=("Nursing", "Medical"))},
    }
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The folder of an empty project."""
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    (tmp_path / "data_raw").mkdir()
    paths.root.cache_clear()
    settings.read_study.cache_clear()
    yield tmp_path
    paths.root.cache_clear()
    settings.read_study.cache_clear()


@pytest.fixture
def kind(project):
    """The folder of a new study called 'kind'."""
    new_study("kind")
    return project / "data_raw" / "kind"


def csv_file(folder: Path, text: str, name: str = "forms.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(folder: Path, rows, name: str = "forms.xlsx", change=None) -> Path:
    """A workbook of one sheet; `change` may alter it before it is saved."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(folder / name)
    return folder / name


def docx(folder: Path, make, name: str = "forms.docx") -> Path:
    from docx import Document

    document = Document()
    make(document)
    document.save(folder / name)
    return folder / name


def open_document(folder: Path, body: str, mime: str, name: str, more: dict[str, str] | None = None, styles="") -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in {"mimetype": mime, "content.xml": content, **(more or {})}.items():
            archive.writestr(part, text)
    return folder / name


def changed_part(path: Path, part: str, change) -> Path:
    """The same archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            raw = old.read(item)
            new.writestr(item.filename, change(raw) if item.filename == part else raw)
    path.write_bytes(out.getvalue())
    return path
