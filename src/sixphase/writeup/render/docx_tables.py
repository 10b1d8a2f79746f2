"""Tables and figures of a Word file, set as tables and figures."""

from lxml import etree

from sixphase.writeup.render.docx_parts import w, written

STYLE = f"{w('pPr')}/{w('pStyle')}"


def laid_out_tables(document: bytes) -> bytes:
    """Tables set as tables: no row parted by the end of a page, smaller text, room below."""
    root = etree.fromstring(document)
    for table in list(root.iter(w("tbl"))):
        _unwrap(table)
    for row in root.iter(w("tr")):
        _keep_whole(row)
    for cell in root.iter(w("tc")):
        for style in cell.iterfind(f"{w('p')}/{STYLE}"):
            if style.get(w("val")) == "Compact":
                style.set(w("val"), "TableText")
    for table in root.iter(w("tbl")):
        after = next((e for e in table.itersiblings() if e.tag == w("p")), None)
        following = after.find(STYLE) if after is not None else None
        if following is not None and following.get(w("val")) == "BodyText":
            following.set(w("val"), "FirstParagraph")
    return written(root)


def _unwrap(table: etree._Element) -> None:
    """Free what a table of one cell holds: Quarto wraps each figure or table with its caption in one.

    A row that may not part would keep all of a long table on one page, and so lose what does not fit.
    """
    cells = table.findall(f"{w('tr')}/{w('tc')}")
    if len(cells) != 1 or not any(cells[0].find(f".//{w(tag)}") is not None for tag in ("tbl", "drawing")):
        return
    inside = [element for element in cells[0] if element.tag != w("tcPr")]
    after = table.getnext()
    if _empty(inside[-1]) and after is not None and after.tag == w("p"):
        inside.pop()  # Word wants a paragraph after a table at the end of a cell
    for element in inside:
        table.addprevious(element)
    if (parent := table.getparent()) is not None:
        parent.remove(table)


def _empty(element: etree._Element) -> bool:
    return element.tag == w("p") and all(part.tag == w("pPr") for part in element)


def _keep_whole(row: etree._Element) -> None:
    look = row.find(w("trPr"))
    if look is None:
        look = etree.Element(w("trPr"))
        before = row.find(w("tblPrEx"))
        row.insert(0 if before is None else row.index(before) + 1, look)
    if look.find(w("cantSplit")) is None:
        look.insert(0, etree.Element(w("cantSplit")))
