"""Whose codings a coder may see: blind until all have finished, in rounds, and answer by answer."""

from pathlib import Path

import pytest
from coding.pairs.studies import Acts, add_settings, kind, table  # noqa: F401

from sixphase.coding.pairs.blind import unfinished, visible_by_answer, visible_coders, visible_codings
from sixphase.coding.pairs.saw import who_saw_what
from sixphase.study.settings import Coding as Settings

ONE, TWO = "1.interest", "2.interest"
BOTH_ON_ONE = table(("b1", ONE, "anna"), ("b1", ONE, "ben"))
TWO_BATCHES = table(("b1", ONE, "anna"), ("b1", ONE, "ben"), ("b2", ONE, "carla"), ("b2", ONE, "dan"))
DEALT = table(("b1", ONE, "anna"), ("b1", TWO, "ben"))
NOTHING = table()
ROUNDS = Settings(rounds=("anna", "ben"))
OPEN = Settings(blind=False)
BLIND = Settings()
PEOPLE = ("anna", "ben", "carla", "dan")


def acts(*finished: tuple[str, str], coders: str = "anna ben carla dan consensus") -> Acts:
    """Each coder with one coding, and those of them who have finished a batch: (coder, batch)."""
    made = Acts()
    for coder in coders.split():
        made.code(coder, ONE, "kind", "T1.1")
    for coder, batch in finished:
        made.finish(coder, batch=batch)
    return made


BOTH = (("anna", "b1"), ("ben", "b1"))
CASES = [
    # who looks, what is assigned, who has finished, settings, whom they see in the first answer
    ("anna", BOTH_ON_ONE, (), BLIND, "anna"),
    ("anna", BOTH_ON_ONE, (("anna", "b1"),), BLIND, "anna"),  # ben has not finished
    ("anna", BOTH_ON_ONE, (("ben", "b1"),), BLIND, "anna"),  # anna has not finished
    ("anna", BOTH_ON_ONE, (("anna", "b2"), ("ben", "b2")), BLIND, "anna"),  # another batch
    (
        "anna",
        BOTH_ON_ONE,
        (("anna", "all"), ("ben", "all")),
        BLIND,
        "anna ben carla consensus dan",
    ),  # 'all' is every batch
    ("anna", BOTH_ON_ONE, BOTH, BLIND, "anna ben carla consensus dan"),  # hers are done
    ("carla", BOTH_ON_ONE, (), BLIND, "carla"),  # she has it in no batch, and they have not finished
    ("carla", BOTH_ON_ONE, BOTH, BLIND, "anna ben carla consensus"),  # dan has it in no batch either
    ("anna", BOTH_ON_ONE, (), OPEN, "anna ben carla consensus dan"),
    ("ben", BOTH_ON_ONE, (), ROUNDS, "anna ben"),  # the second sees the first
    ("anna", BOTH_ON_ONE, (), ROUNDS, "anna"),
    ("anna", BOTH_ON_ONE, (("anna", "b1"),), ROUNDS, "anna"),
    ("anna", BOTH_ON_ONE, BOTH, ROUNDS, "anna ben carla consensus dan"),  # hers are done
    ("carla", BOTH_ON_ONE, (), ROUNDS, "carla"),  # in no round
    ("anna", TWO_BATCHES, BOTH, BLIND, "anna ben"),  # the other batch is open, and so is the consensus not seen
    ("carla", TWO_BATCHES, BOTH, BLIND, "carla"),  # hers is open
    ("carla", TWO_BATCHES, (*BOTH, ("carla", "b2"), ("dan", "b2")), BLIND, "anna ben carla consensus dan"),
    ("consensus", TWO_BATCHES, BOTH, BLIND, "consensus"),
    ("anna", DEALT, (("anna", "b1"),), BLIND, "anna"),  # not shared, but the batch is not finished
    ("anna", NOTHING, (), BLIND, "anna"),
    ("anna", NOTHING, (("anna", "all"), ("ben", "all")), BLIND, "anna"),  # carla and dan have not
    ("anna", NOTHING, tuple((c, "all") for c in PEOPLE), BLIND, "anna ben carla consensus dan"),
]


