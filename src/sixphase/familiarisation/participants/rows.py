"""Rows of the tables that are published."""

import pandas as pd

from sixphase.study.rates import wilson

SHOWN, HIDDEN = "shown", "hidden"


def proportion(part: int | None, whole: int | None) -> dict[str, float | None]:
    """A share with its interval; missing where one of the two is hidden, or there is no whole."""
    if part is None or whole is None or not 0 <= part <= whole or whole == 0:
        return {"share": None, "low": None, "high": None}
    low, high = wilson(part, whole)
    return {"share": part / whole, "low": low, "high": high}


def typed(table: pd.DataFrame, whole: list[str], real: list[str]) -> pd.DataFrame:
    """The table with whole and real numbers that may be missing."""
    return table.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(real, "Float64")})
