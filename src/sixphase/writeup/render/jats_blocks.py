"""Figures, tables, formulas and boxes of a JATS article: their ids and labels where the rules want them."""

import re

from lxml import etree

MML = "{http://www.w3.org/1998/Math/MathML}"
CAPTION = re.compile(r"^\s*((?:Figure|Table)\s\d+)[:.]\s*")  # \s also matches the no-break space
EQUATION_NUMBER = re.compile(r"\s*\\qquad\s*\((\d+)\)\s*$")


def tables(body: etree._Element) -> None:
    """The id of a table belongs to what wraps it; a figure around a table (Quarto's way) is taken away."""
    for wrap in list(body.iter("table-wrap")):
        table = wrap.find("table")
        if table is not None and table.get("id") and not wrap.get("id"):
            wrap.set("id", table.attrib.pop("id"))
        figure = wrap.getparent()
        if figure is None or figure.tag != "fig":
            continue
        caption = figure.find("caption")
        if caption is not None and wrap.find("caption") is None:
            wrap.insert(0, caption)
        wrap.set("id", figure.get("id", ""))
        _replace(figure, wrap)


def equations(body: etree._Element) -> None:
    """A numbered equation: its id and number on the formula itself, and no paragraph around it."""
    for formula in list(body.iter("disp-formula")):
        holder = formula.getparent()
        if holder is None or not holder.get("id", "").startswith("eq-"):
            continue
        formula.set("id", holder.get("id", ""))
        _label_equation(formula)
        _replace(holder, formula)
        paragraph = formula.getparent()
        alone = paragraph is not None and paragraph.tag == "p" and len(paragraph) == 1
        if paragraph is not None and alone and not (paragraph.text or "").strip() and not (formula.tail or "").strip():
            _replace(paragraph, formula)


def _label_equation(formula: etree._Element) -> None:
    for tex in formula.iter("tex-math"):
        match = EQUATION_NUMBER.search(tex.text or "")
        if match:
            tex.text = etree.CDATA(EQUATION_NUMBER.sub("", tex.text or ""))
            label = etree.Element("label")
            label.text = f"({match[1]})"
            formula.insert(0, label)
    for row in formula.iter(f"{MML}mrow"):
        children = list(row)
        end = [child.text or "" for child in children[-3:]]
        if len(end) == 3 and end[0] == "(" and end[2] == ")":
            for child in children[-4:]:
                row.remove(child)
            break


def boxes(body: etree._Element) -> None:
    """The first line of a box, where it is bold, is its title."""
    for box in body.iter("boxed-text"):
        first = box[0] if len(box) else None
        if first is None or first.tag != "p" or len(first) != 1 or first[0].tag != "bold":
            continue
        if (first.text or "").strip() or (first[0].tail or "").strip():
            continue
        caption = etree.Element("caption")
        title = etree.SubElement(caption, "title")
        title.text = first[0].text
        title.extend(list(first[0]))
        caption.tail = first.tail
        box.replace(first, caption)


def captions(body: etree._Element) -> None:
    """'Figure 1: …' in a caption becomes a label and a caption."""
    for element in [*body.iter("fig"), *body.iter("table-wrap")]:
        paragraph = element.find("caption/p")
        match = CAPTION.match(paragraph.text or "") if paragraph is not None else None
        if paragraph is None or match is None or element.find("label") is not None:
            continue
        paragraph.text = (paragraph.text or "")[match.end() :]
        label = etree.Element("label")
        label.text = match[1].replace("\N{NO-BREAK SPACE}", " ")
        element.insert(0, label)


def _replace(old: etree._Element, new: etree._Element) -> None:
    """Put `new` where `old` is, keeping the words that follow."""
    parent = old.getparent()
    if parent is None:
        return
    new.tail = old.tail
    parent.replace(old, new)
