"""Suggestions, each with the coded passages that speak for it. A machine's, not a coder's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.study.problem import refuse
from sixphase.themes.suggesting import SUGGESTED_BY, WITH_SENTENCES
from sixphase.themes.suggesting.examples import Examples, examples_of, sampled
from sixphase.themes.suggesting.features import unit
from sixphase.themes.suggesting.learner import Learner
from sixphase.themes.suggesting.speaking import speakers

FEWEST_CODES, THREE = 2, 3
FEW = 5  # passages; codes with fewer are told of


@dataclass(frozen=True)
class Suggestions:
    """What is suggested, and why.

    codes
        One row a suggestion: answer_id, place (1 the first), code, name, score (only its order means something),
        suggested_by.
    passages
        What speaks for each: see `speakers`.
    told
        Sentences that whoever sees the suggestions should read.
    """

    codes: pd.DataFrame
    passages: pd.DataFrame
    told: tuple[str, ...]


@dataclass(frozen=True)
class _Known:
    """What the suggestions rest on: the answers asked about, the examples, how many there were, what was learnt."""

    asked: pd.DataFrame
    examples: Examples
    total: int
    learner: Learner
    scores: NDArray[np.float64]


def suggest_codes(
    answers: pd.DataFrame,
    codings: pd.DataFrame,
    tree: pd.DataFrame,
    *,
    most: int = THREE,
    seed: int = 0,
    sentences: bool = False,
) -> Suggestions:
    """The likeliest codes of every answer that has none yet.

    Parameters
    ----------
    answers
        answer_id, text; only those to be suggested for need be there. An answer that has a coding gets nothing,
        and neither does one without a letter or figure.
    codings
        What to learn from; see `examples_of`, also on whose codings to give.
    tree
        The codes that stand, in order: code, name.
    most
        How many codes an answer at most.
    seed
        Used only where passages are so many that a sample is learnt from; `told` says so then.
    sentences
        Whether a sentence model is asked too; see `sixphase.themes.suggesting.sentences`.

    Raises
    ------
    InputError
        When fewer than two codes have a passage: there is nothing to choose between.
    """
    known = _learnt(answers, codings, tree, seed, sentences)
    order = np.argsort(-known.scores, axis=1, kind="stable")[:, :most]
    rows, places = np.nonzero(np.ones_like(order))
    return _suggestions(known, tree, rows, places + 1, order[rows, places])


def suggest_answers(
    code: str,
    answers: pd.DataFrame,
    codings: pd.DataFrame,
    tree: pd.DataFrame,
    *,
    most: int = 20,
    seed: int = 0,
    sentences: bool = False,
) -> Suggestions:
    """The answers without a coding that are most like the passages of one code, the likeliest first.

    Parameters and errors are those of `suggest_codes`; a code without a passage is refused too. `place` is the
    answer's place in the list.
    """
    known = _learnt(answers, codings, tree, seed, sentences)
    number = known.examples.number(code)
    rows = np.argsort(-known.scores[:, number], kind="stable")[:most]
    return _suggestions(known, tree, rows, np.arange(1, len(rows) + 1), np.full(len(rows), number))


def uncoded(answers: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """The answers that hold a letter or a figure and have no coding: answer_id, text."""
    text = answers["text"].fillna("").astype(str)
    said = np.array([any(sign.isalnum() for sign in one) for one in text], dtype=bool)
    free = ~answers["answer_id"].isin(codings["answer_id"]) & said
    return answers.assign(text=text).loc[free, ["answer_id", "text"]].reset_index(drop=True)


def _learnt(answers: pd.DataFrame, codings: pd.DataFrame, tree: pd.DataFrame, seed: int, sentences: bool) -> _Known:
    every = examples_of(codings, list(tree["code"]))
    if len(every.codes) < FEWEST_CODES:
        raise refuse("there is nothing to suggest from yet", remedy="code passages with at least two codes first")
    asked, examples = uncoded(answers, codings), sampled(every, seed)
    texts = list(asked["text"])
    learner = Learner(examples.words, examples.member, texts, sentences)
    scores = learner.scores(texts) if texts else np.zeros((0, len(examples.codes)))
    return _Known(asked, examples, len(every.passages), learner, scores)


def _suggestions(known: _Known, tree: pd.DataFrame, rows: NDArray, places: NDArray, numbers: NDArray) -> Suggestions:
    codes = pd.Series([known.examples.codes[number] for number in numbers], dtype=object)
    table = pd.DataFrame(
        {
            "answer_id": known.asked["answer_id"].to_numpy()[rows],
            "place": places,
            "code": codes,
            "name": codes.map(dict(zip(tree["code"], tree["name"], strict=True))),
            "score": known.scores[rows, numbers],
            "suggested_by": WITH_SENTENCES if known.learner.sentences else SUGGESTED_BY,
        }
    )
    near, texts = known.learner.near, list(known.asked["text"])
    answers = unit(near.of(texts)) if texts else near.unit[:0]
    asked_for = table[["answer_id", "code"]].assign(row=rows)
    return Suggestions(table, speakers(asked_for, answers, known.examples, near.unit), tuple(_told(known)))


def _told(known: _Known) -> Iterator[str]:
    yield "Suggested by a program that compares words. It does not understand what was said."
    used, codes = len(known.examples.passages), known.examples.codes
    few = int((known.examples.member.sum(axis=0) < FEW).sum())
    if few:
        yield f"Fewer than {FEW} passages to learn from: {few} of {len(codes)} codes. Expect little of those."
    if used < known.total:
        yield f"The suggestions learn from {used:,} of the {known.total:,} coded passages, drawn by the study's seed."


def codes_table(entries: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    """The codes as `tree` wants them, from (id, name, id of the parent) in order.

    >>> codes_table([("T1", "Tools", "")]).to_dict("records")
    [{'code': 'T1', 'name': 'Tools', 'parent': ''}]
    """
    return pd.DataFrame(list(entries), columns=["code", "name", "parent"], dtype=str)
