"""A table as a reader sees it in a notebook: captioned, with names for ids, rounded, and no longer than one reads."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

WHOLE = 30  # so many rows are shown all; of more, the first few
FIRST = 10
SAID_BY = {"name": ("id", "theme", "short"), "label": ("split", "attribute")}  # what says nothing beside which column
OF_THE_PROGRAM = ("coding_id", "quote_id")
HEADS = {
    "answer_id": "answer", "form_id": "form", "parent": "under", "concept": "central idea", "belongs": "what belongs",
    "not_belongs": "what does not belong", "subtheme_id": "subtheme",
}  # fmt: skip
EMPTY = "None."


class ShownTable:
    """What a cell shows of a table that is kept whole elsewhere.

    Parameters
    ----------
    name
        The table's name, such as 'codes_together'; its caption is made of it.
    table
        Tidy, one row a thing.
    names
        Ids of codes and themes with their names, which are shown in their stead.
    is_whole
        Whether every row is shown, however many there are.
    """

    def __init__(self, name: str, table: pd.DataFrame, names: Mapping[str, str] | None = None, is_whole: bool = False):
        self.caption = name.replace("_", " ").capitalize()
        rows = table if is_whole or len(table) <= WHOLE else table.head(FIRST)
        left = f"The first {len(rows)} of {len(table):,} rows; all are in tables/{name}.csv."
        self.note = left if len(rows) < len(table) else ""
        self.columns = [column for column in table.columns if column not in _needless(table)]
        self.rows = [[_said(cell, names or {}) for cell in row] for row in rows[self.columns].itertuples(index=False)]

    def __repr__(self) -> str:
        if not self.rows:
            return f"{self.caption}: {EMPTY.lower()}"
        told = pd.DataFrame(self.rows, columns=self._heads()).to_string(index=False)
        return "\n".join(filter(None, [self.caption, told, self.note]))

    def _repr_html_(self) -> str:
        if not self.rows:
            return f"<p><strong>{escape(self.caption)}.</strong> {EMPTY}</p>"
        head = "".join(_cell("th", text) for text in self._heads())
        body = "".join(f"<tr>{''.join(_cell('td', text) for text in row)}</tr>" for row in self.rows)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<p><strong>{escape(self.caption)}</strong></p>{table}{note}"

    def _heads(self) -> list[str]:
        return [HEADS.get(column, str(column).replace("_", " ")) for column in self.columns]


def _needless(table: pd.DataFrame) -> set[str]:
    return {*OF_THE_PROGRAM, *(one for column, needless in SAID_BY.items() if column in table for one in needless)}


def _said(cell: Any, names: Mapping[str, str]) -> str:
    """
    >>> [_said(cell, {"T1": "Calm", "T2": "Care"}) for cell in ("T1", "T2 T1", "rest", float("nan"), None, True)]
    ['Calm', 'Care, Calm', 'rest', '', '', 'yes']
    >>> [_said(cell, {}) for cell in (1448, 0.0351731, 2022.25, 0.00006, 0.0)]
    ['1448', '0.0352', '2022', 'nearly 0', '0']
    """
    if isinstance(cell, str):
        ids = cell.split()
        return ", ".join(names[one] for one in ids) if ids and all(one in names for one in ids) else cell
    if pd.isna(cell):
        return ""
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if 0 < abs(cell) < 0.001:
            return "nearly 0"
        return f"{cell:.3g}" if abs(cell) < 100 else f"{cell:.0f}"
    return str(cell)


def _cell(tag: str, text: str) -> str:
    style = "text-align: start; vertical-align: top; white-space: pre-line"  # JupyterLab would put all to the right
    return f'<{tag} dir="auto" style="{style}">{escape(text)}</{tag}>'
