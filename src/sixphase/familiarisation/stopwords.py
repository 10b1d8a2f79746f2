"""Words that say little by themselves, left out where contents are counted. The one place that knows them."""

import re
from functools import cache

# In contractions the list knows the parts only: I'm, you've, it's, don't.
_TAIL = re.compile(r"(?:n't|'(?:m|s|d|re|ve|ll))$")
_IRREGULAR = frozenset({"can't", "shan't", "won't", "let's"})


@cache
def stop_words() -> frozenset[str]:
    """scikit-learn's 318 English stop words.

    The list is known to hold words that carry meaning in some texts ('system', 'found', 'interest', 'myself') and
    to miss others (Nothman, Qin & Yurchak 2018); so it decides what is shown in a table of frequent words and in
    collocations, and nothing else. Keyness needs no such list.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # a second of imports, only where it is needed

    return frozenset(ENGLISH_STOP_WORDS)


@cache
def is_stop_word(word: str) -> bool:
    """Whether a word, in the spelling of `words_of`, says little; a contraction of such a word does as well.

    >>> [is_stop_word(w) for w in ("the", "i'm", "haven't", "can't", "compassion", "lep's", "self")]
    [True, True, True, True, False, False, False]
    """
    return word in stop_words() or word in _IRREGULAR or _TAIL.sub("", word) in stop_words()
