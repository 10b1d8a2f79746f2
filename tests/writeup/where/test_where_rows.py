"""The one row of a table that holds a value: of its own cell's tables first, and none where several do."""

import json

import pandas as pd
import pytest

from sixphase.study.tables import write_table
from sixphase.writeup.staging import list_of_values, span
from sixphase.writeup.where_rows import rows_of

TABLES = {
    "shares": ("here", {"theme": ["T1", "T2", "T3"], "share": [1 / 3, 0.25, None], "twice": [7, 7, 1]}),
    "words": ("else", {"word": ["bag", "room", "bag"], "count": [12, 7, 12], "kept": [True, False, True]}),
}

# value, the cell that named it, where it stands
FOUND = {
    "a share with more digits than the table keeps": (1 / 3, "here", "shares.csv, row 1, column share"),
    "a number of another cell's table": (0.25, "another", "shares.csv, row 2, column share"),
    "words": ("room", "here", "words.csv, row 2, column word"),
    "twice in its own table, so nowhere": (7, "here", None),
    "once in its own cell's table, twice in another's": (7, "else", "words.csv, row 2, column count"),
    "twice": ("bag", "else", None),
    "a near miss": (0.2501, "here", None),
    "a number as words": ("12", "else", None),
    "no truth value": (True, "else", None),
    "no empty words": ("", "else", None),
    "nothing": (None, "else", None),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("01_step")
    (place / "tables").mkdir()
    for name, (_, columns) in TABLES.items():
        write_table(pd.DataFrame(columns), place / "tables" / f"{name}.csv")
    kept = {name: {"cell": cell} for name, (cell, _) in TABLES.items()}
    (place / "tables.json").write_text(json.dumps(kept), encoding="utf-8")
    return place


@pytest.mark.parametrize(("value", "cell", "expected"), FOUND.values(), ids=FOUND)
def test_the_row_of_a_value(folder, value, cell, expected):
    row = rows_of(folder, {"a": {"value": value, "cell": cell}}).get("a")
    assert (str(row) if row else None) == expected


def test_many_values_are_looked_for_at_once(folder):
    values = {name: {"value": value, "cell": cell} for name, (value, cell, _) in FOUND.items()}
    told = {name: str(row) for name, row in rows_of(folder, values).items()}
    assert told == {name: expected for name, (_, _, expected) in FOUND.items() if expected}


def test_a_step_that_kept_no_tables_has_no_rows(tmp_path):
    assert rows_of(tmp_path, {"a": {"value": 1, "cell": "b"}}) == {}


def test_the_row_is_told_at_the_number_and_in_the_list(tmp_path):
    kept = {"text": "33 %", "notebook": "01_x", "cell": "count", "row": "shares.csv, row 1, column share_of_all"}
    assert 'title="01_x, cell count; shares.csv, row 1, column share_of_all"' in span("a.b", kept)
    notebook = tmp_path / "n.ipynb"
    cell = {"cell_type": "code", "id": "count", "metadata": {}, "source": "step.value('a.b', 1 / 3)"}
    notebook.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    listed = list_of_values({"a.b": kept}, {"01_x": notebook})
    assert "{#value-a-b}; the same stands in shares.csv, row 1, column share\\_of\\_all" in listed
