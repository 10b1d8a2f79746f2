"""Finding texts that are nearly equal among very many, without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

Index = dict[int, dict[tuple[int, str], list[int]]]
PLACES_A_TEXT = 50  # as many places are looked up as quickly as one text is compared


def near_pairs(texts: Sequence[str], near: float) -> Iterator[tuple[int, int]]:
    """All pairs of texts whose similarity is at least `near`; none is missed.

    Similarity is 1 minus the edits (Levenshtein 1966) over the length of the longer text. Candidates come from
    segments (Pass-Join; Li, Deng, Wang & Feng 2011): if a text may differ from another in at most e edits and is
    cut into e + 1 segments, one segment at least stands unchanged in the other, at nearly the same place. At 0.95
    a segment has 10 to 20 characters, so that few texts share one by chance. The places to look for segments grow
    with the square of the edits: where a length has only few texts, such as that of a very long answer, each is
    compared instead.

    Parameters
    ----------
    texts
        All different.
    near
        Above 0, below 1.

    Yields
    ------
    tuple of int
        The places of two texts, each pair once.

    >>> list(near_pairs(["a safe space to share", "a kit bag", "a safe space to shar"], 0.95))
    [(2, 0)]
    """
    index = _segments_of_all(texts, near)
    lengths = sorted(index)
    of_length: dict[int, list[int]] = defaultdict(list)
    for own, text in enumerate(texts):
        of_length[len(text)].append(own)
    for own, text in enumerate(texts):
        for length in lengths:
            most = edits(length, near)
            if length - len(text) > most:
                break
            if length >= len(text):
                there, has_few = of_length[length], len(of_length[length]) * PLACES_A_TEXT < most * most
                found = there if has_few else sorted(_sharing(text, length, most, index[length]))
                yield from ((own, other) for other in found if other != own and _is_pair(texts, own, other, most))


def edits(length: int, near: float) -> int:
    """How many edits a text of `length` characters may be away from a shorter one and still be near.

    >>> [edits(n, 0.95) for n in (19, 20, 39, 40)]
    [0, 1, 1, 2]
    """
    return int((1 - near) * length + 1e-9)


def segments(length: int, count: int) -> list[tuple[int, int]]:
    """Start and end of `count` even segments of a text.

    >>> segments(20, 3)
    [(0, 6), (6, 13), (13, 20)]
    """
    cuts = [length * n // count for n in range(count + 1)]
    return list(pairwise(cuts))


def _segments_of_all(texts: Sequence[str], near: float) -> Index:
    """By length, then by which segment and its letters: the texts that have it."""
    index: Index = defaultdict(lambda: defaultdict(list))
    for own, text in enumerate(texts):
        most = edits(len(text), near)
        if most:  # without an edit only an equal text is near, and there is none
            for which, (start, end) in enumerate(segments(len(text), most + 1)):
                index[len(text)][which, text[start:end]].append(own)
    return index


def _sharing(text: str, length: int, most: int, index: dict[tuple[int, str], list[int]]) -> set[int]:
    """Texts of `length` with a segment that stands in `text` where it may.

    Of the segments that are unchanged one has at most as many edits before it as segments, and the rest after
    it; edits move a place by one each, which bounds where the segment can stand.
    """
    found: set[int] = set()
    shorter = length - len(text)
    for which, (start, end) in enumerate(segments(length, most + 1)):
        first = max(start - which, start - shorter - (most - which), 0)
        last = min(start + which, start - shorter + (most - which), len(text) - (end - start))
        for place in range(first, last + 1):
            found.update(index.get((which, text[place : place + end - start]), ()))
    return found


def _is_pair(texts: Sequence[str], own: int, other: int, most: int) -> bool:
    one, two = texts[own], texts[other]
    if len(one) == len(two) and other >= own:  # of two texts of one length the later one finds the earlier
        return False
    return Levenshtein.distance(one, two, score_cutoff=most) <= most
