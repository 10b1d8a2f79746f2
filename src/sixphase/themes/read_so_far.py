"""Which answers and forms somebody has read so far: of the others nobody knows yet which themes they touch."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from sixphase.coding.coded import told_how_many_were_read

Value = tuple[str, int | str, str | None]
COUNTED = "of whom at least one answer was read or who wrote nothing"


@dataclass(frozen=True)
class ReadSoFar:
    """The part of a study that can be counted.

    Attributes
    ----------
    answers
        The answers that were read: in which somebody coded something, or which somebody marked as read with nothing
        to code, as the coding desk has it.
    forms
        The forms of which an answer was read, and those on which nothing is written.
    of_answers, of_forms
        How many answers with words there are, and how many forms.
    """

    answers: pd.DataFrame
    forms: pd.DataFrame
    of_answers: int
    of_forms: int


def read_so_far(answers: pd.DataFrame, forms: pd.DataFrame, read: Collection[str]) -> ReadSoFar:
    """The answers and forms of a study that were read.

    Parameters
    ----------
    answers
        One row an answer: answer_id, form_id, text.
    forms
        One row a form: form_id.
    read
        The ids of answers that were read, as `State.readers` gives them.
    """
    written = answers[answers["text"].str.strip() != ""]
    done = written[written["answer_id"].isin(list(read))].reset_index(drop=True)
    waiting = set(written["form_id"]) - set(done["form_id"])
    here = forms[~forms["form_id"].isin(waiting)].reset_index(drop=True)
    return ReadSoFar(done, here, len(written), len(forms))


def read_values(so_far: ReadSoFar) -> Iterator[Value]:
    """How many answers of how many were read, and in words what that means for shares and comparisons."""
    answers, forms = len(so_far.answers), len(so_far.forms)
    yield "read.answers", answers, None
    yield "read.of_answers", so_far.of_answers, None
    yield "read.forms", forms, None
    said = told_how_many_were_read(answers, so_far.of_answers)
    if answers < so_far.of_answers:
        said += " Shares, comparisons and changes over time count only what was read"
        said += f", and of {so_far.of_forms:,} people the {forms:,} {COUNTED}." if forms < so_far.of_forms else "."
    yield "read.said", said, None
