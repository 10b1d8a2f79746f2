"""Reading answers: as written, or refused with the row and the remedy."""

from pathlib import Path

import pandas as pd
import pytest
from transcription.entry.test_desk import SETTINGS

from sixphase.study import paths
from sixphase.study.cells import code_cells
from sixphase.study.problem import InputError
from sixphase.transcription.answers import COLUMNS, need_answers, read_answers

TOP = Path(__file__).resolve().parents[2]

HEAD = "id,theme,subtheme,text\n"
GOOD = "A1,Comprehension,Flows,Kit bag\n"


def messages(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    "words",
    [
        "A slip stays: shar with others",
        "  spaces at both ends stay ",
        "‘curly’, “quoted” – dashed…",
        "two\nlines",
        "NA",
        "007",
        "cafe\u0301 \u00a0 😀",
    ],
)
def test_nothing_in_the_words_is_changed(make_study, words):
    make_study(f'{HEAD}A1,Delivery,Safe space,"{words}"\n')
    answers = read_answers("small")
    assert list(answers.columns) == list(COLUMNS)
    assert answers.loc[0].to_dict() == {
        "answer_id": "A1",
        "form_id": "",
        "question": "",
        "section": "",
        "theme": "Delivery",
        "subtheme": "Safe space",
        "text": words,
        "state": "answered",
    }


def test_a_study_without_themes_needs_no_codebook(make_study):
    make_study("id,text\n01,Kit bag\n02,Safe\n", {"answer_id": "id", "text": "text"}, codebook=None)
    answers = read_answers("small")
    assert answers[["answer_id", "theme", "subtheme"]].to_numpy().tolist() == [["01", "", ""], ["02", "", ""]]


def test_a_study_may_have_themes_without_subthemes(make_study):
    make_study("id,theme,text\nA1,Delivery,Kit bag\n", {"answer_id": "id", "theme": "theme", "text": "text"})
    assert read_answers("small")["theme"].tolist() == ["Delivery"]


@pytest.mark.parametrize(
    ("rows", "place", "what", "remedy"),
    [
        ("A1,Comprehension,Flows,Again\n", "row 2, column id", "stands more than once: 'A1'", "its own id"),
        ("A2,Comprehension,Flows,\n", "row 3, column text", "there is no text here", "the participant's words"),
        ("A2,Comprehension,Flows,\u00a0 \n", "row 3, column text", "there is no text here", "take the row out"),
        (",Comprehension,Flows,Yes\n", "row 3, column id", "there is no text here", "its own id"),
        ("A2 ,Comprehension,Flows,Yes\n", "row 3, column id", "a space stands before or after", "without spaces"),
        ("A2,Comprehesion,Flows,Yes\n", "row 3, column theme", "the theme 'Comprehesion'", "write 'Comprehension'"),
        ("A2,comprehension,Flows,Yes\n", "row 3, column theme", "the theme 'comprehension'", "write 'Comprehension'"),
        ("A2,,Flows,Yes\n", "row 3, column theme", "this answer has no theme", "use one of"),
        ("A2,Comprehension,Flow,Yes\n", "row 3, column subtheme", "no subtheme 'Flow'", "write 'Flows'"),
        ("A2,Comprehension,,Yes\n", "row 3, column subtheme", "this answer has no subtheme", "use one of: Flows"),
        ("A2,Delivery,Flows,Yes\n", "row 3, column subtheme", "belongs to the theme 'Comprehension'", "one of the two"),
    ],
)
def test_a_fault_names_its_row_and_what_to_do(make_study, rows, place, what, remedy):
    make_study(HEAD + GOOD + rows)
    with pytest.raises(InputError) as error:
        read_answers("small")
    told = messages(error)[0]
    assert told.startswith(f"data_raw/small/answers.csv, {place}: ")
    assert what in told
    assert remedy in told


def test_all_faults_are_told_at_once(make_study):
    make_study(f"{HEAD}{GOOD}A2,Comprehension,Flows,\nA3,Nowhere,Flows,Yes\n")
    with pytest.raises(InputError) as error:
        read_answers("small")
    assert [message.split(":")[0] for message in messages(error)] == [
        "data_raw/small/answers.csv, row 3, column text",
        "data_raw/small/answers.csv, row 4, column theme",
    ]


