"""Answers as weighted counts of what they are made of, so that two can be compared."""

from collections.abc import Sequence
from typing import Any

from scipy.sparse import csr_matrix

from sixphase.study.problem import refuse
from sixphase.transcription.repeats import comparable
from sixphase.transcription.tokens import words_of

# Answers are a line long and written in haste. Pieces of words let 'reflect', 'reflecting' and 'reflections' count
# as alike, and a slip of the pen cost little, without a list of stems or of words to leave out. The other two ways
# are kept so that nobody has to take this choice on trust.
WAYS: dict[str, dict[str, Any]] = {
    "pieces of words": {"analyzer": "char_wb", "ngram_range": (3, 5)},
    "words": {"tokenizer": words_of, "token_pattern": None},
    "words and pairs": {"tokenizer": words_of, "token_pattern": None, "ngram_range": (1, 2)},
}
DEFAULT_WAY = "pieces of words"


def vectors(texts: Sequence[str], way: str = DEFAULT_WAY) -> csr_matrix:
    """TF-IDF weights of each text, one row a text, of length one.

    Term frequency times inverse document frequency after Spärck Jones (1972), 'A statistical interpretation of
    term specificity and its application in retrieval', in scikit-learn's smoothed form
    ``count * (ln((1 + texts) / (1 + texts with it)) + 1)``, each row scaled to length one, so that the product
    of two rows is the cosine of their angle: 0 nothing in common, 1 the same.

    Parameters
    ----------
    texts
        The answers; letter case and the shapes of quotation marks, dashes and spaces do not count.
    way
        What is counted: 'pieces of words' (three to five letters, not across words), 'words', or 'words and pairs'.

    Raises
    ------
    InputError
        When no text has anything that can be counted.

    Examples
    --------
    >>> rows = vectors(["Kind to myself", "kind to others", "A safe space"])
    >>> alike = (rows @ rows.T).toarray()
    >>> bool(alike[0, 1] > alike[0, 2])
    True
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        return TfidfVectorizer(preprocessor=comparable, **WAYS[way]).fit_transform(texts)
    except ValueError:
        raise refuse("no answer has words that can be compared", remedy="look at the column with the text") from None
