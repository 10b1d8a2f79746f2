"""The answers as the desk reads them: prepared once, chosen from by question, attribute, code and words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from sixphase.study.scores import score_of
from sixphase.study.settings import read_study
from sixphase.transcription.store import read_transcript
from sixphase.transcription.transcript import answer_id

COLUMNS = ("answer_id", "form_id", "question", "text")
WHICH = ("all", "to do", "uncoded", "coded", "changed", "memo")


@dataclass(frozen=True)
class Wanted:
    """Which answers are to be shown; an empty string is no limit.

    Attributes
    ----------
    question, attribute, value, code, words, form
        The id of a question; of an attribute, and its value; of a code (its descendants count); words that stand
        in the answer, in any case of letters; the id of a form that is read whole.
    which
        One of `WHICH`.
    scope
        'all' for all answers; without it, those that are assigned to the coder, where some are.
    """

    question: str = ""
    attribute: str = ""
    value: str = ""
    code: str = ""
    which: str = "all"
    words: str = ""
    form: str = ""
    scope: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Wanted":
        """From a message of the screen; what is no limit here is left out."""
        return cls(**{part.name: str(said[part.name]) for part in fields(cls) if part.name in said})


def answers_with_attributes(study: str, texts: Mapping[str, str]) -> pd.DataFrame:
    """The answers that have words, one row each: `COLUMNS`, then a column for each attribute of the study by its id.

    Parameters
    ----------
    texts
        The words of each answer by its id, as the journals' state has them.
    """
    settings = read_study(study)
    table = pd.DataFrame({"answer_id": list(texts), "text": list(texts.values())}, dtype=object)
    if not settings.has_forms:
        return table.assign(form_id="", question="")[list(COLUMNS)]
    transcript = read_transcript(study)
    answers = transcript.answers[["form_id", "question"]]
    ids = [answer_id(form, asked) for form, asked in zip(answers["form_id"], answers["question"], strict=True)]
    known = [name for name in settings.attributes if name in transcript.forms]
    forms = answers.assign(answer_id=ids).merge(transcript.forms[["form_id", *known]], on="form_id", how="left")
    return table.merge(forms, on="answer_id", how="left")[[*COLUMNS, *known]].fillna("")


class Reading:
    """The answers, as columns.

    Parameters
    ----------
    table
        As `answers_with_attributes` gives it.
    only
        Ids of the answers to keep; None keeps all.
    """

    def __init__(self, table: pd.DataFrame, only: Collection[str] | None = None):
        kept = table if only is None else table[table["answer_id"].isin(list(only))]
        self.ids: list[str] = kept["answer_id"].tolist()
        self.place = {answer: place for place, answer in enumerate(self.ids)}
        self.attributes = [str(name) for name in table if name not in COLUMNS]
        self.columns = {str(name): column.to_numpy(dtype=object) for name, column in kept.items()}
        self.folded = [text.casefold() for text in kept["text"]]

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute that occur, sorted: numbers first, by their size."""
        return sorted(
            {str(value) for value in self.columns[attribute] if value and not str(value).isspace()}, key=_by_size
        )

    def about(self, place: int) -> dict[str, str]:
        """What is known of the form of an answer, by id of the attribute."""
        return {name: str(self.columns[name][place]) for name in self.attributes if self.columns[name][place]}

    def choose(self, wanted: Wanted, holds: Callable[[str, str], Collection[str]]) -> list[int]:
        """The places of the answers that are wanted, in order.

        Parameters
        ----------
        wanted
            The limits.
        holds
            Gives the ids of answers for ('code', id of a code), ('which', one of `WHICH`) and ('scope', 'own').
        """
        keep = np.ones(len(self.ids), dtype=bool)
        exact = (("question", wanted.question), ("form_id", wanted.form), (wanted.attribute, wanted.value))
        for column, value in exact:
            if value and column in self.columns:
                keep &= self.columns[column] == value
        scope = "all" if wanted.scope == "all" else "own"
        for kind, value in (("code", wanted.code), ("which", wanted.which), ("scope", scope)):
            if value and value != "all":
                held = holds(kind, value)
                keep &= np.fromiter((answer in held for answer in self.ids), bool, len(self.ids))
        if words := " ".join(wanted.words.casefold().split()):
            keep &= np.fromiter((words in text for text in self.folded), bool, len(self.folded))
        return np.flatnonzero(keep).tolist()


def _by_size(value: str) -> tuple[float, str]:
    score = score_of(value)
    return (inf if score is None else score, value)
