"""Where a table differs from the recorded one: which row, which column, what was there and what is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sixphase.verification.pieces import Found, change, close, excerpt
from sixphase.verification.tables import Table


def compare_tables(old: dict[str, Any], new: dict[str, Any], now: Table, before: Table | None) -> Found:
    """Where a table differs from the recorded one.

    Parameters
    ----------
    old, new
        What `table_content` gives for the recorded table and for the one of now.
    now
        The table of now, for showing its words.
    before
        The recorded table itself, where it is at hand.

    Returns
    -------
    Found
        `same` is true when all words are equal and numbers agree to 1e-9 of their size.
    """
    if old["columns"] != new["columns"] or old["numbers"] != new["numbers"]:
        return Found(False, _other_columns(old["columns"], new["columns"]))
    if old == new:
        return Found(True, ["the same cells, written in another way"])
    if "rows" not in old or "rows" not in new:
        differing = [
            n for n, one, other in zip(new["columns"], old["words"], new["words"], strict=True) if one != other
        ]
        return Found(
            False, [f"{old['count']} rows were recorded, now {new['count']}", f"columns: {', '.join(differing)}"]
        )
    if old["count"] != new["count"]:
        return Found(False, _other_rows(old["rows"], new["rows"], now))
    places = [i for i, (one, other) in enumerate(zip(old["rows"], new["rows"], strict=True)) if one != other]
    if sorted(old["rows"]) == sorted(new["rows"]):
        return Found(False, _other_order(places))
    how = [line for i in places for line in _cells(i, old, new, now, before)]
    return Found(all(_same_row(old["rows"][i], new["rows"][i]) for i in places), how)


def _same_row(one: str, other: str) -> bool:
    old, new = one.split(" "), other.split(" ")
    return old[0] == new[0] and all(map(close, old[1:], new[1:]))


def _cells(i: int, old: dict[str, Any], new: dict[str, Any], now: Table, before: Table | None) -> list[str]:
    """The differing cells of a row."""
    row = _row(i, now)
    (words, *numbers), (new_words, *new_numbers) = old["rows"][i].split(" "), new["rows"][i].split(" ")
    pairs = zip(old["numbers"], numbers, new_numbers, strict=True)
    lines = [f"{row}, column {name}: was {was}, now {is_}" for name, was, is_ in pairs if was != is_]
    if words != new_words:
        lines += _words(row, i, old, new, now, before)
    return lines


def _words(row: str, i: int, old: dict, new: dict, now: Table, before: Table | None) -> list[str]:
    columns = enumerate(zip(now.columns, old["words"], new["words"], strict=True))
    candidates = [k for k, (name, one, other) in columns if one != other and name not in now.numbers]
    if before:
        differing = [k for k in candidates if before.rows[i][k] != now.rows[i][k]]
        return [f"{row}, column {now.columns[k]}: {change(before.rows[i][k], now.rows[i][k])}" for k in differing]
    if len(candidates) == 1:
        return [f"{row}, column {now.columns[candidates[0]]}: now {excerpt(now.rows[i][candidates[0]])}"]
    return [f"{row}, in one or more of the columns {', '.join(now.columns[k] for k in candidates)}"]


def _row(i: int, now: Table) -> str:
    """A row as a spreadsheet counts it, the names of the columns being row 1, and its first cell."""
    name = now.rows[i][0] if now.rows[i] else ""
    return f"row {i + 2} ({excerpt(name)})"


def _other_columns(old: Sequence[str], new: Sequence[str]) -> list[str]:
    lines = [f"column {name} is gone" for name in old if name not in new]
    lines += [f"column {name} is new" for name in new if name not in old]
    return lines or ["its columns stand in another order, or hold another kind of data"]


def _other_rows(old: list[str], new: list[str], now: Table) -> list[str]:
    lines = [f"{len(old)} rows were recorded, now {len(new)}"]
    gone, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    lines += [f"row {i + 2} of the recorded table is gone" for i, row in enumerate(old) if row in gone]
    return lines + [f"{_row(i, now)} is new" for i, row in enumerate(new) if row in added]


def _other_order(places: list[int]) -> list[str]:
    if len(places) == 2:
        return [f"rows {places[0] + 2} and {places[1] + 2} have changed places"]
    return [f"the same rows in another order, from row {places[0] + 2} on"]
