"""All passages of each theme to read in one place, those that fit least first."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.coding.vectors import DEFAULT_WAY, vectors
from sixphase.themes.extracts.likeness import to_the_rest

Value = tuple[str, Any, str | None]
LEAST_LIKE, ONE_CODER = "least like the rest", "seen by one coder only"
TENTH = 0.1  # so much of a theme is pointed out as least like the rest
FEW = 5  # in a theme of fewer passages nobody needs to be told where to look


def passages(
    codings: pd.DataFrame, answers: pd.DataFrame, theme_of: Mapping[str, str], readers: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The passages of themes: codings of one answer under one theme that share words are one passage.

    Parameters
    ----------
    codings
        One row a coding: answer_id, start, end (code points, end exclusive), code, coder.
    answers
        answer_id, text.
    theme_of
        The theme of each code; a code without one is left out.
    readers
        Who has read which answer: answer_id, coder. Left out, those who coded anything in an answer count as its
        readers.

    Returns
    -------
    pandas.DataFrame
        theme, answer_id, start, end, words, codes (their ids, parted by spaces), coders (how many), readers (how
        many), one_only (one coder of two or more readers). By theme, answer and start.
    """
    texts = answers.drop_duplicates("answer_id").set_index("answer_id")["text"]
    rows = codings.assign(theme=codings["code"].map(dict(theme_of)).fillna(""))
    rows = rows[(rows["theme"] != "") & rows["answer_id"].isin(texts.index)]
    rows = rows.sort_values(["theme", "answer_id", "start", "end"], kind="stable", ignore_index=True)
    rows["passage"] = _numbered(rows)
    groups = rows.groupby("passage", sort=True)
    table = groups.agg(
        theme=("theme", "first"), answer_id=("answer_id", "first"), start=("start", "min"), end=("end", "max"),
        coders=("coder", "nunique"),
    )  # fmt: skip
    pairs = rows[["passage", "code"]].drop_duplicates().sort_values(["passage", "code"])
    table["codes"] = pairs.groupby("passage")["code"].agg(" ".join)
    spans = zip(table["answer_id"].map(texts), table["start"], table["end"], strict=True)
    table["words"] = [text[start:end] for text, start, end in spans]
    read = codings if readers is None else pd.concat([readers[["answer_id", "coder"]], codings[["answer_id", "coder"]]])
    many = read[["answer_id", "coder"]].drop_duplicates().groupby("answer_id").size()
    table["readers"] = table["answer_id"].map(many).fillna(0).astype(int)
    table["one_only"] = (table["coders"] == 1) & (table["readers"] > 1)
    columns = ["theme", "answer_id", "start", "end", "words", "codes", "coders", "readers", "one_only"]
    return table[columns].reset_index(drop=True)


def _numbered(rows: pd.DataFrame) -> NDArray[np.int64]:
    """A number for each run of spans that share words, in sorted rows."""
    if rows.empty:
        return np.zeros(0, dtype=np.int64)
    places = rows.groupby(["theme", "answer_id"], sort=False).ngroup().to_numpy()
    # The furthest end so far within an answer: places are set so far apart that one never reaches into the next.
    apart = int(rows["end"].max()) + 1
    furthest = np.maximum.accumulate(rows["end"].to_numpy() + places * apart)
    begins = rows["start"].to_numpy() + places * apart
    return np.cumsum(np.concatenate([[True], begins[1:] >= furthest[:-1]])) - 1


def weights_of(words: pd.Series, way: str = DEFAULT_WAY) -> csr_matrix:
    """TF-IDF weights of passages; words that several passages share are looked at once."""
    if words.empty:
        return csr_matrix((0, 1))
    numbers, different = pd.factorize(words)
    return vectors(list(different), way)[numbers]


def outliers_first(table: pd.DataFrame, weights: csr_matrix) -> pd.DataFrame:
    """The passages, in each theme those first that fit least.

    Parameters
    ----------
    table
        As `passages` gives it.
    weights
        As `weights_of` gives them for its words.

    Returns
    -------
    pandas.DataFrame
        The table with likeness (mean cosine to the others of the theme; missing where there is no other) and look
        (why to look at it: 'least like the rest', 'seen by one coder only', both, or ''). First those with both
        reasons, then with one, then the others; in each part the least alike first. Program and coders may err: an
        outlier is a passage to read again, not a mistake.
    """
    groups, _ = pd.factorize(table["theme"])
    likeness = pd.Series(np.rint(to_the_rest(weights, groups) * 1e9) / 1e9, index=table.index)
    size = table.groupby("theme")["theme"].transform("size")
    place = likeness.groupby(table["theme"]).rank(method="first")
    least = (place <= np.ceil(size * TENTH)) & (size >= FEW)
    reasons = [
        "; ".join(name for name, here in ((LEAST_LIKE, one), (ONE_CODER, other)) if here)
        for one, other in zip(least, table["one_only"], strict=True)
    ]
    found = table.assign(likeness=likeness, look=reasons, _many=-(least.astype(int) + table["one_only"].astype(int)))
    order = ["theme", "_many", "likeness", "answer_id", "start"]
    return found.sort_values(order, kind="stable", ignore_index=True).drop(columns="_many")


def passages_values(table: pd.DataFrame) -> Iterator[Value]:
    """Named values; `table` as `outliers_first` gives it."""
    yield "extracts.passages", len(table), None
    yield "extracts.one_coder", int(table["one_only"].sum()), None
    yield "extracts.read_by_several", int((table["readers"] > 1).sum()), None
    yield "extracts.least_like", int(table["look"].astype(str).str.contains(LEAST_LIKE).sum()), None
