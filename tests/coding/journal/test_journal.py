"""What each act does, what is refused, and that the state is always what the files add up to."""

import json

import pytest
from coding.journal.small_study import ANSWERS, held, make

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study.problem import InputError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return make(tmp_path, monkeypatch)


@pytest.fixture
def anna(folder):
    return open_journal("small", "anna")


def test_opening_writes_nothing(folder, anna):
    assert not folder.exists()
    assert not anna.can_undo and not anna.can_redo and anna.undo() is None and anna.redo() is None


def test_a_mistake_before_the_first_act_writes_nothing(folder, anna):
    with pytest.raises(InputError):
        anna.code("E1", 5, 5, "T1")
    assert not list(folder.glob("*"))


def test_a_coding_counts_code_points(anna):
    coding = anna.code("E2", 5, 6, "T1.1", comment="a flower")
    assert (coding.words, coding.before, coding.behind) == ("🌸", "Kind ", " people; we felt saf")
    assert anna.state.codings("E2") == [coding]
    assert anna.code_all("E3", "T2").words == ANSWERS["E3"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda j: j.code("E9", 0, 1, "T1"), "no answer 'E9'"),
        (lambda j: j.code("E1", 3, 3, "T1"), "passage 3 to 3"),
        (lambda j: j.code("E1", 4, 3, "T1"), "passage 4 to 3"),
        (lambda j: j.code("E1", -1, 3, "T1"), "passage -1 to 3"),
        (lambda j: j.code("E3", 0, 15, "T1"), "which has 14 characters"),
        (lambda j: j.code("E1", True, 3, "T1"), "passage True to 3"),
        (lambda j: j.code("E1", 0, 3, "T9"), "no code 'T9'"),
        (lambda j: j.uncode("0" * 16), "no coding"),
        (lambda j: j.make_code("  "), "needs a name"),
        (lambda j: j.make_code("KINDNESS"), "stands there already"),
        (lambda j: j.make_code("New", parent="T9"), "no code 'T9'"),
        (lambda j: j.make_code("New", kind="leaf"), "no kind of code"),
        (lambda j: j.change_code("T1", nmae="x"), "no 'nmae'"),
        (lambda j: j.change_code("T1", name="Day"), "stands there already"),
        (lambda j: j.move_code("T1", "T1.1"), "below itself"),
        (lambda j: j.merge_codes(["T1"], "T1"), "nothing to merge"),
        (lambda j: j.split_code("T1", ["A", "a"], {}), "different names"),
        (lambda j: j.restore_code("T1"), "not retired"),
        (lambda j: j.memo(" "), "needs words"),
        (lambda j: j.memo("x", "theme", "T1"), "cannot be on 'theme'"),
        (lambda j: j.memo("x", "code", "T9"), "no code 'T9'"),
        (lambda _: open_journal("small", "published"), "no name for a coder"),
        (lambda _: open_journal("small", "../anna"), "no name for a coder"),
        (lambda _: open_journal("small", "Anna"), "no name for a coder"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(folder, anna, act, words):
    anna.code_all("E1", "T1")
    before = anna.path.read_bytes()
    with pytest.raises(InputError, match=words):
        act(anna)
    assert anna.path.read_bytes() == before
    assert held(anna.state) == held(replay("small"))


def test_nobody_changes_the_codings_of_another(anna):
    coding = anna.code_all("E1", "T1")
    with pytest.raises(InputError, match="of anna"):
        open_journal("small", "ben").uncode(coding.id)


def test_change_moves_comments_and_gives_another_code(anna):
    coding = anna.code("E1", 0, 1, "T1")
    changed = anna.change(coding.id, code="T2", end=7, comment="more")
    assert (changed.id, changed.words, changed.code, changed.comment) == (coding.id, "I liked", "T2", "more")
    anna.uncode(coding.id)
    assert anna.state.codings() == []
    anna.undo()
    assert anna.state.codings() == [changed]


def test_the_codebook_of_the_file(anna):
    kinds = {code.id: (code.kind, code.parent) for code in anna.state.codes.values()}
    assert kinds == {
        "T1": ("theme", ""),
        "T1.1": ("subtheme", "T1"),
        "K1": ("code", "T1.1"),
        "T1.2": ("subtheme", "T1"),
        "T2": ("theme", ""),
        "K2": ("code", ""),
    }
    assert anna.state.codes["K1"].short == "Rest"


def test_a_study_without_a_codebook_starts_empty(tmp_path, monkeypatch):
    make(tmp_path, monkeypatch, codebook=None)
    journal = open_journal("small", "anna")
    assert not journal.state.codes
    code = journal.make_code("First", kind="theme")
    assert code.id.startswith("c-") and journal.state.path(code.id) == ("First",)


def test_codes_are_moved_merged_split_retired_and_all_of_it_is_undone(anna):
    before = held(anna.state)
    fear = anna.make_code("Fear", parent="T2", definition="being seen")
    one, two = anna.code("E1", 0, 1, fear.id), anna.code("E1", 2, 7, fear.id)
    assert [code.id for code in anna.state.children("T2")] == [fear.id]
    assert anna.move_code(fear.id, "T1", 0).place == 0
    assert [code.id for code in anna.state.children("T1")] == [fear.id, "T1.1", "T1.2"]
    parts = anna.split_code(fear.id, ["Fear of work", "Fear of people"], {one.id: "Fear of people"})
    assert anna.state.coding(one.id).code == parts[1].id and anna.state.coding(two.id).code == fear.id
    anna.merge_codes([parts[1].id, fear.id], "T1.2")
    assert {coding.code for coding in anna.state.codings()} == {"T1.2"}
    assert anna.state.codes[fear.id].into == "T1.2" and fear.id not in {c.id for c in anna.state.standing()}
    with pytest.raises(InputError, match="merged into 'To others'"):
        anna.code_all("E3", fear.id)
    anna.retire_code("T1")
    assert [code.id for code in anna.state.children("")][:2] == ["T1.1", "T1.2"]
    with pytest.raises(InputError, match="retired"):
        anna.code_all("E3", "T1")
    assert held(anna.state) == held(replay("small"))
    while anna.undo():
        assert held(anna.state) == held(replay("small"))
    assert {**held(anna.state), "coders": ()} == before
    while anna.redo():
        pass
    assert anna.state.codes["T1"].retired and {coding.code for coding in anna.state.codings()} == {"T1.2"}


def test_merging_takes_what_is_below_along(anna):
    anna.merge_codes(["T1.1"], "T2")
    assert anna.state.path("K1") == ("Day", "Rest")
    anna.undo()
    assert anna.state.path("K1") == ("Kindness", "To oneself", "Rest")
    anna.merge_codes(["T1"], "T1.1")  # into what was below it
    assert anna.state.path("K1") == ("To oneself", "Rest")
    assert anna.state.path("T1.2") == ("To others",)


def test_a_code_whose_making_was_undone_stays_as_retired_while_others_use_it(anna):
    code = anna.make_code("Shared")
    ben = open_journal("small", "ben")
    coding = ben.code_all("E1", code.id)
    anna.refresh()
    anna.undo()
    assert anna.state.codes[code.id].retired and anna.state.coding(coding.id).code == code.id
    ben.refresh()
    ben.uncode(coding.id)
    anna.refresh()
    assert code.id not in anna.state.codes
    assert held(anna.state) == held(replay("small"))


def test_undo_and_redo_across_restarts(anna):
    ids = [anna.code("E1", n, n + 1, "T1").id for n in range(5)]
    assert [anna.undo().id for _ in range(3)] == ids[:1:-1]
    again = open_journal("small", "anna")
    assert again.can_redo and again.redo().id == ids[2] and again.redo().id == ids[3]
    assert {coding.id for coding in again.state.codings()} == set(ids[:4])
    again.code_all("E3", "T2")
    assert not again.can_redo and again.redo() is None
    assert again.undo() and again.undo().id == ids[3]


def test_memos_reading_finishing_settling(anna):
    coding = anna.code_all("E1", "T1")
    memo = anna.memo("why", "coding", coding.id)
    day = anna.diary("a long day", "2026-01-31")
    anna.change_memo(memo.id, "because")
    assert [m.text for m in anna.state.memos()] == ["because", "a long day"]
    assert anna.state.memos(on="diary")[0].day == "2026-01-31" == day.day
    anna.remove_memo(memo.id)
    assert anna.state.memos("coding", coding.id) == []
    anna.read("E2")
    assert anna.state.readers().to_numpy().tolist() == [["E1", "anna"], ["E2", "anna"]]
    anna.unread("E2")
    assert anna.state.readers()["answer_id"].tolist() == ["E1"]
    anna.finish()
    assert anna.state.finished("all") == {"anna"} and anna.state.finished("B1") == set()
    anna.reopen()
    assert anna.state.finished("all") == set()
    both = open_journal("small", "consensus")
    settled = both.code_all("E1", "T2", settles=[coding.id])
    both.settle("E1", "B1", ["anna", "ben"])
    assert settled.settles == (coding.id,)
    assert both.state.settled().to_numpy().tolist() == [["E1", "B1", "anna, ben"]]


def test_what_was_given_is_a_table(anna):
    anna.code("E2", 5, 6, "T2", suggested="neighbours")
    anna.code("E1", 2, 7, "T1")
    table = anna.state.table()
    assert table[["answer_id", "start", "end", "code", "words", "suggested"]].to_numpy().tolist() == [
        ["E1", 2, 7, "T1", "liked", ""],
        ["E2", 5, 6, "T2", "🌸", "neighbours"],
    ]
    assert anna.state.table(["ben"]).empty and list(anna.state.table(["ben"])) == list(table)


HOSTILE = (
    "<script>alert(1)</script>",
    "a\x00b\x1b[31m\x07",
    "half \ud83d of a pair",
    "\u202eright to left",
    "x" * 10**6,
)


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "control", "lone surrogate", "bidi", "long"])
def test_hostile_words_are_words(anna, text):
    anna.code("E1", 0, 1, "T1", comment=text)
    anna.memo(text + "\n\u2028\u0085")
    assert len(anna.path.read_bytes().split(b"\n")) == 3
    kept = text.replace("\ud83d", "\ufffd")
    assert anna.state.codings()[0].comment == kept
    assert held(replay("small")) == held(anna.state)


