"""Drawing at random, the same on every machine and in every version."""

import random
from collections.abc import Iterable, Mapping, Sequence
from math import floor, log
from typing import TypeVar

Thing = TypeVar("Thing")


class Draw:
    """A stream of random numbers with a name of its own, so that one part of the data never disturbs another.

    Only `random()` of Python's Mersenne Twister is used, whose numbers are promised never to change; what is made
    of them is here.

    >>> Draw(1, "a").pick("xyz") == Draw(1, "a").pick("xyz")
    True
    """

    def __init__(self, *name: object):
        self.random = random.Random(":".join(map(str, name))).random

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def below(self, number: int) -> int:
        """A whole number from 0 to number - 1."""
        return floor(self.random() * number)

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, as likely as its weight says."""
        left = self.random() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return thing

    def shuffled(self, things: Iterable[Thing]) -> list[Thing]:
        """All of them in a random order (Fisher and Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def hits(self, length: int, probability: float) -> list[int]:
        """Which of so many places are hit, each with the same chance; fast where that is small."""
        found, place = [], -1
        while probability > 0:
            place += 1 + floor(log(1 - self.random()) / log(1 - probability))
            if place >= length:
                break
            found.append(place)
        return found


def scaled(counts: Mapping[Thing, int], total: int) -> dict[Thing, int]:
    """Counts in the same proportions that add up to another total (largest remainders, Hamilton's method).

    >>> scaled({"a": 3, "b": 1}, 6)
    {'a': 5, 'b': 1}
    """
    whole = sum(counts.values())
    exact = {thing: count * total / whole for thing, count in counts.items()}
    result = {thing: floor(share) for thing, share in exact.items()}
    largest = sorted(result, key=lambda thing: result[thing] - exact[thing])
    for thing in largest[: total - sum(result.values())]:
        result[thing] += 1
    return result
