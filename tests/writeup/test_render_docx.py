"""What Quarto wraps in a table of one cell is freed, and a table that is one stays."""

import io
import zipfile

import pytest
from lxml import etree

from sixphase.writeup.render.docx import W, finish_docx
from sixphase.writeup.render.docx_notice import RELATIONS, TYPES, R, with_notice
from sixphase.writeup.render.metadata import front

HEAD = front({"title": "T", "date": "2026-11-23"})


def cell(*content):
    return f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{''.join(content)}</w:tc></w:tr></w:tbl>"


def words(text, style=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


DATA = f"<w:tbl><w:tr><w:tc>{words('a', 'Compact')}</w:tc><w:tc>{words('b')}</w:tc></w:tr></w:tbl>"
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"
EMPTY = "<w:p><w:pPr/></w:p>"
AFTER = words("after", "BodyText")

# body, tags of the body afterwards
BODIES = {
    "a figure": (cell(PICTURE, words("Figure 1")) + AFTER, ["p", "p", "p"]),
    "a table": (cell(words("Table 1"), DATA, EMPTY) + AFTER, ["p", "tbl", "p"]),
    "a table before another": (cell(DATA, EMPTY) + DATA, ["tbl", "p", "tbl"]),
    "a table in a wrap of a wrap": (cell(cell(DATA, EMPTY), EMPTY) + AFTER, ["tbl", "p"]),
    "words in one cell": (cell(words("a")) + AFTER, ["tbl", "p"]),
    "two cells": (DATA + AFTER, ["tbl", "p"]),
    "a picture in one of two cells": (DATA.replace(words("b"), PICTURE) + AFTER, ["tbl", "p"]),
}


def finished(body):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    with zipfile.ZipFile(io.BytesIO(finish_docx(written.getvalue(), HEAD, 1_795_392_000))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


@pytest.mark.parametrize(("body", "tags"), BODIES.values(), ids=BODIES)
def test_only_what_is_wrapped_is_freed(body, tags):
    assert [etree.QName(element).localname for element in finished(body)] == tags


def test_a_freed_table_may_part_between_its_rows_and_keeps_its_words():
    body = finished(cell(words("Table 1", "TableCaption"), DATA, EMPTY) + AFTER)
    assert len(list(body.iter(f"{{{W}}}cantSplit"))) == 1  # the row of the table, and no row around it
    assert "".join(body.itertext()) == "Table 1abafter"
    styles = [style.get(f"{{{W}}}val") for style in body.iter(f"{{{W}}}pStyle")]
    assert styles == ["TableCaption", "TableText", "", "FirstParagraph"]


def test_a_notice_stands_at_the_head_of_every_page():
    """In each section, in place of headers of its own, and known to the file's lists of parts."""
    own = '<w:headerReference w:type="default"/><w:titlePg/>'
    body = f"<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr>{own}</w:sectPr>"
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"/>'.encode(),
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>'.encode(),
    }
    made = with_notice(parts, "Simulated <data>")
    sections = list(etree.fromstring(made["word/document.xml"]).iter(f"{{{W}}}sectPr"))
    assert [[etree.QName(e).localname for e in section] for section in sections] == [["headerReference"]] * 2
    assert {section[0].get(f"{{{R}}}id") for section in sections} == {"rIdNotice"}
    assert "".join(etree.fromstring(made["word/notice.xml"]).itertext()) == "Simulated <data>"
    assert b'Target="notice.xml"' in made["word/_rels/document.xml.rels"]
    assert b"/word/notice.xml" in made["[Content_Types].xml"]
