"""Settling differences in the journal of the consensus: decided, kept on disk, taken back, refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from coding.pairs.studies import add_settings, kind  # noqa: F401

from sixphase.coding.journal.journal import NotSaved, open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.adjudication import Adjudication
from sixphase.coding.pairs.assignments import assign
from sixphase.coding.pairs.deciding import Choice
from sixphase.coding.pairs.values import pairs_values
from sixphase.study.problem import InputError

ONE, TWO, THREE = "1.interest", "2.interest", "3.interest"
FIRST = [
    (ONE, "kind to myself", "T1.1"),
    (ONE, "to others", "T1.2"),
    (TWO, "Kindness", "T1.2"),
    (THREE, "gentle", "T1.1"),
]
SECOND = [(ONE, "kind", "T1.1"), (TWO, "Kindness", "T1.2"), (TWO, "others", "T2"), (THREE, "gentle ", "T1.1")]
# Differences: 0 'To oneself' on other words in ONE, 1 'To others' of anna only in ONE, 2 'Time' of ben only in TWO.


def code(coder: str, codings: list[tuple[str, str, str]], *batches: str) -> None:
    journal = open_journal("kind", coder)
    for answer, words, id_ in codings:
        start = journal.state.answers[answer].index(words)
        journal.code(answer, start, start + len(words), id_)
    for answer in journal.state.answers if batches else ():
        journal.read(answer)
    for batch in batches:
        journal.finish(batch)


@pytest.fixture
def coded(kind: Path) -> Path:  # noqa: F811
    """Both have coded and finished all answers."""
    assign("kind", ["anna", "ben"], batch="b1")
    code("anna", FIRST, "b1")
    code("ben", SECOND, "b1")
    return kind


def consensus() -> list[tuple[str, str, str]]:
    """What the consensus holds, read anew from disk."""
    return [(c.answer, c.words, c.code) for c in replay("kind").codings(coder="consensus")]


def lines(folder: Path) -> list[dict[str, Any]]:
    path = folder / "journals" / "consensus.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


def values() -> dict[str, Any]:
    return {name: value for name, value, _ in pairs_values("kind", replay("kind"))}


def test_from_differences_to_a_consensus(coded: Path) -> None:
    """1 three differences; 2 each decided; 3 what both have comes along; 4 the rest at once; 5 others untouched."""
    before = {path.name: path.read_bytes() for path in (coded / "journals").iterdir()}
    work = Adjudication("kind", "b1")
    assert [(p.answer, p.code, p.kind) for p in work.places] == [
        (ONE, "T1.1", "span"),
        (ONE, "T1.2", "some"),
        (TWO, "T2", "some"),
    ]
    assert work.next_open(-1) == 0
    work.decide(0, Choice("ben"), "AB, CD")
    assert (consensus(), work.settled) == ([(ONE, "kind", "T1.1")], set())
    work.decide(1, Choice("anna"), "AB, CD")
    assert consensus() == [(ONE, "kind", "T1.1"), (ONE, "to others", "T1.2")]
    assert work.settled == {ONE}
    work.decide(2, Choice("none", reason="it is no time"), "AB and CD")
    assert consensus()[2:] == [(TWO, "Kindness", "T1.2")]  # what both have in TWO
    (note,) = replay("kind").memos(on="coding", coder="consensus")
    assert note.text == "‘Time’ left out: it is no time (decided by AB, CD)"
    assert sorted(work.agreed_answers()) == ["1.change", "2.change", THREE]
    assert work.settle_agreed("AB") == 3
    assert consensus()[3:] == [(THREE, "gentle", "T1.1")]
    assert work.agreed_answers() == []
    assert {name: (coded / "journals" / name).read_bytes() for name in before} == before
    settles = [line["from"] for line in lines(coded) if line["act"] == "code"]
    assert [len(ids) for ids in settles] == [2, 1, 2, 2]
    assert values() == {
        "pairs.answers": 5, "pairs.answers_by_two": 5, "pairs.share_by_two": 1.0, "pairs.coders": "anna and ben",
        "pairs.blind": True, "pairs.places": 5, "pairs.differences": 3, "pairs.settled": 3, "pairs.open": 0,
        "pairs.kept": 2, "pairs.left_out": 1, "pairs.changed": 0, "pairs.settled_answers": 5,
        "pairs.settled_by": "AB and CD", "pairs.settlers": 2,
    }  # fmt: skip


CHOICES = [
    # difference, choice, what the consensus then holds there, what is told of it
    (0, Choice("anna"), [("kind to myself", "T1.1")], "kept"),
    (0, Choice("ben"), [("kind", "T1.1")], "kept"),
    (0, Choice("both"), [("kind", "T1.1"), ("kind to myself", "T1.1")], "kept"),
    (0, Choice("none"), [], "left out"),
    (0, Choice("other", "T2", 6, 10), [("kind", "T2")], "other"),
    (0, Choice("other", "T1.1", 0, 10), [("Being kind", "T1.1")], "kept"),
    (1, Choice("anna"), [("to others", "T1.2")], "kept"),
    (1, Choice("ben"), [], "left out"),  # as ben has it: not at all
    (1, Choice("both"), [("to others", "T1.2")], "kept"),
]


@pytest.mark.parametrize(("n", "choice", "held", "outcome"), CHOICES)
def test_each_choice_is_kept_and_can_be_taken_back(
    coded: Path, n: int, choice: Choice, held: Any, outcome: str
) -> None:
    work = Adjudication("kind", "b1")
    work.decide(n, choice, "AB")
    assert [(words, id_) for _, words, id_ in consensus()] == held
    again = Adjudication("kind", "b1")  # as after a restart
    assert again.outcome(again.places[n]) == outcome
    assert again.done == {n}
    assert again.undo() == n
    assert (consensus(), again.done, again.undo()) == ([], set(), None)
    assert not replay("kind").memos(coder="consensus")


@pytest.mark.parametrize("restarted", [False, True])
def test_undo_takes_back_what_came_along(coded: Path, restarted: bool) -> None:
    """A decision that settled its answer is undone with the settling, also by another sitting."""
    work = Adjudication("kind", "b1")
    work.decide(0, Choice("ben"), "AB")
    after_first = consensus()
    work.decide(2, Choice("both"), "AB")
    assert (THREE, "gentle", "T1.1") not in consensus()
    work.settle_agreed("AB")
    work = Adjudication("kind", "b1") if restarted else work
    while work.undo() == -1:
        pass
    assert (consensus(), work.done, work.settled) == (after_first, {0}, set())
    assert work.undo() == 0
    assert (consensus(), work.undo()) == ([], None)


def test_a_decision_may_be_changed(coded: Path) -> None:
    work = Adjudication("kind", "b1")
    for choice in (Choice("none"), Choice("anna"), Choice("other", "T2", 6, 10), Choice("both"), Choice("ben")):
        work.decide(0, choice, "AB")
    assert consensus() == [(ONE, "kind", "T1.1")]
    assert not replay("kind").memos(coder="consensus")
    assert work.undo() == 0
    assert [words for _, words, _ in consensus()] == ["kind", "kind to myself"]  # both, as before


REFUSED = [
    (Choice("anna"), " ", "nobody is named as those who decide"),
    (Choice("carla"), "AB", "'carla' is no choice here"),
    (Choice(""), "AB", "'' is no choice here"),
    (Choice("other"), "AB", "no other code is chosen"),
    (Choice("other", "T9", 0, 4), "AB", "there is no code 'T9' in use"),
    (Choice("other", "T2", 0, 4000), "AB", "the passage lies outside the answer"),
    (Choice("other", "T2", 4, 4), "AB", "no other code is chosen"),
]


@pytest.mark.parametrize(("choice", "who", "told"), REFUSED)
def test_what_cannot_be_decided(coded: Path, choice: Choice, who: str, told: str) -> None:
    work = Adjudication("kind", "b1")
    with pytest.raises(InputError, match=told):
        work.decide(0, choice, who)
    assert lines(coded) == []


def test_only_after_all_have_finished(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna", "ben"], batch="b1")
    for batch, told in (("b2", "no batch is called 'b2'"), ("all", "it takes two to compare|not finished")):
        with pytest.raises(InputError, match=told):
            Adjudication("kind", batch)
    with pytest.raises(InputError, match="anna and ben have not finished the batch 'b1'"):
        Adjudication("kind", "b1")
    code("anna", FIRST, "b1")
    code("ben", SECOND)
    with pytest.raises(InputError, match="ben has not finished the batch 'b1'") as error:
        Adjudication("kind", "b1")
    assert "would sway them" in str(error.value)
    with pytest.raises(InputError, match="'carla' does not code the batch 'b1'"):
        Adjudication("kind", "b1", ["anna", "carla"])
    open_journal("kind", "ben").finish("b1")
    work = Adjudication("kind", "b1")
    open_journal("kind", "ben").reopen("b1")
    assert work.refresh()
    with pytest.raises(InputError, match="ben has not finished"):
        work.decide(0, Choice("anna"), "AB")
    assert values()["pairs.answers_by_two"] == 0


def test_where_nothing_is_assigned(kind: Path) -> None:  # noqa: F811
    code("anna", FIRST, "all")
    with pytest.raises(InputError, match="it takes two"):
        Adjudication("kind")
    code("ben", SECOND, "all")
    assert len(Adjudication("kind").places) == 3
    add_settings(kind, "coding: {coders: [anna, ben, carla]}\n")
    with pytest.raises(InputError, match="carla has not finished"):
        Adjudication("kind")
    assert len(Adjudication("kind", coders=["anna", "ben"]).places) == 3


def test_a_passage_that_is_coded_anew_is_open_again(coded: Path) -> None:
    work = Adjudication("kind", "b1")
    work.decide(2, Choice("none"), "AB")
    ben = open_journal("kind", "ben")
    (mine,) = (c for c in ben.state.codings(TWO, "ben") if c.code == "T2")
    ben.uncode(mine.id)
    ben.code(TWO, mine.start, mine.end, "T2")
    assert work.refresh()
    assert work.done == set()
    assert work.next_open(-1) == 0


def test_a_disk_that_refuses_leaves_what_can_be_mended(coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second act of a decision fails: it is told, deciding again mends it, undo takes back what was decided."""
    work = Adjudication("kind", "b1")
    work.decide(1, Choice("anna"), "AB")
    real = type(work.journal)._keep
    calls: list[str] = []

    def full(self: Any, handle: int, act: str, *more: Any, **named: Any) -> Any:
        calls.append(act)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, handle, act, *more, **named)

    monkeypatch.setattr(type(work.journal), "_keep", full)
    with pytest.raises(NotSaved, match="not saved"):
        work.decide(0, Choice("both"), "AB")
    monkeypatch.undo()
    monkeypatch.setenv("SIXPHASE_ROOT", str(coded.parents[1]))
    work.decide(0, Choice("both"), "AB")
    assert sorted(words for _, words, _ in consensus()) == ["kind", "kind to myself", "to others"]
    assert work.settled == {ONE}
