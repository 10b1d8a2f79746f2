"""Which answer and which form touches which theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from sixphase.study.problem import refuse
from sixphase.themes.touching.entries import Entry


@dataclass(frozen=True)
class Touching:
    """The themes of each answer and of each form.

    Attributes
    ----------
    entries
        The themes and subthemes, one column of the matrices each.
    answers
        The answers with words, one row of `by_answer` each: answer_id, form_id, question, text.
    forms
        All forms, one row of `by_form` each: form_id, session_date and the attributes. Without rows where no forms
        are known.
    form_of
        The row in `forms` of each answer; -1 where its form is not known.
    by_answer
        Answers × entries: whether the answer has a coding of the entry or of something below it.
    codings
        Of each entry, how many.
    """

    entries: tuple[Entry, ...]
    answers: pd.DataFrame
    forms: pd.DataFrame
    form_of: NDArray[np.int64]
    by_answer: csr_matrix
    codings: NDArray[np.int64]

    @cached_property
    def by_form(self) -> csr_matrix:
        """Forms × entries: in how many answers of the form the entry is touched."""
        return summed(self.by_answer, self.form_of, len(self.forms))

    @cached_property
    def form_touches(self) -> NDArray[np.bool_]:
        """Forms × entries: whether any answer of the form touches the entry."""
        return self.by_form.toarray() > 0

    @cached_property
    def writers(self) -> NDArray[np.int64]:
        """Of each answer the number of who wrote it; an answer without a known form is taken as a person's only one."""
        alone = np.flatnonzero(self.form_of < 0)
        numbers = self.form_of.copy()
        numbers[alone] = len(self.forms) + np.arange(len(alone))
        return np.unique(numbers, return_inverse=True)[1].astype(np.int64)

    @property
    def parents(self) -> NDArray[np.int64]:
        """Of each entry the number of the one above it; -1 at the top."""
        place = {entry.id: number for number, entry in enumerate(self.entries)}
        return np.array([place.get(entry.parent, -1) for entry in self.entries], dtype=np.int64)


def touching_of(
    codings: pd.DataFrame, answers: pd.DataFrame, forms: pd.DataFrame | None, entries: Sequence[Entry]
) -> Touching:
    """Lay the codings out by answers and forms.

    Parameters
    ----------
    codings
        One row a coding: answer_id, code. Where several people coded, one who saw the theme is enough; give the
        agreed codings to count those alone. Codings of answers that are not given here do not count.
    answers
        answer_id, form_id ('' where unknown), question, text; those without words are left out: nobody can code them.
    forms
        One row a form: form_id, session_date, attributes; None where no forms are known.
    entries
        As `entries_of` gives them.

    Raises
    ------
    InputError
        Where an answer or a form stands twice: its people would be counted twice.
    """
    forms = pd.DataFrame({"form_id": [], "session_date": []}, dtype=str) if forms is None else forms
    _once(answers["answer_id"], "answer")
    _once(forms["form_id"], "form")
    written = answers[answers["text"].str.strip() != ""].reset_index(drop=True)
    row = pd.Index(written["answer_id"]).get_indexer(codings["answer_id"])
    pairs = _pairs(codings["code"].to_numpy()[row >= 0], row[row >= 0], entries)
    ones = np.ones(len(pairs[0]), dtype=np.int64)
    each = coo_matrix((ones, pairs), shape=(len(written), len(entries))).tocsr()  # sums what stands in one place
    codings_of = np.asarray(each.sum(axis=0)).ravel().astype(np.int64)
    each.data = np.ones_like(each.data)
    form_of = pd.Index(forms["form_id"]).get_indexer(written["form_id"]).astype(np.int64)
    return Touching(tuple(entries), written, forms.reset_index(drop=True), form_of, each, codings_of)


def _pairs(
    codes: NDArray[np.object_], rows: NDArray[np.int64], entries: Sequence[Entry]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and entry of every coding under every entry that it touches."""
    numbers, names = pd.factorize(codes)
    touched = [[n for n, entry in enumerate(entries) if name in entry.codes] for name in names]
    counts = np.array([len(those) for those in touched], dtype=np.int64)[numbers]
    below = np.concatenate([np.array(touched[number], dtype=np.int64) for number in numbers] or [np.empty(0, np.int64)])
    return np.repeat(rows, counts), below


def summed(matrix: csr_matrix, group: NDArray[np.int64], groups: int) -> csr_matrix:
    """Rows summed by group; rows of the group -1 are in none."""
    here = np.flatnonzero(group >= 0)
    chooser = csr_matrix((np.ones(len(here), np.int64), (group[here], here)), shape=(groups, matrix.shape[0]))
    return (chooser @ matrix).tocsr()


def _once(ids: pd.Series, what: str) -> None:
    twice = ids[ids.duplicated()]
    if len(twice):
        raise refuse(f"this {what} stands twice: {twice.iloc[0]}", remedy=f"give each {what} its own id")
