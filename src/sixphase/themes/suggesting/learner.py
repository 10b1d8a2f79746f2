"""What the words of coded passages say of the code of another text.

Two readers of the same weights are added. One is a linear support-vector machine, one code against the rest (Cortes
& Vapnik 1995, Machine Learning 20, 273-297; squared hinge loss, as scikit-learn's LinearSVC): better where there are
hundreds of passages. The other is the complement naive Bayes of Rennie, Shih, Teevan & Karger (2003, Proceedings of
ICML, 616-623): better where a code has a handful.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.themes.suggesting.features import Features
from sixphase.themes.suggesting.sentences import Sentences

STIFF = 0.2  # C of the machine: low, since every text is a line long and holds much that is chance
SMOOTH = 0.3  # added to every count of the naive Bayes
SHARE = 0.5  # of the naive Bayes in the sum
COARSE = 4  # the same for sentences, whose vectors differ a little from machine to machine
FREE = 1.0  # C of the machine on sentences
GRAIN = 9  # decimals; rounding of a machine decides nothing


class Learner:
    """Scores for codes, learnt from passages.

    Parameters
    ----------
    texts, member
        The passages, and passages × codes: which has which. Every code has a passage.
    also
        Texts without a code, such as those to be asked about; see `Features`.
    sentences
        Whether a third reader is added: the same machine on the vectors of a sentence model; see `Sentences`.
    """

    def __init__(
        self, texts: Sequence[str], member: NDArray[np.bool_], also: Sequence[str] = (), sentences: bool = False
    ):
        self.features = Features(texts, also)
        self.sentences = Sentences(texts) if sentences else None
        if self.sentences:
            self._by_sentence = machine(self.sentences.rows, member, FREE)
        self._weights, self._start = machine(self.features.rows, member)
        self._bayes = complement_bayes(self.features.rows, member)

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Texts × codes: higher is likelier. Not a probability; scores of one text can be compared, and of one code."""
        rows = self.features.of(texts)
        by_bayes = np.asarray(rows @ self._bayes)
        by_bayes -= _log_sum(by_bayes)  # so that scores of different texts can be compared
        scores = np.asarray(rows @ self._weights) + self._start + SHARE * by_bayes
        if self.sentences:
            weights, start = self._by_sentence
            scores += np.asarray(self.sentences.of(texts) @ weights) + start
        return np.round(scores, GRAIN if self.sentences is None else COARSE)

    @property
    def near(self) -> Features | Sentences:
        """What says how like two texts are."""
        return self.sentences or self.features


def machine(rows: csr_matrix, member: NDArray[np.bool_], stiff: float = STIFF) -> tuple[NDArray, NDArray]:
    """Weights (features × codes) and starting values of one linear machine a code.

    A code that every passage has cannot be told from a rest: its weights are nought.
    """
    from sklearn.svm import LinearSVC

    weights, start = np.zeros((rows.shape[1], member.shape[1])), np.zeros(member.shape[1])
    for code in range(member.shape[1]):
        if 0 < member[:, code].sum() < len(member):
            fitted = LinearSVC(C=stiff, random_state=0).fit(rows, member[:, code])
            weights[:, code], start[code] = fitted.coef_[0], fitted.intercept_[0]
    return weights, start


def complement_bayes(rows: csr_matrix, member: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Features × codes: minus the log share that a feature has in the passages *without* the code.

    Taken from the passages without the code, which are many, rather than from those with it, which are few; a
    passage with two codes is in the complement of neither.
    """
    without = np.asarray(rows.T @ (~member).astype(float)) + SMOOTH
    return -np.log(without / without.sum(axis=0))


def _log_sum(scores: NDArray) -> NDArray:
    highest = scores.max(axis=1, keepdims=True)
    return highest + np.log(np.exp(scores - highest).sum(axis=1, keepdims=True))
