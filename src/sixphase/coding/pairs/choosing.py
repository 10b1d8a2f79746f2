"""Which batch is settled next, where nobody names one."""

from collections.abc import Sequence

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.pairs.adjudication import Adjudication
from sixphase.coding.pairs.blind import people, unfinished
from sixphase.coding.pairs.naming import CONSENSUS, WHOLE
from sixphase.study.settings import read_study


def alone(study: str) -> bool:
    """Whether fewer than two people code the study, so that nothing of it can be compared."""
    from sixphase.coding.pairs.assignments import read_assignments

    state = open_journal(study, CONSENSUS).state
    return len(people(state, read_assignments(study), read_study(study).coding)) < 2


def next_work(study: str, coders: Sequence[str] = ()) -> Adjudication:
    """The first finished batch in which something is left to settle, else the last finished one.

    Where nothing is assigned it is the whole study; where no batch is finished, the first one says who is missing.

    Raises
    ------
    InputError
        As `Work` does.
    """
    from sixphase.coding.pairs.assignments import read_assignments

    journal, assignments = open_journal(study, CONSENSUS), read_assignments(study)
    members = {str(name): sorted(set(of)) for name, of in assignments.groupby("batch")["coder"]}
    shared = {name: of for name, of in members.items() if len(of) > 1}
    done = [name for name, of in shared.items() if not unfinished(journal.state, assignments, name, of)]
    work = None
    for name in done:
        work = Adjudication(study, name, coders, journal)
        if work.open or work.agreed_answers():
            return work
    return work or Adjudication(study, next(iter(shared or members), WHOLE), coders, journal)
