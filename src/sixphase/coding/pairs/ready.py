"""Whether the coders of a batch have finished, so that they may be compared."""

from collections.abc import Sequence

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.coding.pairs.assignments import assignments_path
from sixphase.coding.pairs.blind import people
from sixphase.coding.pairs.deciding import listed
from sixphase.coding.pairs.finishing import finished_by
from sixphase.coding.pairs.naming import WHOLE
from sixphase.study.problem import refuse
from sixphase.study.settings import read_study


def ready_coders(
    study: str, state: State, assignments: pd.DataFrame, batch: str, coders: Sequence[str] = ()
) -> tuple[str, ...]:
    """The coders of a batch who can be compared, sorted; all of them if none are named.

    Raises
    ------
    InputError
        When there is no such batch, fewer than two code it, or one of them has not finished it.
    """
    path = assignments_path(study)
    known = set(assignments["batch"].unique())
    if batch != WHOLE and batch not in known:
        remedy = f"use one of: {', '.join(sorted(known))}" if known else f"assign it, or use '{WHOLE}'"
        raise refuse(f"no batch is called '{batch[:40]}'", path, remedy=remedy)
    everybody = people(state, assignments, read_study(study).coding)
    taking_part = (
        everybody if batch == WHOLE else sorted(assignments.loc[assignments["batch"] == batch, "coder"].unique())
    )
    chosen = tuple(sorted(set(coders))) if coders else tuple(taking_part)
    strange = [coder for coder in chosen if coder not in taking_part]
    if strange or len(chosen) < 2:
        what = f"'{strange[0][:40]}' does not code the batch '{batch}'" if strange else "it takes two to compare"
        raise refuse(what, path, remedy=f"choose two or more of: {', '.join(taking_part) or 'none yet'}")
    check_finished(study, state, assignments, batch, chosen)
    return chosen


def check_finished(study: str, state: State, assignments: pd.DataFrame, batch: str, coders: Sequence[str]) -> None:
    """Raise InputError where one of these coders, who all take part in the batch, has not finished it."""
    missing = sorted(set(coders) - finished_by(state, assignments, batch))
    if missing:
        have = "has" if len(missing) == 1 else "have"
        what = f"{listed(missing)} {have} not finished the batch '{batch}'"
        remedy = "wait until all have said at the desk that they are done; a view of the others would sway them"
        raise refuse(what, None, f"study {study}", remedy)