def test_a_hostile_answer(tmp_path, monkeypatch):
    text = "<img src=x onerror=alert(1)>\u202e" + "\U0001f469\u200d\U0001f680" * 40_000
    make(tmp_path, monkeypatch, {"E1": text})
    journal = open_journal("small", "anna")
    assert journal.code_all("E1", "T1").words == text
    assert journal.code("E1", 29, 32, "T1").words == "\U0001f469\u200d\U0001f680"
    assert held(replay("small")) == held(journal.state)


def test_lines_keep_to_the_schema(anna):
    from importlib.resources import files

    from jsonschema import Draft202012Validator

    schema = json.loads(files("sixphase.coding.journal").joinpath("journal.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema)
    test_codes_are_moved_merged_split_retired_and_all_of_it_is_undone(anna)
    while anna.undo():
        pass
    test_memos_reading_finishing_settling(anna)
    anna.change_code("T2", name="Days", when="always")
    anna.change(anna.state.codings()[0].id, start=3)
    anna.retire_code("T1")
    anna.restore_code("T1")
    anna.uncode(anna.state.codings()[0].id)
    lines = [json.loads(line) for path in anna.path.parent.iterdir() for line in path.read_text("utf-8").splitlines()]
    for line in lines:
        valid.validate(line)
    from sixphase.coding.journal.shapes import SHAPES

    assert {line["act"] for line in lines} == set(SHAPES)  # each act is held against the schema
    for spoilt in ({"start": -1}, {"id": "xyz"}, {"format": 2}, {"after": "a"}, {"code": 5}):
        coding = next(line for line in lines if line["act"] == "code")
        assert not valid.is_valid({**coding, **spoilt})
