"""A table that people made is taken as it is, or refused with its place and a remedy."""

import pandas as pd
import pandera.pandas as pa
import pytest

from sixphase.study.problem import MOST_PROBLEMS, InputError
from sixphase.study.tables import check, read_table, read_written, write_table

COLUMNS = ("id", "text")


def written(folder, content):
    path = folder / "answers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("id,text\n1,Calm\n", ["Calm"]),
        ("text,id\nCalm,1\n", ["Calm"]),
        ("\ufeffid,text\n1,Calm\n", ["Calm"]),
        ("id,text\r\n1,Calm\r\n\r\n2,Kind\r\n", ["Calm", "Kind"]),
        ('id,text\n1,"Calm, and kind"\n', ["Calm, and kind"]),
        ('id,text\n1,"two\nlines"\n', ["two\nlines"]),
        ("id,text\n1,NA\n2,\n", ["NA", ""]),
        ("id,text\n1,=1+1\n", ["=1+1"]),
        ("id,text\n1,🙂 ﷽\n", ["🙂 ﷽"]),
    ],
)
def test_good_files_come_back_word_for_word(tmp_path, content, texts):
    table = read_table(written(tmp_path, content), COLUMNS)
    assert list(table.columns) == list(COLUMNS)
    assert list(table["text"]) == texts


@pytest.mark.parametrize(
    ("content", "place", "what", "remedy"),
    [
        (b"", "", "empty", "first line"),
        ("id,text\n", "", "no rows", "add"),
        ("id\n1\n", "row 1", "'text' is missing", "the columns are"),
        ("id,text,mood\n1,a,b\n", "row 1", "'mood' is not expected", "study.yml"),
        ("id,text,text\n1,a,b\n", "row 1", "'text' stands twice", "keep one"),
        ("id;text\n1;a\n", "row 1", "semicolons", "commas"),
        ("id\ttext\n1\ta\n", "row 1", "tabs", "commas"),
        ("id,text\n1,a,b\n", "row 2", "3 fields where the first line names 2", "quotation marks"),
        ("id,text\n1\n", "row 2", "1 fields", "quotation marks"),
        ('id,text\n1,"a\n', "row 2", "cannot be read", "quotation marks"),
        ('id,text\n1,"two\nlines"\n2,a,b\n', "row 4", "3 fields", ""),
        ("id,text\n1,caf\u00e9\n".encode("latin-1"), "row 2", "not UTF-8", "CSV UTF-8"),
        ("id,text\n1,a\n".encode("utf-16"), "row 1", "not UTF-8", "CSV UTF-8"),
        ("id,text\n1,a\0b\n", "row 2", "zero byte", "CSV UTF-8"),
        (b"PK\x03\x04rest", "", "spreadsheet, not a CSV", "save it as"),
        (b"\xd0\xcf\x11\xe0rest", "", "old Excel", "save it as"),
        (b"%PDF-1.7", "", "PDF", "save it as"),
    ],
)
def test_bad_files_are_refused_with_place_and_remedy(tmp_path, content, place, what, remedy):
    with pytest.raises(InputError) as caught:
        read_table(written(tmp_path, content), COLUMNS)
    problem = caught.value.problems[0]
    assert problem.place.startswith(place)
    assert what in problem.what
    assert remedy in problem.remedy
    assert "answers.csv" in str(problem)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "nothing.csv", COLUMNS)


def test_all_problems_are_told_at_once_but_not_thousands(tmp_path):
    content = "id,text\n" + "1,a,b\n" * 50
    with pytest.raises(InputError) as caught:
        read_table(written(tmp_path, content), COLUMNS)
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert f"and {50 - MOST_PROBLEMS} more" in caught.value.problems[-1].what


def test_a_schema_names_the_row_of_the_file(tmp_path):
    table = read_table(written(tmp_path, 'id,text\n1,a\n2,"b\nb"\n2,c\n'), COLUMNS)
    schema = pa.DataFrameSchema({"id": pa.Column(str, unique=True), "text": pa.Column(str)})
    with pytest.raises(InputError) as caught:
        check(table, schema, tmp_path / "answers.csv", {"id": "give each answer its own id"})
    assert [p.place for p in caught.value.problems] == ["row 3, column id", "row 5, column id"]
    assert caught.value.problems[0].remedy == "give each answer its own id"


def test_written_tables_do_not_depend_on_the_machine(tmp_path):
    table = pd.DataFrame({"a": [1 / 3, 2.0], "b": ["x,y", "Ä"]})
    write_table(table, tmp_path / "t.csv")
    assert b'"integer"' not in (tmp_path / "t.schema.json").read_bytes()
    assert (tmp_path / "t.csv").read_bytes() == 'a,b\n0.3333333333,"x,y"\n2,Ä\n'.encode()


def test_a_table_without_columns_comes_back_as_one(tmp_path):
    write_table(pd.DataFrame(), tmp_path / "a.csv")
    assert read_written(tmp_path / "a.csv").shape == (0, 0)
