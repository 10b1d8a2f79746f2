"""Which answers are one text: an exact repeat, or the same text with a slip, is not a new answer."""

from collections.abc import Iterable, Sequence

import pandas as pd


def groups_of(repeats: pd.DataFrame) -> list[list[str]]:
    """The groups of answers that say the same, from the table `repeats` (one row an answer of a repeat).

    >>> groups_of(pd.DataFrame({"repeat": ["R1", "R1"], "kind": "exact", "answer_id": ["E03", "E05"]}))
    [['E03', 'E05']]
    """
    return [list(group) for _, group in repeats.groupby("repeat", sort=False)["answer_id"]]


def distinct_texts(answer_ids: Sequence[str], groups: Iterable[Iterable[str]] = ()) -> pd.Series:
    """For each answer the first answer that has its text; two answers with the same one are one distinct text.

    Parameters
    ----------
    answer_ids
        All answers, in their order.
    groups
        Answers that repeat each other, exactly or nearly. Groups that share an answer are joined, so a slip
        joins the copies of both spellings.

    Returns
    -------
    pandas.Series
        Named text_id, its index the answers.

    Examples
    --------
    >>> distinct_texts(["A", "B", "C", "D"], [["B", "D"]]).to_dict()
    {'A': 'A', 'B': 'B', 'C': 'C', 'D': 'B'}
    >>> distinct_texts(["A", "B", "C", "D"], [["C", "D"], ["A", "C"]]).to_dict()
    {'A': 'A', 'B': 'B', 'C': 'A', 'D': 'A'}
    """
    position = {answer: place for place, answer in enumerate(answer_ids)}
    first = dict(zip(answer_ids, answer_ids, strict=True))
    for group in groups:
        known = [_root(first, answer) for answer in group if answer in position]
        head = min(known, key=position.__getitem__, default=None)
        first.update((answer, head) for answer in known if head is not None)
    roots = [_root(first, answer) for answer in answer_ids]
    return pd.Series(roots, index=pd.Index(answer_ids, name="answer_id"), name="text_id", dtype=str)


def _root(first: dict[str, str], answer: str) -> str:
    while first[answer] != answer:
        answer = first[answer]
    return answer
