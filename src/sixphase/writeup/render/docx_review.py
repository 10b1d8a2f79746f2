"""A Word file for reviewers: double spacing, and a number at each line."""

from collections.abc import Mapping

from lxml import etree

from sixphase.writeup.render.docx_edges import with_blind_edges
from sixphase.writeup.render.docx_parts import w, written

DOUBLE = "480"  # two lines of 240
# Tables and headings stay as they are: reviewers write between the lines of the text and of the captions.
SPACED = (
    *("BodyText", "FirstParagraph", "Abstract", "Keywords", "BlockText", "Compact", "Callout", "Bibliography"),
    *("ImageCaption", "TableCaption"),
)
AFTER = ("pgMar", "paperSrc", "pgBorders")  # what stands before the numbering of lines in a section


def for_review(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word file with numbered lines and double spacing; all else as it was."""
    document, styles = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts["word/styles.xml"])
    for section in document.iter(w("sectPr")):
        _number_lines(section)
    for style in styles.iter(w("style")):
        if style.get(w("styleId")) in SPACED:
            _space(style)
    return {**with_blind_edges(parts), "word/document.xml": written(document), "word/styles.xml": written(styles)}


def _number_lines(section: etree._Element) -> None:
    for old in section.findall(w("lnNumType")):
        section.remove(old)
    numbering = etree.Element(w("lnNumType"), {w("countBy"): "1", w("restart"): "continuous"})
    before = [element for element in section if element.tag in {w(tag) for tag in AFTER}]
    if before:
        before[-1].addnext(numbering)
    else:
        section.append(numbering)


def _space(style: etree._Element) -> None:
    shape = style.find(w("pPr"))
    if shape is None:
        shape = etree.Element(w("pPr"))
        look = style.find(w("rPr"))
        if look is None:
            style.append(shape)
        else:
            look.addprevious(shape)
    spacing = shape.find(w("spacing"))
    if spacing is None:
        spacing = etree.SubElement(shape, w("spacing"))
    spacing.set(w("line"), DOUBLE)
    spacing.set(w("lineRule"), "auto")
