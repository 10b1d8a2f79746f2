"""Which rows at the top of a sheet name its columns, and what merged cells mean."""

import re
from dataclasses import replace

from sixphase.study.problem import InputError, Problem, cut, refuse
from sixphase.transcription.importing import limits
from sixphase.transcription.importing.table import Grid, Table, listed

SECOND = {"response", "open-ended response", "open ended response", "text", "comment", "comments", "answer"}
IMPORT_ID = '{"importid"'
_SPACES = re.compile(r"\s+")


def to_table(grid: Grid, header_rows: int | None = None) -> Table:
    """A grid whose first rows have become the names of its columns.

    Empty rows are passed over; a title above the names, a repetition of the names, columns without a name and
    names that stand twice are dealt with and told. Cells that are merged downwards repeat their value in each
    row; cells that are merged across the rows of forms are refused.

    Parameters
    ----------
    header_rows
        How many rows name the columns; None to find out: two where the first has merged cells or a survey
        tool's second row ('Open-Ended Response', 'Response'), three where a tool's third row holds its own ids.
    """
    grid, notes = _spread(grid)
    filled = [n for n, row in enumerate(grid.cells) if any(cell.strip() for cell in row)]
    start = _after_title(grid, filled, notes)
    rows = [(grid.numbers[n], grid.cells[n]) for n in filled[start:]]
    if not rows:
        raise refuse("the file holds nothing but empty rows", grid.file, remedy="check that it is the right file")
    if len(rows[0][1]) > limits.MOST_COLUMNS:
        raise refuse(f"{len(rows[0][1]):,} columns", grid.file, remedy="check that this is the right file")
    count = header_rows or _header_rows([row for _, row in rows[:3]], grid, rows[0][0])
    names, keep = _names([row for _, row in rows[:count]], [row for _, row in rows[count:]], notes)
    if count > 1:
        notes.append(f"{count} rows name the columns (change this with --header-rows)")
    body = [(number, [row[c] for c in keep]) for number, row in rows[count:]]
    again = [number for number, row in body if _clean(row[0]) == names[0] and _tidy(row) == names]
    if again:
        notes.append(f"the names of the columns stand again in {grid.unit} {listed(again)}: passed over")
        passed = set(again)
        body = [(number, row) for number, row in body if number not in passed]
    _check_merged(grid, rows[count][0] if len(rows) > count else None)
    if not body:
        raise refuse(
            "there are no rows under the names of the columns", grid.file, remedy="check that it is the right file"
        )
    numbers = [number for number, _ in body]
    said = (*grid.notes, *notes)
    return Table(grid.file, tuple(names), [row for _, row in body], numbers, grid.part, grid.unit, notes=said)


def _spread(grid: Grid) -> tuple[Grid, list[str]]:
    """Give every row of a cell that is merged downwards its value."""
    if not grid.merged:
        return grid, []
    at = {number: n for n, number in enumerate(grid.numbers)}
    cells = grid.cells
    spread = 0
    for top, left, bottom, right in grid.merged:
        if bottom == top or right != left or top not in at or left >= len(cells[at[top]]):
            continue
        value = cells[at[top]][left]
        inside = [at[n] for n in range(top + 1, min(bottom, grid.numbers[-1]) + 1) if n in at]
        for n in inside:
            if not cells[n][left].strip():
                cells[n][left] = value
        spread += bool(inside and value)
    note = f"{spread} cells merged over several rows: each row is given their value"
    return replace(grid, cells=cells), [note] if spread else []


def _after_title(grid: Grid, filled: list[int], notes: list[str]) -> int:
    """How many filled rows are a title: a single cell above rows that have several."""
    start = 0
    while start < min(5, len(filled) - 2):
        full = [c for c in grid.cells[filled[start]] if c.strip()]
        below = [sum(1 for c in grid.cells[n] if c.strip()) for n in filled[start + 1 : start + 3]]
        if len(full) != 1 or min(below) < 2:
            break
        notes.append(f"passed over as a title: '{_clean(full[0])[:60]}'")
        start += 1
    return start


