"""The desk for settling differences without a screen: what it shows, saves and takes back."""

from pathlib import Path
from typing import Any

import pytest
from coding.pairs.studies import add_settings, kind  # noqa: F401
from coding.pairs.test_adjudication import ONE, TWO, coded, consensus  # noqa: F401

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.pairs.desk import ALONE, HEADLESS, adjudication_desk, pieces
from sixphase.coding.pairs.desk_widget import AdjudicationDesk
from sixphase.study import settings


@pytest.fixture
def desk(coded: Path) -> AdjudicationDesk:  # noqa: F811
    return adjudication_desk("kind", "b1")


def do(desk: AdjudicationDesk, act: str, who: str = "AB", **more: Any) -> dict[str, Any]:
    place = {"place": desk.card["place"]} if act == "decide" else {}
    desk._hear(desk, {"act": act, "who": who, **place, **more}, [])
    return desk.card


def test_it_shows_both_side_by_side(desk: AdjudicationDesk) -> None:
    card = desk.card
    assert (card["place"], card["total"], card["done"]) == (0, 3, 0)
    assert (card["answer"], card["question"], card["code"]) == (ONE, "What interested you?", "To oneself")
    assert card["what"] == "anna and ben gave ‘To oneself’ here, to different words."
    anna, ben = card["sides"]
    assert (anna["coder"], ben["coder"]) == ("anna", "ben")
    assert anna["pieces"] == [["Being ", False], ["kind to myself", True], [" 🙂, and to others.", False]]
    assert ben["pieces"] == [["Being ", False], ["kind", True], [" to myself 🙂, and to others.", False]]
    assert anna["codes"] == [["To oneself: kind to myself", True], ["To others: to others", False]]
    assert card["words"] == [
        [6, 20, "kind to myself"], [6, 10, "kind"], [0, 38, "Being kind to myself 🙂, and to others."],
    ]  # fmt: skip
    assert card["decided"] == "Undecided."
    assert do(desk, "next")["what"] == "anna gave ‘To others’ here; ben did not."
    assert desk.card["sides"][1]["pieces"] == [["Being kind to myself 🙂, and to others.", False]]
    assert desk.codes[1:] == [
        ["T1.1", "Kindness › To oneself"],
        ["T1.2", "Kindness › To others"],
        ["T2", "Time"],
    ]


def test_deciding_saves_and_goes_on(desk: AdjudicationDesk) -> None:
    assert do(desk, "decide", choice="ben")["place"] == 1
    assert desk.status == f"Saved: answer {ONE}, ‘To oneself’, as ben, by AB."
    assert do(desk, "previous")["decided"] == "Decided: kept on ‘kind’."
    do(desk, "open")
    assert do(desk, "decide", choice="none")["place"] == 2
    assert desk.status.endswith("‘To others’, left out, by AB.")
    assert do(desk, "decide", choice="other", code="T1.2", start=0, end=8)["done"] == 3
    assert desk.status == f"Saved: answer {TWO}, ‘Time’, ‘To others’ instead, by AB."
    assert desk.card["decided"] == "Decided: another code instead."
    assert desk.card["agreed_told"] == "2 of 5 answers are settled. In 3 more nothing is left to decide."
    assert do(desk, "agreed")["agreed_told"] == "5 of 5 answers are settled."
    assert desk.status == "Saved: 3 answers on which nothing is left to decide, by AB."
    assert do(desk, "undo")["agreed"] == 3
    assert desk.status == "Taken back: what the consensus got last."
    assert do(desk, "undo")["done"] == 2
    assert desk.status == f"Taken back: answer {TWO}, ‘Time’."


def test_nothing_is_saved_without_a_name_or_a_choice(desk: AdjudicationDesk) -> None:
    assert do(desk, "decide", who=" ", choice="anna")["done"] == 0
    assert desk.status.startswith("Not saved: nobody is named as those who decide.")
    for wrong in ({"choice": "zoe"}, {"choice": "other", "code": "T2", "start": "x", "end": None}, {}):
        do(desk, "decide", **wrong)
        assert desk.status.startswith("Not saved: ")
    for place in (-1, 3, "0", None):
        desk._hear(desk, {"act": "decide", "who": "AB", "choice": "anna", "place": place}, [])
    do(desk, "nonsense")
    assert consensus() == []
    do(desk, "undo")
    assert desk.status == "There is nothing to take back."


def test_saved_is_said_only_when_it_is_on_disk(desk: AdjudicationDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(desk._work.journal), "_keep", full)
    card = do(desk, "decide", choice="anna")
    assert (card["place"], card["done"]) == (0, 0)
    assert desk.status.startswith("Not saved: ")
    assert consensus() == []


