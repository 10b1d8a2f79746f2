"""The passages of a code that are least like its other passages: worth reading again."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.vectors import DEFAULT_WAY, vectors
from sixphase.themes.sharing import likeness_to_codes
from sixphase.themes.suggesting.examples import Examples, examples_of

FEWEST = 3
COLUMNS = ["answer_id", "start", "end", "words", "coders", "likeness", "usual", "nearest", "to_nearest"]


def least_like(
    code: str, codings: pd.DataFrame, tree: pd.DataFrame, *, most: int | None = 20, way: str = DEFAULT_WAY
) -> pd.DataFrame:
    """The passages coded with a code, those least like the rest first.

    Parameters
    ----------
    code
        Its id.
    codings, tree
        As `suggest_codes` takes them.
    most
        How many rows; None for all.
    way
        What is compared; see `sixphase.coding.vectors`.

    Returns
    -------
    pandas.DataFrame
        answer_id, start, end, words, coders, likeness (mean cosine with the code's other passages, 0 to 1), usual
        (the median of `likeness` in this code), nearest (the other code whose passages it is most like; '' where
        there is none), to_nearest (mean cosine with them). Passages of the same words are one row. A passage is
        never compared with itself. Empty where the code has fewer than three
        distinct passages: then there is no rest to be unlike.

    Raises
    ------
    InputError
        When no passage has the code.
    """
    examples = examples_of(codings, list(tree["code"]))
    table = _ranked(examples, examples.number(code), _likeness(examples, way))
    return table if most is None else table.head(most)


def all_least_like(codings: pd.DataFrame, tree: pd.DataFrame, each: int = 3, way: str = DEFAULT_WAY) -> pd.DataFrame:
    """`least_like` for every code, `each` rows a code, the column code in front; empty where nothing is coded."""
    examples = examples_of(codings, list(tree["code"]))
    if not examples.codes:
        return pd.DataFrame(columns=["code", *COLUMNS])
    likeness = _likeness(examples, way)
    ranked = ((code, _ranked(examples, number, likeness)) for number, code in enumerate(examples.codes))
    tables = [table.head(each).assign(code=code) for code, table in ranked if len(table)]
    found = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)
    return found.reindex(columns=["code", *COLUMNS])


def _likeness(examples: Examples, way: str) -> NDArray[np.float64]:
    return np.round(likeness_to_codes(vectors(examples.words, way), examples.member), 9)


def _ranked(examples: Examples, number: int, likeness: NDArray[np.float64]) -> pd.DataFrame:
    own = np.flatnonzero(examples.member[:, number])
    if len(own) < FEWEST:
        return pd.DataFrame(columns=COLUMNS)
    others = np.where(np.isnan(likeness[own]), -1.0, likeness[own])
    others[:, number] = -1.0
    first, best = others.argmax(axis=1), others.max(axis=1)
    table = examples.passages.iloc[own].assign(
        likeness=likeness[own, number],
        usual=float(np.median(likeness[own, number])),
        nearest=[examples.codes[j] if value > 0 else "" for j, value in zip(first, best, strict=True)],
        to_nearest=np.where(best > 0, best, 0.0),
    )
    return table.sort_values("likeness", kind="stable", ignore_index=True)[COLUMNS]
