"""ODS and ODT, the formats of LibreOffice: XML in a zip archive, read without filling in or fetching anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sixphase.study.problem import refuse
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.archive import DAMAGED, Archive
from sixphase.transcription.importing.blocks import Block
from sixphase.transcription.importing.spreadsheets import Sheet, choose
from sixphase.transcription.importing.table import Grid, listed

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, TEXT, OFFICE = f"{{{_URN}table:1.0}}", f"{{{_URN}text:1.0}}", f"{{{_URN}office:1.0}}"
DRAW, STYLE = f"{{{_URN}drawing:1.0}}", f"{{{_URN}style:1.0}}"
_ASIDE = {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}note", f"{TEXT}tracked-changes", f"{DRAW}frame"}
_MANIFEST = "META-INF/manifest.xml"
_GROUPS = {f"{TABLE}table-rows", f"{TABLE}table-header-rows", f"{TABLE}table-row-group"}


def read_ods(path: Path, raw: bytes, sheet: str | None) -> Grid:
    """The chosen sheet of an ODS file."""
    content = _content(path, raw)
    tables = {table.get(f"{TABLE}name") or "": table for table in content.iter(f"{TABLE}table")}
    hidden = _hidden_styles(content)
    sheets = [Sheet(name, table.get(f"{TABLE}style-name") not in hidden) for name, table in tables.items()]
    filled = [s for s in sheets if any(True for _ in tables[s.name].iter(f"{TEXT}p"))]
    chosen, notes = choose(sheets, filled, sheet, path)
    return _grid(path, chosen.name, tables[chosen.name], notes)


def read_odt(path: Path, raw: bytes) -> tuple[list[Block], list[str]]:
    """The headings, paragraphs and tables of an ODT file in order, and what was passed over."""
    content = _content(path, raw)
    body = content.find(f".//{OFFICE}text")
    if body is None:
        raise refuse("the document has no text", path, remedy=DAMAGED)
    _check_text(body, path)
    notes = []
    for tag, what in ((f"{TEXT}note", "footnotes"), (f"{OFFICE}annotation", "comments"), (f"{DRAW}image", "pictures")):
        number = sum(1 for _ in body.iter(tag))
        notes += [f"not read: {number} {what}"] if number else []
    return list(_blocks(body, _counter())), notes


def _content(path: Path, raw: bytes) -> Any:
    archive = Archive(path, raw)
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise refuse("the file is protected by a password", path, remedy="save it without a password")
    return archive.xml("content.xml")


def _check_text(body: Any, path: Path) -> None:
    if body.find(f".//{TEXT}changed-region") is not None:
        raise refuse("the document has tracked changes", path, remedy="accept or reject them all, and save it again")
    if body.find(f".//{DRAW}text-box") is not None:
        raise refuse("there is text in a text box", path, remedy="move it into the text itself")


def _hidden_styles(content: Any) -> set[str]:
    return {
        style.get(f"{STYLE}name")
        for style in content.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }


def _grid(path: Path, name: str, table: Any, notes: list[str]) -> Grid:
    """The cells of a table; repeated empty rows and cells, of which each sheet ends in thousands, are not filled."""
    cells: list[list[str]] = []
    numbers: list[int] = []
    merged: list[tuple[int, int, int, int]] = []
    formulae: list[str] = []
    row_number, held = 1, 0
    for row in _rows(table):
        times = _times(row, "number-rows-repeated", path)
        values = _row(row, row_number, path, merged, formulae)
        if any(values):
            held += times * len(values)
            if held > limits.MOST_CELLS or len(values) > limits.MOST_COLUMNS:
                what = f"the sheet has more than {limits.MOST_COLUMNS:,} columns or {limits.MOST_CELLS:,} cells"
                raise refuse(what, path, f"sheet '{name}', row {row_number}", "split the file")
            for extra in range(times):
                cells.append(list(values))
                numbers.append(row_number + extra)
        row_number += times
    width = max(map(len, cells), default=0)
    if width * len(cells) > limits.MOST_CELLS:
        raise refuse("the sheet has too many cells", path, f"sheet '{name}'", "split the file")
    for values in cells:
        values.extend([""] * (width - len(values)))
    if formulae:
        notes = [*notes, f"formulae are read as their results when the file was saved: {listed(formulae)}"]
    return Grid(path, cells, numbers, name, tuple(merged), tuple(notes))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _row(row: Any, number: int, path: Path, merged: list[tuple[int, int, int, int]], formulae: list[str]) -> list[str]:
    values: list[str] = []
    waiting = 0  # empty cells count only when a full one follows
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        times = _times(cell, "number-columns-repeated", path)
        text = _value(cell)
        column = len(values) + waiting
        across = _times(cell, "number-columns-spanned", path)
        down = _times(cell, "number-rows-spanned", path)
        if text and (across > 1 or down > 1):
            merged.append((number, column, number + down - 1, column + across - 1))
        if not text:
            waiting += times
            continue
        if column + times > limits.MOST_COLUMNS:
            what = f"more than {limits.MOST_COLUMNS:,} columns"
            raise refuse(what, path, f"row {number}", "delete the columns to the right of the last question")
        if cell.get(f"{TABLE}formula"):
            formulae.append(f"row {number}, column {column + 1}")
        values += [""] * waiting + [text] * times
        waiting = 0
    return values


def _times(node: Any, name: str, path: Path) -> int:
    said = node.get(f"{TABLE}{name}", "1")
    if not (said.isascii() and said.isdigit() and 0 < len(said) < 9):
        raise refuse(f"a cell says that it is repeated '{said[:20]}' times", path, remedy=DAMAGED)
    return int(said)


def _value(cell: Any) -> str:
    """A cell as text; a number as it is shown where that only adds zeros in front."""
    kind = cell.get(f"{OFFICE}value-type")
    shown = "\n".join(text_of(p) for p in cell.iterchildren(f"{TEXT}p"))
    if kind == "date":
        return (cell.get(f"{OFFICE}date-value") or shown).replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean":
        return (cell.get(f"{OFFICE}boolean-value") or shown).upper()
    if kind in ("float", "percentage", "currency"):
        return _number(cell.get(f"{OFFICE}value") or "", shown)
    return shown or cell.get(f"{OFFICE}string-value") or ""


def _number(value: str, shown: str) -> str:
    if shown.isascii() and shown.isdigit() and shown.lstrip("0") == value:
        return shown
    whole, _, part = value.partition(".")
    return whole if part and not part.strip("0") else value


def _counter() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _blocks(parent: Any, numbers: Iterator[int]) -> Iterator[Block]:
    for node in parent:
        if node.tag == f"{TEXT}h":
            yield Block("heading", text_of(node), next(numbers))
        elif node.tag == f"{TEXT}p":
            yield Block("text", text_of(node), next(numbers))
        elif node.tag == f"{TABLE}table":
            number = next(numbers)
            rows = [[_cell_text(c) for c in row.iterchildren(f"{TABLE}table-cell")] for row in _rows(node)]
            yield Block("table", "", number, tuple(map(tuple, rows)))
        elif isinstance(node.tag, str) and node.tag not in _ASIDE:
            yield from _blocks(node, numbers)


def _cell_text(cell: Any) -> str:
    return "\n".join(text_of(p) for p in cell.iter(f"{TEXT}p", f"{TEXT}h")).strip()


def text_of(node: Any) -> str:
    """The text of a paragraph with its line breaks, tabs and repeated spaces; without footnotes and comments."""
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{TEXT}s":
            number = child.get(f"{TEXT}c", "1")
            parts.append(
                " " * min(int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1, 1000)
            )
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _ASIDE:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)
