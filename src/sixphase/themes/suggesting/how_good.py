"""How good the suggestions are in a study: passages are held back and the program is asked for their code."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.distinct import distinct_texts, groups_of
from sixphase.study.problem import refuse
from sixphase.study.rates import Rate
from sixphase.themes.suggesting.examples import Examples, examples_of, sampled
from sixphase.themes.suggesting.learner import Learner
from sixphase.transcription.repeats import find_repeats, repeats_table

FOLDS, FIRST, THREE = 5, 1, 3
SUGGESTED, COMMONEST, RANDOM = "suggestions", "always the commonest codes", "codes at random"
Scores = Callable[[Sequence[str], NDArray[np.bool_], Sequence[str]], NDArray[np.float64]]


def how_good(codings: pd.DataFrame, tree: pd.DataFrame, *, seed: int = 0, folds: int = FOLDS) -> pd.DataFrame:
    """How often a passage that was held back gets one of its own codes, beside two ways of guessing.

    Parameters
    ----------
    codings, tree
        As `suggest_codes` takes them.
    seed
        Deals the passages into the folds; of very many it draws a sample first, as the suggestions do.
    folds
        Each fold is held back once and the rest is learnt from. Passages of the same or nearly the same words are
        in one fold.

    Returns
    -------
    pandas.DataFrame
        way ('suggestions', 'always the commonest codes', 'codes at random'), among (1 or 3), hits, of, share, low,
        high (95 % Wilson interval). Hits of random guessing are what is expected, and have no interval.

    Raises
    ------
    InputError
        When fewer than two codes have passages, or there are fewer distinct texts than folds.
    """
    examples = sampled(examples_of(codings, list(tree["code"])), seed)
    groups = same_texts(examples)
    if len(examples.codes) < 2 or len(set(groups)) < folds:
        raise refuse("there are too few coded passages to hold some back", remedy="code more passages first")
    dealt = fold_of(groups, folds, seed)
    rows = []
    for way, scores in ((SUGGESTED, by_learner), (COMMONEST, by_size)):
        places = held_back(examples, dealt, scores)
        rows += [_row(way, among, Rate(int((places <= among).sum()), len(places))) for among in (FIRST, THREE)]
    return pd.DataFrame([*rows, *(_expected(examples, among) for among in (FIRST, THREE))])


def same_texts(examples: Examples) -> NDArray[np.int64]:
    """For each passage the number of its text; nearly equal passages have one number."""
    ids = [str(row) for row in range(len(examples.passages))]
    repeats = find_repeats(pd.DataFrame({"answer_id": ids, "text": examples.words}))
    return pd.factorize(distinct_texts(ids, groups_of(repeats_table(repeats))))[0].astype(np.int64)


def fold_of(groups: NDArray[np.int64], folds: int, seed: int) -> NDArray[np.int64]:
    """Deal groups into folds of about the same number of groups; a group is never split."""
    total = int(groups.max()) + 1
    return (np.random.default_rng(seed).permutation(total) % folds)[groups]


def held_back(examples: Examples, dealt: NDArray[np.int64], scores: Scores) -> NDArray[np.int64]:
    """The place of the first of each passage's own codes when its fold was held back.

    A code that only the fold has cannot be suggested: it comes after all others.
    """
    places = np.zeros(len(dealt), dtype=np.int64)
    words = np.array(examples.words, dtype=object)
    for fold in np.unique(dealt):
        out = dealt == fold
        member = examples.member[~out]
        known = member.any(axis=0)
        found = np.full((int(out.sum()), len(known)), -np.inf)
        found[:, known] = scores(list(words[~out]), member[:, known], list(words[out]))
        places[out] = first_own(found, examples.member[out])
    return places


def first_own(scores: NDArray[np.float64], member: NDArray[np.bool_]) -> NDArray[np.int64]:
    """At which place (1 the first) the first code stands that is a text's own; equal scores in the codes' order.

    >>> first_own(np.array([[3.0, 2.0, 2.0]]), np.array([[False, False, True]])).tolist()
    [3]
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.take_along_axis(member, order, axis=1).argmax(axis=1) + 1


def by_learner(known: Sequence[str], member: NDArray[np.bool_], asked: Sequence[str]) -> NDArray[np.float64]:
    """Scores as the suggestions have them."""
    return Learner(known, member, asked).scores(asked)


def by_size(_: Sequence[str], member: NDArray[np.bool_], asked: Sequence[str]) -> NDArray[np.float64]:
    """The same for every text: how many passages a code has."""
    return np.tile(member.sum(axis=0).astype(float), (len(asked), 1))


def _expected(examples: Examples, among: int) -> dict:
    """Expected hits when `among` different codes are drawn, each as likely: one minus the chance to miss all own."""
    codes = len(examples.codes)
    own = examples.member.sum(axis=1)
    missed = np.ones(len(own))
    for drawn in range(min(among, codes)):
        missed *= np.clip(codes - own - drawn, 0, None) / (codes - drawn)
    hits = float((1 - missed).sum())
    said = {"hits": round(hits, 1), "of": len(own), "share": hits / len(own)}
    return {"way": RANDOM, "among": among, **said, "low": np.nan, "high": np.nan}


def _row(way: str, among: int, rate: Rate) -> dict:
    low, high = rate.interval
    said = {"hits": float(rate.hits), "of": rate.of, "share": rate.share, "low": low, "high": high}
    return {"way": way, "among": among, **said}
