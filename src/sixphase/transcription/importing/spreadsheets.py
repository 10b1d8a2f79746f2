"""XLSX and XLS: what a sheet holds, read by python-calamine in a process of its own, and what is odd about it."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, refuse
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.archive import DAMAGED, Archive
from sixphase.transcription.importing.table import Grid, listed

SHEET, HELP = "Forms", "Instructions"
CHILD = Path(__file__).with_name("calamine_child.py")
_MAIN = "{*}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACED = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(rb"([A-Z]{0,3})([1-9][0-9]{0,6})")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Z]+[0-9]+)["'][^<>]*>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v>[^<])?"""
)
_ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*?\br\s*=\s*["']([A-Z]+[0-9]+)["']""")
_HIDDEN = re.compile(rb"""<(?:\w+:)?(?:row|col)\s[^<>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_ZEROS = re.compile(rb"""formatCode\s*=\s*["']0{2,}["']""")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether people see it, and the part of the file that holds it."""

    name: str
    visible: bool
    part: str = ""


def read_xlsx(path: Path, raw: bytes, sheet: str | None) -> Grid:
    """The chosen sheet of an XLSX file, its structure looked through before its cells are read."""
    archive = Archive(path, raw)
    sheets = _sheets(archive)
    held = {s.name: archive.plain(s.part) for s in sheets if s.part in archive.names}
    for part in ("xl/sharedStrings.xml", "xl/styles.xml"):
        if part in archive.names:
            archive.plain(part)
    filled = [
        s
        for s in sheets
        if b"<v" in held.get(s.name, b"") or b"<is" in held.get(s.name, b"") or b":v>" in held.get(s.name, b"")
    ]
    chosen, notes = choose(sheets, filled, sheet, path)
    xml = held.get(chosen.name, b"")
    _check_extent(xml, path, chosen.name)
    notes += _oddities(xml, archive, path, chosen.name)
    del held, xml, archive  # as large as all that is read
    return _cells(path, raw, chosen.name, notes)


def read_xls(path: Path, raw: bytes, sheet: str | None) -> Grid:
    """The chosen sheet of an old XLS file."""
    first, _ = _ask_child(path, raw, "")
    sheets = [Sheet(name, visible) for name, visible, usual in first["sheets"] if usual]
    heights = dict(zip([name for name, _, _ in first["sheets"]], first["heights"], strict=True))
    chosen, notes = choose(sheets, [s for s in sheets if heights.get(s.name)], sheet, path)
    return _cells(path, raw, chosen.name, notes)


def choose(sheets: list[Sheet], filled: list[Sheet], named: str | None, path: Path) -> tuple[Sheet, list[str]]:
    """The sheet to read: the one that was named, else the only visible one that holds anything."""
    if named is not None:
        by_name = {s.name: s for s in sheets}
        if named not in by_name:
            raise refuse(
                f"there is no sheet '{named}'", path, remedy=f"name one of: {listed([s.name for s in sheets])}"
            )
        return by_name[named], _unread(filled, named)
    visible = [s for s in filled if s.visible]
    if {s.name for s in visible} == {SHEET, HELP}:  # the typing sheet, as the program made it
        visible = [s for s in visible if s.name == SHEET]
    if len(visible) == 1:
        return visible[0], _unread(filled, visible[0].name)
    names = listed([s.name for s in visible or filled])
    if not visible:
        hidden = f"only hidden sheets hold anything ({names})" if filled else "no sheet holds anything"
        raise refuse(
            hidden, path, remedy="name the sheet with --sheet NAME" if filled else "check that it is the right file"
        )
    raise refuse(f"several sheets hold something: {names}", path, remedy="say which one with --sheet NAME")


def _unread(filled: list[Sheet], chosen: str) -> list[str]:
    others = [f"'{s.name}'{'' if s.visible else ' (hidden)'}" for s in filled if s.name != chosen]
    read = [f"sheet '{chosen}' is read"]
    return [*read, f"not read: the sheets {listed(others)}"] if others else read


def _sheets(archive: Archive) -> list[Sheet]:
    """The sheets that the workbook names, in its order."""
    book = archive.xml("xl/workbook.xml")
    links = archive.xml("xl/_rels/workbook.xml.rels")
    parts = {
        link.get("Id"): (link.get("Type") or "", link.get("Target") or "")
        for link in links.iter(f"{_MAIN}Relationship")
    }
    sheets = []
    for node in book.iter(f"{_MAIN}sheet"):
        kind, target = parts.get(node.get(_RELATED), ("", ""))
        if kind.endswith("/worksheet") or not kind:
            part = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            sheets.append(Sheet(node.get("name") or "", node.get("state", "visible") == "visible", part))
    if not sheets:
        raise refuse("the workbook names no sheets", archive.path, remedy=DAMAGED)
    return sheets


def _check_extent(xml: bytes, path: Path, sheet: str) -> None:
    """Refuse a cell so far out that everything between would have to be filled."""
    rows = columns = 1
    for quoted, single in _PLACED.findall(xml):
        found = _REFERENCE.fullmatch(quoted or single)
        if not found:
            raise refuse("a cell has no proper place", path, f"sheet '{sheet}'", DAMAGED)
        letters, digits = found.groups()
        if len(digits) >= 5 or len(letters) > 1:
            rows = max(rows, int(digits))
            columns = max(columns, _column(letters))
    if columns > limits.MOST_COLUMNS:
        what = f"{columns:,} columns; a form has at most {limits.MOST_COLUMNS:,}"
        raise refuse(what, path, f"sheet '{sheet}'", "delete the columns to the right of the last question")
    if rows * columns > limits.MOST_CELLS:
        what = f"the sheet reaches to row {rows:,} and column {columns:,}: {rows * columns:,} cells"
        raise refuse(what, path, f"sheet '{sheet}'", "delete the rows under the last form, or split the file")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _oddities(xml: bytes, archive: Archive, path: Path, sheet: str) -> list[str]:
    """What is read in a way that the person should know."""
    notes = []
    formulae = _FORMULA.findall(xml) if b"<f" in xml or b":f" in xml else []
    without = [place.decode() for place, value in formulae if not value]
    if without:
        what = f"these cells hold a formula whose result was not saved: {listed(without)}"
        raise refuse(what, path, f"sheet '{sheet}'", "open the file in a spreadsheet program and save it again")
    if formulae:
        cells = listed([place.decode() for place, _ in formulae])
        notes.append(f"formulae are read as their results when the file was saved: {cells}")
    errors = [place.decode() for place in _ERROR.findall(xml)] if b'"e"' in xml or b"'e'" in xml else []
    if errors:
        notes.append(f"cells with an error of the spreadsheet (#N/A and the like) are read as empty: {listed(errors)}")
    if _HIDDEN.search(xml):
        notes.append("hidden rows or columns are read too")
    if "xl/styles.xml" in archive.names and _ZEROS.search(archive.read("xl/styles.xml")):
        notes.append("numbers that are only shown with zeros in front are read without them; as text they keep them")
    return notes


def _cells(path: Path, raw: bytes, sheet: str, notes: list[str]) -> Grid:
    first, lines = _ask_child(path, raw, sheet)
    if "too_large" in first:
        rows, columns = first["too_large"]
        what = f"the sheet has {rows:,} rows and {columns:,} columns"
        raise refuse(what, path, f"sheet '{sheet}'", "delete what is empty around the forms, or split the file")
    cells = [json.loads(line) for line in lines]
    if cells and len(cells[0]) > limits.MOST_COLUMNS:
        what = f"{len(cells[0]):,} columns; a form has at most {limits.MOST_COLUMNS:,}"
        raise refuse(what, path, f"sheet '{sheet}'", "delete the columns to the right of the last question")
    merged = tuple((top + 1, left, bottom + 1, right) for top, left, bottom, right in first["merged"])
    return Grid(path, cells, list(range(1, len(cells) + 1)), sheet, merged, tuple(notes))


def _ask_child(path: Path, raw: bytes, sheet: str) -> tuple[dict[str, Any], Iterator[bytes]]:
    """The first line that the reading process gives, and the others."""
    words = [sys.executable, str(CHILD), sheet, str(limits.CHILD_MEMORY), str(limits.MOST_CELLS)]
    try:
        done = subprocess.run(words, input=raw, capture_output=True, timeout=limits.CHILD_SECONDS)
    except subprocess.TimeoutExpired:
        raise _unreadable(path, f"reading it took more than {limits.CHILD_SECONDS:.0f} seconds") from None
    except ValueError:  # a sheet whose name cannot be an argument
        raise _unreadable(path, "a sheet has an impossible name") from None
    lines = iter(io.BytesIO(done.stdout))
    head = next(lines, b"")
    if done.returncode or not head.endswith(b"\n"):
        raise _unreadable(path, "the spreadsheet is damaged or cut short")
    first = json.loads(head)
    if first.get("error") == "password":
        raise refuse("the file is protected by a password", path, remedy="save it without a password")
    if "error" in first:
        raise _unreadable(path, "the spreadsheet is damaged or cut short")
    return first, lines


def _unreadable(path: Path, what: str) -> InputError:
    return refuse(what, path, remedy=DAMAGED)