def _header_rows(first: list[list[str]], grid: Grid, number: int) -> int:
    if len(first) > 2 and any(cell.strip().lower().startswith(IMPORT_ID) for cell in first[2]):
        return 3
    if len(first) < 2:
        return 1
    if any(top <= number <= bottom and right > left for top, left, bottom, right in grid.merged):
        return 2
    second = [_clean(cell).casefold() for cell in first[1]]
    unnamed = [not _clean(cell) for cell in first[0]]
    own = [cell in SECOND | {""} or blank for cell, blank in zip(second, unnamed, strict=False)]
    if any(cell in SECOND for cell in second) and all(own) and not second[0]:
        return 2
    return 2 if _is_group_row(first) else 1


def _is_group_row(first: list[list[str]]) -> bool:
    """A first row of a few words over groups of columns, and a second one that names them all."""
    above, names = ([_clean(cell) for cell in row] for row in first[:2])
    some = sum(map(bool, above))
    if not 2 <= some <= len(names) / 2 or not all(names) or len(set(names)) < len(names):
        return False
    below = [_clean(cell) for cell in first[2]] if len(first) > 2 else []
    return not any(any(c.isdigit() for c in name) and not any(c.isalpha() for c in name) for name in names) and (
        not below or any(len(a) != len(b) for a, b in zip(names, below, strict=False))
    )


def _names(head: list[list[str]], body: list[list[str]], notes: list[str]) -> tuple[list[str], list[int]]:
    """The names of the columns that hold anything, and where these are."""
    width = max(len(row) for row in head + body[:1])
    joined = [_joined([row[c] if c < len(row) else "" for row in _carried(head)]) for c in range(width)]
    used = [bool(name) or any(row[c].strip() for row in body) for c, name in enumerate(joined)]
    names: list[str] = []
    keep = [c for c in range(width) if used[c]]
    taken: set[str] = set()
    for c in keep:
        name = joined[c] or f"column {letters(c)}"
        if not joined[c]:
            notes.append(f"a column without a name is called '{name}'")
        if name.casefold() in taken:
            again = next(f"{name} ({n})" for n in range(2, width + 2) if f"{name} ({n})".casefold() not in taken)
            notes.append(f"the name '{name}' stands twice: the later column is called '{again}'")
            name = again
        taken.add(name.casefold())
        names.append(name)
    return names, keep


def _carried(head: list[list[str]]) -> list[list[str]]:
    """Two rows of names, a name that stands over several columns given to each of them."""
    if len(head) != 2:
        return head
    above, below = list(head[0]), head[1]
    for c in range(1, len(above)):
        if not above[c].strip() and below[c].strip() and below[c - 1].strip():
            above[c] = above[c - 1]
    return [above, below]


def _joined(parts: list[str]) -> str:
    words = ["" if part.strip().lower().startswith(IMPORT_ID) else _clean(part) for part in parts]
    told = [words[0], *(w for w in words[1:] if not (w.casefold() in SECOND and words[0]))]
    return " / ".join(filter(None, dict.fromkeys(told)))


def _tidy(row: list[str]) -> list[str]:
    return [_clean(cell) for cell in row]


def _clean(text: str) -> str:
    return _SPACES.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()


def _check_merged(grid: Grid, first: int | None) -> None:
    across = [m for m in grid.merged if m[3] > m[1] and first is not None and m[2] >= first]
    if across:
        raise InputError(
            cut(
                [
                    Problem(
                        f"cells are merged across the columns {letters(left)} to {letters(right)}",
                        grid.file,
                        f"{grid.unit} {top}",
                        "split the merged cells, so that each column has its own",
                    )
                    for top, left, _, right in across
                ]
            )
        )


def letters(column: int) -> str:
    """The letters of a spreadsheet column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
