"""DOCX: headings, paragraphs and tables in order, with nothing that is hidden in them lost without a word."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, refuse
from sixphase.transcription.importing.archive import DAMAGED, Archive
from sixphase.transcription.importing.blocks import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}
_WINGDINGS = {"F04A": "☺", "F04B": "😐", "F04C": "☹", "F0E0": "→", "F0FC": "✓"}
_AROUND = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"}


def read_docx(path: Path, raw: bytes) -> tuple[list[Block], list[str]]:
    """The headings, paragraphs and tables of a DOCX file in order, and what was passed over."""
    archive = Archive(path, raw)
    archive.xml("word/document.xml")
    document = _opened(path, raw)
    body = document.element.find(f"{W}body")
    if body is None:
        raise refuse("the document has no text", path, remedy=DAMAGED)
    _check(body, path)
    notes = [
        f"not read: {number} {what}"
        for what, number in (
            ("footnotes", _count(body, "footnoteReference")),
            ("comments", _count(body, "commentReference")),
            ("pictures", _count(body, "drawing") + _count(body, "pict")),
        )
        if number
    ]
    return list(_blocks(body, _styles(document), _Counter(), path)), notes


def _opened(path: Path, raw: bytes) -> Any:
    from docx import Document

    try:
        return Document(io.BytesIO(raw))
    except InputError:
        raise
    except Exception:  # the archive is sound, so python-docx met a part that is not: all kinds of errors
        raise refuse("the document is damaged", path, remedy=DAMAGED) from None


def _check(body: Any, path: Path) -> None:
    if any(next(body.iter(tag), None) is not None for tag in _CHANGES):
        raise refuse("the document has tracked changes", path, remedy="accept or reject them all, and save it again")
    for box in body.iter(f"{W}txbxContent"):
        if any(text.text for text in box.iter(f"{W}t")):
            raise refuse("there is text in a text box", path, remedy="move it into the text itself")


def _count(body: Any, name: str) -> int:
    return sum(1 for _ in body.iter(f"{W}{name}"))


class _Counter:
    def __init__(self) -> None:
        self.number = 0

    def next(self) -> int:
        self.number += 1
        return self.number


def _styles(document: Any) -> dict[str, str]:
    """The names of the paragraph styles by id, in small letters; 'Heading 1' is so named in every language."""
    try:
        return {style.style_id: (style.name or "").lower() for style in document.styles}
    except Exception:  # a document without sound styles has no headings, but may have all its words
        return {}


def _blocks(parent: Any, styles: dict[str, str], counter: _Counter, path: Path) -> Iterator[Block]:
    for node in parent:
        if node.tag == f"{W}p":
            heading = styles.get(_style(node), "").startswith(("heading", "title"))
            yield Block("heading" if heading else "text", _text(node), counter.next())
        elif node.tag == f"{W}tbl":
            number = counter.next()
            yield Block("table", "", number, _rows(node, path, number))
        elif node.tag in _AROUND:
            yield from _blocks(node, styles, counter, path)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def _text(node: Any) -> str:
    """The words of a paragraph: runs, links, controls; not the instructions of fields."""
    parts = []
    for part in node.iter(f"{W}t", f"{W}sym", *_BREAKS):
        if part.tag == f"{W}t":
            parts.append(part.text or "")
        elif part.tag == f"{W}sym":
            parts.append(_WINGDINGS.get(part.get(f"{W}char", "").upper(), "\ufffd"))
        elif part.getparent().tag == f"{W}r":  # a tab in the settings of a paragraph is none in its text
            parts.append(_BREAKS[part.tag])
    return "".join(parts)


def _rows(table: Any, path: Path, number: int) -> tuple[tuple[str, ...], ...]:
    """The cells; one that is merged downwards repeats its text, one merged across cannot be told apart."""
    rows: list[tuple[str, ...]] = []
    for row in table.iter(f"{W}tr"):
        if _table_of(row) is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(f"{W}tc"):
            if _table_of(cell) is not table:
                continue
            if cell.find(f"{W}tcPr/{W}gridSpan") is not None and int(_span(cell)) > 1:
                remedy = "split the merged cells"
                raise refuse("cells are merged across columns", path, f"table at paragraph {number}", remedy)
            down = cell.find(f"{W}tcPr/{W}vMerge")
            continues = down is not None and down.get(f"{W}val", "continue") == "continue"
            above = rows[-1][len(cells)] if continues and rows and len(rows[-1]) > len(cells) else ""
            cells.append(above or "\n".join(_text(p) for p in cell.iter(f"{W}p")).strip())
        rows.append(tuple(cells))
    return tuple(rows)


def _span(cell: Any) -> str:
    said = cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val", "1")
    return said if said.isascii() and said.isdigit() and len(said) < 6 else "1"


def _table_of(node: Any) -> Any:
    above = node.getparent()
    while above is not None and above.tag != f"{W}tbl":
        above = above.getparent()
    return above
