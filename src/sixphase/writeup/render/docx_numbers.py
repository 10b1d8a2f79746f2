"""Headings of a Word file, counted by Word itself."""

import re

from lxml import etree

from sixphase.writeup.render.docx_parts import Bookmarks, w, written

LIST = "7001"  # our list of headings, beyond the numbers that pandoc gives
INDENTS = (567, 680, 794, 907, 1021)  # twentieths of a point: where the words of a heading begin
VAL = w("val")
HEADING = re.compile(r"^Heading(?P<level>[1-5])$")


def number_headings(root: etree._Element, marks: Bookmarks) -> None:
    """Headings whose number was typed become numbered headings, each with a bookmark."""
    ident = ""
    for element in list(root.iter(w("bookmarkStart"), w("p"))):
        if element.tag == w("bookmarkStart"):
            ident = element.get(w("name"), "")
            continue
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        match = HEADING.match(style.get(VAL, "")) if style is not None else None
        runs = element.findall(w("r"))
        if match and style is not None and len(runs) > 2 and _is_number(runs[0]) and runs[1].find(w("tab")) is not None:
            _numbered(element, style, int(match["level"]) - 1, runs, ident, marks)


def _is_number(run: etree._Element) -> bool:
    look = run.find(f"{w('rPr')}/{w('rStyle')}")
    return look is not None and look.get(VAL) == "SectionNumber"


def _numbered(
    heading: etree._Element,
    style: etree._Element,
    level: int,
    runs: list[etree._Element],
    ident: str,
    marks: Bookmarks,
) -> None:
    inner = next((m.get(w("name"), "") for m in heading.iter(w("bookmarkStart"))), ident)
    listed = etree.Element(w("numPr"))
    etree.SubElement(listed, w("ilvl"), {VAL: str(level)})
    etree.SubElement(listed, w("numId"), {VAL: LIST})
    _after_style(style, listed)
    for typed in runs[:2]:
        heading.remove(typed)
    name = marks.named(inner, number=True)
    marks.numbers.setdefault(inner, name)
    start, end = marks.around([], name)
    runs[2].addprevious(start)
    heading.append(end)


def _after_style(style: etree._Element, listed: etree._Element) -> None:
    """Where the rules want it: after the style and what keeps a paragraph with its next."""
    last = style
    for element in style.itersiblings():
        if element.tag in {w("keepNext"), w("keepLines"), w("pageBreakBefore"), w("framePr"), w("widowControl")}:
            last = element
    last.addnext(listed)


def with_heading_list(numbering: bytes) -> bytes:
    """The file's lists, with the one that counts headings: 1, 1.1, 1.1.1."""
    root = etree.fromstring(numbering)
    if root.find(f"{w('num')}[@{w('numId')}='{LIST}']") is not None:
        return numbering
    kind = etree.Element(w("abstractNum"), {w("abstractNumId"): LIST})
    etree.SubElement(kind, w("multiLevelType"), {VAL: "multilevel"})
    for at, indent in enumerate(INDENTS):
        level = etree.SubElement(kind, w("lvl"), {w("ilvl"): str(at)})
        text = ".".join(f"%{part}" for part in range(1, at + 2))
        for tag, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", text), ("lvlJc", "left")):
            etree.SubElement(level, w(tag), {VAL: value})
        shape = etree.SubElement(level, w("pPr"))
        etree.SubElement(shape, w("ind"), {w("left"): str(indent), w("hanging"): str(indent)})
    first = root.find(w("num"))
    if first is None:
        root.append(kind)
    else:
        first.addprevious(kind)
    number = etree.Element(w("num"), {w("numId"): LIST})
    etree.SubElement(number, w("abstractNumId"), {VAL: LIST})
    numbers = root.findall(w("num"))
    if numbers:
        numbers[-1].addnext(number)
    else:
        root.append(number)
    return written(root)
