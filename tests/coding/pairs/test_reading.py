"""Only what two have read is compared, counted or settled; finishing everything finishes each batch."""

from pathlib import Path
from typing import Any

import pytest
from coding.pairs.studies import kind  # noqa: F401
from coding.pairs.test_adjudication import FIRST, ONE, SECOND, TWO, code, values

from sixphase.coding.agreement.agreement import agreement_of
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.adjudication import Adjudication
from sixphase.coding.pairs.assignments import assign, read_assignments
from sixphase.coding.pairs.batch_agreement import batch_tables
from sixphase.coding.pairs.desk import adjudication_desk
from sixphase.coding.pairs.finishing import finished_by


def plant(coder: str, codings: list[tuple[str, str, str]], finish: str) -> None:
    """Codings and a finish, without any answer marked as read."""
    code(coder, codings)
    open_journal("kind", coder).finish(finish)


@pytest.fixture
def unread(kind: Path) -> Path:  # noqa: F811
    """Both have coded three of five answers and then said that they have finished."""
    assign("kind", ["anna", "ben"], batch="b1")
    plant("anna", FIRST, "all")
    plant("ben", SECOND, "b1")
    return kind


def test_unread_answers_are_neither_settled_nor_counted(unread: Path) -> None:
    work = Adjudication("kind", "b1")
    assert set(work.compared) == {ONE, TWO, "3.interest"}
    assert work.agreed_answers() == ["3.interest"]
    assert work.settle_agreed("AB") == 1
    assert values()["pairs.answers_by_two"] == 3


def test_one_reads_what_the_other_does_not(unread: Path) -> None:
    open_journal("kind", "anna").read("2.change")
    assert "2.change" not in Adjudication("kind", "b1").compared
    open_journal("kind", "ben").read("2.change")
    assert Adjudication("kind", "b1").agreed_answers() == ["2.change", "3.interest"]


def test_the_desk_has_the_figures_of_the_command(unread: Path) -> None:
    """Of three answers read by both, by hand: 7 of 9 decisions are the same (T1.2 in ONE, T2 in TWO are not)."""
    work, state = Adjudication("kind", "b1"), replay("kind")
    told = agreement_of(state, seed=1, resamples=5)
    desk = agreement_of(batch_tables(state, work.answers, work.coders), seed=1, resamples=5)
    for name in ("percent", "kappa", "alpha"):
        assert desk.value(name) == told.value(name)
    assert told.value("percent") == pytest.approx(7 / 9)
    rows: Any = adjudication_desk("kind", "b1").agreement["table"]["rows"]
    assert rows[0][1:] == ["78 %", f"{told.value('alpha'):.2f}"]


def test_all_is_every_batch_and_every_batch_is_all(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna", "ben"], batch="b1", size=2)
    assign("kind", ["anna", "ben"], batch="b2")
    open_journal("kind", "anna").finish("all")
    open_journal("kind", "ben").finish("b1")
    open_journal("kind", "carla").finish("b1")
    state, given = replay("kind"), read_assignments("kind")
    assert {name: finished_by(state, given, name) for name in ("b1", "b2", "all")} == {
        "b1": {"anna", "ben", "carla"},
        "b2": {"anna"},
        "all": {"anna"},
    }
    open_journal("kind", "ben").finish("b2")
    assert finished_by(replay("kind"), given, "all") == {"anna", "ben"}


def test_without_a_batch_the_desk_takes_the_next_to_settle(kind: Path) -> None:  # noqa: F811
    assign("kind", ["anna", "ben"], batch="b1", among=[TWO])
    assign("kind", ["anna", "ben"], batch="b2")
    assert "anna and ben have not finished the batch 'b1'" in repr(adjudication_desk("kind"))
    plant("anna", FIRST, "all")
    plant("ben", SECOND, "b2")
    desk = adjudication_desk("kind")
    assert desk._work.batch == "b2"
    open_journal("kind", "ben").finish("b1")
    assert adjudication_desk("kind")._work.batch == "b1"
