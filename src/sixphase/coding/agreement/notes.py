"""Where a figure misleads: kappa when a code is rare (or nearly everywhere), anything when there is little to go by."""

from dataclasses import dataclass

import pandas as pd

from sixphase.coding.agreement.coefficients import AC1, KAPPA, PERCENT
from sixphase.coding.agreement.measuring import OVERALL, Measured
from sixphase.coding.agreement.readings import Readings

RARE = 0.1  # a code that fewer than this share of readings have, or all but this share
HIGH = 0.8  # percent agreement from which a low kappa is a paradox
FAR_BELOW = 0.1  # by how much kappa lies below AC1 then
FEW_GROUPS = 20  # forms or answers; with fewer, resampling tells little
FEW_WITH_CODE = 5  # forms or answers in which anybody gave the code


@dataclass(frozen=True)
class Note:
    """A warning beside the figures of one code ('' is overall)."""

    code: str
    kind: str  # 'rare', 'few', 'no variation', or (overall) 'few forms', 'no units'
    text: str


def notes_of(found: Measured, readings: Readings) -> tuple[Note, ...]:
    """The warnings, overall first, then in the order of the codes.

    Kappa misleads where coders agree on at least 80 % of units, the code is in less than 10 % (or more than 90 %) of
    the readings, and kappa lies 0.1 or more below AC1: chance agreement is then nearly 1, and a few readings that
    differ take kappa down (Feinstein & Cicchetti 1990, Journal of Clinical Epidemiology 43, 543-549).
    """
    notes = []
    if not found.units:
        return (Note(OVERALL, "no units", "There is no unit that two coders have read."),)
    if found.groups < FEW_GROUPS:
        what = _of(found.groups, readings.resampled)
        notes.append(Note(OVERALL, "few forms", f"Only {what} to resample: read the intervals as a rough guide."))
    wide = found.coefficients.pivot(index="code", columns="coefficient", values="value")
    for row in found.counts.to_dict("records"):
        notes += [n for n in (_rare(row, wide.loc[row["code"]]), _few(row, readings.resampled)) if n]
    return tuple(notes)


def _rare(row: dict, value: pd.Series) -> Note | None:
    share = row["share"]
    unbalanced = 0 < share < RARE or 1 - RARE < share < 1
    if not (unbalanced and value[PERCENT] >= HIGH and value[AC1] - value[KAPPA] >= FAR_BELOW):
        return None
    where = f"{'rare' if share < RARE else 'nearly everywhere'} ({100 * share:.1f} % of readings)"
    text = (
        f"{row['name']}: kappa ({value[KAPPA]:.2f}) can mislead, since the code is {where} and the coders agree on "
        f"{100 * value[PERCENT]:.0f} % of units. Read it beside AC1 ({value[AC1]:.2f}) and the counts."
    )
    return Note(row["code"], "rare", text)


def _few(row: dict, resampled: str) -> Note | None:
    if row["share"] in (0, 1):
        who = "nobody gave it" if not row["share"] else "everyone always gave it"
        return Note(row["code"], "no variation", f"{row['name']}: {who}, so agreement on it tells nothing.")
    if row["groups"] >= FEW_WITH_CODE:
        return None
    where = _of(row["groups"], resampled)
    return Note(row["code"], "few", f"{row['name']}: given in only {where}; one more could change every figure.")


def _of(number: int, resampled: str) -> str:
    one = resampled.split(",")[0].removesuffix("s") if number == 1 else resampled
    return f"{number} {one}"
