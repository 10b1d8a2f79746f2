"""Who codes which answers: `assignments.csv`, which people decide on and which is theirs."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from sixphase.coding.pairs.drawing import COLUMNS, dealt, drawn, in_order
from sixphase.coding.pairs.naming import batch_fault, coder_fault
from sixphase.study.csvfile import read_records
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, Problem, raise_some, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.answers import read_answers, with_words
from sixphase.transcription.importing.together import write_together
from sixphase.transcription.kept_out import withdrawn_answers
from sixphase.transcription.store import as_csv

FILE = "assignments.csv"


def assign(
    study: str,
    coders: Iterable[str],
    *,
    batch: str,
    share: float = 1.0,
    size: int | None = None,
    seed: int | None = None,
    among: Sequence[str] | None = None,
    again: bool = False,
) -> pd.DataFrame:
    """Give a batch of answers to coders, and keep that in `assignments.csv`.

    Parameters
    ----------
    study
        The study's name.
    coders
        Their names; where `study.yml` lists coders, of those.
    batch
        A new name for these answers: small letters, figures, `-` and `_`.
    share
        The part that all coders get in common, from 0 to 1 (everybody gets everything); the rest is dealt out.
    size
        So many answers at most, drawn at random; None takes all.
    seed
        The start of the draw; the study's own if left out.
    among
        Ids of the answers to choose from, which may be in other batches too. If left out: those with words that
        are in no other batch yet, so answers that came with a later import make a new batch.
    again
        Whether a batch of this name may be assigned anew. What was coded stays.

    Returns
    -------
    pandas.DataFrame
        The rows of this batch: batch, answer_id, coder.

    Raises
    ------
    InputError
        When a name is none, a share cannot be, the batch is there already, or no answers are left. Nothing is
        written then.
    """
    people, path = sorted(set(coders)), assignments_path(study)
    _check(study, people, batch, share, size)
    before = read_assignments(study)
    if batch in set(before["batch"]) and not again:
        remedy = "choose another name, or say that it is to be assigned again"
        raise refuse(f"the batch '{batch}' is assigned already", path, remedy=remedy)
    others = before[before["batch"] != batch]
    answers = _to_assign(study, others, among, path)
    start = read_study(study).seed if seed is None else seed
    made = dealt(answers if size is None else drawn(answers, size, start, batch), people, share, start, batch)
    write_together({path: as_csv(in_order(pd.concat([others, made])))})
    return made


def read_assignments(study: str) -> pd.DataFrame:
    """Who codes which answers: batch, answer_id, coder, sorted; no rows where nothing is assigned.

    An answer that has lost its words since (withdrawn, or corrected to a blank) keeps its rows.

    Raises
    ------
    InputError
        With the row of every answer or coder that the study has not, of every name that is none, and of rows that
        stand twice.
    """
    path = assignments_path(study)
    if not path.is_file():
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    records = read_records(path, COLUMNS)
    answers = set(read_answers(study)["answer_id"]) | withdrawn_answers(study)
    coders = read_study(study).coding.coders
    problems, seen = [*records.problems], set()
    for line, row in zip(records.lines, records.rows, strict=True):
        faults = _faults(*row, answers=answers, coders=coders)
        if tuple(row) in seen:
            faults = [("this row stands twice", "take one of them out")]
        seen.add(tuple(row))
        problems += [Problem(what, path, f"row {line}", remedy) for what, remedy in faults]
    raise_some(problems)
    return in_order(pd.DataFrame(records.rows, columns=list(COLUMNS), dtype=str))


def assignments_path(study: str) -> Path:
    """Where the assignments of a study are kept."""
    return StudyPaths(study).raw / FILE


def overview(assignments: pd.DataFrame) -> pd.DataFrame:
    """How many answers each coder has in each batch, and how many of them at least two coders have.

    Returns
    -------
    pandas.DataFrame
        batch, coder, answers, in_common.
    """
    by_answer = assignments.groupby(["batch", "answer_id"])["coder"].transform("size")
    counted = assignments.assign(answers=1, in_common=(by_answer > 1).astype(int))
    return counted.groupby(["batch", "coder"], as_index=False)[["answers", "in_common"]].sum()


def _faults(batch: str, answer: str, coder: str, *, answers: set[str], coders: Sequence[str]) -> list[tuple[str, str]]:
    """What is wrong with one row, and what to do."""
    faults = [coder_fault(coder, coders), batch_fault(batch)]
    if answer not in answers:
        faults.append((f"the study has no answer '{answer[:40]}'", "take the row out, or correct the id"))
    return [fault for fault in faults if fault]


def _check(study: str, coders: Sequence[str], batch: str, share: float, size: int | None) -> None:
    listed = read_study(study).coding.coders
    faults = [*(coder_fault(coder, listed) for coder in coders), batch_fault(batch)]
    problems = [fault for fault in faults if fault]
    if not coders:
        problems.append(("nobody is named to code", "name the coders"))
    if not 0 <= share <= 1:
        problems.append((f"a share in common of {share} cannot be", "give a number from 0 to 1, such as 0.2"))
    if size is not None and size < 1:
        problems.append((f"a batch of {size} answers cannot be", "give a whole number from 1"))
    if problems:
        raise InputError(Problem(what, remedy=remedy) for what, remedy in problems)


def _to_assign(study: str, others: pd.DataFrame, among: Sequence[str] | None, path: Path) -> pd.DataFrame:
    answers = with_words(read_answers(study))[["answer_id", "question"]]
    if among is None:
        left = answers[~answers["answer_id"].isin(others["answer_id"])]
        if left.empty:
            what = "every answer with words is in a batch already" if len(answers) else "no answer has words"
            raise refuse(what, path, remedy="import more answers, or name those that are to be coded once more")
        return left
    known = set(answers["answer_id"])
    unknown = [id_ for id_ in among if id_ not in known]
    if unknown or not among:
        what = f"no answer with words is called '{unknown[0][:40]}'" if unknown else "no answers are named"
        raise refuse(what, path, remedy="name answers of the study that have words")
    return answers[answers["answer_id"].isin(set(among))]
