"""Styles that the paper uses and a journal's template has not: each is added, based on what the template has."""

import re
from collections.abc import Mapping

from lxml import etree

from sixphase.writeup.render.docx_parts import w, written
from sixphase.writeup.render.reference import table_lines

KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
BASES = {
    "FirstParagraph": "BodyText",
    "Compact": "BodyText",
    "Abstract": "BodyText",
    "Callout": "BodyText",
    "ImageCaption": "Caption",
    "TableCaption": "Caption",
    "BlockText": "Quote",
}
CODE = "Courier New"
LINK = "0B4F7D"


def with_missing_styles(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word file in which every style that is used is there."""
    if "word/styles.xml" not in parts:
        return dict(parts)
    styles = etree.fromstring(parts["word/styles.xml"])
    known = {style.get(w("styleId"), "") for style in styles.iter(w("style"))}
    missing = sorted(_used(parts) - {(kind, ident) for kind in KINDS.values() for ident in known})
    for kind, ident in missing:
        styles.append(_style(kind, ident, _base(kind, ident, known, styles)))
    return {**parts, "word/styles.xml": written(styles)} if missing else dict(parts)


def _used(parts: Mapping[str, bytes]) -> set[tuple[str, str]]:
    texts = [etree.fromstring(parts[name]) for name in ("word/document.xml", "word/footnotes.xml") if name in parts]
    named = (element for text in texts for element in text.iter(*map(w, KINDS)))
    return {(KINDS[etree.QName(element).localname], element.get(w("val"), "")) for element in named}


def _base(kind: str, ident: str, known: set[str], styles: etree._Element) -> str:
    """The style that it looks like: a kindred one, else the template's plain one."""
    if kind == "paragraph" and BASES.get(ident) in known:
        return BASES[ident]
    plain = (s for s in styles.iter(w("style")) if s.get(w("type")) == kind and s.get(w("default")) in ("1", "true"))
    return next((style.get(w("styleId"), "") for style in plain), "")


def _style(kind: str, ident: str, base: str) -> etree._Element:
    style = etree.Element(w("style"), {w("type"): kind, w("customStyle"): "1", w("styleId"): ident})
    etree.SubElement(style, w("name"), {w("val"): re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ident)})
    if base:
        etree.SubElement(style, w("basedOn"), {w("val"): base})
    if kind == "table":
        table_lines(style)
    elif ident == "Hyperlink":
        etree.SubElement(etree.SubElement(style, w("rPr")), w("color"), {w("val"): LINK})
    elif ident in ("VerbatimChar", "SourceCode"):
        etree.SubElement(etree.SubElement(style, w("rPr")), w("rFonts"), {w("ascii"): CODE, w("hAnsi"): CODE})
    elif ident in ("CaptionedFigure", "TableCaption"):
        etree.SubElement(etree.SubElement(style, w("pPr")), w("keepNext"))
    return style
