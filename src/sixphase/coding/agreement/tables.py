"""The tables that agreement is computed from: codings, who has read what, and the answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixphase.coding.codings import PUBLISHED
from sixphase.study.problem import Problem, did_you_mean, raise_some, refuse

CONSENSUS = "consensus"
NO_CODER = (PUBLISHED, CONSENSUS)  # journals that are nobody's independent reading
NEEDED = {
    "codings": ("answer_id", "start", "end", "code", "coder"),
    "readers": ("answer_id", "coder"),
    "answers": ("answer_id", "text"),
}


@dataclass(frozen=True)
class Tables:
    """What several coders made of the same answers.

    Parameters
    ----------
    codings
        One row a coding: answer_id, start, end (code points, the end not included), code, coder. Where there is a
        column `placed`, a coding for which it is False has lost its words: it counts by answer only.
    readers
        One row an answer that a coder has read: answer_id, coder. Who coded something in an answer has read it.
        An answer that a coder has read without giving a code is a 'no'; one not read is missing.
    answers
        One row an answer: answer_id, text, and form_id ('' or no such column where the form is not known).
    """

    codings: pd.DataFrame
    readers: pd.DataFrame
    answers: pd.DataFrame


def tables_of(state: Any, forms: Mapping[str, str] | None = None) -> Tables:
    """The tables of a replayed study; what was coded in an answer that is gone by now is left out.

    A coding that has lost its words counts nowhere; the answer still counts as read by its coder.
    Parameters
    ----------
    state
        A replayed state: `answers` (answer_id to text), `table()` and `readers()`.
    forms
        answer_id to form_id, where forms are known.
    """
    answers = pd.DataFrame({"answer_id": list(state.answers), "text": list(state.answers.values())}, dtype=object)
    known = forms or {}
    codings = state.table()
    codings = codings[codings["anchor"].ne("lost")] if "anchor" in codings else codings
    answers["form_id"] = [known.get(answer, "") for answer in answers["answer_id"]]
    readers, there = state.readers(), list(state.answers)
    return Tables(codings[codings["answer_id"].isin(there)], readers[readers["answer_id"].isin(there)], answers)


def coders_of(tables: Tables, coders: Sequence[str] | None = None) -> tuple[str, ...]:
    """The coders to compare, sorted; by default all but `published` and `consensus`.

    Raises
    ------
    InputError
        When a name is not known, or fewer than two are left.
    """
    there = sorted({*tables.codings["coder"].unique(), *tables.readers["coder"].unique()})
    if coders is not None:
        raise_some([Problem(f"no coder is called '{c}'", remedy=_known(c, there)) for c in coders if c not in there])
    chosen = sorted(set(coders)) if coders is not None else [name for name in there if name not in NO_CODER]
    if len(chosen) < 2:
        what = f"agreement needs two coders or more, and there is {'only ' + chosen[0] if chosen else 'none'}"
        raise refuse(what, remedy="let a second person code the same answers")
    return tuple(chosen)


def checked(tables: Tables) -> Tables:
    """The tables with plain columns, once they are found to fit each other.

    Raises
    ------
    InputError
        For a missing column, an answer that stands twice or is not known, a passage that lies outside its answer.
    """
    for name, columns in NEEDED.items():
        _has_columns(name, getattr(tables, name), columns)
    answers = tables.answers.assign(text=tables.answers["text"].fillna("").astype(object))
    forms = answers["form_id"].fillna("") if "form_id" in answers else ""
    answers = answers.assign(form_id=forms)[["answer_id", "form_id", "text"]].reset_index(drop=True)
    placed = tables.codings["placed"].astype(bool) if "placed" in tables.codings else True
    codings = tables.codings.assign(placed=placed)[[*NEEDED["codings"], "placed"]].reset_index(drop=True)
    readers = tables.readers[list(NEEDED["readers"])].reset_index(drop=True)
    problems = [*_twice(answers), *_unknown(codings, readers, answers)]
    raise_some(problems or _outside(codings, answers))
    return Tables(codings, readers, answers)


def _known(name: str, there: Sequence[str]) -> str:
    return did_you_mean(name, there) if there else "nobody has coded or read anything yet"


def _has_columns(name: str, table: pd.DataFrame, columns: Iterable[str]) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        what = f"the table of {name} has no column {', '.join(missing)}"
        raise refuse(what, remedy=f"it needs the columns {', '.join(columns)}")


def _twice(answers: pd.DataFrame) -> list[Problem]:
    again = answers.loc[answers["answer_id"].duplicated(), "answer_id"].unique()
    return [Problem("this answer stands twice", place=f"answer {a}", remedy="give each its own id") for a in again]


def _unknown(codings: pd.DataFrame, readers: pd.DataFrame, answers: pd.DataFrame) -> list[Problem]:
    used = pd.unique(pd.concat([codings["answer_id"], readers["answer_id"]], ignore_index=True))
    foreign = pd.Index(used).difference(pd.Index(answers["answer_id"]), sort=False)
    remedy = "use answers of this study only"
    return [Problem("this answer is not in the table of answers", place=f"answer {a}", remedy=remedy) for a in foreign]


def _outside(codings: pd.DataFrame, answers: pd.DataFrame) -> list[Problem]:
    lengths = pd.Series([len(text) for text in answers["text"]], index=answers["answer_id"])
    length = codings["answer_id"].map(lengths)
    wrong = codings["placed"] & ~(
        (codings["start"] >= 0) & (codings["start"] < codings["end"]) & (codings["end"] <= length)
    )
    return [
        Problem(
            f"a passage of '{row.coder}' from {row.start} to {row.end} is not within its answer",
            place=f"answer {row.answer_id}",
            remedy="count code points from 0, the end not included",
        )
        for row in codings[wrong].itertuples()
    ]
