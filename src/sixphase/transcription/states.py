"""What became of each question: answered, left blank, not to be read, not applicable."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sixphase.study.settings import Question
from sixphase.transcription.transcript import STATES

Value = tuple[str, Any, str | None]  # name, value, what the paper prints


def states_table(answers: pd.DataFrame, questions: Sequence[Question]) -> pd.DataFrame:
    """How many answers of each question are in which state.

    Parameters
    ----------
    answers
        With the columns `question` (an id, empty where it is not known) and `state`.
    questions
        The study's questions, which give the order and the wording.

    Returns
    -------
    pandas.DataFrame
        One row a question: Question (its wording), then one column a state with its count.
    """
    wording = {question.id: question.asks for question in questions} | {"": "Question not published"}
    crossed = pd.crosstab(answers["question"], answers["state"]).reindex(columns=list(STATES), fill_value=0)
    order = [id_ for id_ in wording if id_ in crossed.index]
    counted = crossed.loc[order].rename(columns={state: state.capitalize() for state in STATES})
    counted.insert(0, "Question", [wording[id_] for id_ in order])
    return counted.reset_index(drop=True).rename_axis(columns=None)


def state_values(answers: pd.DataFrame) -> Iterator[Value]:
    """How many forms there are, and how many answers in each state."""
    yield "forms.count", answers.loc[answers["form_id"] != "", "form_id"].nunique(), None
    for state in STATES:
        name = "written" if state == "answered" else state.replace(" ", "_")
        yield f"answers.{name}", int((answers["state"] == state).sum()), None
