"""The coefficients of agreement, as formulas of sums.

For one code a unit is a 'yes' or a 'no' of each coder that read it. Percent agreement is the mean, over the units
that two or more read, of the share of pairs of readers that agree. The others take away what chance would give:

- Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20, 37-46): each coder says 'yes' as often as
  he or she did. It is for two coders; with more it is the mean over all pairs for which it is defined.
- Brennan and Prediger (1981, Educational and Psychological Measurement 41, 687-699): 'yes' and 'no' are as likely.
- Gwet's AC1 (2008, British Journal of Mathematical and Statistical Psychology 61, 29-48): 2p(1 - p), p being the
  mean share of 'yes' over all units that anybody read.
- Krippendorff's alpha, nominal (2004, 'Content Analysis', 2nd ed., chapter 11): all readings of units that two or more
  read are thrown together and drawn without putting back.

Overall they are of all decisions, each code for each unit, thrown together. Alpha with the MASI distance instead
takes the set of codes that a coder gave a unit as one decision.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sixphase.coding.agreement.counts import Counts
from sixphase.coding.agreement.sets import expected

Array = NDArray[np.float64]
PERCENT, KAPPA, BP, AC1, ALPHA = BY_CODE = ("percent", "kappa", "brennan_prediger", "ac1", "alpha")
MASI = "alpha_masi"


@dataclass(frozen=True)
class Sums:
    """The counts of `Counts`, summed over the groups of each resample: resamples × columns."""

    plain: Array
    by_code: Array
    apart: Array
    in_sets: Array


def sums_of(counts: Counts, weights: Array) -> Sums:
    """Sum the counts of the groups, each as often as it was drawn (`weights`: groups × resamples)."""
    parts = (counts.plain, counts.by_code, counts.apart, counts.in_sets)
    return Sums(*((part.T @ weights).T for part in parts))


def joined(parts: list[Sums]) -> Sums:
    """The same of several blocks of resamples, one under the other."""
    return Sums(*(np.concatenate([getattr(part, at.name) for part in parts]) for at in fields(Sums)))


def by_code(sums: Sums, codes: int, pairs: int) -> dict[str, Array]:
    """Each coefficient for each code and, last, overall: resamples × (codes + 1); nan where it is not defined."""
    blocks = sums.by_code.reshape(len(sums.by_code), 4 + 3 * pairs, codes)
    blocks = np.concatenate([blocks, blocks.sum(axis=2, keepdims=True)], axis=2)
    times = np.append(np.ones(codes), codes)  # overall, every unit is decided on once for each code
    read, shared, readings, *both = (column[:, None] * times for column in sums.plain.T)
    differ, share, yes, apart = (blocks[:, n] for n in range(4))
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(shared > 0, 1 - differ / shared, np.nan)
        kappas = [cohen(n, *(blocks[:, 4 + 3 * p + k] for k in range(3))) for p, n in enumerate(both)]
        given = share / read
        chance = 2 * given * (1 - given)
        varies = yes * (readings - yes)
        alpha = np.where(varies > 0, 1 - (readings - 1) * apart / (2 * varies), np.nan)
        return {
            PERCENT: percent,
            KAPPA: mean_of(kappas),
            BP: 2 * percent - 1,
            AC1: (percent - chance) / (1 - chance),
            ALPHA: alpha,
        }


def cohen(units: Array, both: Array, first: Array, second: Array) -> Array:
    """Cohen's kappa of two coders; nan where neither ever changes, and so chance agreement is 1.

    Written with whole numbers, so that 'not defined' is exact: 1 less the observed over the expected differences.
    """
    differ = first + second - 2 * both
    by_chance = first * (units - second) + second * (units - first)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 0, 1 - differ * units / by_chance, np.nan)


def mean_of(each: list[Array]) -> Array:
    """The mean over the pairs of coders for which there is a figure."""
    stacked = np.stack(each)
    there = ~np.isnan(stacked)
    total = np.where(there, stacked, 0.0).sum(axis=0)
    return np.divide(total, there.sum(axis=0), out=np.full_like(total, np.nan), where=there.any(axis=0))


def of_sets(sums: Sums, counts: Counts) -> Array:
    """Krippendorff's alpha with the MASI distance between sets of codes; one figure a resample."""
    by_chance = expected(sums.in_sets, counts.sets)
    readings = sums.plain[:, 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 0, 1 - (readings - 1) * sums.apart[:, 0] / by_chance, np.nan)
