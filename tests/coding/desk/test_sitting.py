"""The desk without a screen: what it shows, saves and takes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from coding.desk.a_study import ANSWERS, EMOJI, HEBREW, PLAIN, study  # noqa: F401

from sixphase.coding.desk.book import book_of
from sixphase.coding.desk.desk import coding_desk
from sixphase.coding.desk.desk_widget import CodingDesk
from sixphase.coding.desk.sitting import Sitting
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study import paths
from sixphase.study.desk import Note
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study

FIRST = "001.interest"


@pytest.fixture
def sitting(study: str) -> Sitting:  # noqa: F811
    return Sitting(study, "anna")


def give(sitting: Sitting, answer: str, start: int, end: int, code: str = "T1.1") -> dict[str, Any]:
    return sitting.hear({"act": "code", "answer": answer, "start": start, "end": end, "code": code})


def shown(sitting: Sitting, **wanted: str) -> list[str]:
    return [card["id"] for card in sitting.hear({"act": "choose", **wanted})["cards"]]


def test_the_first_view_has_the_answers_with_words_and_what_is_known_of_them(sitting: Sitting) -> None:
    reply = sitting.hear({"act": "start", "serial": "a:1"})
    assert reply["serial"] == "a:1"
    assert [card["id"] for card in reply["cards"]] == [f"{f}.{q}" for f, q, _, text in ANSWERS if text]
    first = reply["cards"][0]
    assert (first["question"], first["text"], first["about"]) == ("What interested you?", PLAIN, {"job": "Nursing"})
    assert reply["start"]["attributes"] == [{"id": "job", "label": "Occupation", "values": ["Medical", "Nursing"]}]
    assert [code["id"] for code in reply["book"]] == ["T1", "T1.1", "T1.2", "T2", "T2.1"]
    assert reply["progress"] == [["What interested you?", 0, 3], ["What would you change?", 0, 2]]
    json.dumps(reply)


def test_each_theme_has_signs_of_its_own_and_its_codes_share_them(sitting: Sitting) -> None:
    book = {code["id"]: code for code in book_of(sitting.state)}
    assert [book[code]["letter"] for code in ("T1", "T1.2", "T2", "T2.1")] == ["A", "A", "B", "B"]
    assert book["T1"]["hue"] != book["T2"]["hue"]
    assert book["T1"]["line"] != book["T2"]["line"]
    assert [book[code]["level"] for code in ("T1", "T1.1")] == [0, 1]


def test_a_passage_is_counted_in_code_points_also_after_an_emoji(sitting: Sitting) -> None:
    start = EMOJI.index("safe")
    reply = give(sitting, "002.interest", start, start + 4)
    assert reply["saved"] == "‘safe’ has the code ‘Safe space’"
    [coding] = reply["cards"][0]["codings"]
    assert (coding["start"], coding["end"], coding["words"], coding["mine"]) == (start, start + 4, "safe", True)
    assert reply["counts"] == {"T1": [0, 1], "T1.1": [1, 1]}
    assert reply["progress"][0] == ["What interested you?", 1, 3]
    [line] = Path(sitting.journal.path).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["words"] == "safe"


def test_the_same_code_on_the_same_words_is_one_coding(sitting: Sitting) -> None:
    give(sitting, FIRST, 0, 2)
    reply = give(sitting, FIRST, 0, 2)
    assert (reply["saved"], reply["counts"]["T1.1"]) == ("‘It’ has the code ‘Safe space’ already", [1, 1])
    assert len(give(sitting, FIRST, 0, 3)["cards"][0]["codings"]) == 2


def test_passages_overlap_change_and_go(sitting: Sitting) -> None:
    give(sitting, FIRST, 0, 20)
    reply = give(sitting, FIRST, 10, 30, "T2.1")
    one, two = reply["cards"][0]["codings"]
    assert (one["end"] > two["start"], one["code"], two["code"]) == (True, "T1.1", "T2.1")
    base = {"act": "change", "coding": two["id"], "answer": FIRST}
    changed = sitting.hear({**base, "code": "T1.2", "comment": "not sure", "start": 15, "end": 20})
    now = changed["cards"][0]["codings"][1]
    assert (now["code"], now["comment"], now["words"]) == ("T1.2", "not sure", PLAIN[15:20])
    left = sitting.hear({"act": "uncode", "coding": one["id"], "answer": FIRST})["cards"][0]["codings"]
    assert [coding["id"] for coding in left] == [two["id"]]
    assert sitting.hear({"act": "uncode", "coding": two["id"], "answer": FIRST})["counts"] == {}


def test_undo_and_redo_go_back_over_a_restart(sitting: Sitting, study: str) -> None:  # noqa: F811
    give(sitting, FIRST, 0, 2)
    give(sitting, FIRST, 3, 7)
    again = Sitting(study, "anna")
    reply = again.hear({"act": "undo"})
    assert (len(again.card(FIRST)["codings"]), reply["redo"]) == (1, True)
    assert reply["counts"]["T1.1"] == [1, 1]
    again.hear({"act": "undo"})
    assert again.hear({"act": "undo"})["saved"] == ""
    for _ in range(2):
        again.hear({"act": "redo"})
    assert len(again.card(FIRST)["codings"]) == 2


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["001.interest", "001.change", "002.interest", "002.change", "003.interest"]),
        ({"question": "change"}, ["001.change", "002.change"]),
        ({"attribute": "job", "value": "Medical"}, ["002.interest", "002.change"]),
        ({"attribute": "job", "value": ""}, ["001.interest", "001.change", "002.interest", "002.change", "003.interest"]),
        ({"attribute": "text", "value": ""}, ["001.interest", "001.change", "002.interest", "002.change", "003.interest"]),
        ({"words": " SAFE   space "}, ["001.interest"]),
        ({"words": "safety"}, []),
        ({"code": "T1"}, ["001.interest", "002.change"]),  # codes beneath it count
        ({"code": "T1.2"}, ["002.change"]),
        ({"code": "T2"}, []),
        ({"code": "nothing"}, []),
        ({"which": "uncoded"}, ["001.change", "002.interest", "003.interest"]),
        ({"which": "coded"}, ["001.interest", "002.change"]),
        ({"which": "to do"}, ["002.interest", "003.interest"]),
        ({"which": "memo"}, ["003.interest"]),
        ({"which": "changed"}, []),
        ({"form": "002"}, ["002.interest", "002.change"]),
        ({"question": "interest", "which": "to do", "words": "WARM"}, ["002.interest"]),
    ],
)  # fmt: skip
def test_answers_are_chosen(sitting: Sitting, wanted: dict[str, str], ids: list[str]) -> None:
    give(sitting, FIRST, 0, 2)
    give(sitting, "002.change", 0, len(HEBREW), "T1.2")
    sitting.hear({"act": "read", "answer": "001.change", "read": True})
    sitting.hear({"act": "memo", "on": "answer", "of": "003.interest", "answer": "003.interest", "text": "odd"})
    assert shown(sitting, **wanted) == ids


def test_the_next_to_do_goes_round_and_ends(sitting: Sitting) -> None:
    give(sitting, FIRST, 0, 2)
    assert sitting.hear({"act": "next", "answer": FIRST})["focus"] == "001.change"
    assert sitting.hear({"act": "next", "answer": "003.interest"})["focus"] == "001.change"
    for answer in list(sitting.reading.ids):
        sitting.hear({"act": "read", "answer": answer, "read": True})
    assert sitting.hear({"act": "next", "answer": ""})["said"] == "No answer among these is left to do."


def test_read_can_be_taken_back_and_is_no_longer_said_once_coded(sitting: Sitting) -> None:
    said = sitting.hear({"act": "read", "answer": FIRST, "read": True})["cards"][0]
    assert (said["read"], said["done"]) == (True, True)
    coded = give(sitting, FIRST, 0, 2)["cards"][0]
    assert (coded["read"], coded["done"]) == (False, True)
    sitting.hear({"act": "uncode", "coding": coded["codings"][0]["id"], "answer": FIRST})
    assert sitting.hear({"act": "read", "answer": FIRST, "read": False})["cards"][0]["done"] is False


def test_codes_are_made_described_moved_merged_split_and_retired(sitting: Sitting) -> None:
    reply = sitting.hear(
        {"act": "make_and_give", "name": " Being  heard ", "parent": "T1", "answer": FIRST, "start": 0, "end": 2}
    )
    made = next(code for code in reply["book"] if code["name"] == "Being heard")
    assert (made["parent"], made["level"], reply["cards"][0]["codings"][0]["code"]) == ("T1", 1, made["id"])
    again = sitting.hear({"act": "make_and_give", "name": "being heard", "answer": FIRST, "start": 3, "end": 7})
    assert [c["code"] for c in again["cards"][0]["codings"]] == [made["id"]] * 2  # no second code of this name

    sitting.hear({"act": "change_code", "code": made["id"], "name": "Heard", "definition": "Somebody listened."})
    sitting.hear({"act": "move_code", "code": made["id"], "parent": "T2", "place": 0})
    book = sitting.hear({"act": "start"})["book"]
    assert [code["name"] for code in book] == ["Safety", "Safe space", "Time to stop", "Learning", "Heard", "New words"]
    assert next(code for code in book if code["id"] == made["id"])["definition"] == "Somebody listened."

    rows = sitting.hear({"act": "passages", "code": made["id"]})["passages"]["rows"]
    split = {
        "names": ["By people", "By nobody"],
        "codings": {row["id"]: name for row, name in zip(rows, ["By people", "By nobody"], strict=True)},
    }
    book = sitting.hear({"act": "split_code", "code": made["id"], **split})["book"]
    ids = {code["name"]: code["id"] for code in book}
    assert [c["code"] for c in sitting.card(FIRST)["codings"]] == [ids["By people"], ids["By nobody"]]

    sitting.hear({"act": "merge_codes", "codes": [ids["By nobody"]], "into": ids["By people"]})
    assert {c["code"] for c in sitting.card(FIRST)["codings"]} == {ids["By people"]}
    book = sitting.hear({"act": "retire_code", "code": ids["By people"]})["book"]
    assert next(code for code in book if code["id"] == ids["By people"])["retired"] is True
    assert len(sitting.card(FIRST)["codings"]) == 2


def test_in_vivo_takes_the_words_as_the_name(sitting: Sitting) -> None:
    place = {"answer": FIRST, "start": PLAIN.index("safe"), "end": PLAIN.index("to share")}
    reply = sitting.hear({"act": "in_vivo", **place})
    assert "safe space" not in [code["name"] for code in reply["book"]]  # a code of this name stood already
    assert reply["cards"][0]["codings"][0]["code"] == "T1.1"
    reply = sitting.hear({"act": "in_vivo", "answer": FIRST, "start": 0, "end": 7})
    assert reply["book"][-1]["name"] == PLAIN[:7].strip()


@pytest.mark.parametrize(
    "message",
    [
        {"act": "code", "answer": FIRST, "start": 5, "end": 5, "code": "T1.1"},
        {"act": "code", "answer": FIRST, "start": 0, "end": 5000, "code": "T1.1"},
        {"act": "code", "answer": FIRST, "start": 0, "end": 5, "code": "nothing"},
        {"act": "code", "answer": "nobody", "start": 0, "end": 5, "code": "T1.1"},
        {"act": "make_code", "name": "  "},
        {"act": "make_code", "name": "Safe space", "parent": "T1"},
        {"act": "in_vivo", "answer": FIRST, "start": 0, "end": 0},
        {"act": "uncode", "coding": "nothing", "answer": FIRST},
        {"act": "move_code", "code": "T1", "parent": "T1.1"},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(sitting: Sitting, message: dict[str, Any]) -> None:
    reply = sitting.hear(message)
    assert reply["wrong"].startswith("Not saved: ")
    assert "saved" not in reply
    assert not Path(sitting.journal.path).exists()
    assert len(sitting.card(FIRST)["codings"]) == 0


def test_what_the_disk_refused_is_said_and_can_be_tried_again(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(sitting.journal.path).parent.mkdir(exist_ok=True)
    Path(sitting.journal.path).mkdir()  # a folder stands where the file is to be
    reply = give(sitting, FIRST, 0, 2)
    assert reply["wrong"].startswith("Not saved: ")
    assert reply["again"] is True
    assert sitting.card(FIRST)["codings"] == []
    Path(sitting.journal.path).rmdir()
    assert "saved" in give(sitting, FIRST, 0, 2)


def test_two_windows_of_one_coder_see_what_the_other_saved(sitting: Sitting, study: str) -> None:  # noqa: F811
    other = Sitting(study, "anna")
    give(other, FIRST, 0, 2)
    came = sitting.hear({"act": "look"})
    assert [card["id"] for card in came["cards"] if card["codings"]] == [FIRST]
    assert came["counts"]["T1.1"] == [1, 1]
    assert "cards" not in sitting.hear({"act": "look"})


def test_while_blind_only_the_own_codings_are_shown_and_counted(sitting: Sitting, study: str) -> None:  # noqa: F811
    open_journal(study, "ben").code(FIRST, 0, 2, "T1.1")
    reply = sitting.hear({"act": "start"})
    assert reply["cards"][0]["codings"] == []
    assert reply["counts"] == {}
    assert reply["progress"][0][1] == 0
    open_journal(study, "ben").finish()
    sitting.hear({"act": "finish"})
    after = sitting.hear({"act": "start"})
    assert [(c["coder"], c["mine"]) for c in after["cards"][0]["codings"]] == [("ben", False)]
    assert after["finished"] is True


def test_memos_and_the_diary_are_kept_changed_and_taken_away(sitting: Sitting) -> None:
    about = {"on": "answer", "of": FIRST, "answer": FIRST}
    reply = sitting.hear({"act": "memo", **about, "text": " Why ‘felt’? "})
    [row] = reply["memos"]["rows"]
    assert (row["text"], row["mine"], reply["cards"][0]["memos"]) == ("Why ‘felt’?", True, 1)
    changed = sitting.hear({"act": "change_memo", **about, "memo": row["id"], "text": "Because"})
    assert changed["memos"]["rows"][0]["text"] == "Because"
    gone = sitting.hear({"act": "change_memo", **about, "memo": row["id"], "text": ""})
    assert (gone["memos"]["rows"], gone["cards"][0]["memos"]) == ([], 0)
    for day in ("2024-03-01", "2024-03-05"):
        reply = sitting.hear({"act": "memo", "on": "diary", "of": "", "text": "tired", "day": day})
    assert [row["day"] for row in reply["memos"]["rows"]] == ["2024-03-05", "2024-03-01"]


def test_long_answers_come_on_pages_of_their_own(study: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("sixphase.coding.desk.pages.PAGE", 2)
    sitting = Sitting(study, "anna")
    assert sitting.hear({"act": "start"})["page"] == {"first": 0, "total": 5, "page": 0, "pages": 3}
    last = sitting.hear({"act": "turn", "page": 9})
    assert (last["page"]["page"], [card["id"] for card in last["cards"]]) == (2, ["003.interest"])
    assert sitting.hear({"act": "go", "answer": "001.change"})["focus"] == "001.change"
    assert sitting.page == 0
    monkeypatch.setattr("sixphase.coding.desk.pages.PAGE_TEXT", 10)
    assert sitting.hear({"act": "choose"})["page"]["pages"] == 5
    assert shown(sitting, words="nothing of this") == []


def test_only_some_answers_or_a_batch(study: str) -> None:  # noqa: F811
    assert Sitting(study, "anna", answers=["002.change", "gone"]).reading.ids == ["002.change"]
    with pytest.raises(InputError, match="batch 'b1' has no answers"):
        Sitting(study, "anna", "b1")


@pytest.mark.parametrize("name", ["consensus", "published", "Anna B", "../anna", ""])
def test_a_name_that_is_no_persons_does_not_code(study: str, name: str) -> None:  # noqa: F811
    with pytest.raises(InputError, match=r"no name of a coder|not a person's name"):
        Sitting(study, name)


def test_where_coders_are_listed_a_slip_is_not_one_coder_more(study: str) -> None:  # noqa: F811
    path = paths.StudyPaths(study).raw / "study.yml"
    path.write_text(path.read_text(encoding="utf-8") + "coding: {coders: [anna, ben]}\n", encoding="utf-8")
    read_study.cache_clear()
    with pytest.raises(InputError, match=r"study\.yml lists no coder 'anan'") as caught:
        Sitting(study, "anan")
    assert "anna" in str(caught.value).split("What to do")[1]
    assert Sitting(study, "ben").coder == "ben"


def test_the_widget_asks_who_codes_and_keeps_no_words(study: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(CodingDesk, "send", lambda _self, content: sent.append(content))
    desk = coding_desk(study)
    for message in ({"act": "sit", "coder": ""}, {"act": "sit", "coder": "Anna B"}, {"act": "sit", "coder": "anna"}):
        desk._hear(desk, {"serial": "1", **message}, [])
    assert sent[0] == {"serial": "1", "who": []}
    assert sent[1]["wrong"].startswith("The desk is not open: ")
    assert sent[2]["cards"][0]["text"] == PLAIN
    assert PLAIN not in str({k: v for k, v in desk.get_state().items() if not k.startswith("_")})
    with pytest.raises(KeyError):
        desk._hear(desk, {"serial": "1", "act": "nothing"}, [])
    assert sent[-1]["wrong"].startswith("Not saved: the program has a mistake (KeyError).")


def test_without_a_screen_there_is_a_sentence(study: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    assert coding_desk(study, "anna") == Note(
        "Opened in JupyterLab, this cell shows the coding desk for 5 answers: 5 codes, no codings yet."
    )
    open_journal(study, "anna").code(FIRST, 0, 2, "T1.1")
    assert repr(coding_desk(study)).endswith("5 codes, 1 coding by 1 coder.")
    assert len(replay(study).codings()) == 1


def assigned(study: str, *rows: str) -> None:  # noqa: F811
    path = paths.StudyPaths(study).raw / "assignments.csv"
    path.write_text("\n".join(["batch,answer_id,coder", *rows]) + "\n", encoding="utf-8")


TWO_BATCHES = ("b1,001.interest,anna", "b1,001.interest,ben", "b2,002.change,anna", "b3,002.interest,ben")


def test_finishing_is_for_each_batch_of_the_coder_and_for_all(study: str) -> None:  # noqa: F811
    assigned(study, *TWO_BATCHES)
    sitting = Sitting(study, "anna")
    assert sitting.hear({"act": "finish"})["finished"] is True
    state = replay(study)
    assert [sorted(state.finished(batch)) for batch in ("b1", "b2", "b3", "all")] == [["anna"], ["anna"], [], ["anna"]]
    lines = Path(sitting.journal.path).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["batch"] for line in lines] == ["b1", "b2", "all"]
    assert sitting.hear({"act": "undo"})["finished"] is False  # 'all' alone was taken back
    sitting.hear({"act": "finish"})
    assert sitting.hear({"act": "finish", "reopen": True})["finished"] is False
    state = replay(study)
    assert [state.finished(batch) for batch in ("b1", "b2", "all")] == [set(), set(), set()]


def test_a_named_batch_is_finished_alone_and_who_has_none_finishes_all(study: str) -> None:  # noqa: F811
    assigned(study, *TWO_BATCHES)
    Sitting(study, "anna", "b2").hear({"act": "finish"})
    Sitting(study, "carl").hear({"act": "finish"})
    state = replay(study)
    assert [sorted(state.finished(b)) for b in ("b1", "b2", "all")] == [[], ["anna"], ["carl"]]


def test_the_assigned_answers_are_shown_first_and_all_on_demand(study: str) -> None:  # noqa: F811
    assigned(study, *TWO_BATCHES)
    sitting = Sitting(study, "anna")
    start = sitting.hear({"act": "start"})
    assert [card["id"] for card in start["cards"]] == ["001.interest", "002.change"]
    assert start["start"]["assigned"] is True
    assert start["progress"] == [["What interested you?", 0, 1], ["What would you change?", 0, 1]]
    assert shown(sitting, which="to do", question="change") == ["002.change"]
    assert len(shown(sitting, scope="all")) == 5
    give(sitting, "003.interest", 0, 2)  # not assigned: kept, and not counted as done
    assert sitting.progress.rows()[0][1] == 0
    assert sitting.hear({"act": "go", "answer": "001.change"})["focus"] == "001.change"
    carl = Sitting(study, "carl").hear({"act": "start"})
    assert (len(carl["cards"]), carl["start"]["assigned"]) == (5, False)
    assert Sitting(study, "anna", answers=["002.interest"]).hear({"act": "start"})["cards"][0]["id"] == "002.interest"


def test_before_finishing_it_is_told_how_many_answers_are_left(study: str) -> None:  # noqa: F811
    sitting = Sitting(study, "anna")
    give(sitting, FIRST, 0, 2)
    sitting.hear({"act": "read", "answer": "002.change", "read": True})
    shown(sitting, question="interest")  # what is chosen to be looked at does not matter
    assert sitting.hear({"act": "left"})["left"] == 3
    assert Sitting(study, "anna", answers=[FIRST]).hear({"act": "left"})["left"] == 3
    assigned(study, *TWO_BATCHES)
    assert Sitting(study, "anna").hear({"act": "left"})["left"] == 0
    assert Sitting(study, "ben", "b3").hear({"act": "left"})["left"] == 1


def test_codings_that_lost_their_words_are_counted(sitting: Sitting, study: str) -> None:  # noqa: F811
    give(sitting, FIRST, 0, 7)
    give(sitting, FIRST, PLAIN.index("safe"), PLAIN.index(" to share"))
    give(sitting, "001.change", 0, 4)
    assert sitting.numbers()["adrift"] == [0, 0]
    path = paths.StudyPaths(study).raw / "answers.csv"
    mended = path.read_text(encoding="utf-8").replace("safe space", "saffe space").replace("It felt", "Oh")
    path.write_text(mended, encoding="utf-8")
    again = Sitting(study, "anna")
    assert again.hear({"act": "start"})["adrift"] == [1, 1]
    assert shown(again, which="changed") == [FIRST]
    lost = next(coding for coding in again.card(FIRST)["codings"] if coding["anchor"] == "lost")
    assert again.hear({"act": "uncode", "coding": lost["id"], "answer": FIRST})["adrift"] == [0, 1]
    close = again.card(FIRST)["codings"][0]
    change = {"act": "change", "coding": close["id"], "answer": FIRST, "start": 0, "end": 2}
    assert again.hear(change)["adrift"] == [0, 0]
    assert shown(again, which="changed") == []


def test_before_signing_in_nothing_of_others_is_told_but_their_names(
    study: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_journal(study, "ben").code(FIRST, 0, 2, "T1.1")
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(CodingDesk, "send", lambda _self, content: sent.append(content))
    desk = coding_desk(study)
    for message in ({"act": "sit", "coder": ""}, {"act": "look"}, {"act": "start"}, {"act": "choose"}):
        desk._hear(desk, {"serial": "1", **message}, [])
    assert sent == [{"serial": "1", "who": ["ben"]}] * 4
    assert {k: v for k, v in desk.get_state().items() if k in ("study", "coder", "batch")} == {
        "study": study, "coder": "", "batch": "",
    }  # fmt: skip
