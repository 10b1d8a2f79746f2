"""Where codes overlap: texts placed under several of them, and texts that lean towards another one."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sixphase.study.codebook import Codebook
from sixphase.themes.placing import Placing
from sixphase.themes.sharing import likeness_to_codes


def several_places(codings: pd.DataFrame, texts: pd.Series, codebook: Codebook) -> pd.DataFrame:
    """The texts that stand under more than one subtheme, the most divided first.

    Parameters
    ----------
    codings
        One row a coding: answer_id, code, words.
    texts
        answer_id → text_id. Several places come about only through repeats: each answer has one place.

    Returns
    -------
    pandas.DataFrame
        answers (ids parted by spaces), subthemes, themes (the same), subtheme_count, theme_count, words.
    """
    above = codebook.theme_of()
    rows = []
    of_text = texts.loc[codings["answer_id"]].set_axis(codings.index)
    divided = codings["code"].groupby(of_text).transform("nunique") > 1  # few, and only these are looked at
    for _, group in codings[divided].groupby(of_text[divided], sort=False):
        codes = set(group["code"])
        subthemes = [code for code in above if code in codes]
        themes = list(dict.fromkeys(above[code] for code in subthemes))
        if len(subthemes) > 1:
            ids = [" ".join(names) for names in (group["answer_id"], subthemes, themes)]
            rows.append((*ids, len(subthemes), len(themes), group["words"].iloc[0]))
    columns = ["answers", "subthemes", "themes", "subtheme_count", "theme_count", "words"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["subtheme_count", "theme_count"], ascending=False, kind="stable", ignore_index=True)


def how_many_places(several: pd.DataFrame) -> pd.DataFrame:
    """How many texts stand under exactly two, three, ... subthemes, and themes.

    Returns
    -------
    pandas.DataFrame
        places, by_subtheme, by_theme; one row a number of places from two up to the highest that occurs.
    """
    highest = int(several[["subtheme_count", "theme_count"]].to_numpy().max()) if len(several) else 1
    return pd.DataFrame(
        {
            "places": places,
            "by_subtheme": int((several["subtheme_count"] == places).sum()),
            "by_theme": int((several["theme_count"] == places).sum()),
        }
        for places in range(2, max(highest, 3) + 1)
    )


def closest_pairs(times: pd.DataFrame, above: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The pairs of different codes, the most alike first.

    Parameters
    ----------
    times
        Codes × codes: how alike their texts are, on the diagonal within a code.
    above
        Each code's theme; only pairs of different themes are listed then.

    Returns
    -------
    pandas.DataFrame
        one, other, times, own (how alike the texts are within the looser of the two: where `times` is higher, the
        boundary between them cannot be seen in their words).
    """
    values, codes = times.to_numpy(), list(times.columns)
    rows = [
        (codes[i], codes[j], values[i, j], min(values[i, i], values[j, j]))
        for i, j in zip(*np.triu_indices(len(codes), 1), strict=True)
        if not np.isnan(values[i, j]) and (above is None or above[codes[i]] != above[codes[j]])
    ]
    rows.sort(key=lambda row: (-round(row[2], 9), row[0], row[1]))
    return pd.DataFrame(rows, columns=["one", "other", "times", "own"])


def leaning(placed: Placing, vectors: csr_matrix) -> pd.DataFrame:
    """Texts that are more like the texts of another code than like those of any of their own.

    Returns
    -------
    pandas.DataFrame
        answer_id (the first answer with this text), words, stands (its codes), leans, to_own, to_other (mean
        likeness), more (their difference); the strongest first. A text alone under its code has nothing to be like,
        and is left out.
    """
    likeness = likeness_to_codes(vectors, placed.member)
    own = _highest(np.where(placed.member, likeness, np.nan))
    other = _highest(np.where(placed.member, np.nan, likeness))
    rows = []
    for text in map(int, np.flatnonzero(other > own + 1e-9)):
        outside = np.where(placed.member[text] | np.isnan(likeness[text]), -np.inf, likeness[text].round(9))
        rows.append(
            {
                "answer_id": placed.text_ids[text],
                "words": placed.words[text],
                "stands": " ".join(placed.codes_of(text)),
                "leans": placed.codes[int(np.argmax(outside))],
                "to_own": own[text],
                "to_other": other[text],
                "more": round(other[text] - own[text], 9),
            }
        )
    columns = ["answer_id", "words", "stands", "leans", "to_own", "to_other", "more"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["more", "answer_id"], ascending=[False, True], kind="stable", ignore_index=True)


def _highest(likeness: np.ndarray) -> np.ndarray:
    """The highest of each row, nan where a row has none."""
    highest = np.where(np.isnan(likeness), -np.inf, likeness).max(axis=1)
    return np.where(np.isneginf(highest), np.nan, highest)
