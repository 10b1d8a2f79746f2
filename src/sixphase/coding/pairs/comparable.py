"""What may be compared while others still code: the answers that all who are compared have finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sixphase.coding.agreement.tables import Tables, coders_of, tables_of
from sixphase.coding.journal.state import State
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.blind import people, unfinished, visible_by_answer, visible_coders
from sixphase.coding.pairs.deciding import listed
from sixphase.coding.pairs.naming import NOT_PEOPLE, WHOLE
from sixphase.study.problem import InputError, refuse
from sixphase.study.settings import read_study

SWAY = "wait until all have said at the desk that they have finished; a view of the others would sway them"


@dataclass(frozen=True)
class Comparable:
    """What is compared: the tables of the open answers, whose readings, and how many read answers are not open yet."""

    tables: Tables
    coders: tuple[str, ...]
    closed: int

    @property
    def waits(self) -> bool:
        """Whether there is nothing to compare only because coders are still at work."""
        return bool(self.closed) and self.tables.readers.empty


def comparable(
    study: str, state: State, coders: Sequence[str] = (), forms: Mapping[str, str] | None = None
) -> Comparable:
    """The readings that no blind coder would be swayed by: of answers in which the coders may see each other.

    Parameters
    ----------
    coders
        Whom to compare; everybody who has read something if left out. Who read all answers and gave no code counts.
    forms
        answer_id to form_id, where forms are known.

    Raises
    ------
    InputError
        When there are not two coders, or a name is not known.
    """
    tables = tables_of(state, forms)
    chosen = coders_of(tables, coders or None)
    opened = open_answers(study, state, chosen)
    read = set(tables.readers.loc[tables.readers["coder"].isin(chosen), "answer_id"])
    codings, readers, answers = (table[table["answer_id"].isin(opened)] for table in vars(tables).values())
    return Comparable(Tables(codings, readers, answers), chosen, len(read - opened))


def open_answers(study: str, state: State, coders: Sequence[str]) -> set[str]:
    """The answers in which each of these coders may see the codings of all the others."""
    assignments, settings = read_assignments(study), read_study(study).coding
    wanted = frozenset(coders)
    seen = [visible_by_answer(state, assignments, settings, one) for one in sorted(wanted - set(NOT_PEOPLE))]
    return {answer for answer in state.answers if all(wanted <= by_answer[answer] for by_answer in seen)}


def is_blind(study: str, state: State) -> bool:
    """Whether coders are still at work without seeing each other's codings."""
    at_work = {coder for coder in state.coders if coder not in NOT_PEOPLE}
    return len(at_work) > 1 and any(not at_work <= visible_coders(study, state, one) for one in at_work)


def still_blind(study: str, state: State, remedy: str = SWAY) -> InputError:
    """The error for somebody who asks for codings of coders who may not see each other yet."""
    assignments, settings = read_assignments(study), read_study(study).coding
    missing = unfinished(state, assignments, WHOLE, people(state, assignments, settings))
    who = f"{listed(missing)} {'has' if len(missing) == 1 else 'have'}" if missing else "coders have"
    what = f"{who} not finished, and coders do not see each other's codings before"
    return refuse(what, None, f"study {study}", remedy)
