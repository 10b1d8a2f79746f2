"""New codes per form, and how many a run of forms adds to those of the first ones.

Guest, Namey & Chen (2020), 'A simple method to assess and report thematic saturation in qualitative research',
PLoS ONE 15(5): e0232076. *Base size*: the forms at the start, whose different codes are the measure. *Run length*:
how many forms in a row are looked at together; runs overlap, each begins one form after the one before. *New
information threshold*: the codes that are new in a run, divided by those of the base, may be at most so many.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TIMES = 1000


@dataclass(frozen=True)
class Measure:
    """What is asked of the data: base size and run length in forms, threshold as a share of one."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05

    def __post_init__(self) -> None:
        if self.base < 1 or self.run < 1 or not 0 <= self.threshold < 1:
            raise ValueError("base size and run length are 1 at least, and the threshold lies from 0 to below 1")


def new_codes(rows: pd.DataFrame, total: int) -> NDArray[np.int64]:
    """How many codes each form brought that no earlier one had; `rows` as `form_codes` gives them."""
    return np.bincount(rows.groupby("code")["form"].min(), minlength=total).astype(np.int64)


def shuffled(rows: pd.DataFrame, total: int, seed: int, times: int = TIMES) -> NDArray[np.int64]:
    """The same for forms in random orders: times × forms.

    Where each code comes first is the least place among its forms, so that one order costs no more than the rows.
    """
    draw = np.random.default_rng(seed)
    by_code = rows.sort_values("code", kind="stable")
    forms, starts = by_code["form"].to_numpy(), np.flatnonzero(np.diff(by_code["code"].to_numpy(), prepend=-1))
    found = np.zeros((times, total), dtype=np.int64)
    for number in range(times if len(forms) else 0):
        places = draw.permutation(total)[forms]
        found[number] = np.bincount(np.minimum.reduceat(places, starts), minlength=total)
    return found


def shares_of_runs(new: NDArray[np.int64], measure: Measure) -> NDArray[np.float64]:
    """New codes in each run after the base, as a share of the codes of the base.

    Parameters
    ----------
    new
        orders × forms (or forms): how many codes each form brought.

    Returns
    -------
    numpy.ndarray
        orders × runs (or runs); the first run begins right after the base. Not a number where the base has no code.
    """
    sums = np.cumsum(new, axis=-1)
    before = sums[..., measure.base - 1 : max(sums.shape[-1] - measure.run, 0)]
    gained = sums[..., measure.base - 1 + measure.run :] - before
    whole = sums[..., measure.base - 1 : measure.base]
    return np.divide(gained, whole, out=np.full(gained.shape, np.nan), where=whole > 0)


def reached(new: NDArray[np.int64], measure: Measure) -> NDArray[np.int64]:
    """After how many forms the first run adds no more than the threshold; -1 where none does.

    The forms of the run itself are not counted: the paper writes '6+2' for six forms and a run of two.
    """
    low = np.atleast_2d(shares_of_runs(new, measure)) <= measure.threshold + 1e-12
    first = low.argmax(axis=1) if low.shape[1] else np.zeros(len(low), dtype=np.int64)
    return np.where(low.any(axis=1), measure.base + first, -1)


def saturation_table(
    order: list[str], new: NDArray[np.int64], drawn: NDArray[np.int64], measure: Measure
) -> pd.DataFrame:
    """One row a form in order of collection.

    Returns
    -------
    pandas.DataFrame
        number (from 1), new (codes that no earlier form had), codes (all so far), run_new and run_share (of the run
        that ends with this form; missing in the base), random_low, random_middle, random_high (codes so far in
        random orders: their median and the range that holds the middle 95 %). Forms are not named.
    """
    total = len(order)
    sums = np.cumsum(drawn, axis=1)
    low, middle, high = np.quantile(sums, [0.025, 0.5, 0.975], axis=0, method="nearest") if total else np.zeros((3, 0))
    share = shares_of_runs(new, measure) if total >= measure.base + measure.run else np.zeros(0)
    run_new = np.convolve(new, np.ones(measure.run, dtype=np.int64))[:total] if total else new
    known = np.arange(1, total + 1) >= measure.base + measure.run
    return pd.DataFrame(
        {
            "number": np.arange(1, total + 1),
            "new": new,
            "codes": np.cumsum(new),
            "run_new": pd.array(np.where(known, run_new, -1), dtype="Int64"),
            "run_share": np.concatenate([np.full(total - len(share), np.nan), share]),
            "random_low": low.astype(int),
            "random_middle": middle.astype(int),
            "random_high": high.astype(int),
        }
    ).assign(run_new=lambda table: table["run_new"].where(known))


def new_codes_of(table: pd.DataFrame) -> NDArray[np.int64]:
    """The new codes of each form, back from the table."""
    return table["new"].to_numpy(dtype=np.int64)
