"""Delimited text, JSON Lines and the names of columns: found out, told, or refused with the row."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transcription.importing.conftest import BLANK, csv_file

from sixphase.study.problem import InputError
from sixphase.transcription.importing.delimited import delimiter_of, read_delimited
from sixphase.transcription.importing.encodings import decode
from sixphase.transcription.importing.headers import letters, to_table
from sixphase.transcription.importing.reading import read_file
from sixphase.transcription.importing.table import Grid


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("id,said\n1,calm\n", ","),
        ("id;said\n1;warm, kind, calm\n2;a, b\n", ";"),
        ("id\tsaid\n1\ta, b; c\n", "\t"),
        ("id|said\n1|a, b\n", "|"),
        ('id,said\n1,"a;b;c;d"\n2,"a;b"\n', ","),
        ('id;said\n1;"a,b\nc,d"\n', ";"),
        ("said\nwarm, kind and calm\nfine\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_parts_all_rows_alike(text, delimiter):
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        ("id,said\n1,calm\n", ("id", "said"), [["1", "calm"]]),
        ("id,said\r\n1,calm\r\n", ("id", "said"), [["1", "calm"]]),
        ("id,said\r1,calm\r", ("id", "said"), [["1", "calm"]]),
        ("sep=;\nid;said\n1;calm\n", ("id", "said"), [["1", "calm"]]),
        ('id,said\n1,"two\nlines, ""quoted"""\n', ("id", "said"), [["1", 'two\nlines, "quoted"']]),
        ("id,said\n\n1,calm\n,,\n", ("id", "said"), [["1", "calm"]]),
        ("id,said,,\n1,calm,,\n", ("id", "said"), [["1", "calm"]]),
        ("id,said,\n1,calm,odd\n", ("id", "said", "column C"), [["1", "calm", "odd"]]),
        ("id,said,said\n1,a,b\n", ("id", "said", "said (2)"), [["1", "a", "b"]]),
        ("Evaluation 2022\nid,said\n1,calm\n", ("id", "said"), [["1", "calm"]]),
        ('id," what\n said "\n1,a\n', ("id", "what said"), [["1", "a"]]),
        ("id,said\n1,a\nid,said\n2,b\n", ("id", "said"), [["1", "a"], ["2", "b"]]),
        ("id,said\n=1+1,@SUM(A1)\n", ("id", "said"), [["=1+1", "@SUM(A1)"]]),
        (
            "id,What helped?,What else?\n,Open-Ended Response,Open-Ended Response\n1,a,b\n",
            ("id", "What helped?", "What else?"),
            [["1", "a", "b"]],
        ),
        ("id,Job,\n,Response,Other\n1,a,b\n", ("id", "Job", "Job / Other"), [["1", "a", "b"]]),
        (
            "id,Job,\n0,Response,Other\n1,a,b\n",
            ("id", "Job", "column C"),
            [["0", "Response", "Other"], ["1", "a", "b"]],
        ),
        (
            'Id,Q1\nForm,Why?\n"{""ImportId"":""a""}","{""ImportId"":""q""}"\n1,a\n',
            ("Id / Form", "Q1 / Why?"),
            [["1", "a"]],
        ),
    ],
)
def test_a_csv_file_becomes_rows_under_names(tmp_path, text, names, rows):
    path = csv_file(tmp_path, text)
    table = read_file(path, BLANK)
    assert table.names == names
    assert table.rows == rows


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("id,said\n1,a,b\n2,c\n3,d\n", "row 2", "3 fields where the other rows have 2"),
        ("id,said\n1,a\n2\n3,b\n4,c\n5,d\n6,e\n7\n", "row 8", "1 fields"),
        ("id,said\n1\n2,b\n3,c\n", "row 2", "1 fields where the other rows have 2"),
        ('id,said\n1,"never closed\n2,b\n', "row 2", "not closed"),
        ('id,said\n1,"a" b\n', "row 2", "cannot be read"),
        ("id,said\n", "", "no rows"),
        ("\n\n,,\n", "", "empty"),
        ("   \n", "", "empty"),
    ],
)
def test_what_cannot_be_told_apart_is_refused_with_its_row(tmp_path, text, place, what):
    with pytest.raises(InputError) as caught:
        read_file(csv_file(tmp_path, text), BLANK)
    assert any(p.place.startswith(place) and what in p.what for p in caught.value.problems), caught.value


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_cell_that_is_longer_than_pythons_reader_takes_by_itself_is_read(tmp_path, quote):
    table = read_file(csv_file(tmp_path, f"id,said\n1,{quote}{'a' * 200_000}{quote}\n2,b\n"), BLANK)
    assert [len(row[1]) for row in table.rows] == [200_000, 1]


