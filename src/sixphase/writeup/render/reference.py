"""The Word styles of the paper, as `reports/reference.docx`.

Run ``python -m sixphase.writeup.render.reference`` after a change here: it takes pandoc's own reference document,
which has a style for everything that pandoc writes, and gives it the paper's page, fonts and table lines.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from lxml import etree

from sixphase.writeup.render.pandoc import pandoc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
TEXT_FONT, HEAD_FONT, CODE_FONT = "Times New Roman", "Arial", "Courier New"

# Lengths in Word's units: text in half points, spaces in twentieths of a point.
# style: (font, size, bold, italic, colour, before, after, alignment, keep with next)
STYLES: dict[str, tuple[str, int, bool, bool, str, int, int, str, bool]] = {
    "BodyText": (TEXT_FONT, 22, False, False, "000000", 0, 140, "left", False),
    "FirstParagraph": (TEXT_FONT, 22, False, False, "000000", 120, 140, "left", False),
    "Compact": (TEXT_FONT, 22, False, False, "000000", 20, 20, "left", False),
    "Title": (HEAD_FONT, 36, True, False, "000000", 0, 120, "left", True),
    "Subtitle": (HEAD_FONT, 24, False, False, "404040", 0, 240, "left", True),
    "Author": (TEXT_FONT, 23, False, False, "000000", 0, 80, "left", True),
    "Affiliation": (TEXT_FONT, 19, False, False, "404040", 0, 20, "left", False),
    "Date": (TEXT_FONT, 19, False, False, "404040", 80, 160, "left", False),
    "AbstractTitle": (HEAD_FONT, 20, True, False, "000000", 160, 60, "left", True),
    "Abstract": (TEXT_FONT, 21, False, False, "000000", 0, 80, "left", False),
    "Keywords": (TEXT_FONT, 20, False, False, "000000", 60, 60, "left", False),
    "Heading1": (HEAD_FONT, 26, True, False, "000000", 360, 120, "left", True),
    "Heading2": (HEAD_FONT, 23, True, False, "000000", 260, 100, "left", True),
    "Heading3": (HEAD_FONT, 21, True, True, "000000", 200, 80, "left", True),
    "BlockText": (TEXT_FONT, 21, False, False, "262626", 80, 120, "left", False),
    "Bibliography": (TEXT_FONT, 20, False, False, "000000", 0, 60, "left", False),
    "FootnoteText": (TEXT_FONT, 18, False, False, "000000", 0, 40, "left", False),
    "Caption": (TEXT_FONT, 19, False, False, "000000", 60, 120, "left", False),
    "TableCaption": (TEXT_FONT, 19, False, False, "000000", 240, 80, "left", True),
    "ImageCaption": (TEXT_FONT, 19, False, False, "000000", 60, 280, "left", False),
    "CaptionedFigure": (TEXT_FONT, 22, False, False, "000000", 240, 0, "center", True),
    "Callout": (TEXT_FONT, 21, False, False, "000000", 0, 80, "left", False),
    "CalloutTitle": (HEAD_FONT, 20, True, False, "000000", 160, 40, "left", True),
    "TableText": (TEXT_FONT, 19, False, False, "000000", 20, 20, "left", False),
    "SourceCode": (CODE_FONT, 19, False, False, "000000", 80, 140, "left", False),
}
NEW = {
    "Affiliation": "Affiliation",
    "Keywords": "Keywords",
    "Callout": "Callout",
    "CalloutTitle": "Callout Title",
    "SourceCode": "Source Code",
    "TableText": "Table Text",
}
BASED_ON_TITLE = ("Subtitle", "Author", "Date")  # these would inherit its bold type
INDENTS = {
    "Bibliography": {"left": "360", "hanging": "360"},
    "BlockText": {"left": "480", "right": "480"},
    "Callout": {"left": "240", "right": "240"},
    "CalloutTitle": {"left": "240", "right": "240"},
}


def reference_docx() -> bytes:
    """Pandoc's reference document with the paper's looks; the same bytes each time."""
    command = [str(pandoc()), "--print-default-data-file=reference.docx"]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | {"word/footer1.xml": _footer()}
        parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
        parts["word/document.xml"] = _page(parts["word/document.xml"])
        parts["word/_rels/document.xml.rels"] = _relation(parts["word/_rels/document.xml.rels"])
        parts["[Content_Types].xml"] = _content_types(parts["[Content_Types].xml"])
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return made.getvalue()


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _w(tag), {_w(key): value for key, value in attributes.items()})


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _styles(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for ident, name in NEW.items():
        style = _child(root, "style", type="paragraph", customStyle="1", styleId=ident)
        _child(style, "name", val=name)
        _child(style, "basedOn", val="Normal")
        _child(style, "qFormat")
    for style in root.iterfind(_w("style")):
        ident = style.get(_w("styleId"), "")
        base = ident.removesuffix("Char")
        if ident == "BodyTextChar":  # links and numbers are based on it, and take the size of what is around them
            _replace_children(style, "rPr")
        elif base in STYLES:
            _set_style(style, base)
        elif ident == "VerbatimChar":
            _set_font(style, CODE_FONT, 17)
        elif ident == "Table":
            table_lines(style)
        elif ident == "Hyperlink":
            _replace_children(style, "rPr")
            _child(_child(style, "rPr"), "color", val="0B4F7D")
    return _written(root)


def _replace_children(style: etree._Element, *tags: str) -> None:
    for tag in tags:
        for old in style.findall(_w(tag)):
            style.remove(old)


def _set_font(style: etree._Element, font: str, size: int) -> etree._Element:
    _replace_children(style, "rPr")
    look = _child(style, "rPr")
    _child(look, "rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)
    _child(look, "sz", val=str(size))
    return look


def _set_style(style: etree._Element, ident: str) -> None:
    font, size, bold, italic, colour, before, after, alignment, keep = STYLES[ident]
    paragraph = style.get(_w("type")) == "paragraph"
    _replace_children(style, "pPr", "rPr")
    if paragraph:
        shape = _child(style, "pPr")
        if keep:
            _child(shape, "keepNext")
        if ident.startswith("Callout"):
            border = _child(shape, "pBdr")
            _child(border, "left", val="single", sz="18", space="6", color="0B4F7D")
        _child(shape, "spacing", before=str(before), after=str(after), line="264", lineRule="auto")
        if ident in INDENTS:
            _child(shape, "ind", **INDENTS[ident])
        _child(shape, "jc", val=alignment)
        if ident.startswith("Heading"):
            _child(shape, "outlineLvl", val=str(int(ident[-1]) - 1))
    look = _child(style, "rPr")
    _child(look, "rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)
    for tag, wanted in (("b", bold), ("i", italic)):
        if wanted or ident in BASED_ON_TITLE:
            _child(look, tag, val="1" if wanted else "0")
    _child(look, "color", val=colour)
    _child(look, "sz", val=str(size))


def table_lines(style: etree._Element) -> None:
    """A line above, one below and one under the head, as journals set tables; the text a little smaller."""
    _replace_children(style, "pPr", "rPr", "tblPr", "tblStylePr")
    _child(_child(style, "pPr"), "spacing", before="20", after="20")
    _child(_child(style, "rPr"), "sz", val="19")
    look = _child(style, "tblPr")
    borders = _child(look, "tblBorders")
    for edge in ("top", "bottom"):
        _child(borders, edge, val="single", sz="10", space="0", color="000000")
    margins = _child(look, "tblCellMar")
    for edge, width in (("top", "30"), ("left", "80"), ("bottom", "30"), ("right", "80")):
        _child(margins, edge, w=width, type="dxa")
    first = _child(style, "tblStylePr", type="firstRow")
    _child(_child(first, "rPr"), "b")
    _child(first, "tblPr")
    cell = _child(_child(first, "tcPr"), "tcBorders")
    _child(cell, "bottom", val="single", sz="6", space="0", color="000000")


def _page(content: bytes) -> bytes:
    """A4 with margins of 2.5 cm and the page's number below."""
    root = etree.fromstring(content)
    section = next(root.iter(_w("sectPr")), None)
    if section is None:
        section = _child(next(root.iter(_w("body"))), "sectPr")
    for old in list(section):
        section.remove(old)
    reference = _child(section, "footerReference", type="default")
    reference.set(f"{{{R}}}id", "rIdFooter1")
    _child(section, "pgSz", w="11906", h="16838")
    _child(
        section, "pgMar", top="1418", right="1418", bottom="1418", left="1418", header="709", footer="709", gutter="0"
    )
    return _written(root)


def _footer() -> bytes:
    root = etree.Element(_w("ftr"), nsmap={"w": W, "r": R})
    paragraph = _child(root, "p")
    _child(_child(paragraph, "pPr"), "jc", val="center")
    for kind, code in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        run = _child(paragraph, "r")
        _child(_child(run, "rPr"), "sz", val="18")
        if kind in ("begin", "separate", "end"):
            _child(run, "fldChar", fldCharType=kind)
        else:
            _child(run, "t" if kind == "text" else "instrText").text = code
    return _written(root)


def _relation(content: bytes) -> bytes:
    root = etree.fromstring(content)
    kind = f"{R}/footer"
    etree.SubElement(root, f"{{{root.nsmap[None]}}}Relationship", Id="rIdFooter1", Type=kind, Target="footer1.xml")
    return _written(root)


def _content_types(content: bytes) -> bytes:
    root = etree.fromstring(content)
    etree.SubElement(root, f"{{{root.nsmap[None]}}}Override", PartName="/word/footer1.xml", ContentType=FOOTER)
    return _written(root)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "reports/reference.docx")
    target.write_bytes(reference_docx())
    print(f"written: {target}")
