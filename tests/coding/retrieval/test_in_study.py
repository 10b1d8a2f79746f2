"""Finding in a study as its user does: from the files of the study to lines, JSON and a table."""

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.retrieval.commands import find_lines
from sixphase.coding.retrieval.counting import by_attribute
from sixphase.coding.retrieval.in_study import find_in_study, index_of_study, seen_by
from sixphase.coding.retrieval.written import answers_in, as_csv, as_xlsx
from sixphase.study import paths, settings
from sixphase.study.problem import InputError

TOP = Path(__file__).resolve().parents[3]
STUDY = """title: Small
approach: codebook
seed: 1
questions: [{id: interest, asks: What}, {id: change, asks: What}]
attributes: {occupation: {label: Job, categories: [Nursing, Medical]}}
paper: {title: Small}
"""
FORMS = "form_id,session_date,occupation\nF1,2023-01-05,Nursing\nF2,,Medical\n"
ANSWERS = """form_id,question,state,text
F1,interest,answered,"=HYPERLINK(""x"") safe space"
F1,change,answered,- more sleep
F2,interest,answered,Nothing 😀 safe
F2,change,blank,
"""
CODEBOOK = """themes:
  - {id: T1, name: Learning, short: L, definition: d, subthemes: [{id: T1.1, name: Safe, short: S, definition: d}]}
"""


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A study from forms with codings by anna and ben, in a project of its own."""
    folder = tmp_path / "data_raw" / "small"
    folder.mkdir(parents=True)
    for name, text in (
        ("study.yml", STUDY),
        ("forms.csv", FORMS),
        ("answers.csv", ANSWERS),
        ("codebook.yml", CODEBOOK),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(TOP / "data_raw" / "cmt_published", tmp_path / "data_raw" / "cmt_published")
    (tmp_path / "_quarto.yml").write_text("", encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    _forget()
    anna = open_journal("small", "anna")
    anna.code_all("F1.interest", "T1.1")
    anna.code("F1.change", 0, 6, "T1.1")
    ben = open_journal("small", "ben")
    ben.code("F2.interest", 8, 9, "T1.1")
    for journal in (anna, ben):
        journal.finish()
    yield tmp_path
    _forget()


def _forget():
    paths.root.cache_clear()
    settings.read_study.cache_clear()


def test_passages_come_with_what_is_known_of_the_form(small):
    found = find_in_study("small", "Safe")
    assert found["answer_id"].tolist() == ["F1.interest", "F1.change", "F2.interest"]
    assert found["words"].tolist()[1:] == ["- more", "😀"]
    assert found["question"].tolist() == ["interest", "change", "interest"]
    assert found["occupation"].tolist() == ["Nursing", "Nursing", "Medical"]
    assert found["session_date"].tolist() == ["2023-01-05", "2023-01-05", ""]
    assert find_in_study("small", "T1.* and Job = Medical")["coder"].tolist() == ["ben"]
    assert by_attribute(index_of_study("small"), "Job").loc["T1.1"].to_dict() == {"Nursing": 2, "Medical": 1}


def test_what_another_coder_did_is_not_seen_where_only_one_is_asked_for(small):
    found = find_in_study("small", "T1.* or words safe", coders=["anna"])
    assert set(found["coder"]) == {"anna", ""}
    assert found.loc[found["answer_id"] == "F2.interest", "codes"].tolist() == [""]
    with pytest.raises(InputError, match="no coding by 'ben'"):
        find_in_study("small", "coder = ben", coders=["anna"])


def test_who_is_blind_to_others_has_to_say_who_asks(small):
    open_journal("small", "ben").reopen()
    for ask in (lambda: find_in_study("small", "Safe"), lambda: find_lines("small", "Safe")):
        with pytest.raises(InputError, match=r"ben has not finished.*\n.*say who asks, such as --coder anna"):
            ask()
    assert seen_by("small", "anna") == {"anna"}
    assert set(find_in_study("small", "Safe", coders=seen_by("small", "anna"))["coder"]) == {"anna"}
    with pytest.raises(InputError, match="no name of a coder"):
        seen_by("small", "Anna B")
    path = small / "data_raw" / "small" / "study.yml"
    path.write_text(STUDY + "coding: {blind: false}\n", encoding="utf-8")
    _forget()
    assert set(find_in_study("small", "Safe")["coder"]) == {"anna", "ben"}


def test_the_published_study_is_searched_too(small):
    lines = find_lines("cmt_published", 'words "safe space" within T2.*')
    assert lines[0] == "2 passages in 2 of 80 answers."
    assert "    How it felt like a non-judgemental [safe space]" in lines
    assert find_lines("cmt_published", "T2")[1].endswith("descendants of T2")
    assert find_lines("cmt_published", 'theme "Workshop Delivery"')[0] == "27 passages in 27 of 80 answers."


def test_names_are_shown_and_the_same_passage_once(small):
    """Both have the same passage; one code has an id that nobody reads; one coding is lost."""
    ben = open_journal("small", "ben")
    ben.code("F1.change", 0, 6, "T1.1")
    made = ben.make_code("Rest")
    ben.code("F1.change", 2, 12, made.id)
    lines = find_lines("small", "T1.1 and question = change")
    assert lines[0].startswith("1 passage in 1 of")
    assert lines[2] == "F1.change  T1.1 Safe; Rest  anna, ben"
    assert not any(made.id in line for line in find_lines("small", "Rest"))
    assert len(json.loads(find_lines("small", "T1.1 and question = change", as_json=True)[0])["passages"]) == 2
    path = small / "data_raw" / "small" / "answers.csv"
    path.write_text(ANSWERS.replace("Nothing 😀 safe", "Quite different words"), encoding="utf-8")
    _forget()
    assert find_lines("small", "T1.1")[-1] == "1 coding has lost its words and was not searched."


def test_many_passages_are_cut_on_the_screen(small):
    lines = find_lines("cmt_published", "not words xyzzy")
    assert lines[0] == "80 passages in 80 of 80 answers."
    assert lines[-1].startswith("The first 50 are shown")
    assert sum(line.startswith("    ") for line in lines) == 50


def test_json_holds_everything_as_it_is(small):
    (line,) = find_lines("small", "T1.1", as_json=True)
    told = json.loads(line)
    assert (told["answers"], told["of"]) == (3, 3)
    assert told["passages"][0]["words"] == '=HYPERLINK("x") safe space'
    assert told["passages"][2] | {"coding_id": ""} == {
        "answer_id": "F2.interest", "coding_id": "", "start": 8, "end": 9, "code": "T1.1", "name": "Safe",
        "codes": "T1.1", "coder": "ben", "left": "Nothing ", "words": "😀", "right": " safe", "form_id": "F2",
        "question": "interest", "session_date": "", "occupation": "Medical",
    }  # fmt: skip


def test_a_spreadsheet_takes_no_words_for_a_formula(small):
    path = small / "found.xlsx"
    lines = find_lines("small", "T1.1", table=path)
    assert lines[-1].startswith("Written to found.xlsx.")
    sheet = load_workbook(path).active
    head = [cell.value for cell in sheet[1]]
    words = [sheet.cell(row, head.index("words") + 1) for row in (2, 3)]
    assert [cell.value for cell in words] == ['=HYPERLINK("x") safe space', "- more"]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in words)
    assert sheet.cell(2, head.index("end") + 1).value == 26


def test_a_csv_file_takes_no_words_for_a_formula(small):
    find_lines("small", "T1.1", table=small / "found.csv")
    rows = list(csv.DictReader(io.StringIO((small / "found.csv").read_text(encoding="utf-8-sig"))))
    assert [row["words"] for row in rows] == ['\'=HYPERLINK("x") safe space', "'- more", "😀"]
    assert rows[0]["start"] == "0"


def test_the_same_search_gives_the_same_bytes(small):
    one, two = find_in_study("small", "T1.1"), find_in_study("small", "T1.1")
    assert as_csv(one) == as_csv(two)
    assert as_xlsx(one) == as_xlsx(two)


@pytest.mark.parametrize("name", ["found.txt", "found", "folder"])
def test_another_kind_of_file_is_refused(small, name):
    (small / "folder").mkdir()
    with pytest.raises(InputError, match=r"end in \.xlsx or \.csv"):
        find_lines("small", "T1.1", table=small / name)


def test_a_place_that_cannot_be_written_to_is_told(small):
    (small / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        find_lines("small", "T1.1", table=small / "file" / "found.csv")


def test_words_that_would_move_the_cursor_do_not_reach_the_screen(small):
    path = small / "data_raw" / "small" / "answers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Nothing", "No\x1b[2J"), encoding="utf-8")
    assert not any("\x1b" in line for line in find_lines("small", "words safe"))


@pytest.mark.parametrize("name", ["found.xlsx", "found.csv"])
def test_from_a_table_back_to_the_answers_at_the_desk(small, name, monkeypatch):
    """What the command says to type opens the desk with these answers, and no others."""
    from sixphase.coding.desk.desk import coding_desk

    line = find_lines("small", "T1.1 and coder = anna", table=small / name)[-1]
    call = line.split("notebook 03: ")[1]
    assert call == f"coding_desk('small', answers='{name}')"
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    desk = eval(call, {"coding_desk": coding_desk})  # as it is typed
    reply = desk._reply({"serial": 1, "act": "sit", "coder": "anna"})
    assert [card["id"] for card in reply["cards"]] == ["F1.interest", "F1.change"]
    assert reply["page"]["total"] == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.csv", None, "there is no such file"),
        ("odd.xlsx", "not a workbook", "it cannot be read as a table"),
        ("empty.csv", "", "it cannot be read as a table"),
        ("other.csv", "words\nsafe\n", "it names no answers"),
        ("head.csv", "answer_id\n", "it names no answers"),
    ],
)
def test_a_table_without_answers_is_told(small, name, content, told):
    if content is not None:
        (small / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        answers_in(small / name)


def test_what_the_page_says_to_type_works(small):
    page = (TOP / "docs" / "finding.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in re.findall(r"^\.venv/bin/sixphase find .+", page, re.MULTILINE)]
    assert len(commands) == 3
    for _, _, study, expression, *_ in commands:
        assert not find_lines(study, expression)[0].startswith("0 ")
    with pytest.raises(InputError) as caught:
        find_in_study("small", "occupation = Nurse")
    told = "occupation = ▸Nurse: no answer has occupation 'Nurse'.\n  What to do: write 'Nursing' (known here: Medical, Nursing)."
    assert told in str(caught.value)
    assert told in page
