"""Calendar periods long enough to be told apart in one figure."""

import pandas as pd

MOST = 16  # rows of a figure


def periods_of(dates: pd.Series) -> pd.Series:
    """The period of each date: months where the whole time has at most 16 of them, else quarters, else years.

    Parameters
    ----------
    dates
        Dates as text (2022-05-19), repeats and empty ones among them.

    Returns
    -------
    pandas.Series
        The name of its period for each different date, in order; periods without a date are not in it.

    >>> periods_of(pd.Series(["2022-05-19", "", "2025-03-28"])).to_dict()
    {'2022-05-19': '2022 Q2', '2025-03-28': '2025 Q1'}
    >>> list(periods_of(pd.Series(["2022-05-19", "2022-06-01"])))
    ['2022-05', '2022-06']
    """
    different = sorted({date for date in dates if date})
    if not different:
        return pd.Series(dtype=str)
    (first, first_month), (last, last_month) = (map(int, date.split("-")[:2]) for date in (different[0], different[-1]))
    months = 12 * (last - first) + last_month - first_month + 1
    if months <= MOST:
        names = [date[:7] for date in different]
    elif months <= 3 * (MOST - 1):
        names = [f"{date[:4]} Q{(int(date[5:7]) + 2) // 3}" for date in different]
    else:
        names = [date[:4] for date in different]
    return pd.Series(names, index=different)


def in_a_row(periods: pd.Series) -> list[str]:
    """All periods from the first to the last in order, those without a session among them.

    >>> in_a_row(pd.Series(["2022 Q3", "2023 Q1"])), in_a_row(pd.Series(["2022-12", "2023-02"]))
    (['2022 Q3', '2022 Q4', '2023 Q1'], ['2022-12', '2023-01', '2023-02'])
    >>> in_a_row(pd.Series(["2019", "2021"])), in_a_row(pd.Series(dtype=str))
    (['2019', '2020', '2021'], [])
    """
    if periods.empty:
        return []
    parts = 4 if "Q" in periods.iloc[0] else 12 if "-" in periods.iloc[0] else 1
    form = {1: "{0}", 4: "{0} Q{1}", 12: "{0}-{1:02}"}[parts]
    start, end = (_place(name, parts) for name in (periods.iloc[0], periods.iloc[-1]))
    return [form.format(n // parts, n % parts + 1) for n in range(start, end + 1)]


def _place(name: str, parts: int) -> int:
    """How many periods lie before this one since the year 0."""
    return int(name[:4]) * parts + int(name[5:].lstrip("Q") or 1) - 1
