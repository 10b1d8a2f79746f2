"""How figures of agreement are written."""

import math

import pandas as pd

from sixphase.coding.agreement.coefficients import AC1, ALPHA, BP, KAPPA, MASI, PERCENT
from sixphase.study.rates import percent, percents

LABELS = {
    PERCENT: "percent agreement",
    KAPPA: "Cohen's kappa",
    BP: "Brennan-Prediger",
    AC1: "Gwet's AC1",
    ALPHA: "Krippendorff's alpha",
    MASI: "alpha of sets (MASI)",
}
NOT_DEFINED = "not defined"
PARTLY = "*"  # beside an interval of those resamples only in which the figure is defined


def figure(coefficient: str, value: float) -> str:
    """A coefficient with two decimals; percent agreement in whole percent.

    >>> figure("kappa", 4 / 9), figure("kappa", -0.001), figure("percent", 0.9), figure("alpha", math.nan)
    ('0.44', '0.00', '90 %', 'not defined')
    """
    if math.isnan(value):
        return NOT_DEFINED
    return percent(value) if coefficient == PERCENT else f"{round(value, 2) + 0.0:.2f}"


def interval(coefficient: str, low: float, high: float) -> str:
    """The interval; empty where there is none.

    >>> interval("ac1", 0.412, 0.5), interval("percent", 0.88, 0.92), interval("ac1", math.nan, math.nan)
    ('0.41 to 0.50', '88 to 92 %', '')
    """
    if math.isnan(low):
        return ""
    return (
        percents(low, high) if coefficient == PERCENT else f"{figure(coefficient, low)} to {figure(coefficient, high)}"
    )


def in_full(row: dict) -> str:
    """A row of the coefficients with its interval, with an asterisk where that is of some of the resamples.

    >>> row = {"coefficient": "ac1", "value": 0.45, "low": 0.4, "high": 0.5, "undefined": 3, "reason": ""}
    >>> in_full(row)
    '0.45 (0.40 to 0.50)*'
    """
    shown = figure(row["coefficient"], row["value"])
    if math.isnan(row["value"]):
        return f"{shown} ({row['reason']})"
    inside = interval(row["coefficient"], row["low"], row["high"])
    return f"{shown} ({inside}){PARTLY * bool(row['undefined'])}" if inside else shown


def wide(coefficients: pd.DataFrame) -> pd.DataFrame:
    """One row a code, one column a coefficient with its interval, for reading; the codes' order is kept."""
    texts = coefficients.assign(text=[in_full(row) for row in coefficients.to_dict("records")])
    table = texts.pivot(index="code", columns="coefficient", values="text").reindex(texts["code"].unique())
    named = texts.drop_duplicates("code").set_index("code")["name"]
    columns = [name for name in LABELS if name in table]
    shown = table[columns].fillna("").rename(columns=LABELS)
    shown.insert(0, "code", named.loc[shown.index])
    return shown.reset_index(drop=True).rename_axis(columns=None)
