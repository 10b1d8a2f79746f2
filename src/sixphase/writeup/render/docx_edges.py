"""Heads, feet and notes of a Word file for reviewers: nobody's words at the head, a page number at the foot."""

import re
from collections.abc import Mapping

from lxml import etree

from sixphase.writeup.render.docx_parts import field_runs, w, written

EDGE = re.compile(r"word/(?:header|footer)[^/]*\.xml")
RELATIONS = re.compile(r"word/_rels/(?:header|footer)[^/]*\.rels")
NOTES = "word/footnotes.xml"


def with_blind_edges(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with heads and feet emptied but for the page's number, and no line of them or of notes numbered.

    A journal's template, or an author's own, may name people and places there, or show a hospital's mark. Word numbers
    none of these lines; other programs do.
    """
    kept = {name: part for name, part in parts.items() if not RELATIONS.fullmatch(name)}
    kept |= {name: _page_number(part) for name, part in kept.items() if EDGE.fullmatch(name)}
    if NOTES in kept:
        kept[NOTES] = _without_line_numbers(kept[NOTES])
    asked = b"".join(part for name, part in kept.items() if name.endswith(".rels"))
    gone = {n for n in kept if n.startswith("word/media/") and n.removeprefix("word/").encode() not in asked}
    return {name: part for name, part in kept.items() if name not in gone}


def _page_number(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for old in list(root):
        root.remove(old)
    paragraph = etree.SubElement(root, w("p"))
    shape = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(shape, w("suppressLineNumbers"))
    etree.SubElement(shape, w("jc"), {w("val"): "center"})
    if root.tag == w("ftr"):
        paragraph.extend(field_runs("PAGE", "1"))
    return written(root)


def _without_line_numbers(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for paragraph in root.iter(w("p")):
        shape = paragraph.find(w("pPr"))
        if shape is None:
            shape = etree.Element(w("pPr"))
            paragraph.insert(0, shape)
        first = shape.find(w("pStyle"))
        shape.insert(0 if first is None else 1, etree.Element(w("suppressLineNumbers")))
    return written(root)
