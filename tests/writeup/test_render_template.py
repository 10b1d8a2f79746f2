"""A journal's Word template gives the paper its styles, and nothing else."""

import io
import zipfile

import pytest
from docx import Document
from docx.shared import Pt
from lxml import etree
from writeup.fixture_paper.staging import TOP, stage

from sixphase.study.problem import InputError
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render import quarto, render
from sixphase.writeup.render.docx_parts import w


@pytest.fixture
def template(tmp_path):
    """A Word file as a journal gives it: other type, a name in its properties, and a link out of it."""
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(31)
    document.core_properties.author = "The Journal's Office"
    document.add_paragraph("Words of the journal that belong into no paper.")
    path = tmp_path / "journal.docx"
    document.save(str(path))
    return path


def test_its_styles_are_taken_and_its_words_and_names_are_not(template, tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    (paper,) = render(stage(tmp_path), tmp_path / "out", "docx", template=template)
    document = Document(str(paper))
    assert document.styles["Heading 1"].font.size == Pt(31) and document.styles["Normal"].font.name == "Georgia"
    assert document.core_properties.author.startswith("Ada Invented")
    assert not any("Words of the journal" in paragraph.text for paragraph in document.paragraphs)
    assert any(paragraph.style.style_id == "Heading1" for paragraph in document.paragraphs)


def test_every_style_that_is_used_is_there(template, tmp_path, monkeypatch):
    """LibreOffice writes a stray letter at the end of a paragraph whose style is nowhere."""
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    (paper,) = render(stage(tmp_path), tmp_path / "out", "docx", template=template)
    with zipfile.ZipFile(paper) as archive:
        text, styles = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles"))
    used = {e.get(w("val")) for e in text.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
    based = {s.get(w("styleId")): s.find(w("basedOn")) for s in styles.iter(w("style"))}
    assert {"FirstParagraph", "ImageCaption", "TableText", "Table", "Hyperlink"} <= used
    assert used <= set(based)
    assert based["ImageCaption"].get(w("val")) == "Caption" and based["TableText"].get(w("val")) == "Normal"


def test_nothing_of_it_asks_a_network(template, tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    (paper,) = render(stage(tmp_path), tmp_path / "out", "docx", template=_changed(template, _with_outside_link))
    with zipfile.ZipFile(paper) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"evil.example" not in whole


def test_nobody_who_made_it_is_named_in_a_blinded_copy(template, tmp_path, monkeypatch):
    """Word keeps company and manager in a part of its own, and the words of headers and footers."""
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    named = Document(str(template))
    named.sections[0].header.paragraphs[0].text = "Manuscript of Evelina Grey"
    named.sections[0].footer.paragraphs[0].text = "Evelina Grey, Lovelace Hospital"
    named.save(str(template))
    (paper,) = render(stage(tmp_path), tmp_path / "out", "docx", blind=True, template=_changed(template, _with_company))
    with zipfile.ZipFile(paper) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Lovelace" not in whole and b"Evelina" not in whole


def _with_company(name: str, content: bytes) -> bytes:
    told = b"<Manager>Evelina Grey</Manager><Company>Lovelace Hospital</Company></Properties>"
    if name == "word/_rels/settings.xml.rels":
        return b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    if name != "docProps/app.xml":
        return content
    assert b"</Properties>" in content
    return content.replace(b"</Properties>", told)


def _with_outside_link(name: str, content: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = b'<Relationship Id="rIdE" Type="' + kind + b'" Target="http://evil.example/t" TargetMode="External"/>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return empty + link + b"</Relationships>" if name == "word/_rels/settings.xml.rels" else content


def _with_doctype(name: str, content: bytes) -> bytes:
    head, mark, rest = content.partition(b"<w:styles")
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    return head + bomb + mark + rest if name == "word/styles.xml" else content


def _changed(template, change):
    made = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(made, "w") as new:
        names = {*old.namelist(), "word/_rels/settings.xml.rels"}
        for name in sorted(names):
            new.writestr(name, change(name, old.read(name) if name in old.namelist() else b""))
    template.write_bytes(made.getvalue())
    return template


def _zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


REFUSED = {
    "not a Word file": (b"PK but no more", "is not a Word file"),
    "another zip": (_zipped(a="b"), "has no word/document.xml"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_template_is_told(tmp_path, content, words):
    path = tmp_path / "journal.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        render(tmp_path, tmp_path / "out", "docx", template=path)


def test_one_that_declares_a_document_type_is_refused(template, tmp_path):
    with pytest.raises(InputError, match="declares a document type"):
        render(tmp_path, tmp_path / "out", "docx", template=_changed(template, _with_doctype))


def test_one_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="template is not there"):
        render(tmp_path, tmp_path / "out", "docx", template=tmp_path / "none.docx")


def test_it_is_for_word_only(template, tmp_path):
    with pytest.raises(InputError, match="does nothing for pdf"):
        render(tmp_path, tmp_path / "out", "pdf", template=template)


def test_quarto_s_profile_names_the_place_of_the_template():
    profile = read_yaml(TOP / "_quarto-journal.yml")
    assert profile == {"format": {"docx": {"reference-doc": "reports/journal.docx"}}}
