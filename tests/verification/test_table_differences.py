"""Where two tables differ: planted differences are found at their row and column, near-misses are none."""

import json

import pytest

from sixphase.verification.table_differences import compare_tables
from sixphase.verification.tables import read_table, table_content

FIELDS = [("id", "string"), ("text", "string"), ("place", "string"), ("hits", "integer"), ("share", "number")]
TABLE = """id,text,place,hits,share
E01,a kind word,ward,3,0.3333333333
E02,"a longer, kinder word",home,4,0.5
E03,none,home,5,1e-05
E04,none,ward,6,
"""


def write(folder, text, fields=FIELDS):
    folder.mkdir(exist_ok=True)
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    described = {"fields": [{"name": name, "type": kind} for name, kind in fields]}
    path.with_suffix(".schema.json").write_text(json.dumps(described), encoding="utf-8")
    return read_table(path)


def compared(tmp_path, text, at_hand):
    before, now = write(tmp_path / "before", TABLE), write(tmp_path / "now", text)
    return compare_tables(table_content(before), table_content(now), now, before if at_hand else None)


CASES = [
    ("E02,\"a longer", "E02,\"a longest", False, ["row 3 ('E02'), column text: was 'a longer, kinder word', now 'a longest, kinder word'"]),
    (",4,0.5", ",7,0.5", False, ["row 3 ('E02'), column hits: was 4, now 7"]),
    ("0.3333333333", "0.3333333334", True, ["row 2 ('E01'), column share: was 0.3333333333, now 0.3333333334"]),
    ("0.3333333333", "0.3333333343", False, ["row 2 ('E01'), column share: was 0.3333333333, now 0.3333333343"]),
    (",6,\n", ",6,0.1\n", False, ["row 5 ('E04'), column share: was -, now 0.1"]),
    ("E03,none,home,5,1e-05\nE04,none,ward,6,\n", "E04,none,ward,6,\nE03,none,home,5,1e-05\n", False, ["rows 4 and 5 have changed places"]),
    ("E03,none,home,5,1e-05\n", "", False, ["4 rows were recorded, now 3", "row 4 of the recorded table is gone"]),
    ("E04", "E03a,new,home,1,1\nE04", False, ["4 rows were recorded, now 5", "row 5 ('E03a') is new"]),
    ("id,text", "id,words", False, ["column text is gone", "column words is new"]),
    ("E03,none", 'E03,"none"', True, ["the same cells, written in another way"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "same", "how"), CASES)
def test_a_planted_difference_is_found_at_its_place(tmp_path, old, new, same, how):
    assert old in TABLE
    found = compared(tmp_path, TABLE.replace(old, new, 1), at_hand=True)
    assert (found.same, found.how) == (same, how)


def test_without_the_recorded_table_the_column_is_still_named(tmp_path):
    found = compared(tmp_path, TABLE.replace('E02,"a longer', 'E02,"a longest'), at_hand=False)
    assert found.how == ["row 3 ('E02'), column text: now 'a longest, kinder word'"]
    two = TABLE.replace("a kind word,ward", "a kind word,home").replace("E03,none", "E03,some")
    found = compared(tmp_path, two, at_hand=False)
    assert [line.split(":")[0] for line in found.how] == [
        "row 2 ('E01'), in one or more of the columns text, place",
        "row 4 ('E03'), in one or more of the columns text, place",
    ]


def test_the_record_holds_nobodys_words(tmp_path):
    held = json.dumps(table_content(write(tmp_path, TABLE)))
    for word in ("kind", "ward", "home", "E01", "longer"):
        assert word not in held
    assert "0.3333333333" in held


def test_the_same_words_in_other_cells_are_not_the_same(tmp_path):
    found = compared(tmp_path, TABLE.replace("E03,none,home", "E03,home,none"), at_hand=True)
    assert not found.same
    assert len(found.how) == 2


def test_of_a_large_table_the_columns_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr("sixphase.verification.tables.MOST_ROWS", 3)
    found = compared(tmp_path, TABLE.replace("E03,none", "E03,some"), at_hand=False)
    assert not found.same
    assert found.how == ["4 rows were recorded, now 4", "columns: text"]


@pytest.mark.parametrize("raw", [b"", b"a,b\n1\n", b"a\n\xff\n", b'a\n"\x00'])
def test_what_is_no_whole_table_is_not_read_as_one(tmp_path, raw):
    (tmp_path / "t.csv").write_bytes(raw)
    read = read_table(tmp_path / "t.csv")
    assert read is None or read.rows == [["\x00"]]
