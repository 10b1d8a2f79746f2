"""The tables of one agreement: counts, coefficients with their intervals, and why a figure is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.agreement.choosing import Chosen, chosen_units
from sixphase.coding.agreement.coefficients import BY_CODE, MASI
from sixphase.coding.agreement.counts import counts_of
from sixphase.coding.agreement.readings import Readings
from sixphase.coding.agreement.resampling import figures, middle
from sixphase.coding.agreement.undefined import no_interval, why

OVERALL = ""  # the code of a row that is of all codes
OVERALL_NAME = "all codes"
Values = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Measured:
    """What was counted and computed; see `Agreement`. Nothing where coefficients do not fit the approach."""

    units: int = 0
    uncoded_units: int = 0
    groups: int = 0
    resamples: int = 0
    counts: pd.DataFrame = field(default_factory=pd.DataFrame)
    coefficients: pd.DataFrame = field(default_factory=pd.DataFrame)


def measured(
    readings: Readings,
    codes: tuple[str, ...],
    names: Mapping[str, str],
    unit: str,
    leave_out: bool,
    seed: int,
    resamples: int,
) -> Measured:
    """Count and compute.

    Parameters
    ----------
    codes
        Those to compare, of `readings.codes`.
    leave_out
        Whether units that nobody coded with anything (any code, also one that is not compared) do not count.
    """
    chosen = chosen_units(readings, codes, unit, leave_out)
    counts = counts_of(chosen.units, readings.read, chosen.group, chosen.groups, len(codes))
    table = _counts(chosen, readings, codes, names)
    times = resamples if chosen.groups > 1 else 0
    coefficients = _coefficients(
        *figures(counts, seed, times), table, len(readings.coders), no_interval(chosen.groups, times)
    )
    return Measured(int(chosen.weight.sum()), chosen.uncoded, chosen.groups, times, table, coefficients)


def _counts(chosen: Chosen, readings: Readings, codes: tuple[str, ...], names: Mapping[str, str]) -> pd.DataFrame:
    units, shared = chosen.units, chosen.weight
    keys, many = np.unique(units.piece * len(codes) + units.code, return_counts=True)
    piece, code = keys // len(codes), keys % len(codes)
    weight = shared[piece]
    more, one = (np.bincount(code, weight * part, minlength=len(codes)) for part in (many >= 2, many == 1))
    readings_with = np.bincount(code, weight * many, minlength=len(codes))
    readings_there = float((shared * readings.read.sum(axis=1)[units.answer]).sum())
    group = chosen.group[units.answer[piece]]
    found = np.unique(np.stack([group, code])[:, weight > 0], axis=1)
    return pd.DataFrame(
        {
            "code": list(codes),
            "name": [names.get(code, code) for code in codes],
            "units": int(shared.sum()),
            "more": more.astype(int),
            "one": one.astype(int),
            "share": readings_with / max(readings_there, 1.0),
            "groups": np.bincount(found[1], minlength=len(codes)),
        }
    )


def _coefficients(value: Values, drawn: Values, counts: pd.DataFrame, coders: int, without: str) -> pd.DataFrame:
    """One row a code and coefficient, overall first."""
    places = [(OVERALL, OVERALL_NAME, -1), *zip(counts["code"], counts["name"], range(len(counts)), strict=True)]
    rows = []
    for code, name, at in places:
        for coefficient in BY_CODE if code else (*BY_CODE, MASI):
            figure = float(value[coefficient][at])
            ends = middle(drawn[coefficient][:, at]) if drawn else (np.nan, np.nan, 0)
            reason = without
            if np.isnan(figure):
                reason = why(coefficient, counts, at, coders)
                ends = (np.nan, np.nan, ends[2])
            rows.append((code, name, coefficient, figure, *ends, reason))
    columns = ["code", "name", "coefficient", "value", "low", "high", "undefined", "reason"]
    return pd.DataFrame(rows, columns=columns)
