"""How long the answers under each theme are."""

import pandas as pd

from sixphase.transcription.describe import with_lengths


def lengths_by_theme(answers: pd.DataFrame) -> pd.DataFrame:
    """Words in an answer, by theme, in the order in which themes first appear.

    Returns
    -------
    pandas.DataFrame
        theme, answers, words (in all), shortest, lower_quartile, median, upper_quartile, longest.

    >>> answers = pd.DataFrame({"theme": ["B", "A", "B"], "text": ["one", "one two", "one two three"]})
    >>> lengths_by_theme(answers)[["theme", "answers", "words", "median"]].values.tolist()
    [['B', 2, 4, 2.0], ['A', 1, 2, 2.0]]
    """
    groups = with_lengths(answers).groupby("theme", sort=False)["words"]
    table = groups.agg(
        answers="size",
        words="sum",
        shortest="min",
        lower_quartile=lambda words: words.quantile(0.25),
        median="median",
        upper_quartile=lambda words: words.quantile(0.75),
        longest="max",
    )
    return table.reset_index()
