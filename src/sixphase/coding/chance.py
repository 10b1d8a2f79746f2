"""What the second reading would hit without reading anything."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.second_reading import FIRST, THREE, Reading, hits, place_of, votes_of
from sixphase.study.rates import Rate

SECOND, COMMONEST, ALL_IN = "second reading", "always the commonest subthemes", "the same, nothing left out"
DEALT, EVEN = "subthemes dealt out at random", "every subtheme as likely"
TIMES = 1000  # the range's ends are then the 25th value from below and from above


def always_the_commonest(reading: Reading) -> NDArray[np.int64]:
    """Places of the published codes when each answer is guessed from the sizes of the codes alone.

    The same rule of leaving out: an answer and its repeats are not counted when it is guessed; codes of equal
    size stand in the codebook's order.
    """
    total = len(reading.book)
    sizes = np.bincount(reading.codes, minlength=total)
    cells = np.bincount(reading.texts * total + reading.codes, minlength=(reading.texts.max() + 1) * total)
    of_text = cells.reshape(-1, total)[reading.texts]
    return place_of((sizes - of_text + 1).astype(float), reading.codes)  # + 1: a code left empty is still a guess


def always_the_largest(reading: Reading) -> NDArray[np.int64]:
    """The same with nothing left out: no rule of guessing, but the most that sizes alone can hit."""
    sizes = np.bincount(reading.codes, minlength=len(reading.book)).astype(float)
    return place_of(np.tile(sizes, (len(reading.codes), 1)), reading.codes)


def relabelled(reading: Reading, seed: int, times: int = TIMES) -> NDArray[np.int64]:
    """Hits under random relabelling: a permutation test (Good 2005, 'Permutation, parametric and bootstrap tests').

    The codes are dealt out anew among the answers, each code as often as before, and the same neighbours vote
    again; who is near whom does not change, since it never depended on the codes.

    Returns
    -------
    numpy.ndarray
        times × 2: hits at the first place, and among the first three.
    """
    draw = np.random.default_rng(seed)
    return np.array([_hits(reading, draw.permutation(reading.codes)) for _ in range(times)])


def _hits(reading: Reading, codes: NDArray[np.int64]) -> tuple[int, int]:
    places = place_of(votes_of(reading.neighbours, codes, len(reading.book)), codes)
    return hits(places, FIRST).hits, hits(places, THREE).hits


def middle_95(values: NDArray) -> tuple[float, float]:
    """The range that holds the middle 95 % of simulated values, both ends being values that came out.

    >>> middle_95(np.arange(1000))
    (25.0, 974.0)
    """
    ends = np.quantile(values, [0.025, 0.975], method="nearest")
    return float(ends[0]), float(ends[1])


def beside_chance(reading: Reading, shuffled: NDArray[np.int64]) -> pd.DataFrame:
    """The hit rates of the second reading and of what knows nothing, one row each.

    Returns
    -------
    pandas.DataFrame
        among (1 or 3), reading, hits, of, share, low, high, meaning. For what was counted the limits are the
        Wilson interval; for the random relabelling hits are the mean, and the limits hold 95 % of the draws.
    """
    commonest, largest = always_the_commonest(reading), always_the_largest(reading)
    rows = []
    for column, among in enumerate((FIRST, THREE)):
        rows.append(_counted(among, SECOND, hits(reading.places, among)))
        rows.append(_counted(among, COMMONEST, hits(commonest, among)))
        rows.append(_counted(among, ALL_IN, hits(largest, among)))
        rows.append(_dealt(among, shuffled[:, column], len(reading.codes)))
        rows.append(_even(among, len(reading.codes), len(reading.book)))
    return pd.DataFrame(rows)


def _counted(among: int, name: str, rate: Rate) -> dict:
    low, high = rate.interval
    shown = {"hits": rate.hits, "of": rate.of, "share": rate.share, "low": low, "high": high}
    return {"among": among, "reading": name, **shown, "meaning": "counted; Wilson interval, 95 %"}


def _dealt(among: int, values: NDArray, of: int) -> dict:
    low, high = middle_95(values)
    shown = {"hits": values.mean(), "of": of, "share": values.mean() / of, "low": low / of, "high": high / of}
    return {
        "among": among,
        "reading": DEALT,
        **shown,
        "meaning": "mean of the draws; the range of 95 % of them",
    }


def _even(among: int, of: int, codes: int) -> dict:
    share = min(among / codes, 1.0)
    shown = {"hits": share * of, "of": of, "share": share, "low": share, "high": share}
    return {"among": among, "reading": EVEN, **shown, "meaning": "expected"}
