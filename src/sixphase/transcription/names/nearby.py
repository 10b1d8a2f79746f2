"""Which words of the answers may be a listed word with a small slip of spelling."""

from collections.abc import Collection

from sixphase.transcription.names.english import is_common

DOUBT = 10  # added to the slips of a word that is English by itself
CHUNK = 20_000  # words compared at a time, which bounds the memory


def slips_allowed(letters: int) -> int:
    """How many slips a listed word of so many letters may have: none up to 3, one from 4 to 7, two from 8.

    A slip is a letter left out, added, exchanged, or two neighbours swapped (the optimal string alignment distance;
    Damerau 1964 found that these four make up four fifths of all misspellings).

    >>> [slips_allowed(n) for n in (3, 4, 7, 8)]
    [0, 1, 1, 2]
    """
    return 0 if letters < 4 else 1 if letters < 8 else 2


def near_words(
    written: Collection[str], listed: Collection[str], among_others: Collection[str] = ()
) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each written word the listed words that it may be, each with its number of slips, fewest first.

    A word that is English by itself ('many') is no slip of a single name ('Mary'). It may be one of a word that
    stands in a longer name, `among_others` ('Kestrel Wad'): then `DOUBT` is added to its slips.

    >>> near_words({"sarha", "sarah", "sarahs", "many", "sazs"}, {"sarah", "mary", "saz"})
    {'sarah': (('sarah', 0),), 'sarahs': (('sarah', 1),), 'sarha': (('sarah', 1),), 'sazs': (('saz', 1),)}
    >>> near_words({"wad"}, {"ward"}, {"ward"})
    {'wad': (('ward', 11),)}
    """
    if not listed:
        return {}
    near = {word: [(word, 0)] for word in written if word in listed}
    for word in written:
        if word.endswith("s") and word[:-1] in listed and not is_common(word):
            near.setdefault(word, []).append((word[:-1], 1))
    long = [word for word in written if len(word) > 2]
    found = _slipped(sorted(word for word in long if not is_common(word)), sorted(listed), 0)
    found += _slipped(sorted(word for word in long if is_common(word)), sorted(among_others), DOUBT)
    for word, other, slips in found:
        if (other, slips) not in near.setdefault(word, []):
            near[word].append((other, slips))
    return {word: tuple(sorted(near[word], key=lambda pair: (pair[1], pair[0]))) for word in sorted(near) if near[word]}


def _slipped(written: list[str], listed: list[str], doubt: int) -> list[tuple[str, str, int]]:
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    # A slip in a figure makes another ward.
    allowed = np.array([slips_allowed(len(word)) if word.isalpha() else 0 for word in listed])
    pairs = []
    for begin in range(0, len(written), CHUNK) if listed else ():
        part = written[begin : begin + CHUNK]
        slips = cdist(part, listed, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8, workers=1)
        for i, j in zip(*np.nonzero((slips > 0) & (slips <= allowed)), strict=True):
            pairs.append((part[i], listed[j], int(slips[i, j]) + doubt))
    return pairs
