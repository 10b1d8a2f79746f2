"""The desk without its screen, and the spreadsheet that stands in for it."""

import openpyxl
import pytest

from sixphase.study import paths, settings
from sixphase.study.problem import InputError
from sixphase.transcription.importing.new import new_study
from sixphase.transcription.names.candidates_kept import CANDIDATES, keep_candidates
from sixphase.transcription.names.commands import decided_command, sheet_command
from sixphase.transcription.names.decisions import decide, read_decisions, write_decisions
from sixphase.transcription.names.desk import Desk, acted, in_order, names_desk, still_waiting
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


def test_a_decision_needs_a_person(desk):
    with pytest.raises(InputError, match="nobody is named"):
        acted(desk, {"act": "replace", "id": 0, "who": " "})
    assert not desk.journal.exists()
    acted(desk, {"act": "replace", "id": 0, "who": "CD"})
    assert read_decisions(desk.journal)[0][0].who == "CD"


def test_without_a_screen_a_sentence_and_nothing_is_read(monkeypatch):
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    assert "Opened in JupyterLab" in repr(names_desk("there is no such study"))


@pytest.fixture
def study(tmp_path, monkeypatch, candidates):
    """A study whose last import left the candidates to be decided on."""
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    paths.root.cache_clear()
    settings.read_study.cache_clear()
    new_study("kind")
    keep_candidates(tmp_path / "data_raw" / "kind" / "private" / CANDIDATES, candidates)
    yield tmp_path / "data_raw" / "kind" / "private"
    paths.root.cache_clear()
    settings.read_study.cache_clear()


def test_the_desk_of_a_study_goes_on_where_it_was_left(study, candidates):
    assert names_desk("kind", "AB").shown["all"] == 5
    write_decisions(study / "decisions.jsonl", [decide(in_order(candidates)[0], "always", 1, "AB", NOW)])
    desk = names_desk("kind", "AB")
    assert (desk.shown["all"], desk.shown["word"]) == (2, "Brzezinska")
    for number, candidate in enumerate(still_waiting(study), 2):
        write_decisions(study / "decisions.jsonl", [decide(candidate, "keep", number, "AB", NOW)])
    assert "No word" in repr(names_desk("kind"))


def test_the_widget_tells_what_is_missing(study):
    desk = names_desk("kind")
    desk._asked(desk, {"act": "replace", "id": 0, "who": ""}, [])
    assert desk.said == "Not saved: nobody is named as the one who decides; type your initials."
    desk._asked(desk, {"act": "replace", "id": 0, "who": "AB"}, [])
    assert desk.said == "Saved: replace here ‘Jen’."


def test_the_spreadsheet_of_a_study_and_back(study):
    told = sheet_command("kind")
    assert "5 words wait" in told[0] and "names_1.xlsx" in told[0]
    assert "names_2.xlsx" in sheet_command("kind")[0], "a spreadsheet that may hold decisions is not written over"
    filled(study / "names_1.xlsx", {("F1.q", "10"): "always", ("F3.q", "1"): "replace"})
    with pytest.raises(InputError, match="nobody is named"):
        decided_command("kind", study / "names_1.xlsx", "", NOW)
    assert (
        decided_command("kind", study / "names_1.xlsx", "AB", NOW)[0] == "2 new decisions taken in; 1 words still wait."
    )
    assert (
        decided_command("kind", study / "names_1.xlsx", "AB", NOW)[0] == "0 new decisions taken in; 1 words still wait."
    )
    filled(study / "names_1.xlsx", {("F1.q", "32"): "never"})
    assert "sixphase names kind" in decided_command("kind", study / "names_1.xlsx", "AB", NOW)[1]
    assert sheet_command("kind") == ["No word of the last import waits for a decision."]


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
