"""Pairs of codes whose passages share words, and pairs that may be one code under two names."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.coding.vectors import DEFAULT_WAY, vectors
from sixphase.familiarisation.stopwords import is_stop_word
from sixphase.themes.extracts.likeness import alikeness, any_two
from sixphase.themes.sharing import KEPT
from sixphase.themes.suggesting.examples import Examples
from sixphase.transcription.repeats import comparable
from sixphase.transcription.tokens import words_of

NAMES_ALIKE, PASSAGES_SHARED = 0.85, 0.5
FEWEST = 2
SIGNS = re.compile(r"[\W_]+")
SHARING = ["one", "other", "words", "times", "own"]
DOUBLES = ["one", "other", "names_alike", "passages_shared", "times", "own", "why"]


def sharing_words(
    examples: Examples, most: int = 20, words: int = 5, times: NDArray[np.float64] | None = None
) -> pd.DataFrame:
    """The pairs of codes whose different passages are most alike in words.

    Parameters
    ----------
    examples
        See `sixphase.themes.suggesting.examples.examples_of`.
    most, words
        How many pairs, and how many words a pair.
    times
        What `how_alike` gave, where it is known already.

    Returns
    -------
    pandas.DataFrame
        one, other, words (used in two passages of each code or more, parted by spaces, those first of which the
        rarer code's share is highest; words that say little are left out), times (mean likeness of a passage of the
        one with another of the other, in multiples of that of any two passages: 1 is no pattern), own (the same
        within the looser of the two codes; where `times` reaches it, their words do not tell them apart).
        A passage that has both codes is not compared with itself, but its words count for both. A code with one
        passage has no likeness of its own, and is left out.
    """
    times = how_alike(examples) if times is None else times
    one, other = _pairs(times, examples)
    order = np.lexsort((other, one, -np.round(times[one, other], 9)))[:most]
    has, vocabulary = _word_counts(examples)
    size = np.maximum(examples.member.sum(axis=0), 1)
    rows = []
    for i, j in zip(one[order], other[order], strict=True):
        common = np.where((has[i] >= FEWEST) & (has[j] >= FEWEST), np.minimum(has[i] / size[i], has[j] / size[j]), 0)
        best = [w for w in np.argsort(-common, kind="stable")[:words] if common[w] > 0]
        said = " ".join(vocabulary[w] for w in best)
        rows.append((examples.codes[i], examples.codes[j], said, times[i, j], min(times[i, i], times[j, j])))
    return pd.DataFrame(rows, columns=SHARING)


def near_duplicates(
    examples: Examples, names: Mapping[str, str], alike: NDArray[np.float64] | None = None
) -> pd.DataFrame:
    """Pairs of codes that may be one, the clearest first.

    Parameters
    ----------
    names
        The name of every code, also of those without a passage.
    alike
        What `how_alike` gave, where it is known already.

    Returns
    -------
    pandas.DataFrame
        one, other, names_alike (0 to 1, rapidfuzz's token_sort_ratio: the order of words does not count),
        passages_shared (distinct passages with both over those with either), times, own (as in `sharing_words`),
        why ('names', 'passages' or both; 'words' where names and passages agree less, but the passages of the two are
        as alike as those within the looser one, and at least twice as alike as any two).
    """
    from rapidfuzz import fuzz, process

    codes = list(names)
    said = [" ".join(SIGNS.sub(" ", comparable(names[code])).split()) for code in codes]
    named = process.cdist(said, said, scorer=fuzz.token_sort_ratio) / 100
    place = pd.Index(examples.codes).get_indexer(pd.Index(codes))
    alike = how_alike(examples) if alike is None else alike
    times, shared = (_spread(part, place) for part in (alike, _shared(examples)))
    looser = np.minimum.outer(times.diagonal(), times.diagonal())
    marks = {
        "names": named >= NAMES_ALIKE - 1e-6,
        "passages": shared >= PASSAGES_SHARED,
        "words": (times >= looser) & (times >= 2),
    }
    one, other = np.nonzero(np.triu(np.any(list(marks.values()), axis=0), 1))
    rows = [
        (codes[i], codes[j], round(float(named[i, j]), 4), shared[i, j], times[i, j], looser[i, j], _why(marks, i, j))
        for i, j in zip(one.tolist(), other.tolist(), strict=True)
    ]
    table = pd.DataFrame(rows, columns=DOUBLES)
    key = table.assign(_n=[len(why.split()) for why in table["why"]], _a=table["names_alike"])
    order = key.sort_values(["_n", "_a", "times"], ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _why(marks: dict[str, NDArray], one: int, other: int) -> str:
    return " ".join(mark for mark, holds in marks.items() if holds[one, other])


def how_alike(examples: Examples) -> NDArray[np.float64]:
    """Codes × codes: mean likeness of two different passages, in multiples of that of any two; nan without a pair."""
    if not examples.codes:
        return np.zeros((0, 0))
    rows = vectors(examples.words, DEFAULT_WAY)
    base = any_two(rows)
    means = alikeness(rows, examples.member).means
    return means / base if base > 0 else np.full_like(means, np.nan)


def _shared(examples: Examples) -> NDArray[np.float64]:
    under = examples.member.astype(float)
    both, size = under.T @ under, under.sum(axis=0)
    return both / np.maximum(size[:, None] + size[None, :] - both, 1)


def _spread(part: NDArray, place: NDArray) -> NDArray:
    """Codes × codes of all names from that of the codes with passages; nan where a code has none."""
    wide = np.full((len(place), len(place)), np.nan)
    here = np.flatnonzero(place >= 0)
    wide[np.ix_(here, here)] = part[np.ix_(place[here], place[here])]
    return wide


def _pairs(times: NDArray, examples: Examples) -> tuple[NDArray, NDArray]:
    one, other = np.triu_indices(len(examples.codes), 1)
    diagonal = times.diagonal()
    known = ~np.isnan(times[one, other] + diagonal[one] + diagonal[other])
    return one[known], other[known]


def _word_counts(examples: Examples) -> tuple[NDArray[np.float64], list[str]]:
    """Codes × words: in how many passages of the code a word stands; and the words, in the alphabet's order."""
    used = [sorted({w for w in words_of(words) if w in KEPT or not is_stop_word(w)}) for words in examples.words]
    flat = [word for words in used for word in words]
    columns, vocabulary = pd.factorize(pd.Series(flat, dtype=object), sort=True)
    rows = np.repeat(np.arange(len(used)), [len(words) for words in used])
    has = csr_matrix((np.ones(len(flat)), (rows, columns)), shape=(len(used), len(vocabulary)))
    return np.asarray((has.T @ examples.member.astype(float)).T), list(vocabulary)
