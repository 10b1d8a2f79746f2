"""Which answers and passages an expression chooses; the rule is in `expression`."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from sixphase.coding.retrieval import places
from sixphase.coding.retrieval.comparing import answers_where, codings_by
from sixphase.coding.retrieval.expression import (
    Both,
    Compared,
    Either,
    Named,
    Node,
    Not,
    Placed,
    Words,
    asks_for_codings,
)
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.naming import codes_named
from sixphase.coding.retrieval.places import Spans
from sixphase.coding.retrieval.reading import wrong
from sixphase.study.problem import InputError

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Chosen:
    """What a part of an expression chooses.

    Attributes
    ----------
    answers, codings
        A yes or no for each answer, and for each coding.
    hits
        Places of words, sorted, as `Line.hits` gives them.
    """

    answers: Array
    codings: Array
    hits: Array


def choose(index: Index, node: Node, expression: str) -> Chosen:
    """What an expression chooses of an index; `expression` is its text, for telling mistakes."""
    return _choose(_Searched(index, expression), node, np.ones(len(index.codings), dtype=bool))


@dataclass(frozen=True)
class _Searched:
    index: Index
    expression: str


def _choose(searched: _Searched, node: Node, counting: Array) -> Chosen:
    """`counting`: which codings count here, by their coder."""
    index, expression = searched.index, searched.expression
    match node:
        case Named():
            return _of_codings(index, counting & codes_named(index, node, expression)[index.code_of])
        case Compared() if node.is_coder:
            return _of_codings(index, counting & codings_by(index, node, expression))
        case Compared():
            return _without_passages(index, answers_where(index, node, expression))
        case Words():
            return _of_words(index, node, expression)
        case Not():
            return _without_passages(index, ~_choose(searched, node.part, counting).answers)
        case Both():
            return _both(searched, node, counting)
        case Either():
            parts = [_choose(searched, part, counting) for part in node.parts]
            return _together(index, parts, reduce(np.logical_or, [part.answers for part in parts]))
        case Placed():
            left, right = _choose(searched, node.left, counting), _choose(searched, node.right, counting)
            return _placed(index, node, left, right)


def _both(searched: _Searched, node: Both, counting: Array) -> Chosen:
    """Coders named here say whose codings count in the other parts."""
    index = searched.index
    coders = [part for part in node.parts if isinstance(part, Compared) and part.is_coder]
    for coder in coders:
        counting = counting & codings_by(index, coder, searched.expression)
    others = [part for part in node.parts if part not in coders]
    parts = [_choose(searched, part, counting) for part in others]
    if coders and not any(map(asks_for_codings, others)):
        parts.append(_of_codings(index, counting))
    return _together(index, parts, reduce(np.logical_and, [part.answers for part in parts]))


def _together(index: Index, parts: list[Chosen], answers: Array) -> Chosen:
    """The passages of all parts in these answers."""
    codings = reduce(np.logical_or, [part.codings for part in parts]) & answers[index.answer_of]
    hits = reduce(np.union1d, [part.hits for part in parts])
    return Chosen(answers, codings, hits[answers[index.line.places(hits)[0]]])


def _of_codings(index: Index, codings: Array) -> Chosen:
    return Chosen(_answers_of(index, index.answer_of[codings]), codings, np.zeros(0, dtype=np.int64))


def _of_words(index: Index, node: Words, expression: str) -> Chosen:
    try:
        hits = index.line.hits(node.text.text)
    except InputError as error:
        problem = error.problems[0]
        raise wrong(expression, node.text.at, problem.what, problem.remedy) from None
    return Chosen(_answers_of(index, index.line.places(hits)[0]), np.zeros(len(index.codings), dtype=bool), hits)


def _without_passages(index: Index, answers: Array) -> Chosen:
    return Chosen(answers, np.zeros(len(index.codings), dtype=bool), np.zeros(0, dtype=np.int64))


def _answers_of(index: Index, numbers: Array) -> Array:
    answers = np.zeros(len(index.answers), dtype=bool)
    answers[numbers] = True
    return answers


def _placed(index: Index, node: Placed, left: Chosen, right: Chosen) -> Chosen:
    in_words = node.how == "near" and node.unit == "words"
    ours, theirs = _spans(index, left, in_words), _spans(index, right, in_words)
    codings = np.flatnonzero(left.codings)
    own = np.concatenate((right.codings[codings], np.isin(left.hits, right.hits)))
    if node.how == "near":
        good = places.near(ours, theirs, own, node.reach)
    else:
        good = (places.within if node.how == "within" else places.overlapping)(ours, theirs, own)
    kept = np.zeros(len(index.codings), dtype=bool)
    kept[codings] = good[: len(codings)]
    hits = left.hits[good[len(codings) :]]
    numbers = np.concatenate((index.answer_of[kept], index.line.places(hits)[0]))
    return Chosen(_answers_of(index, numbers), kept, hits)


def _spans(index: Index, chosen: Chosen, in_words: bool) -> Spans:
    """The passages of a part: its codings, then its places of words."""
    known = index.in_words if in_words else index.spans
    hits = index.spans_in(*index.line.places(chosen.hits), words=in_words)
    names = ("start", "end", "floor", "ceiling")
    return Spans(*(np.concatenate((getattr(known, n)[chosen.codings], getattr(hits, n))) for n in names))
