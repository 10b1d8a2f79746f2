"""Which coded passages speak for a suggestion: those under the code that are most like the answer."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sixphase.themes.suggesting.examples import Examples

SPEAKERS = 3
CELLS = 2_000_000  # likenesses held at once
GRAIN = 6  # decimals; rounding of a machine decides nothing
COLUMNS = ["answer_id", "code", "rank", "from_answer", "start", "end", "words", "likeness", "coders"]


def speakers(
    asked: pd.DataFrame, rows: csr_matrix, examples: Examples, known: csr_matrix, most: int = SPEAKERS
) -> pd.DataFrame:
    """The passages that speak for each suggestion.

    Parameters
    ----------
    asked
        One row a suggestion: answer_id, code, row (of its answer in `rows`).
    rows, known
        Answers × features and passages of `examples` × features, rows of length one.

    Returns
    -------
    pandas.DataFrame
        answer_id, code, rank (1 the most alike), from_answer, start, end, words, likeness (cosine, 0 to 1), coders;
        in the order of `asked`. A passage that shares nothing with the answer does not speak.
    """
    groups = asked.groupby("code", sort=False)
    found = [part for code, group in groups for part in _of_code(str(code), group, rows, examples, known, most)]
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(found, ignore_index=True).sort_values(["_place", "rank"], kind="stable", ignore_index=True)
    return table[COLUMNS]


def _of_code(
    code: str, group: pd.DataFrame, rows: csr_matrix, examples: Examples, known: csr_matrix, most: int
) -> Iterator[pd.DataFrame]:
    under = examples.under(code)
    passages = examples.passages.iloc[under].rename(columns={"answer_id": "from_answer"}).reset_index(drop=True)
    for places in np.array_split(np.arange(len(group)), max(1, len(group) * len(under) // CELLS)):
        part = group.iloc[places]
        alike = np.round((rows[part["row"].to_numpy()] @ known[under].T).toarray(), GRAIN)
        best = np.argsort(-alike, axis=1, kind="stable")[:, :most]
        values = np.take_along_axis(alike, best, axis=1)
        answers, ranks = np.nonzero(values > 0)
        said = {"_place": part.index.to_numpy()[answers], "answer_id": part["answer_id"].to_numpy()[answers]}
        spoken = {"rank": ranks + 1, "likeness": values[answers, ranks]}
        yield passages.iloc[best[answers, ranks]].reset_index(drop=True).assign(code=code, **said, **spoken)
