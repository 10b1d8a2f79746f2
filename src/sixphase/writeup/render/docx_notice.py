"""A few words at the head of every page of a Word file."""

from collections.abc import Mapping

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
PART, ID = "notice.xml", "rIdNotice"


def with_notice(parts: Mapping[str, bytes], words: str) -> dict[str, bytes]:
    """The parts of a Word file with a header of these words in every section, in place of its own headers."""
    changed = {
        "word/document.xml": _sections(parts["word/document.xml"]),
        "word/_rels/document.xml.rels": _related(parts["word/_rels/document.xml.rels"]),
        "[Content_Types].xml": _typed(parts["[Content_Types].xml"]),
    }
    return {**parts, **changed, f"word/{PART}": _header(words)}


def _header(words: str) -> bytes:
    root = etree.Element(f"{{{W}}}hdr", nsmap={"w": W})
    paragraph = etree.SubElement(root, f"{{{W}}}p")
    look = etree.SubElement(paragraph, f"{{{W}}}pPr")
    etree.SubElement(look, f"{{{W}}}jc", {f"{{{W}}}val": "right"})
    run = etree.SubElement(paragraph, f"{{{W}}}r")
    etree.SubElement(etree.SubElement(run, f"{{{W}}}rPr"), f"{{{W}}}b")
    etree.SubElement(run, f"{{{W}}}t").text = words
    return _written(root)


def _sections(document: bytes) -> bytes:
    root = etree.fromstring(document)
    body = root.find(f"{{{W}}}body")
    sections = list(root.iter(f"{{{W}}}sectPr"))
    if not sections and body is not None:
        sections = [etree.SubElement(body, f"{{{W}}}sectPr")]
    for section in sections:
        for own in section.findall(f"{{{W}}}headerReference"):
            section.remove(own)
        for first in section.findall(f"{{{W}}}titlePg"):  # a first page with a header of its own would hide it there
            section.remove(first)
        section.insert(0, etree.Element(f"{{{W}}}headerReference", {f"{{{W}}}type": "default", f"{{{R}}}id": ID}))
    return _written(root)


def _related(relations: bytes) -> bytes:
    root = etree.fromstring(relations)
    given = {"Id": ID, "Type": f"{R}/header", "Target": PART}
    etree.SubElement(root, f"{{{RELATIONS}}}Relationship", given)
    return _written(root)


def _typed(types: bytes) -> bytes:
    root = etree.fromstring(types)
    etree.SubElement(root, f"{{{TYPES}}}Override", {"PartName": f"/word/{PART}", "ContentType": HEADER})
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
