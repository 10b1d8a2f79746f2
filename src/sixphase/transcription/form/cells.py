"""Putting text into a spreadsheet so that it stays text, and keeping the file the same on any day."""

import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # cannot stand in XML
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def put_text(cell: Any, text: str) -> Cell:
    """Write text into a cell as text, whatever it begins with.

    A text that begins with =, +, -, @ or a tab would be worked out by a spreadsheet, and could fetch or send
    something; here it is stored as a string and marked as one, so that it stays one when somebody edits it.
    Control characters, which a spreadsheet file cannot hold, are shown by a box (U+2423 is for blanks, so U+25A1).

    >>> put_text(Workbook().active["A1"], "=1+1").data_type
    's'
    """
    cell.value = _CODED.sub("_x005F_", _CONTROL.sub("\u25a1", text))[:LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "\t", "\r", "'")
    return cell


def saved(workbook: Workbook) -> bytes:
    """The bytes of a spreadsheet, without the moment at which it was made."""
    raw = io.BytesIO()
    workbook.save(raw)
    steady = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