@pytest.mark.parametrize(("looks", "assigned", "finished", "settings", "seen"), CASES)
def test_who_is_seen(looks, assigned, finished, settings, seen) -> None:
    by_answer = visible_by_answer(acts(*finished).state(), assigned, settings, looks)
    assert by_answer[ONE] == set(seen.split())


def test_an_answer_of_another_batch_is_not_opened_by_this_one() -> None:
    """Per answer: the first batch is finished by both, the second is not."""
    assigned = table(*[(b, a, c) for b, a in (("b1", ONE), ("b2", TWO)) for c in ("anna", "ben")])
    by_answer = visible_by_answer(acts(*BOTH, coders="anna ben").state(), assigned, BLIND, "anna")
    assert by_answer[ONE] == {"anna", "ben"}
    assert by_answer[TWO] == {"anna"}
    assert by_answer["1.change"] == {"anna"}  # in no batch


def test_who_takes_the_finish_back_is_blind_again() -> None:
    made = acts(*BOTH, coders="anna ben")
    made.add("ben", "reopen", batch="b1")
    assert visible_by_answer(made.state(), BOTH_ON_ONE, BLIND, "anna")[ONE] == {"anna"}
    assert unfinished(made.state(), BOTH_ON_ONE, "b1", ["anna", "ben"]) == ["ben"]


def test_published_codings_wait_until_one_has_finished() -> None:
    made = acts(coders="anna ben published")
    assert visible_by_answer(made.state(), BOTH_ON_ONE, BLIND, "anna")[ONE] == {"anna"}
    made.finish("anna", "ben", batch="b1")
    assert visible_by_answer(made.state(), BOTH_ON_ONE, BLIND, "anna")[ONE] == {"anna", "ben", "published"}


def test_by_the_files_of_a_study(kind: Path) -> None:  # noqa: F811
    (kind / "assignments.csv").write_text(
        f"batch,answer_id,coder\nb1,{ONE},anna\nb1,{ONE},ben\nb2,{TWO},anna\nb2,{TWO},ben\n"
    )
    made = acts(*BOTH, coders="anna ben")
    made.code("ben", TWO, "Kindness", "T1.2")
    state = made.state()
    assert visible_coders("kind", state, "anna", "b1") == {"anna", "ben"}
    assert visible_coders("kind", state, "anna", "b2") == {"anna"}
    assert visible_coders("kind", state, "anna") == {"anna"}  # not in every answer
    assert [(c.coder, c.answer) for c in visible_codings("kind", state, "anna")] == [("anna", ONE), ("ben", ONE)]
    assert len(visible_codings("kind", state, "ben")) == 3
    add_settings(kind, "coding: {rounds: [anna, ben]}\n")
    assert visible_coders("kind", state, "ben", "b2") == {"anna", "ben"}
    assert visible_coders("kind", state, "anna", "b2") == {"anna"}


def test_who_saw_what() -> None:
    assigned = table(("b1", ONE, "anna"), ("b1", ONE, "ben"), ("b1", TWO, "anna"), ("b1", TWO, "ben"))
    made = acts(("anna", "b1"), coders="anna ben")
    made.code("anna", ONE, "others", "T1.2")
    made.add("ben", "read", answer=TWO)
    columns = ["coder", "assigned", "read", "coded", "codings", "finished", "saw"]
    blind = who_saw_what(made.state(), assigned)[columns].values.tolist()
    assert blind == [["anna", 2, 1, 1, 2, True, ""], ["ben", 2, 2, 1, 1, False, ""]]
    assert who_saw_what(made.state(), assigned, ROUNDS)["saw"].tolist() == ["", "anna"]
    assert who_saw_what(made.state(), assigned, OPEN)["saw"].tolist() == ["ben", "anna"]
    assert who_saw_what(Acts().state(), table()).empty


def test_thousands_of_answers_stay_quick() -> None:
    import time

    many = {f"{n}.interest": "Being kind" for n in range(10_000)}
    made = Acts(many)
    for answer in many:
        made.code("anna", answer, "kind", "T1.1")
    assigned = table(*[("b1", answer, coder) for answer in many for coder in ("anna", "ben")])
    state = made.state()
    begin = time.process_time()
    assert set(visible_by_answer(state, assigned, BLIND, "ben").values()) == {frozenset({"ben"})}
    assert time.process_time() - begin < 2
