"""A second reading by computation: where would an answer stand if only the other answers were known?

Each answer in turn is left out; the other answers most like it vote for the subtheme they stand under. This is
the nearest-neighbour rule (Fix & Hodges 1951, 'Discriminatory analysis: nonparametric discrimination', USAF School
of Aviation Medicine; votes weighted by closeness as in Dudani 1976, IEEE Transactions on Systems, Man, and
Cybernetics 6, 325-327). It is no second coder: it sees letters, not meaning, and its words are suggestions.

The word weights are learnt from all answers at once, the left-out one included. They never see a subtheme, so
nothing of the answer to be found leaks into them; only how rare a word is shifts by one answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.neighbours import GRAIN, Neighbours, all_nearest
from sixphase.coding.vectors import DEFAULT_WAY, vectors
from sixphase.study.rates import Rate

SUGGESTED = "suggested by computation, not a coder"
FIRST, THREE = 1, 3


@dataclass(frozen=True)
class Reading:
    """The second reading of all answers.

    answer_ids, texts (number of each answer's distinct text) and codes (position in `book` of the published code)
    have one entry an answer; `votes` is answers × codes, the summed likeness of the neighbours under each code.
    """

    answer_ids: NDArray[np.object_]
    words: NDArray[np.object_]
    texts: NDArray[np.int64]
    codes: NDArray[np.int64]
    book: tuple[str, ...]
    neighbours: Neighbours
    votes: NDArray[np.float64] = field(repr=False)

    @property
    def places(self) -> NDArray[np.int64]:
        """At which place the published code was suggested (1 the first), 0 where it got no vote."""
        return place_of(self.votes, self.codes)

    @property
    def order(self) -> NDArray[np.int64]:
        """Positions of all codes for each answer, the most voted for first; equal votes in the codebook's order."""
        return np.argsort(-self.votes, axis=1, kind="stable")


def second_reading(
    codings: pd.DataFrame, texts: pd.Series, book: Sequence[str], k: int, way: str = DEFAULT_WAY
) -> Reading:
    """Read every answer again, each left out in turn.

    Parameters
    ----------
    codings
        One row an answer: answer_id, code, words.
    texts
        answer_id → text_id; see `distinct_texts`. An answer with the same text_id is a repeat and no neighbour.
    book
        All codes, in the codebook's order.
    k
        How many neighbours vote. Each votes for its own code with its likeness (cosine, 0 to 1).
    way
        What is compared; see `vectors`.

    Notes
    -----
    A text that the article places under two subthemes is two answers: each is held against its own place, and
    each votes for its own place when another answer is read.
    """
    numbers = pd.factorize(texts.loc[codings["answer_id"]])[0].astype(np.int64)
    codes = pd.Index(list(book)).get_indexer(pd.Index(codings["code"])).astype(np.int64)
    if (codes < 0).any():
        raise ValueError("a coding has a code that the codebook has not")
    words = codings["words"].to_numpy(dtype=object)
    near = all_nearest(vectors(list(words), way), numbers, k)
    ids = codings["answer_id"].to_numpy(dtype=object)
    return Reading(ids, words, numbers, codes, tuple(book), near, votes_of(near, codes, len(book)))


def votes_of(neighbours: Neighbours, codes: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """Answers × codes: the summed likeness of the neighbours that stand under each code."""
    rows = np.arange(len(codes))[:, None]
    cells = (rows * total + codes[neighbours.index]).ravel()  # a neighbour of -1 adds its likeness, which is 0
    summed = np.bincount(cells, weights=neighbours.similarity.ravel(), minlength=len(codes) * total)
    return np.rint(summed.reshape(len(codes), total) * GRAIN) / GRAIN


def place_of(votes: NDArray[np.float64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place (1 the first) of each answer's own code among the votes; 0 where nobody voted for it.

    Equal votes stand in the codebook's order.
    """
    own = votes[np.arange(len(codes)), codes][:, None]
    earlier = np.arange(votes.shape[1])[None, :] < codes[:, None]
    ahead = (votes > own) | ((votes == own) & earlier)
    return np.where(own[:, 0] > 0, ahead.sum(axis=1) + 1, 0)


def hits(places: NDArray[np.int64], among: int) -> Rate:
    """How often the published code was among the first `among` suggestions."""
    return Rate(int(((places > 0) & (places <= among)).sum()), len(places))


def hits_by_text(reading: Reading, among: int) -> Rate:
    """The same with each distinct text counted once: a hit if any of the subthemes it stands under is suggested."""
    hit = (reading.places > 0) & (reading.places <= among)
    return Rate(int(pd.Series(hit).groupby(reading.texts).any().sum()), int(reading.texts.max()) + 1)


def suggestions(reading: Reading, most: int = THREE) -> pd.DataFrame:
    """One row a suggestion: answer_id, place, code, votes (share of the answer's votes), published, coder.

    An answer without neighbours has no row.
    """
    order = reading.order[:, :most]
    votes = np.take_along_axis(reading.votes, order, axis=1)
    total = reading.votes.sum(axis=1, keepdims=True)
    rows, places = np.nonzero(votes > 0)
    book = np.array(reading.book, dtype=object)
    return pd.DataFrame(
        {
            "answer_id": reading.answer_ids[rows],
            "place": places + 1,
            "code": book[order[rows, places]],
            "votes": np.round(votes[rows, places] / total[rows, 0], 4),
            "published": book[reading.codes[rows]],
            "coder": SUGGESTED,
        }
    )


def elsewhere(reading: Reading) -> pd.DataFrame:
    """The answers whose first suggestion is not where they stand, the clearest first.

    Returns
    -------
    pandas.DataFrame
        answer_id, words, published, suggested, votes (the suggestion's share), for_published (the published
        code's share), neighbours (the answers that speak for the suggestion, the most alike first), coder. Left
        out is an answer of which a repeat stands where the suggestion points: the article places it there too.
    """
    standing = set(zip(reading.texts.tolist(), reading.codes.tolist(), strict=True))
    first = reading.order[:, 0]
    voted = reading.votes.sum(axis=1)
    rows = [i for i in map(int, np.flatnonzero(voted > 0)) if (int(reading.texts[i]), int(first[i])) not in standing]
    found = [
        {
            "answer_id": reading.answer_ids[i],
            "words": reading.words[i],
            "published": reading.book[reading.codes[i]],
            "suggested": reading.book[first[i]],
            "votes": round(reading.votes[i, first[i]] / voted[i], 4),
            "for_published": round(reading.votes[i, reading.codes[i]] / voted[i], 4),
            "neighbours": " ".join(speakers(reading, i, int(first[i]))),
            "coder": SUGGESTED,
        }
        for i in rows
    ]
    columns = ["answer_id", "words", "published", "suggested", "votes", "for_published", "neighbours", "coder"]
    table = pd.DataFrame(found, columns=columns)
    return table.sort_values(["votes", "answer_id"], ascending=[False, True], kind="stable", ignore_index=True)


def speakers(reading: Reading, answer: int, code: int) -> list[str]:
    """The neighbours of an answer that stand under a code, the most alike first."""
    index = reading.neighbours.index[answer]
    return [str(reading.answer_ids[j]) for j in index if j >= 0 and reading.codes[j] == code]