def test_very_many_faults_are_cut_short(make_study):
    make_study(HEAD + "".join(f"A{n},Nowhere,Flows,Yes\n" for n in range(1000)))
    with pytest.raises(InputError) as error:
        read_answers("small")
    assert len(error.value.problems) < 30
    assert "980 more" in messages(error)[-1]


def test_a_row_after_an_answer_of_two_lines_is_told_by_its_line_in_the_file(make_study):
    make_study(f'{HEAD}A1,Comprehension,Flows,"two\nlines"\nA2,Comprehension,Flows,\n')
    with pytest.raises(InputError, match="row 4, column text"):
        read_answers("small")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "the file is empty"),
        (HEAD, "no rows"),
        ("id,theme,text\n", "the column 'subtheme' is missing"),
        (f"{HEAD[:-1]},mood\nA1,Comprehension,Flows,Yes,good\n", "the column 'mood' is not expected"),
        ((HEAD + GOOD).replace("bag", "caf\u00e9").encode("cp1252"), "not UTF-8"),
        (b"PK\x03\x04rest of a spreadsheet", "spreadsheet"),
    ],
)
def test_a_file_that_is_no_table_of_answers_is_refused(make_study, content, what):
    make_study(content)
    with pytest.raises(InputError, match=what):
        read_answers("small")


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"answer_id": "id"}, "'text' is missing"),
        ({"text": "text"}, "'answer_id' is missing"),
        ({"answer_id": "id", "text": "text", "subtheme": "subtheme"}, "'theme' is missing"),
        ({"answer_id": "id", "text": "id"}, "'id' is named more than once"),
    ],
)
def test_columns_that_cannot_be_are_refused_with_their_key(make_study, columns, what):
    make_study(HEAD + GOOD, columns)
    with pytest.raises(InputError) as error:
        read_answers("small")
    assert messages(error)[0].startswith("data_raw/small/study.yml, key answers.columns: ")
    assert what in messages(error)[0]


def test_the_published_answers():
    answers = read_answers("cmt_published")
    assert len(answers) == 80
    assert answers["answer_id"].tolist() == [f"E{n:02d}" for n in range(1, 81)]
    assert answers["theme"].nunique() == 4
    assert answers["subtheme"].nunique() == 12
    slip = "Felt like a safe space to shar with others"
    assert answers.loc[answers["text"].str.endswith(slip), "answer_id"].tolist() == ["E42", "E72"]


def test_notebook_01_ends_kindly_before_the_first_import(tmp_path, monkeypatch):
    """Run All, cell by cell: the desks are there, and the first cell that needs answers says what comes next."""
    (tmp_path / "data_raw" / "kind").mkdir(parents=True)
    (tmp_path / "data_raw" / "kind" / "study.yml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    paths.root.cache_clear()
    names, done = {}, []
    with pytest.raises(InputError) as error:
        for cell in code_cells(TOP / "notebooks" / "01_transcription_import.ipynb"):
            exec(compile(cell.source, cell.id, "exec"), names)
            if cell.id == "parameters":
                names["study"] = "kind"
            done.append(cell.id)
    paths.root.cache_clear()
    assert done[-1] == "open-names-desk"
    (shown,) = error.value._render_traceback_()
    assert shown.startswith("the study 'kind' has no answers yet; the import comes next.")
    assert "Traceback" not in shown


def test_an_answer_is_enough_to_go_on():
    need_answers(pd.DataFrame({"text": ["one"]}), "kind")


def test_forms_that_were_all_left_blank_are_told_from_an_import_that_is_still_to_come(tmp_path, monkeypatch):
    (tmp_path / "data_raw" / "kind").mkdir(parents=True)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    paths.root.cache_clear()
    nothing = pd.DataFrame({"text": []})
    with pytest.raises(InputError, match="has no answers yet"):
        need_answers(nothing, "kind")
    (tmp_path / "data_raw" / "kind" / "answers.csv").write_text("form_id,question,state,text\n1,q,blank,\n", "utf-8")
    with pytest.raises(InputError, match="all are blank, or were withdrawn"):
        need_answers(nothing, "kind")
