"""The desk without its screen, and the spreadsheet that stands in for it."""

import openpyxl
import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.names.decisions import read_decisions, write_decisions
from sixphase.transcription.names.desk import Desk, acted, open_names_desk
from sixphase.transcription.names.names_out import names_out
from sixphase.transcription.names.sheet import read_sheet, write_sheet

TEXTS = {
    "F1.q": "Thanks to Jen for this. I liked Xiomara.",
    "F2.q": "Jen is kind, I hope Jen comes",
    "F3.q": "=Brzezinska+1 \x07 was here",
}
NOW = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def candidates():
    return list(names_out(TEXTS, undecided="mark").undecided)


@pytest.fixture
def desk(tmp_path, candidates):
    return Desk(candidates, tmp_path / "private" / "decisions.jsonl", "AB", clock=lambda: NOW)


def test_the_most_frequent_word_comes_first(desk):
    assert [c.word for c in desk.candidates] == ["Jen", "Jen", "Jen", "Brzezinska", "Xiomara"]
    shown = desk.shown()
    assert (shown["word"], shown["same"], shown["done"], shown["all"], shown["undo"]) == ("Jen", 2, 0, 5, False)


def test_an_act_is_on_disk_when_it_is_said(desk):
    assert acted(desk, {"act": "replace", "id": 0}) == "Saved: replace here ‘Jen’."
    (decision,), problems = read_decisions(desk.journal)
    assert (decision.act, decision.word, decision.answer, decision.place) == ("replace", "Jen", "F1.q", 10)
    assert (decision.who, decision.when, decision.after, problems) == ("AB", NOW, " for this. I liked Xiomara.", [])


def test_always_settles_all_of_its_kind_and_undo_brings_them_back(desk):
    acted(desk, {"act": "always", "id": 0})
    assert desk.shown()["word"] == "Brzezinska" and desk.shown()["done"] == 3
    assert acted(desk, {"act": "undo"}) == "Taken back: ‘Jen’."
    assert desk.shown()["word"] == "Jen" and acted(desk, {"act": "undo"}) == "There is nothing to take back."
    decisions, _ = read_decisions(desk.journal)
    assert [(d.n, d.act, d.of) for d in decisions] == [(1, "always", 0), (2, "undo", 1)]
    assert len(names_out(TEXTS, decisions=decisions, undecided="mark").undecided) == 5


ELSE = [{"act": "replace", "id": 3}, {"act": "burn", "id": 0}, {"id": 0}, {"act": "keep", "id": "0"}]


@pytest.mark.parametrize("order", ELSE)
def test_an_order_about_something_else_is_passed_over(desk, order):
    assert acted(desk, order) == "" and not desk.journal.exists()


def test_the_end_of_the_work_leaves_nothing_to_ask(desk):
    for act in ("always", "keep", "replace"):
        acted(desk, {"act": act, "id": desk.shown()["id"]})
    assert desk.shown()["id"] == -1 and desk.shown()["done"] == 5
    done = names_out(TEXTS, decisions=read_decisions(desk.journal)[0])
    assert done.texts["F1.q"] == "Thanks to [NAME 1] for this. I liked [NAME 2]."
    assert done.texts["F3.q"] == TEXTS["F3.q"]


def test_no_desk_without_a_screen_and_none_without_a_person(monkeypatch, tmp_path, candidates):
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    assert open_names_desk(candidates, tmp_path / "d.jsonl", "AB") is None
    with pytest.raises(InputError, match="who decides"):
        Desk(candidates, tmp_path / "d.jsonl", " ")


def filled(path, acts: dict[tuple[str, str], str]) -> None:
    """Fill in the decision column as a person does; by answer and place."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in sheet.iter_rows(min_row=2):
        act = acts.get((row[4].value, row[5].value))
        if act:
            row[0].value = act
    book.save(path)


def test_the_round_trip_of_a_spreadsheet(tmp_path, candidates):
    path = tmp_path / "names.xlsx"
    write_sheet(path, candidates)
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2) for cell in row]
    assert len(cells) == 30 and not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "=" for cell in cells)
    filled(path, {("F1.q", "10"): "Always ", ("F3.q", "1"): "replace"})
    made = read_sheet(path, candidates, [], "AB", NOW)
    assert [(d.n, d.act, d.word, d.answer) for d in made] == [
        (1, "always", "Jen", "F1.q"),
        (2, "replace", "Brzezinska", "F3.q"),
    ]
    journal = tmp_path / "decisions.jsonl"
    write_decisions(journal, made)
    decisions, _ = read_decisions(journal)
    done = names_out(TEXTS, decisions=decisions, undecided="mark")
    assert done.texts["F3.q"] == "=[NAME 2]+1 \x07 was here" and [c.word for c in done.undecided] == ["Xiomara"]
    assert read_sheet(path, list(done.undecided), decisions, "AB", NOW) == []  # read twice: nothing new


def test_a_spreadsheet_is_checked(tmp_path, candidates):
    path = tmp_path / "names.xlsx"
    write_sheet(path, candidates)
    with pytest.raises(InputError, match="there already"):
        write_sheet(path, candidates)
    book = openpyxl.load_workbook(path)
    rows = list(book.active.iter_rows(min_row=2))
    rows[0][0].value, rows[1][0].value, rows[2][0].value = "always", "never", "repalce"
    rows[3][0].value, rows[3][2].value = "keep", "Brezinska"
    rows[4][0].value, rows[4][5].value = "keep", "99"
    book.save(path)
    with pytest.raises(InputError) as refused:
        read_sheet(path, candidates, [], "AB", NOW)
    said = str(refused.value)
    for part in (
        "row 3: 'Jen' is to be",
        "'repalce' is no decision",
        "changed to 'Brezinska'",
        "place 99 of answer F1.q",
    ):
        assert part in said
    assert "write 'replace'" in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"decision,word\n"])
def test_what_is_no_such_spreadsheet(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_sheet(path, [], [], "AB", NOW)
