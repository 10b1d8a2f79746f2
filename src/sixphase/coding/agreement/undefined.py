"""Why a coefficient has no value: it is said, and never shown as 1 or 0."""

import pandas as pd

from sixphase.coding.agreement.coefficients import ALPHA, KAPPA


def no_interval(groups: int, resamples: int) -> str:
    """Why there is no interval; empty where there is one."""
    if groups < 2:
        return "no interval: all units are of one form or answer"
    return "" if resamples else "no interval: nothing was resampled"


def why(coefficient: str, counts: pd.DataFrame, at: int, coders: int) -> str:
    """The reason for which a coefficient is not defined.

    Parameters
    ----------
    counts
        The counts of `Agreement`.
    at
        The code's row; -1 is overall.
    coders
        How many were compared.
    """
    units = int(counts["units"].iloc[0])
    if not units:
        return "no unit was read by two coders"
    given = counts[["more", "one"]].sum() if at < 0 else counts.loc[at, ["more", "one"]]
    if not given.sum():
        return "no variation: nobody gave it"
    if coefficient == KAPPA:
        return "no variation: each coder gave it always or never" + (", in every pair" if coders > 2 else "")
    if coefficient == ALPHA:
        return "no variation: every coder gave it to every unit"
    return "no variation: all coders gave all units the same codes"
