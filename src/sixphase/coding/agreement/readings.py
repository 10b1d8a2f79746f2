"""Who has read which answer and coded what in it, as positions in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.agreement.tables import Tables
from sixphase.study.problem import Problem, did_you_mean, raise_some, refuse

FORMS, ANSWERS, MIXED = "forms", "answers", "forms, and answers whose form is not known"


@dataclass(frozen=True)
class Readings:
    """The answers with words that at least one of the coders has read.

    `texts` and `group` (number of the answer's form, or of the answer itself where its form is not known) have one
    entry an answer, `read` is answers × coders. `passages` has answer, coder and code as positions, start, end and
    placed. `resampled` says what the groups are.
    """

    texts: list[str]
    group: NDArray[np.int64]
    read: NDArray[np.bool_]
    passages: pd.DataFrame
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    resampled: str

    @property
    def groups(self) -> int:
        return int(self.group.max(initial=-1)) + 1


def readings_of(
    tables: Tables, coders: tuple[str, ...], order: Sequence[str] = (), asked: Sequence[str] = ()
) -> Readings:
    """Turn checked tables into arrays.

    Parameters
    ----------
    tables
        As `checked` gives them.
    coders
        As `coders_of` gives them.
    order
        All codes in the codebook's order; codes that are not in it follow by their names.
    asked
        Codes of the codebook to have a place even if nobody gave them.

    Raises
    ------
    InputError
        For a code asked for that is neither in the codebook nor given by anybody; when no code was given at all.
    """
    codings = tables.codings[tables.codings["coder"].isin(coders)]
    said = tables.answers[np.array([bool(text.strip()) for text in tables.answers["text"]], dtype=bool)]
    read = pd.concat([tables.readers, codings[["answer_id", "coder"]]], ignore_index=True)
    read = read[read["coder"].isin(coders) & read["answer_id"].isin(said["answer_id"])].drop_duplicates()
    answers = said[said["answer_id"].isin(read["answer_id"])]
    at = pd.Index(answers["answer_id"])
    mask = np.zeros((len(at), len(coders)), dtype=bool)
    mask[at.get_indexer(pd.Index(read["answer_id"])), pd.Index(list(coders)).get_indexer(pd.Index(read["coder"]))] = (
        True
    )
    codes = _in_order(codings["code"], order, asked)
    passages = _positions(codings[codings["answer_id"].isin(at)], at, coders, codes)
    group, resampled = _groups(answers)
    return Readings(list(answers["text"]), group, mask, passages, codes, coders, resampled)


def _in_order(given: pd.Series, order: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    place = {code: n for n, code in enumerate(order)}
    known = [*place, *given.unique()]
    foreign = [code for code in asked if code not in known]
    raise_some([Problem(f"there is no code '{code}'", remedy=did_you_mean(code, known)) for code in foreign])
    if not len(given):
        raise refuse("no code was given yet", remedy="code some answers, then ask again")
    return tuple(sorted({*given.unique(), *asked}, key=lambda code: (place.get(code, len(place)), code)))


def _positions(codings: pd.DataFrame, at: pd.Index, coders: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "answer": at.get_indexer(pd.Index(codings["answer_id"])),
            "coder": pd.Index(list(coders)).get_indexer(pd.Index(codings["coder"])),
            "code": pd.Index(list(codes)).get_indexer(pd.Index(codings["code"])),
            **{name: codings[name].to_numpy() for name in ("start", "end", "placed")},
        }
    )


def _groups(answers: pd.DataFrame) -> tuple[NDArray[np.int64], str]:
    """The highest unit known of each answer: its form, else itself."""
    known = answers["form_id"].ne("").to_numpy(bool)
    names = np.where(
        known, "form " + answers["form_id"].astype(object), "answer " + answers["answer_id"].astype(object)
    )
    group = pd.factorize(names)[0].astype(np.int64)
    return group, FORMS if known.all() else MIXED if known.any() else ANSWERS
