"""A typist's file as a workbook, the same bytes each time."""

import io
import re
import zipfile

from sixphase.simulation.typists import HEADINGS, Typed

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook(typed: Typed) -> bytes:
    """An XLSX file with one sheet, all cells text; nothing in it begins a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Typed")
    for row in (tuple(HEADINGS), *typed.rows):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return _without_a_clock(file.getvalue())


def _without_a_clock(made: bytes) -> bytes:
    """The same archive with fixed times in its entries and in its properties."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = _CLOCK.sub(rb"\g<1>2022-05-19T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
