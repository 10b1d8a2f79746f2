"""A coder without JupyterLab: the spreadsheet that is written, filled in as people do, and read back."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from sixphase.coding.journal.journal import NotSaved, open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.sheets import (
    read_coding_sheet,
    read_sheet_command,
    taking_in,
    write_coding_sheet,
    write_sheet_command,
)
from sixphase.coding.sheets.labels import Labels
from sixphase.coding.sheets.layout import HEADERS, KEY
from sixphase.coding.sheets.locating import located
from sixphase.study import paths, settings
from sixphase.study.problem import InputError

STUDY = """\
title: T
approach: codebook
seed: 1
questions: [{id: a, asks: "What helped?"}]
paper: {title: P}
"""
CODEBOOK = """\
themes:
  - {id: T1, name: Delivery, short: D, definition: how it was given,
     subthemes: [{id: T1.1, name: Safe space, short: S, definition: d, when: w}, {id: T1.2, name: Other, short: O, definition: d}]}
  - {id: T2, name: Content, short: C, definition: d,
     subthemes: [{id: T2.1, name: Other, short: O, definition: d}, {id: T2.2, name: "Calm; kind", short: K, definition: d}]}
"""
TEXTS = {
    "1.a": "The room was calm and the room was kind",
    "2.a": '=HYPERLINK("http://x") was   "odd" – it’s\nfine 🙂 and fine',
    "3.a": "-1 for the lunch",
}
ANSWERS = "form_id,question,state,text\n" + "".join(
    '{},a,answered,"{}"\n'.format(id_[0], text.replace('"', '""')) for id_, text in TEXTS.items()
)


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()
    folder = tmp_path / "data_raw" / "kind"
    folder.mkdir(parents=True)
    (folder / "study.yml").write_text(STUDY)
    (folder / "codebook.yml").write_text(CODEBOOK)
    (folder / "forms.csv").write_text("form_id,session_date\n1,\n2,\n3,\n")
    (folder / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    yield folder
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()


def coded(coder="anna"):
    """(answer, words, code, comment) of every coding that stands."""
    return {(c.answer, c.words, c.code, c.comment) for c in replay("kind").codings(coder=coder)}


def filled(path, *changes, sheet="Coding"):
    """A sheet with some cells written anew: (answer or row, column, text); a new row where the row is not there."""
    book = load_workbook(path)
    for row, column, text in changes:
        book[sheet].cell(row, HEADERS.index(column) + 1).value = text
    book.save(path)
    return path


def of_rows(path, headers, *rows):
    book = Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_what_is_written_shows_the_coders_own_codings_and_no_others(study, tmp_path):
    anna, ben = open_journal("kind", "anna"), open_journal("kind", "ben")
    anna.code("1.a", 0, 8, "T1.1", comment="first")
    anna.code("1.a", 0, 8, "T2.2", comment="first")
    anna.code_all("2.a", "T1.2")
    anna.read("3.a")
    ben.code("1.a", 4, 8, "T2.1", comment="a secret of ben")
    path = write_coding_sheet("kind", "anna", tmp_path / "anna.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(path)["Coding"].iter_rows()]
    assert tuple(rows[0]) == HEADERS
    assert rows[1][:7] == ["1.a", "What helped?", TEXTS["1.a"], "The room", "Safe space; T2.2", "first", "x"]
    assert rows[2][:1] + rows[2][3:7] == ["2.a", None, "T1.2", None, "x"]
    assert rows[3][:1] + rows[3][3:] == ["3.a", None, None, None, "x", None]
    assert "secret of ben" not in str(rows)


def test_nothing_in_a_sheet_is_a_formula_and_the_same_state_gives_the_same_bytes(study, tmp_path):
    open_journal("kind", "anna").code("2.a", 0, 22, "T1.1", comment="=1+1")
    one, two = (write_coding_sheet("kind", "anna", tmp_path / name) for name in ("one.xlsx", "two.xlsx"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(io.BytesIO(one.read_bytes())) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/")]
    assert len(sheets) == 3 and not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert all(c.data_type == "s" for row in load_workbook(one)["Coding"].iter_rows() for c in row if c.value)


def test_a_sheet_that_is_there_is_not_written_over(study, tmp_path):
    (tmp_path / "anna.xlsx").write_bytes(b"work")
    with pytest.raises(InputError, match="there already"):
        write_sheet_command("kind", "anna", tmp_path / "anna.xlsx")
    assert (tmp_path / "anna.xlsx").read_bytes() == b"work"


def test_filled_in_and_read_twice(study, tmp_path):
    path = write_coding_sheet("kind", "anna", tmp_path / "anna.xlsx")
    filled(path, (2, "passage", "room was kind"), (2, "codes", "safe  SPACE; Calm; T1.2"), (2, "comment", "hm"))
    with pytest.raises(InputError, match=r"row 2, column codes: there is no code 'Calm'"):
        read_coding_sheet(path, "kind", "anna")
    filled(path, (2, "codes", "safe  SPACE; T2.2; Delivery > Other"), (3, "codes", "T2.1"), (4, "read", "x"))
    said = read_sheet_command("kind", "anna", path)
    assert said == ["4 passages coded", "1 answer marked as read"]
    words = "room was kind"
    assert coded() == {
        *(("1.a", words, code, "hm") for code in ("T1.1", "T2.2", "T1.2")),
        ("2.a", TEXTS["2.a"], "T2.1", ""),
    }
    assert read_sheet_command("kind", "anna", path) == ["Nothing has changed."]
    assert ("3.a", "anna") in set(replay("kind").readers().itertuples(index=False, name=None))


def test_changed_rows_change_codings_and_untouched_ones_leave_what_was_done_elsewhere(study, tmp_path):
    journal = open_journal("kind", "anna")
    room = journal.code("1.a", 0, 8, "T1.1", comment="first")
    second = journal.code("1.a", 26, 34, "T1.1")  # the second 'the room', which stands nearly twice
    whole = journal.code_all("2.a", "T1.2")
    path = write_coding_sheet("kind", "anna", tmp_path / "anna.xlsx")
    journal.change(whole.id, code="T2.1")  # at the desk, after the sheet was written
    later = journal.code("3.a", 0, 2, "T1.1")
    assert read_coding_sheet(path, "kind", "anna") == []
    filled(path, (2, "codes", "T2.2"), (2, "comment", "second thoughts"), (3, "codes", ""), (3, "passage", ""))
    acts = read_coding_sheet(path, "kind", "anna")
    assert [(act.act, act.coding) for act in acts] == [("change", room.id), ("uncode", second.id)]
    read_sheet_command("kind", "anna", path)
    state = replay("kind")
    assert state.coding(room.id).code == "T2.2" and state.coding(room.id).comment == "second thoughts"
    assert state.coding(second.id) is None and state.coding(whole.id).code == "T2.1" and state.coding(later.id)
    assert read_coding_sheet(path, "kind", "anna") == []


def test_a_copied_row_adds_a_passage_and_a_deleted_row_takes_nothing_back(study, tmp_path):
    journal = open_journal("kind", "anna")
    journal.code("1.a", 0, 8, "T1.1")
    journal.code_all("3.a", "T1.1")
    path = write_coding_sheet("kind", "anna", tmp_path / "anna.xlsx")
    book = load_workbook(path)
    sheet = book["Coding"]
    sheet.append([cell.value for cell in sheet[2]])
    sheet.cell(5, HEADERS.index("passage") + 1).value = "calm"
    sheet.delete_rows(4)
    book.save(path)
    read_sheet_command("kind", "anna", path)
    assert coded() == {("1.a", "The room", "T1.1", ""), ("1.a", "calm", "T1.1", ""), ("3.a", TEXTS["3.a"], "T1.1", "")}


def test_words_with_spaces_at_their_ends_control_characters_and_repeats_are_known_again(study, tmp_path):
    text = " a\x07b\tlong" + " word" * 20_000
    (study / "answers.csv").write_text(ANSWERS.replace("-1 for the lunch", "so" + text), encoding="utf-8")
    journal = open_journal("kind", "anna")
    for start, end in ((2, 8), (0, 90_000), (12, 18), (17, 22)):
        journal.code("3.a", start, end, "T1.1")
    journal.code("1.a", 26, 31, "T1.1")
    path = write_coding_sheet("kind", "anna", tmp_path / "a.xlsx")
    assert read_coding_sheet(path, "kind", "anna") == []


def test_another_passage_in_the_row_of_a_coding_moves_it(study, tmp_path):
    coding = open_journal("kind", "anna").code("1.a", 0, 8, "T1.1")
    path = filled(write_coding_sheet("kind", "anna", tmp_path / "a.xlsx"), (2, "passage", "The room was calm"))
    assert [act.act for act in read_coding_sheet(path, "kind", "anna")] == ["change"]
    read_sheet_command("kind", "anna", path)
    assert replay("kind").coding(coding.id).words == "The room was calm" and len(coded()) == 1


def test_new_codes_are_made_only_when_that_is_said(study, tmp_path):
    path = filled(write_coding_sheet("kind", "anna", tmp_path / "a.xlsx"), (2, "codes", "Hope; Safe space; Hope"))
    with pytest.raises(InputError, match=r"there is no code 'Hope'.*\n.*add --make-codes"):
        read_coding_sheet(path, "kind", "anna")
    assert read_sheet_command("kind", "anna", path, make_codes=True) == ["1 code made", "2 passages coded"]
    made = next(code for code in replay("kind").standing() if code.name == "Hope")
    assert ("1.a", TEXTS["1.a"], made.id, "") in coded()


def test_a_column_for_each_code(study, tmp_path):
    headers = ["ID", "Occupation", "Safe space", "T2.2", "Growth"]
    path = of_rows(tmp_path / "mine.xlsx", headers, ["1.a", "Nurse", 1, "", "x"], ["2.a", "", None, "X", 0], [None] * 5)
    with pytest.raises(InputError, match="row 2, column Growth: there is no code 'Growth'"):
        read_coding_sheet(path, "kind", "anna")
    read_sheet_command("kind", "anna", path, make_codes=True)
    growth = next(code.id for code in replay("kind").standing() if code.name == "Growth")
    whole = {("1.a", "T1.1"), ("1.a", growth), ("2.a", "T2.2")}
    assert {(answer, code) for answer, _, code, _ in coded()} == whole
    assert read_coding_sheet(path, "kind", "anna", make_codes=True) == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"answer_id": "9.a", "codes": "T1.1"}, "row 2, column answer_id: there is no answer '9.a'"),
        ({"answer_id": "", "codes": "T1.1"}, "row 2, column answer_id: there is no answer_id"),
        ({"passage": "the rom", "codes": "T1.1"}, "row 2, column passage: the passage 'the rom' is not in the answer"),
        ({"passage": "room was", "codes": "T1.1"}, "row 2, column passage: .* stands 2 times"),
        ({"passage": "calm"}, "row 2, column codes: a passage is marked, and no code is given"),
        ({"codes": "Safe spce"}, r"row 2, column codes: there is no code 'Safe spce'.*\n.*write 'Safe space'"),
        ({"codes": "Other"}, r"several codes are called 'Other'.*\n.*'Delivery > Other' or 'Content > Other'"),
        ({"read": "maybe"}, "row 2, column read: 'maybe' is no mark"),
        ({KEY: "12"}, f"row 2, column {KEY}: .* was changed"),
    ],
)
def test_what_cannot_be_taken_is_told_with_row_and_column_and_nothing_is_taken(study, tmp_path, row, what):
    first = {"answer_id": "1.a"} | row
    path = of_rows(tmp_path / "x.xlsx", HEADERS, [first.get(name) for name in HEADERS], ["3.a", "", "", "", "T1.1"])
    with pytest.raises(InputError, match=what):
        read_sheet_command("kind", "anna", path)
    assert not (study / "journals").exists()


@pytest.mark.parametrize(
    ("headers", "what"),
    [
        (["text", "codes"], "'answer_id' is missing"),
        (["answer_id", "codes", "Code"], "'codes' stands twice"),
        (["answer_id", "Job"], "no column with codes"),
    ],
)
def test_layouts_that_are_none(study, tmp_path, headers, what):
    with pytest.raises(InputError, match=what):
        read_coding_sheet(of_rows(tmp_path / "x.xlsx", headers, ["1.a", "Nurse"]), "kind", "anna")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"answer_id,codes\n1.a,T1.1\n"])
def test_foreign_files_are_refused(study, tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        read_coding_sheet(tmp_path / "x.xlsx", "kind", "anna")
    with pytest.raises(InputError, match="no such file"):
        read_coding_sheet(tmp_path / "none.xlsx", "kind", "anna")


@pytest.mark.parametrize(
    ("passage", "known", "words"),
    [
        ("", (), "It’s “calm” –  in\nthe Café 🙂 and in the hall"),
        ("calm", (), "calm"),
        ('it\'s "CALM" - in the', (), "It’s “calm” –  in\nthe"),
        ("Cafe\u0301 🙂", (), "Café 🙂"),
        ("in", ((33, 35), (3, 5)), "in"),
        ("the hall", (), "the hall"),
    ],
)
def test_where_words_stand(passage, known, words):
    text = "It’s “calm” –  in\nthe Café 🙂 and in the hall"
    start, end = located(text, passage, known)
    assert text[start:end] == words and (not known or (start, end) in known)


def test_words_that_overlap_themselves_stand_twice():
    with pytest.raises(InputError, match="stands 2 times"):
        located("nanana", "nana")


def test_labels_are_names_where_they_are_clear(study):
    state = replay("kind")
    labels = Labels(state)
    assert [labels.of(code) for code in state.standing()] == [
        "Delivery",
        "Safe space",
        "T1.2",
        "Content",
        "T2.1",
        "T2.2",
    ]


def test_retired_and_merged_codes(study, tmp_path):
    journal = open_journal("kind", "anna")
    journal.code_all("1.a", "T1.1")
    journal.code_all("2.a", "T2.1")
    path = write_coding_sheet("kind", "anna", tmp_path / "a.xlsx")
    journal.retire_code("T1.1")
    journal.merge_codes(["T2.1"], "T1.2")
    assert read_coding_sheet(path, "kind", "anna") == []
    anew = write_coding_sheet("kind", "anna", tmp_path / "b.xlsx")  # a code that is given no more has its name
    assert [row[4].value for row in load_workbook(anew)["Coding"].iter_rows(min_row=2, max_row=2)] == ["Safe space"]
    assert read_coding_sheet(anew, "kind", "anna") == []
    filled(path, (4, "codes", "Safe space"))
    with pytest.raises(InputError, match="row 4, column codes: the code 'Safe space' is not given any more"):
        read_coding_sheet(path, "kind", "anna")


def test_a_disk_that_fails_halfway_says_so_and_reading_again_goes_on(study, tmp_path, monkeypatch):
    path = filled(write_coding_sheet("kind", "anna", tmp_path / "a.xlsx"), (2, "codes", "T1.1; T1.2; T2.2"))
    acts = read_coding_sheet(path, "kind", "anna")
    journal, keep, left = open_journal("kind", "anna"), taking_in._do, [2]

    def failing(*args):
        left[0] -= 1
        if left[0] < 0:
            raise NotSaved([])
        keep(*args)

    monkeypatch.setattr(taking_in, "_do", failing)
    with pytest.raises(NotSaved, match="2 of 3 acts of the sheet are saved"):
        taking_in.take_in(journal, acts)
    monkeypatch.undo()
    monkeypatch.setenv("SIXPHASE_ROOT", str(study.parents[1]))
    assert read_sheet_command("kind", "anna", path) == ["1 passage coded"]
    assert len(coded()) == 3


def test_a_batch_has_only_the_answers_of_its_coder(study, tmp_path):
    (study / "assignments.csv").write_text("batch,answer_id,coder\none,1.a,anna\none,3.a,ben\n")
    path = write_coding_sheet("kind", "anna", tmp_path / "a.xlsx", batch="one")
    assert [row[0].value for row in load_workbook(path)["Coding"].iter_rows()] == ["answer_id", "1.a"]
    with pytest.raises(InputError, match="no answers in a batch 'two'"):
        write_coding_sheet("kind", "anna", tmp_path / "b.xlsx", batch="two")


def with_new_codes(path, *rows):
    """A sheet with rows added to its sheet 'Codebook'."""
    book = load_workbook(path)
    for row in rows:
        book["Codebook"].append(row)
    book.save(path)
    return path


NEW_CODES = [
    ("Growth", None, None, "what became more"),
    ("Of plants", None, "Growth", "leaves", "when it grows"),
    ("Tea", None, "Delivery > Safe space", None),
]


def test_rows_added_to_the_codebook_make_codes_with_their_place_and_definition_once(study, tmp_path):
    path = write_coding_sheet("kind", "anna", tmp_path / "a.xlsx")
    path = with_new_codes(filled(path, (2, "codes", "growth > of Plants; TEA")), *NEW_CODES)
    assert read_sheet_command("kind", "anna", path, make_codes=True) == ["3 codes made", "2 passages coded"]
    state = replay("kind")
    made = {state.path(code.id): (code.definition, code.when) for code in state.standing()}
    assert made["Growth",] == ("what became more", "")
    assert made["Growth", "Of plants"] == ("leaves", "when it grows")
    assert made["Delivery", "Safe space", "Tea"] == ("", "")
    assert {state.codes[code].name for _, _, code, _ in coded()} == {"Of plants", "Tea"}
    assert read_sheet_command("kind", "anna", path, make_codes=True) == ["Nothing has changed."]


@pytest.mark.parametrize(
    ("row", "make_codes", "what"),
    [
        (("Growth",), False, r"sheet 'Codebook', row 8: 'Growth' is a new code.\n.*--make-codes"),
        (("Growth", None, "Delivry"), True, "no code 'Delivry' to put 'Growth' under"),
        (("safe  space", None, "Content"), True, "another code is called"),
    ],
)
def test_rows_of_the_codebook_that_cannot_be_taken(study, tmp_path, row, make_codes, what):
    path = with_new_codes(write_coding_sheet("kind", "anna", tmp_path / "a.xlsx"), row)
    before = replay("kind").standing()
    with pytest.raises(InputError, match=what):
        read_sheet_command("kind", "anna", path, make_codes=make_codes)
    assert replay("kind").standing() == before


def test_one_new_code_written_in_two_ways_is_one(study, tmp_path):
    path = filled(write_coding_sheet("kind", "anna", tmp_path / "a.xlsx"), (2, "codes", "Hope"), (3, "codes", "hope"))
    assert read_sheet_command("kind", "anna", path, make_codes=True) == ["1 code made", "2 passages coded"]
