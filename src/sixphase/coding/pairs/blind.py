"""Whose codings a coder may see: only the own until all who share a batch have finished it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from sixphase.coding.journal.state import Coding, State
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.finishing import finished_by
from sixphase.coding.pairs.naming import CONSENSUS, NOT_PEOPLE, PUBLISHED, WHOLE
from sixphase.study.settings import Coding as Settings
from sixphase.study.settings import read_study


def visible_coders(study: str, state: State, coder: str, batch: str = "") -> set[str]:
    """The coders whose codings `coder` may see in every answer of a batch, the own always among them.

    Parameters
    ----------
    study
        The study's name; its `study.yml` says `coding.blind` and `coding.rounds`.
    state
        What the journals replay to.
    coder
        Who looks.
    batch
        A batch; left out, all answers of the study. Where an answer is in several batches, use
        `visible_by_answer`: it says more.

    See Also
    --------
    visible_by_answer : The same for each answer, with the rule.
    """
    assignments = read_assignments(study)
    by_answer = visible_by_answer(state, assignments, read_study(study).coding, coder)
    if batch not in ("", WHOLE):
        of_batch = assignments.loc[assignments["batch"] == batch, "answer_id"]
        by_answer = {id_: by_answer[id_] for id_ in dict.fromkeys(of_batch) if id_ in by_answer}
    distinct = set(by_answer.values())
    seen = {other for everywhere in distinct for other in everywhere}
    return {other for other in seen if all(other in everywhere for everywhere in distinct)} | {coder}


def visible_codings(study: str, state: State, coder: str) -> list[Coding]:
    """All codings that `coder` may see, answer by answer, in the order of `State.codings`."""
    by_answer = visible_by_answer(state, read_assignments(study), read_study(study).coding, coder)
    own = frozenset({coder})
    return [coding for coding in state.codings() if coding.coder in by_answer.get(coding.answer, own)]


def visible_by_answer(
    state: State, assignments: pd.DataFrame, settings: Settings, coder: str
) -> dict[str, frozenset[str]]:
    """For each answer with words, the coders whose codings `coder` may see in it.

    Parameters
    ----------
    assignments
        batch, answer_id, coder, as `read_assignments` gives it.
    settings
        The `coding` part of `study.yml`.

    Notes
    -----
    Everybody sees the own codings. With `blind: false` everybody sees all. Otherwise another's codings of an answer
    are seen when every batch that holds the answer, and that one of the two takes part in, was finished by all its
    coders (see `finished_by`). An answer that neither has in a batch is open when all coders have finished 'all'. The
    consensus is seen when all batches that hold the answer are finished, codings that came with published excerpts
    when the own are.
    With `rounds: [anna, ben]` ben sees anna's codings from the start; for anna the rule above holds.
    """
    rule = _rule(state, assignments, settings, coder)
    held = _batches_by_answer(assignments)
    others = [other for other in everybody(state, assignments, settings) if other != coder]
    seen: dict[tuple[str, ...], frozenset[str]] = {}
    result = {}
    for answer in state.answers:
        batches = held.get(answer, ())
        if batches not in seen:
            seen[batches] = frozenset([coder, *(other for other in others if rule(other, batches))])
        result[answer] = seen[batches]
    return result


def everybody(state: State, assignments: pd.DataFrame, settings: Settings) -> list[str]:
    """Everybody who has a journal, is assigned to something or is listed in `study.yml`, sorted."""
    return sorted({*state.coders, *assignments["coder"].unique(), *settings.coders, *settings.rounds})


def people(state: State, assignments: pd.DataFrame, settings: Settings) -> list[str]:
    """The same without the names that are no person's."""
    return [coder for coder in everybody(state, assignments, settings) if coder not in NOT_PEOPLE]


def came_before(settings: Settings, coder: str) -> tuple[str, ...]:
    """Those who coded in an earlier round than `coder`.

    >>> came_before(Settings(rounds=("anna", "ben")), "ben"), came_before(Settings(rounds=("anna", "ben")), "anna")
    (('anna',), ())
    """
    rounds = settings.rounds
    return rounds[: rounds.index(coder)] if coder in rounds else ()


@dataclass(frozen=True)
class Batch:
    """Who takes part in a batch, and whether all of them have finished it."""

    coders: frozenset[str]
    finished: bool


def batches_of(state: State, assignments: pd.DataFrame) -> Mapping[str, Batch]:
    """Every assigned batch by its name."""
    members = {str(name): frozenset(of_batch) for name, of_batch in assignments.groupby("batch")["coder"]}
    return {name: Batch(coders, coders <= finished_by(state, assignments, name)) for name, coders in members.items()}


def unfinished(state: State, assignments: pd.DataFrame, batch: str, coders: Iterable[str]) -> list[str]:
    """Those of `coders` who have not finished a batch."""
    takes_part = set(coders)
    if batch != WHOLE:
        takes_part = set(assignments.loc[assignments["batch"] == batch, "coder"].unique())
    return sorted((takes_part & set(coders)) - finished_by(state, assignments, batch))


def _batches_by_answer(assignments: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The batches that hold each answer, sorted."""
    distinct = assignments[["answer_id", "batch"]].drop_duplicates().sort_values("batch", kind="stable")
    held: dict[str, tuple[str, ...]] = {}
    for answer, batch in zip(distinct["answer_id"], distinct["batch"], strict=True):
        held[answer] = (*held.get(answer, ()), batch)
    return held


def _rule(
    state: State, assignments: pd.DataFrame, settings: Settings, coder: str
) -> Callable[[str, tuple[str, ...]], bool]:
    """Whether `coder` may see another's codings of an answer that is in these batches."""
    known = batches_of(state, assignments)
    whole = {*people(state, assignments, settings), *({coder} - set(NOT_PEOPLE))} <= finished_by(
        state, assignments, WHOLE
    )
    before = came_before(settings, coder)

    def sees(other: str, batches: tuple[str, ...]) -> bool:
        if not settings.blind or other in before:
            return True
        if CONSENSUS in (coder, other):
            concerned = [known[name] for name in batches]
        elif other == PUBLISHED:
            concerned = [known[name] for name in batches if coder in known[name].coders]
        else:
            concerned = [known[name] for name in batches if {coder, other} & known[name].coders]
        return all(batch.finished for batch in concerned) if concerned else whole

    return sees
