"""Words that stand side by side more often than chance would put them."""

import pandas as pd

from sixphase.familiarisation.stopwords import is_stop_word
from sixphase.familiarisation.words import Counts

FEWEST = 3
COLUMNS = ("first", "second", "count", "expected", "log_likelihood")


def collocations(counts: Counts, fewest: int = FEWEST) -> pd.DataFrame:
    """Pairs of neighbouring words by the log-likelihood ratio (Dunning 1993), as nltk computes it.

    Parameters
    ----------
    counts
        As `count_words` gives them: a pair is two words with only blanks between, never across punctuation or
        from one answer to the next.
    fewest
        Pairs that stand less often are left out, and so are pairs with a stop word.

    Returns
    -------
    pandas.DataFrame
        first, second, count, expected (by chance, from how often each stands), log_likelihood; the strongest
        first. Pairs that stand no more often than by chance are left out.
    """
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics.association import BigramAssocMeasures
    from nltk.probability import FreqDist

    finder = BigramCollocationFinder(FreqDist(counts.words), FreqDist(counts.pairs))
    finder.apply_freq_filter(fewest)
    finder.apply_word_filter(is_stop_word)
    rows = [
        (*pair, counts.pairs[pair], _expected(counts, *pair), score)
        for pair, score in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    # Rounded, so that pairs which differ by the last bit only are told apart by the alphabet on every machine.
    order = table.assign(_score=table["log_likelihood"].astype(float).round(9))
    order = order.sort_values(["_score", "first", "second"], ascending=[False, True, True])
    return order.loc[order["count"] > order["expected"], list(COLUMNS)].reset_index(drop=True)


def firmest_said(pairs: pd.DataFrame) -> str:
    """The strongest pair in a sentence for the paper.

    >>> firmest_said(pd.DataFrame({"first": ["kit"], "second": ["bag"]}))
    'The pair of words that stands together most firmly is ‘kit bag’.'
    >>> firmest_said(pd.DataFrame({"first": [], "second": []}))
    'No two words stand together so often that it would be more than chance.'
    """
    if pairs.empty:
        return "No two words stand together so often that it would be more than chance."
    first, second = pairs["first"].iloc[0], pairs["second"].iloc[0]
    return f"The pair of words that stands together most firmly is ‘{first} {second}’."


def _expected(counts: Counts, first: str, second: str) -> float:
    return counts.words[first] * counts.words[second] / counts.total