def test_a_quotation_mark_that_is_not_closed_in_a_long_file_is_named_with_its_row(tmp_path):
    with pytest.raises(InputError, match="row 3: a quotation mark is opened here and not closed"):
        read_file(csv_file(tmp_path, 'id,said\n1,a\n2,"b\n' + "3,calm\n" * 40_000), BLANK)


def test_what_was_found_out_is_said(tmp_path):
    notes = read_file(csv_file(tmp_path, "Forms of May\nid;said\n1;don’t\n", encoding="cp1252"), BLANK).notes
    assert notes[:2] == ("read as CSV", "encoding Windows-1252, fields parted by semicolons")
    assert "'Forms of May'" in notes[2]


@pytest.mark.parametrize(
    ("cells", "header_rows", "names"),
    [
        ([["a", "b"], ["1", "2"]], None, ("a", "b")),
        ([["a", "b"], ["c", "d"], ["1", "2"]], 2, ("a / c", "b / d")),
        ([["a", "a"], ["a", "d"], ["1", "2"]], 2, ("a", "a / d")),
    ],
)
def test_a_person_may_say_how_many_rows_name_the_columns(cells, header_rows, names):
    grid = Grid(Path("x"), cells, list(range(1, len(cells) + 1)))
    assert to_table(grid, header_rows).names == names


def test_letters_of_columns():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('{"id": "01", "q": "a"}\n{"id": "02", "q": null}\n', [["01", "a"], ["02", ""]]),
        ('{"id": 1.50, "q": true}\n', [["1.50", "true"]]),
        ('\n{"id": 12345678901234567890, "q": "x"}\n\n', [["12345678901234567890", "x"]]),
        ('{"id": 1}\n{"id": 2, "q": "x"}', [["1", ""], ["2", "x"]]),
        ('[{"id": 1, "q": "x"},\n {"id": 2, "q": "y"}]', [["1", "x"], ["2", "y"]]),
    ],
)
def test_json_lines_keep_what_is_typed(tmp_path, text, rows):
    assert read_file(csv_file(tmp_path, text, "forms.jsonl"), BLANK).rows == rows


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('{"id": 1}\n{"id": 2\n', "line 2", "object"),
        ('{"id": [1]}\n', "line 1", "list"),
        ('{"id": {"a": 1}}\n', "line 1", "object"),
        ('{"id": 1, "id": 2}\n', "line 1", "twice"),
        ("[1, 2]\n", "line 1", "braces"),
        ("12\n", "line 1", "braces"),
        ("[" * 100_000 + "\n", "line 1", "deeply"),
        ("{}\n", "", "no objects"),
    ],
)
def test_json_that_is_no_table_is_refused_with_its_line(tmp_path, text, place, what):
    with pytest.raises(InputError) as caught:
        read_file(csv_file(tmp_path, text, "forms.jsonl"), BLANK)
    assert caught.value.problems[0].place == place
    assert what in str(caught.value)


@given(
    st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
@settings(deadline=None)
def test_nothing_is_lost_on_the_way_through_csv(texts, delimiter, encoding):
    """Whatever people type, in every cell; NUL apart, which no program writes into CSV."""
    out = io.StringIO(newline="")
    rows = [[f"f{n}", *(text.replace("\0", "") for text in row)] for n, row in enumerate(texts)]
    csv.writer(out, delimiter=delimiter).writerows([["Form", "Said", "Else"], *rows])
    grid = read_delimited(decode(out.getvalue().encode(encoding, "replace"), Path("x")), Path("x"))
    assert grid.cells[1:] == [[cell.encode(encoding, "replace").decode(encoding) for cell in row] for row in rows]
