"""How codes come together, and with whom: counts of code by code and of code by attribute."""

from typing import Literal

import numpy as np
import pandas as pd

from sixphase.coding.retrieval.choosing import choose
from sixphase.coding.retrieval.grammar import parse
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.naming import closest, plain
from sixphase.coding.retrieval.places import pairs
from sixphase.study.problem import refuse

ALL = "All"
NOT_GIVEN = "not given"
_AT_ONCE = 100_000  # answers whose table of codes is held at a time


def cooccurrence(index: Index, by: Literal["answers", "passages"] = "answers", among: str = "") -> pd.DataFrame:
    """In how many answers two codes come together.

    Parameters
    ----------
    by
        'answers': both stand somewhere in the answer. 'passages': a passage of the one shares words with a passage
        of the other. Either way an answer counts once, however many passages and coders there are.
    among
        An expression that chooses the answers to be counted; empty for all.

    Returns
    -------
    pandas.DataFrame
        Code by code in the order of the tree, codes that were given at all; on the diagonal the number of answers
        with the code. The table is its own mirror image.
    """
    codings = _among(index, among)[index.answer_of]
    table = _in_answers(index, codings) if by == "answers" else _in_passages(index, codings)
    given = np.unique(index.code_of)
    names = pd.Index(index.codes["code"].to_numpy(dtype=object)[given], name="code")
    return pd.DataFrame(table[np.ix_(given, given)], index=names, columns=names.rename(None))


def by_attribute(index: Index, attribute: str, unit: Literal["answers", "forms"] = "answers", among: str = ""):
    """How many answers, or forms, with each value of an attribute have each code.

    Parameters
    ----------
    attribute
        Its id or its label.
    unit
        'answers', or 'forms' where the answers have a `form_id`: a form counts once however often it has the code.
    among
        An expression that chooses the answers to be counted; empty for all.

    Returns
    -------
    pandas.DataFrame
        One row a code in the order of the tree, and a first row `All` with the number of answers or forms; one
        column a value: the study's categories in their order, others by the alphabet, then 'not given'. These are
        exact counts for the screen; hide small cells (`study.disclosure`) before they are published.

    Raises
    ------
    InputError
        When there is no such attribute, or the answers have no forms.
    """
    name = _attribute(index, attribute)
    if unit == "forms" and "form_id" not in index.attributes:
        raise refuse("the forms of these answers are not known", remedy="count by answers")
    chosen = _among(index, among)
    values, value_of = _values(index, name)
    unit_of = np.arange(len(index.answers)) if unit == "answers" else index.factor("form_id")[0]
    rows = len(index.codes)
    codings = chosen[index.answer_of]
    code = np.concatenate((index.code_of[codings], np.full(int(chosen.sum()), rows)))
    answer = np.concatenate((index.answer_of[codings], np.flatnonzero(chosen)))
    once = np.unique(np.stack((code, value_of[answer], unit_of[answer])), axis=1)
    counts = np.zeros((rows + 1, len(values)), dtype=np.int64)
    np.add.at(counts, (once[0], once[1]), 1)
    given = [rows, *np.unique(index.code_of).tolist()]
    names = np.append(index.codes["code"].to_numpy(dtype=object), ALL)[given]
    return pd.DataFrame(counts[given], index=pd.Index(names, name="code"), columns=pd.Index(values, dtype=object))


def _among(index: Index, expression: str) -> np.ndarray:
    if not expression:
        return np.ones(len(index.answers), dtype=bool)
    return choose(index, parse(expression), expression).answers


def _in_answers(index: Index, codings: np.ndarray) -> np.ndarray:
    wide = len(index.codes)
    table = np.zeros((wide, wide))
    answer, code = index.answer_of[codings], index.code_of[codings]
    for begin in range(0, len(index.answers), _AT_ONCE):
        here = slice(*np.searchsorted(answer, (begin, begin + _AT_ONCE)))
        has = np.zeros((min(_AT_ONCE, len(index.answers) - begin), wide), dtype=np.float32)
        has[answer[here] - begin, code[here]] = 1
        table += has.T @ has
    return np.rint(table).astype(np.int64)


def _in_passages(index: Index, codings: np.ndarray) -> np.ndarray:
    wide = len(index.codes)
    one, other = pairs(index.spans, index.spans)
    good = codings[one]
    one, other = one[good], other[good]
    once = np.unique((index.answer_of[one] * wide + index.code_of[one]) * wide + index.code_of[other])
    return np.bincount(once % (wide * wide), minlength=wide * wide).reshape(wide, wide)


def _attribute(index: Index, attribute: str) -> str:
    names = {plain(name): name for name in index.attributes}
    by_label = {plain(label): name for name, label in index.labels.items() if name in index.attributes}
    name = names.get(plain(attribute)) or by_label.get(plain(attribute))
    if name is None:
        raise refuse(f"nothing called '{attribute}' is known of the answers", remedy=closest(attribute, names.values()))
    return name


def _values(index: Index, name: str) -> tuple[list[str], np.ndarray]:
    """The columns of a table by this attribute, and the number of each answer's column."""
    numbers, values = index.factor(name)
    listed = list(index.categories.get(name, ()))
    listed += sorted(set(values) - {*listed, ""})
    columns = [*listed, NOT_GIVEN] if "" in values else listed
    place = {value: n for n, value in enumerate(listed)} | {"": len(listed)}
    return columns, np.array([place[value] for value in values], dtype=np.int64)[numbers]
