"""What is said more in one theme than in the rest."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sixphase.familiarisation.words import Counts

COLUMNS = ("theme", "word", "count", "answers", "count_elsewhere", "delta", "variance", "z")
NOTABLE = 1.96  # |z| that Monroe, Colaresi and Quinn mark; a guide to the eye, not a test of many words at once


def keyness(themes: Mapping[str, Counts], alpha_0: float | None = None, fewest: int = 2) -> pd.DataFrame:
    """Log-odds ratio with an informative Dirichlet prior, each theme against all others together.

    For word w in a theme i and in the rest j (Monroe, Colaresi & Quinn 2008, equations 16, 20, 22 and 23)::

        a_w      = alpha_0 * y_w / n                      the prior: how often w stands in all answers
        delta_w  = log((y_iw + a_w) / (n_i + alpha_0 - y_iw - a_w)) - the same for j
        variance = 1 / (y_iw + a_w) + 1 / (y_jw + a_w)
        z        = delta_w / sqrt(variance)

    Parameters
    ----------
    themes
        The counts of each theme. No word is left out of them: the prior itself draws words that everybody uses
        towards nought, so a list of stop words is not needed.
    alpha_0
        Weight of the prior in words; by default `prior_weight`.
    fewest
        Words that stand less often in all answers are not listed; they count all the same.

    Returns
    -------
    pandas.DataFrame
        theme, word, count, answers (of the theme, that have the word), count_elsewhere, delta, variance, z:
        within each theme the most telling word first.
        Without rows where there are fewer than two themes, since then there is no rest to compare with.
    """
    every = sum((counts.words for counts in themes.values()), Counter())
    vocabulary = sorted(every)
    if len(themes) < 2 or not vocabulary:
        return pd.DataFrame(columns=list(COLUMNS))
    y = np.array([[counts.words[word] for word in vocabulary] for counts in themes.values()], dtype=float)
    weight = prior_weight(themes) if alpha_0 is None else alpha_0
    delta, variance = log_odds(y, y.sum(axis=0) - y, weight)
    table = pd.DataFrame(
        {
            "theme": np.repeat(list(themes), len(vocabulary)),
            "word": np.tile(vocabulary, len(themes)),
            "count": y.astype(int).ravel(),
            "answers": [counts.answers[word] for counts in themes.values() for word in vocabulary],
            "count_elsewhere": (y.sum(axis=0) - y).astype(int).ravel(),
            "delta": delta.ravel(),
            "variance": variance.ravel(),
            "z": (delta / np.sqrt(variance)).ravel(),
        }
    )
    often = table[table["count"] + table["count_elsewhere"] >= fewest]
    place = often["theme"].map({theme: n for n, theme in enumerate(themes)})
    # Rounded, so that words which differ by the last bit only are told apart by the alphabet on every machine.
    order = often.assign(_place=place, _z=often["z"].round(9)).sort_values(
        ["_place", "_z", "word"], ascending=[True, False, True]
    )
    return order[list(COLUMNS)].reset_index(drop=True)


def prior_weight(themes: Mapping[str, Counts]) -> float:
    """How many words the prior is worth: as many as a theme of average size has.

    So the evidence of an average theme and what is known of the answers as a whole weigh the same. The weight
    grows with the answers; a fixed one would rule a small study and vanish in a large one.
    """
    return sum(counts.total for counts in themes.values()) / len(themes)


def log_odds(theme: np.ndarray, rest: np.ndarray, alpha_0: float) -> tuple[np.ndarray, np.ndarray]:
    """Difference of log odds and its variance, for counts of shape (themes, words)."""
    prior = alpha_0 * (theme + rest) / (theme + rest).sum(axis=1, keepdims=True)
    delta = _log_odds(theme, prior, alpha_0) - _log_odds(rest, prior, alpha_0)
    return delta, 1 / (theme + prior) + 1 / (rest + prior)


def _log_odds(counts: np.ndarray, prior: np.ndarray, alpha_0: float) -> np.ndarray:
    whole = counts.sum(axis=1, keepdims=True) + alpha_0
    return np.log((counts + prior) / (whole - counts - prior))


def leading(table: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The most telling words of each theme: those with a positive z, at most `most` of them."""
    return table[table["z"] > 0].groupby("theme", sort=False).head(most).reset_index(drop=True)
