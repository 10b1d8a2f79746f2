"""Passages as weighted counts of their words, pairs of words and pieces of words."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from numpy import float64
from scipy.sparse import csr_matrix, hstack

from sixphase.study.problem import refuse
from sixphase.transcription.repeats import comparable

# Words and pairs say what is spoken of; pieces of words forgive a slip of the pen and see 'reflecting' in
# 'reflection'. Both together were better than either alone on the two sets of answers in docs/suggestions.md.
PARTS: tuple[dict[str, Any], ...] = (
    {"analyzer": "word", "ngram_range": (1, 2)},
    {"analyzer": "char_wb", "ngram_range": (2, 5)},
)
MANY = 5_000  # texts; from here on what stands once only would fill the memory and teach nothing


class Features:
    """TF-IDF weights of some texts, and then of any others; see `sixphase.coding.vectors`.

    Parameters
    ----------
    texts
        The coded passages; `rows` are theirs.
    also
        Texts without a code. They too say how rare a word is, and they know nothing of codes.

    Notes
    -----
    Counts are damped, ``1 + ln(count)``, and each of the two parts has length one in every row.

    Raises
    ------
    InputError
        When no text has anything that can be counted.
    """

    def __init__(self, texts: Sequence[str], also: Sequence[str] = ()):
        from sklearn.feature_extraction.text import TfidfVectorizer

        every = [*texts, *also]
        common = {"preprocessor": comparable, "sublinear_tf": True, "min_df": 2 if len(every) >= MANY else 1}
        self._parts = [TfidfVectorizer(**common, **part) for part in PARTS]
        try:
            self.rows = _side_by_side([part.fit_transform(every) for part in self._parts])[: len(texts)]
        except ValueError:  # scikit-learn's word for an empty vocabulary
            raise refuse("no passage has words to learn from", remedy="code some passages first") from None

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """Texts × features; a text that shares nothing with those learnt from is a row of zeros."""
        return _side_by_side([part.transform(texts) for part in self._parts])

    @cached_property
    def unit(self) -> csr_matrix:
        """The rows learnt from with length one, so that a product of two is their cosine."""
        return unit(self.rows)


def unit(rows: csr_matrix) -> csr_matrix:
    """Each row scaled to length one; a row of zeros stays.

    >>> unit(csr_matrix([[3.0, 4.0], [0.0, 0.0]])).toarray().tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    from sklearn.preprocessing import normalize

    return normalize(rows)


def _side_by_side(parts: list[csr_matrix]) -> csr_matrix:
    return hstack(parts, format="csr", dtype=float64)
