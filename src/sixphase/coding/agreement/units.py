"""Units of agreement: the answer, the sentence or the character, and which codes cover them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.agreement.sentences import sentence_starts

ANSWER, SENTENCE, CHARACTER = UNITS = ("answer", "sentence", "character")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Units:
    """The pieces of all answers, and who gave which code to them.

    A piece is a unit; by character it is a run of characters that the same passages cover, and its weight says how
    many. `answer` (position of its answer) and `weight` have one entry a piece. `piece`, `coder` and `code` say
    together, in one entry each time, that the coder's passages of that code overlap the piece.
    """

    answer: Ints
    weight: NDArray[np.float64]
    piece: Ints
    coder: Ints
    code: Ints


def units_of(unit: str, texts: list[str], passages: pd.DataFrame) -> Units:
    """Cut the answers into units and find what covers them.

    Parameters
    ----------
    unit
        'answer', 'sentence' or 'character'.
    texts
        The answers, none of them empty.
    passages
        answer, coder and code (positions), start and end (code points), placed.

    Notes
    -----
    A code covers a unit if a passage of it overlaps the unit. By sentence, spaces at the ends of a passage do not
    count, so that a passage marked with the space before it does not reach into the sentence before.
    """
    bases = np.concatenate([[0], np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))]).astype(np.int64)
    if unit != ANSWER:
        passages = passages[passages["placed"]]
    start, end = _ends(unit, texts, passages, bases)
    edges = _edges(unit, texts, bases, start, end)
    weight = np.diff(edges) if unit == CHARACTER else np.ones(len(edges) - 1)
    first = np.searchsorted(edges, start, "right") - 1
    last = np.searchsorted(edges, end, "left")
    covered = _covered(first, last, passages["coder"].to_numpy(np.int64), passages["code"].to_numpy(np.int64))
    return Units(np.searchsorted(bases, edges[:-1], "right") - 1, weight.astype(float), *covered)


def _ends(unit: str, texts: list[str], passages: pd.DataFrame, bases: Ints) -> tuple[Ints, Ints]:
    """Where the passages start and end if all answers are written one behind the other."""
    answer = passages["answer"].to_numpy(np.int64)
    if unit == ANSWER:
        return bases[answer], bases[answer + 1]
    start, end = passages["start"].to_numpy(np.int64), passages["end"].to_numpy(np.int64)
    if unit == SENTENCE:
        words = [texts[a][s:e] for a, s, e in zip(answer, start, end, strict=True)]
        said = np.array([bool(w.strip()) for w in words], dtype=bool)
        before, behind = (np.array([len(w) - len(cut(w)) for w in words], np.int64) for cut in (str.lstrip, str.rstrip))
        start, end = start + said * before, end - said * behind
    return bases[answer] + start, bases[answer] + end


def _edges(unit: str, texts: list[str], bases: Ints, start: Ints, end: Ints) -> Ints:
    if unit == ANSWER:
        return bases
    if unit == SENTENCE:
        inside = [base + at for base, text in zip(bases, texts, strict=False) for at in sentence_starts(text)]
        return np.array([*inside, bases[-1]], dtype=np.int64)
    return np.unique(np.concatenate([bases, start, end]))


def _covered(first: Ints, last: Ints, coder: Ints, code: Ints) -> tuple[Ints, Ints, Ints]:
    """Every piece from the first to before the last of each passage, once for each coder and code."""
    counts = last - first
    before = np.repeat(np.cumsum(counts) - counts, counts)
    piece = np.repeat(first, counts) + np.arange(counts.sum()) - before
    coders, codes = (int(values.max(initial=0)) + 1 for values in (coder, code))
    keys = np.unique((piece * coders + np.repeat(coder, counts)) * codes + np.repeat(code, counts))
    return keys // codes // coders, keys // codes % coders, keys % codes
