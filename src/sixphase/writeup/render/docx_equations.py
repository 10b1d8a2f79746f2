"""Formulas of a Word file that stand alone: in the middle of their line, their number counted by Word at its end."""

from lxml import etree

from sixphase.writeup.render.docx_parts import Bookmarks, field_runs, simple_run, w

VAL = w("val")
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT_WIDTH = 9070  # twentieths of a point: A4 without its margins, where a page does not say


def number_equations(root: etree._Element, marks: Bookmarks) -> None:
    """A formula in the middle of its line, and its number, which Word counts, at the end of the line."""
    for formula in list(root.iter(f"{M}oMathPara")):
        paragraph = formula.getparent()
        inner = formula.find(f"{M}oMath")
        if paragraph is None or inner is None or paragraph.tag != w("p"):
            continue
        names = [m.get(w("name"), "") for m in paragraph.iter(w("bookmarkStart"))]
        ident = next((name for name in names if name.startswith("eq-")), "")
        number = _typed_number(inner)
        if ident and number:
            _centred(paragraph, _text_width(root))
            for element in _equation(inner, ident, number, marks):
                formula.addprevious(element)
            paragraph.remove(formula)


def _typed_number(formula: etree._Element) -> str:
    """The number that a renderer typed at the end of a formula, taken away from it; nothing if there is none."""
    last = list(formula)[-4:]
    texts = ["".join(map(str, run.itertext())).strip() for run in last]
    if len(last) < 4 or texts[0] or (texts[1], texts[3]) != ("(", ")") or not texts[2].isdigit():
        return ""
    for run in last:
        formula.remove(run)
    return texts[2]


def _equation(formula: etree._Element, ident: str, number: str, marks: Bookmarks) -> list[etree._Element]:
    marks.numbers[ident] = marks.named(ident, number=True)
    counted = marks.around(field_runs("SEQ Equation \\* ARABIC", number), marks.numbers[ident])
    return [_tab(), formula, _tab(), simple_run("("), *counted, simple_run(")")]


def _tab() -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("tab"))
    return run


def _centred(paragraph: etree._Element, width: int) -> None:
    look = paragraph.find(w("pPr"))
    if look is None:
        look = etree.Element(w("pPr"))
        paragraph.insert(0, look)
    tabs = etree.Element(w("tabs"))
    for kind, at in (("center", width // 2), ("right", width)):
        etree.SubElement(tabs, w("tab"), {VAL: kind, w("pos"): str(at)})
    style = look.find(w("pStyle"))
    if style is None:
        look.insert(0, tabs)
    else:
        style.addnext(tabs)


def _text_width(root: etree._Element) -> int:
    size, margins = next(root.iter(w("pgSz")), None), next(root.iter(w("pgMar")), None)
    if size is None or margins is None:
        return TEXT_WIDTH
    try:
        return int(size.get(w("w"), "")) - int(margins.get(w("left"), "")) - int(margins.get(w("right"), ""))
    except ValueError:
        return TEXT_WIDTH