def test_what_others_write_meanwhile_is_shown_first(desk: AdjudicationDesk) -> None:
    anna = open_journal("kind", "anna")
    (hers,) = (c for c in anna.state.codings(ONE, "anna") if c.code == "T1.2")
    anna.uncode(hers.id)
    card = do(desk, "decide", choice="anna")
    assert (card["total"], card["done"]) == (2, 0)
    assert "written to the journals meanwhile" in desk.status
    assert consensus() == []
    assert do(desk, "decide", choice="anna")["done"] == 1


def test_agreement_before_settling_is_shown(desk: AdjudicationDesk) -> None:
    """By hand: five answers; T1.1 in the same two for both; T1.2 in two of anna's, one of ben's; T2 in one of ben's."""
    table = desk.agreement["table"]
    shown = {row[0]: row[1] for row in table["rows"]}
    assert shown["To oneself"] == "100 %"
    assert shown["To others"] == "80 %"
    assert shown["Time"] == "80 %"
    assert next(iter(shown)) == "all codes"
    # alpha of 'To others' by hand: 10 readings, 3 of them yes; observed disagreement 2 of 10, expected 2·3·7/(10·9)
    alpha = 1 - (2 / 10) / (2 * 3 * 7 / 90)
    assert {row[0]: row[2] for row in table["rows"]}["To others"] == f"{alpha:.2f}"


def test_a_reflexive_study_shows_no_coefficient(coded: Path) -> None:  # noqa: F811
    path = coded / "study.yml"
    path.write_text(path.read_text().replace("approach: codebook", "approach: reflexive"))
    settings.read_study.cache_clear()
    desk = adjudication_desk("kind", "b1")
    assert desk.agreement["table"] is None
    assert "no coefficient" in desk.agreement["told"][0]


def test_a_sentence_where_nobody_looks_on(coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    assert repr(adjudication_desk("kind", "b1")) == HEADLESS


def test_a_sentence_before_all_have_finished(kind: Path) -> None:  # noqa: F811
    assert "it takes two to compare" in repr(adjudication_desk("kind", "all"))
    assert "no batch is called 'b1'" in repr(adjudication_desk("kind", "b1"))


def test_a_sentence_where_one_person_codes(kind: Path) -> None:  # noqa: F811
    assert repr(adjudication_desk("kind")) == ALONE  # nobody yet
    anna = open_journal("kind", "anna")
    anna.code(ONE, 6, 10, "T1.1")
    assert repr(adjudication_desk("kind")) == ALONE
    assert "it takes two to compare" in repr(adjudication_desk("kind", coders=["anna"]))  # somebody asked for it
    open_journal("kind", "ben").code(ONE, 6, 10, "T1.1")
    assert "not finished" in repr(adjudication_desk("kind"))


def test_no_difference_at_all(kind: Path) -> None:  # noqa: F811
    for coder in ("anna", "ben"):
        journal = open_journal("kind", coder)
        journal.code(ONE, 6, 10, "T1.1")
        for answer in journal.state.answers:
            journal.read(answer)
        journal.finish()
    desk = adjudication_desk("kind")
    assert (desk.card["total"], desk.card["agreed"]) == (0, 5)
    for act in ("next", "open", "undo", "decide"):
        do(desk, act, choice="anna")
    assert do(desk, "agreed")["agreed"] == 0
    assert consensus() == [(ONE, "kind", "T1.1")]


def test_three_coders(coded: Path) -> None:  # noqa: F811
    carla = open_journal("kind", "carla")
    carla.code(ONE, 6, 10, "T1.1")
    for coder in ("anna", "ben", "carla"):
        open_journal("kind", coder).finish()
    desk = adjudication_desk("kind", "all")
    assert desk.coders == ["anna", "ben", "carla"]
    assert do(desk, "next")["what"] == "anna gave ‘To others’ here; ben and carla did not."
    do(desk, "decide", choice="carla")
    assert (desk.card["done"], consensus()) == (1, [])


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], [["so kind!", False]]),
        ([(0, 8)], [["so kind!", True]]),
        ([(0, 2), (3, 7)], [["so", True], [" ", False], ["kind", True], ["!", False]]),
        ([(0, 4), (2, 7)], [["so kind", True], ["!", False]]),  # overlapping passages are one mark
    ],
)
def test_pieces(passages: list[tuple[int, int]], expected: list[list[Any]]) -> None:
    assert pieces("so kind!", passages) == expected
