"""What a renderer's Word file needs afterwards: who wrote it, its language, and nothing of the clock."""

import io
import zipfile
from datetime import UTC, datetime

from lxml import etree

from sixphase.writeup.render.docx_fields import with_fields
from sixphase.writeup.render.docx_notice import with_notice
from sixphase.writeup.render.docx_numbers import with_heading_list
from sixphase.writeup.render.docx_review import for_review
from sixphase.writeup.render.docx_styles import with_missing_styles
from sixphase.writeup.render.docx_tables import laid_out_tables
from sixphase.writeup.render.head import Front, plain_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VAL = f"{{{W}}}val"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LINKED = ("document.xml.rels", "footnotes.xml.rels")  # the paper's own links; elsewhere a template could ask a network
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


def finish_docx(written: bytes, head: Front, moment: int, blind: bool = False) -> bytes:
    """The same document with its properties from the paper's head; the same bytes at any time.

    Parameters
    ----------
    written
        A renderer's DOCX.
    head
        What stands at the head of the paper.
    moment
        The one moment that the file may name, in seconds since 1970.
    blind
        For reviewers: numbered lines and double spacing.
    """
    day = datetime.fromtimestamp(moment, UTC)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old:
        parts = {name: _part(name, old.read(name), head, day) for name in old.namelist()}
    parts = with_missing_styles(_counted(parts))
    if head.notice:
        parts = with_notice(parts, head.notice)
    if blind:
        parts = for_review(parts)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, day.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            new.writestr(part, content)
    return made.getvalue()


def _counted(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Numbers as fields, and the list by which headings are counted."""
    notes = "word/footnotes.xml"
    document, footnotes = with_fields(parts["word/document.xml"], parts.get(notes))
    counted = {**parts, "word/document.xml": document}
    if footnotes is not None:
        counted[notes] = footnotes
    if "word/numbering.xml" in parts:
        counted["word/numbering.xml"] = with_heading_list(parts["word/numbering.xml"])
    return counted


def _part(name: str, content: bytes, head: Front, day: datetime) -> bytes:
    if name == "docProps/core.xml":
        return _core(head, day)
    if name == "docProps/app.xml":  # counts of another file, and the company and manager of whoever made a template
        return _written(etree.Element(f"{{{EXTENDED}}}Properties", nsmap={"ep": EXTENDED}))
    if name == "docProps/custom.xml":  # pandoc keeps unknown metadata here, which no reader asked for
        return _written(etree.Element(f"{{{CUSTOM}}}Properties", nsmap={"c": CUSTOM}))
    if name == "word/styles.xml":
        return _language(content, head.language)
    if name == "word/document.xml":
        return laid_out_tables(content)
    if name.endswith(".rels") and name.split("/")[-1] not in LINKED:
        return _inside(content)
    return content


def _core(head: Front, day: datetime) -> bytes:
    """Title, authors, keywords and language; 'created' is the paper's date."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI})
    texts = {
        f"{{{DC}}}title": plain_text(head.title),
        f"{{{DC}}}creator": "; ".join(person.name.literal for person in head.people),
        f"{{{CORE}}}keywords": ", ".join(head.keywords),
        f"{{{DC}}}language": head.language,
    }
    for tag, text in texts.items():
        etree.SubElement(root, tag).text = text
    for tag in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{TERMS}}}{tag}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        moment.text = day.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _written(root)


def _inside(relations: bytes) -> bytes:
    """Relations to other parts of the file; those that lead out of it are taken away."""
    root = etree.fromstring(relations)
    for relation in root.findall(RELATIONSHIP):
        if relation.get("TargetMode") == "External":
            root.remove(relation)
    return _written(root)


def _language(styles: bytes, language: str) -> bytes:
    """The language of all text that says no other, so that Word checks it and a screen reader speaks it."""
    root = etree.fromstring(styles)
    for lang in root.iterfind(f"{{{W}}}docDefaults//{{{W}}}lang"):
        lang.set(VAL, language)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
