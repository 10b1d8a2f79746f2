"""How passages stand to each other, for all of them at once: sorted places and counts, never pair by pair.

Of passages in a line, those that begin before a place less those that end before it are those that lie across it.
So whether a passage has a partner is a difference of two counts, found by two searches in sorted arrays.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Spans:
    """Passages in the line: start, end (exclusive), and the limits of the answer that each is in."""

    start: Array
    end: Array
    floor: Array
    ceiling: Array


def overlapping(left: Spans, right: Spans, own: Array) -> Array:
    """Which passages on the left share a place with another on the right.

    Parameters
    ----------
    own
        Whether each passage on the left is itself among those on the right; it is no partner of its own.
    """
    begun = np.searchsorted(np.sort(right.start), left.end, "left")
    return begun - np.searchsorted(np.sort(right.end), left.start, "right") - own > 0


def near(left: Spans, right: Spans, own: Array, reach: int) -> Array:
    """Which have another on the right with at most `reach` places between; overlapping is as near as can be."""
    begun = np.searchsorted(np.sort(right.start), np.minimum(left.end + reach, left.ceiling), "right")
    ended = np.searchsorted(np.sort(right.end), np.maximum(left.start - reach, left.floor), "left")
    return begun - ended - own > 0


def within(left: Spans, right: Spans, own: Array) -> Array:
    """Which lie wholly inside another on the right; one that covers the same places counts.

    Sorted by start and, from the same start, the longest first, a passage lies inside one before it when the
    farthest end so far is not before its own; a passage of the same places stands beside it.
    """
    if not len(right.start) or not len(left.start):
        return np.zeros(len(left.start), dtype=bool)
    order = np.lexsort((-right.end, right.start))
    start, end = right.start[order], right.end[order]
    farthest = np.maximum.accumulate(end)
    upto = np.searchsorted(start, left.start, "right")  # how many begin no later
    inside = (upto > 0) & (farthest[upto - 1] >= left.end)
    return np.where(own, _inside_another(left, start, end, farthest), inside)


def _inside_another(left: Spans, start: Array, end: Array, farthest: Array) -> Array:
    """The same for passages that are themselves among those on the right: another one has to hold them."""
    first = _place_of(left, start, end)
    before = (first > 0) & (farthest[first - 1] >= left.end)
    after = np.minimum(first + 1, len(start) - 1)
    twin = (after > first) & (start[after] == left.start) & (end[after] == left.end)
    return before | twin


def _place_of(left: Spans, start: Array, end: Array) -> Array:
    """Where the first passage of each one's places stands among the sorted ones."""
    far = int(max(end.max(), left.end.max())) + 1
    return np.searchsorted(start * far + (far - end), left.start * far + (far - left.end), "left").clip(
        0, len(start) - 1
    )


def pairs(left: Spans, right: Spans) -> tuple[Array, Array]:
    """Every pair that shares a place, as numbers on the left and on the right; as long as there are pairs."""
    by_left, by_right = np.argsort(left.start, kind="stable"), np.argsort(right.start, kind="stable")
    lefts, rights = left.start[by_left], right.start[by_right]
    one, other = _ranges(np.searchsorted(rights, left.start, "left"), np.searchsorted(rights, left.end, "left"))
    two, more = _ranges(np.searchsorted(lefts, right.start, "right"), np.searchsorted(lefts, right.end, "left"))
    return np.concatenate((one, by_left[more])), np.concatenate((by_right[other], two))


def _ranges(begin: Array, end: Array) -> tuple[Array, Array]:
    """For each number n the whole numbers from begin[n] to end[n] (exclusive), with n beside each."""
    counts = np.maximum(end - begin, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts - begin, counts)
