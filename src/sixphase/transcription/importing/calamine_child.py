"""Run by itself, not imported: one sheet of a spreadsheet from standard input to lines of JSON.

Spreadsheets come from anywhere, and the reader is native code: what exhausts it ends this process, not the program.
It imports nothing of the program, so that it starts within a tenth of a second.
"""

import contextlib
import datetime
import io
import json
import sys
from typing import Any


def main(sheet: str, memory: int, most_cells: int) -> None:
    _limit(memory)
    import python_calamine as calamine

    out = sys.stdout
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        meta = [
            (m.name, str(m.visible).endswith("Visible"), str(m.typ).endswith("WorkSheet")) for m in book.sheets_metadata
        ]
        if not sheet:
            heights = [book.get_sheet_by_name(name).total_height if usual else 0 for name, _, usual in meta]
            print(json.dumps({"sheets": meta, "heights": heights}), file=out)
            return
        page = book.get_sheet_by_name(sheet)
        if page.total_height * page.total_width > most_cells:
            print(json.dumps({"too_large": [page.total_height, page.total_width]}), file=out)
            return
        merged = [[*start, *end] for start, end in page.merged_cell_ranges or ()]
        print(json.dumps({"merged": merged}), file=out)
        for row in page.to_python(skip_empty_area=False):
            out.write(json.dumps([shown(value) for value in row], ensure_ascii=False) + "\n")
    except calamine.PasswordError:
        print(json.dumps({"error": "password"}), file=out)
    except calamine.CalamineError as error:
        print(json.dumps({"error": str(error)}), file=out)


def shown(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601 says."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # some systems take no such limit
            resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
