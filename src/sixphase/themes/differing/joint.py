"""Themes beside scores: a joint display (Guetterman, Fetters & Creswell 2015, Annals of Family Medicine 13, 554-561).

Nobody's scores at two occasions are set against each other: forms of one person are not linked.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.themes.differing.comparing import LEVEL
from sixphase.themes.differing.correcting import corrected
from sixphase.themes.differing.groups import Groups
from sixphase.themes.differing.hiding import hide
from sixphase.themes.differing.waves import Measure
from sixphase.themes.touching.touching import Touching

Numbers = NDArray[np.float64]
SIDES = ("touched", "mean", "low", "high", "others", "others_mean", "others_low", "others_high")
APART = ("difference", "difference_low", "difference_high", "g")
COLUMNS = ("measure", "label", "occasion", "id", "name", "short", "state", "scored", *SIDES, *APART)


def joint_display(
    touching: Touching,
    scores: pd.DataFrame,
    measures: Mapping[str, Measure],
    occasions: Groups | None,
    threshold: int,
    method: str = "bh",
) -> pd.DataFrame:
    """The mean score of those who touch a theme and of those who do not, at each occasion.

    Parameters
    ----------
    touching
        Who touches what.
    scores
        As `read_measures` gives them, in the order of `touching.forms`.
    measures
        Label and scale by id.
    occasions
        The forms by occasion (`by_attribute` of the study's `occasion`); None where there is one alone.
    threshold
        Where fewer people than this touch a theme (or do not) at an occasion nothing is shown of them, nor what would
        tell it.
    method
        'bh' or 'holm': all differences of the display are corrected as one lot.

    Returns
    -------
    pandas.DataFrame
        One row a measure, occasion and theme: measure, label, occasion, id, name, short, state, scored (forms with
        a score); touched (of these), mean, low, high; others, others_mean, others_low, others_high; difference of the
        means with difference_low and difference_high (Welch 1947, Biometrika 34, 28-35), g (Hedges 1981, Journal of
        Educational Statistics 6, 107-128), adjusted, holds. Means have Student's interval and lie in the measure's
        units. Where all scores of a side are equal its interval is the mean, and differences have none.
    """
    parts = [_of_measure(touching, scores[id_], id_, m, occasions, threshold) for id_, m in measures.items()]
    rows = [row for part in parts for row in part]
    table = pd.DataFrame([row[:-1] for row in rows], columns=list(COLUMNS))
    real = [c for c in (*SIDES, *APART) if c not in ("touched", "others")]
    table = table.astype({**dict.fromkeys(("scored", "touched", "others"), "Int64"), **dict.fromkeys(real, "Float64")})
    adjusted = corrected([row[-1] for row in rows], method)
    table["adjusted"] = pd.array(adjusted, dtype="Float64")
    table["holds"] = adjusted < LEVEL
    return table


def _of_measure(
    touching: Touching, column: pd.Series, id_: str, measure: Measure, occasions: Groups | None, threshold: int
) -> list[list[Any]]:
    values = column.to_numpy(dtype=float)
    scored = np.flatnonzero(~np.isnan(values))
    names, of = (("",), np.zeros(len(values), np.int64)) if occasions is None else (occasions.names, occasions.of)
    touches, where, values = touching.form_touches[scored], of[scored], values[scored]
    sizes = np.bincount(where, minlength=len(names)).astype(np.int64)
    if ((sizes > 0) & (sizes < threshold)).any():
        return []  # so few gave a score at an occasion that the others would tell of them
    counts = np.stack([touches[where == g].sum(axis=0) for g in range(len(names))], axis=1).astype(np.int64)
    hidden = hide(counts, sizes, touching.parents, threshold)
    rows = []
    for g, e in np.ndindex(len(names), len(touching.entries)):
        if occasions is not None and g == occasions.pooled:
            continue
        entry, here = touching.entries[e], where == g
        about = [id_, measure.label, names[g], entry.id, entry.name, entry.short]
        if hidden[e, g]:
            rows.append([*about, HIDDEN, int(sizes[g]), *[None] * (len(SIDES) + len(APART)), np.nan])
            continue
        one, other = values[here & touches[:, e]], values[here & ~touches[:, e]]
        said = (len(one), *_mean(one, measure), len(other), *_mean(other, measure))
        rows.append([*about, SHOWN, int(sizes[g]), *said, *welch(one, other)])
    return rows


def _mean(values: Numbers, measure: Measure) -> tuple[float | None, float | None, float | None]:
    """A mean and its interval, which does not leave the scale."""
    if len(values) < 2:
        return None, None, None
    mean, half = (
        float(values.mean()),
        float(stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / np.sqrt(len(values))),
    )
    return mean, max(measure.low, mean - half), min(measure.high, mean + half)


def welch(one: Numbers, other: Numbers) -> tuple[float | None, float | None, float | None, float | None, float]:
    """The difference of two means, its ends, Hedges' g, and p; missing where a side has fewer than two people."""
    if len(one) < 2 or len(other) < 2:
        return None, None, None, None, np.nan
    apart = float(one.mean() - other.mean())
    parts = [float(v.var(ddof=1)) / len(v) for v in (one, other)]
    if sum(parts) == 0:
        return apart, None, None, None, np.nan
    free = sum(parts) ** 2 / sum(p**2 / (len(v) - 1) for p, v in zip(parts, (one, other), strict=True))
    half = float(stdtrit(free, 0.975)) * sum(parts) ** 0.5
    within = len(one) + len(other) - 2
    pooled = sum(float(v.var(ddof=1)) * (len(v) - 1) for v in (one, other)) / within
    g = apart / pooled**0.5 * (1 - 3 / (4 * within - 1))
    return apart, apart - half, apart + half, g, float(2 * stdtr(free, -abs(apart) / sum(parts) ** 0.5))
