"""Dealing answers out to coders: a share in common drawn by seed, the rest in equal parts, question by question."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

import numpy as np
import pandas as pd
from numpy.typing import NDArray

COLUMNS = ("batch", "answer_id", "coder")
HALF = Fraction(1, 2)


def dealt(answers: pd.DataFrame, coders: Sequence[str], share: float, seed: int, batch: str) -> pd.DataFrame:
    """Which coder gets which answer.

    Parameters
    ----------
    answers
        One row an answer: answer_id, question. Ids do not repeat.
    coders
        Their names; the order does not matter.
    share
        The part of the answers that all coders get, from 0 (none) to 1 (all).
    seed
        The study's seed. Each batch has a draw of its own: the batch's name is part of the seed.
    batch
        The batch's name.

    Returns
    -------
    pandas.DataFrame
        batch, answer_id, coder; sorted by answer and coder. The same answers, coders, seed and batch give the same
        rows, in whatever order the answers stand.

    Notes
    -----
    The answers in common are drawn at random without replacement within each question; how many of each question
    is its share by the largest remainder (Hamilton's method), so that each question's part is right to less than
    one answer. The rest is dealt like cards, question after question: nobody gets more than one answer more than
    another, overall and in each question.

    >>> four = pd.DataFrame({"answer_id": list("abcd"), "question": "q"})
    >>> dealt(four, ["ben", "anna"], 0.5, 1, "b1").groupby("coder").size().to_dict()
    {'anna': 3, 'ben': 3}
    """
    people = sorted(set(coders))
    strata = shuffled(answers, seed, batch)
    counts = quotas([len(ids) for ids in strata], Fraction(str(float(share))))
    common = [id_ for ids, count in zip(strata, counts, strict=True) for id_ in ids[:count]]
    rest = [id_ for ids, count in zip(strata, counts, strict=True) for id_ in ids[count:]]
    rows = [(batch, id_, coder) for id_ in common for coder in people]
    rows += [(batch, id_, people[n % len(people)]) for n, id_ in enumerate(rest)]
    return in_order(pd.DataFrame(rows, columns=list(COLUMNS), dtype=str))


def drawn(answers: pd.DataFrame, size: int, seed: int, batch: str) -> pd.DataFrame:
    """So many of the answers, drawn at random, each question with its share (by the largest remainder).

    All of them where there are no more than `size`.
    """
    if size >= len(answers):
        return answers
    strata = shuffled(answers, seed, f"{batch} drawn")
    counts = quotas([len(ids) for ids in strata], Fraction(size, len(answers)))
    chosen = {id_ for ids, count in zip(strata, counts, strict=True) for id_ in ids[:count]}
    return answers[answers["answer_id"].isin(chosen)].reset_index(drop=True)


def shuffled(answers: pd.DataFrame, seed: int, batch: str) -> list[NDArray[np.str_]]:
    """The ids of each question's answers in random order, the questions in the order of their names."""
    draw = np.random.default_rng([seed & 0xFFFFFFFFFFFFFFFF, *batch.encode()])
    ordered = answers.sort_values("answer_id", kind="stable")
    return [draw.permutation(ids["answer_id"].to_numpy(dtype=str)) for _, ids in ordered.groupby("question", sort=True)]


def quotas(sizes: Sequence[int], share: Fraction) -> list[int]:
    """How many of each stratum make up the share of the whole, by the largest remainder; ties go to the first.

    >>> quotas([10, 10, 10], Fraction(1, 4)), quotas([3, 1], Fraction(1))
    ([3, 3, 2], [3, 1])
    """
    wanted = [size * share for size in sizes]
    counts = [floor(exact) for exact in wanted]
    missing = floor(sum(sizes) * share + HALF) - sum(counts)
    by_remainder = sorted(range(len(sizes)), key=lambda n: (counts[n] - wanted[n], n))
    for n in by_remainder[: max(missing, 0)]:
        counts[n] += 1
    return counts


def in_order(assignments: pd.DataFrame) -> pd.DataFrame:
    """The rows sorted by batch, answer and coder."""
    return assignments.sort_values(list(COLUMNS), kind="stable").reset_index(drop=True)
