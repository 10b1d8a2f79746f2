"""Reading `sessions.csv`: what is taken, and what is refused with its place."""

import pandas as pd
import pytest

from sixphase.familiarisation.participants.sessions import read_sessions
from sixphase.study.problem import InputError
from sixphase.study.settings import Attribute

ATTRIBUTES = {"gender": Attribute(label="Gender", categories=("Female", "Male")), "job": Attribute(label="Job")}


def read(tmp_path, text: str) -> pd.DataFrame:
    (tmp_path / "sessions.csv").write_text(text, encoding="utf-8")
    return read_sessions(tmp_path / "sessions.csv", ATTRIBUTES)


def test_what_is_read(tmp_path):
    table = read(tmp_path, "session_date,attended,gender:Female,job:Porter\n2022-05-19,12,10,2\n2022-05-19,,,\n")
    assert table["attended"].tolist() == [12, pd.NA]
    assert table["gender:Female"].tolist() == [10, pd.NA]
    assert table["session_date"].tolist() == ["2022-05-19", "2022-05-19"]  # two on one day


def test_without_the_file_there_are_no_sessions(tmp_path):
    table = read_sessions(tmp_path / "sessions.csv", ATTRIBUTES)
    assert table.columns.tolist() == ["session_date", "attended"]
    assert table.empty


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("session_date,attended\n19/05/2022,12\n", "row 2, column session_date: '19/05/2022' is no date"),
        ("session_date,attended\n2022-02-30,12\n", "'2022-02-30' is no date"),
        ("session_date,attended\n2022-5-19,12\n", "'2022-5-19' is no date"),
        ("session_date,attended\n2022-05-19,a dozen\n", "row 2, column attended: 'a dozen' is no number of people"),
        ("session_date,attended\n2022-05-19,-3\n", "'-3' is no number of people"),
        ("session_date,attended\n2022-05-19,12.0\n", "'12.0' is no number of people"),
        ("session_date,attended\n2022-05-19,999999999\n", "'999999999' is no number of people"),
        ("session_date,attended,gender:Femal\n2022-05-19,12,3\n", "write 'Female'"),
        ("session_date,attended,sex:Female\n2022-05-19,12,3\n", "the study has no attribute 'sex'"),
        ("session_date,attended,gender\n2022-05-19,12,3\n", "the column 'gender' is not expected"),
        ("session_date\n2022-05-19\n", "the column 'attended' is missing"),
        ("session_date,attended,gender:Female,gender:Male\n2022-05-19,12,8,5\n", "13 people by gender, but 12 came"),
        ("session_date,attended,gender:Female\n2022-05-19,,8\n", "not all who came"),
        ("", "the file is empty"),
    ],
)
def test_what_is_refused(tmp_path, text, says):
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert says in str(refused.value)
    assert "sessions.csv" in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as refused:
        read(tmp_path, "session_date,attended\nx,12\n2022-05-19,y\n")
    assert len(refused.value.problems) == 2
