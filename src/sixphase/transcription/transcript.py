"""A transcript: what people wrote on forms, as somebody typed it, in the program's own terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

STATES = ("answered", "blank", "illegible", "not applicable")
FORM_COLUMNS = ("form_id", "session_date")  # then one column an attribute, by its id
ANSWER_COLUMNS = ("form_id", "question", "state", "text")


@dataclass(frozen=True)
class Transcript:
    """Forms and the answers on them.

    Attributes
    ----------
    forms
        One row a form: `form_id`, `session_date` (2022-05-19, or an empty string where it is not known), then one
        column for each attribute of the study, by its id (an empty string where it was not given).
    answers
        One row a form and question: `form_id`, `question` (its id), `state` (one of `STATES`), `text`. The text of
        a blank or inapplicable answer is an empty string; an illegible one keeps what could be read.

    All values are text. Rows are in the order of the forms, then of the study's questions.
    """

    forms: pd.DataFrame
    answers: pd.DataFrame


def answer_id(form_id: str, question: str) -> str:
    """The id of an answer, from its form and its question.

    >>> answer_id("0042", "interest")
    '0042.interest'
    """
    return f"{form_id}.{question}"


def empty_transcript(attributes: Sequence[str]) -> Transcript:
    """A transcript without forms, for a study whose attributes have these ids."""
    forms = pd.DataFrame(columns=[*FORM_COLUMNS, *attributes], dtype=str)
    return Transcript(forms, pd.DataFrame(columns=list(ANSWER_COLUMNS), dtype=str))
