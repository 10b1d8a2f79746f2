"""Counting words: a count of a part of the answers, and the sum of such counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from sixphase.transcription.tokens import spans_of


@dataclass(frozen=True)
class Counts:
    """What was counted in some answers; counts of parts add up to the count of the whole.

    texts
        Number of answers.
    words
        How often each word stands.
    answers
        In how many answers each word stands.
    pairs
        How often two words stand next to each other, with nothing but blanks between.
    """

    texts: int = 0
    words: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.texts + other.texts,
            self.words + other.words,
            self.answers + other.answers,
            self.pairs + other.pairs,
        )

    @property
    def total(self) -> int:
        """Number of words, each as often as it stands."""
        return self.words.total()


def count_words(texts: Iterable[str]) -> Counts:
    """Words and neighbouring words of one part of the answers.

    >>> parts = count_words(["Kit bag was great!"]) + count_words(["The kit bag – the bag"])
    >>> parts == count_words(["Kit bag was great!", "The kit bag – the bag"])
    True
    >>> parts.words["bag"], parts.answers["bag"], parts.pairs["kit", "bag"], parts.pairs["bag", "the"]
    (3, 2, 2, 0)
    """
    number, words, answers, pairs = 0, Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        spans = spans_of(text)
        own = [word for _, _, word in spans]
        number += 1
        words.update(own)
        answers.update(set(own))
        pairs.update((a[2], b[2]) for a, b in pairwise(spans) if text[a[1] : b[0]].isspace())
    return Counts(number, words, answers, pairs)


def count_by_theme(answers: pd.DataFrame) -> dict[str, Counts]:
    """The counts of each theme, in the order in which themes first appear.

    >>> answers = pd.DataFrame({"theme": ["B", "A", "B"], "text": ["one", "two", "one two"]})
    >>> {theme: counts.total for theme, counts in count_by_theme(answers).items()}
    {'B': 3, 'A': 1}
    """
    return {str(theme): count_words(part["text"]) for theme, part in answers.groupby("theme", sort=False)}


def frequencies(counts: Counts, leave_out: Iterable[str] = ()) -> pd.DataFrame:
    """The words by how often they stand.

    Parameters
    ----------
    counts
        Of all answers.
    leave_out
        Words that are not listed; they count in the total all the same.

    Returns
    -------
    pandas.DataFrame
        word, count, per_1000 (of all words), answers (in how many it stands); the most frequent first, words that
        stand equally often by the alphabet.

    >>> frequencies(count_words(["safe space", "a safe group"]), leave_out=["a"]).values.tolist()
    [['safe', 2, 400.0, 2], ['group', 1, 200.0, 1], ['space', 1, 200.0, 1]]
    """
    left_out = set(leave_out)
    rows = [
        (word, count, 1000 * count / counts.total, counts.answers[word])
        for word, count in sorted(counts.words.items(), key=lambda item: (-item[1], item[0]))
        if word not in left_out
    ]
    return pd.DataFrame(rows, columns=["word", "count", "per_1000", "answers"])


def without_stop_words(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with a column `word` that holds no stop word."""
    from sixphase.familiarisation.stopwords import is_stop_word

    kept = pd.Series([not is_stop_word(word) for word in table["word"]], index=table.index, dtype=bool)
    return table[kept].reset_index(drop=True)
