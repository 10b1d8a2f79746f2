"""Which units and codes are compared, and what they are grouped by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixphase.coding.agreement.readings import Readings
from sixphase.coding.agreement.units import Units, units_of


@dataclass(frozen=True)
class Chosen:
    """The units that count, with the codes that are compared.

    `weight` is that of each piece that two coders or more read, else 0. `uncoded` is how many such units nobody coded
    with anything, whether they count or are left out. `group` is the group of each answer, `groups` their number;
    only groups that have a unit are numbered.
    """

    units: Units
    weight: NDArray[np.float64]
    uncoded: int
    group: NDArray[np.int64]
    groups: int


def chosen_units(readings: Readings, codes: tuple[str, ...], unit: str, leave_out: bool = False) -> Chosen:
    """Cut the answers into units and keep what is compared.

    Parameters
    ----------
    codes
        Those to compare, of `readings.codes`.
    leave_out
        Whether units that nobody coded with anything (any code, also one that is not compared) do not count.
    """
    whole = units_of(unit, readings.texts, readings.passages)
    coded = np.isin(np.arange(len(whole.answer)), whole.piece)
    uncoded = int(_shared(whole, readings)[~coded].sum())
    kept = _kept(whole, coded) if leave_out else whole
    units = _of_codes(kept, [readings.codes.index(code) for code in codes], len(readings.codes))
    used = np.unique(readings.group[units.answer])
    return Chosen(units, _shared(units, readings), uncoded, np.searchsorted(used, readings.group), len(used))


def _shared(units: Units, readings: Readings) -> NDArray[np.float64]:
    return np.where(readings.read.sum(axis=1)[units.answer] >= 2, units.weight, 0.0)


def _kept(units: Units, keep: NDArray[np.bool_]) -> Units:
    """Only some of the pieces; those that are covered are among them."""
    place = np.cumsum(keep) - 1
    return Units(units.answer[keep], units.weight[keep], place[units.piece], units.coder, units.code)


def _of_codes(units: Units, chosen: list[int], codes: int) -> Units:
    """Only some of the codes, numbered in their order."""
    place = np.full(codes, -1)
    place[chosen] = np.arange(len(chosen))
    code = place[units.code]
    keep = code >= 0
    return Units(units.answer, units.weight, units.piece[keep], units.coder[keep], code[keep])
