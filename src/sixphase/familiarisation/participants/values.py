"""The named values of the participants: what a paper would say of them."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.describe import Participants
from sixphase.familiarisation.participants.labels import NOT_SHOWN
from sixphase.familiarisation.participants.rows import HIDDEN, proportion
from sixphase.study.rates import percent, percents

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

Value = tuple[str, Any, str | None]  # name, value, what the paper prints


def participant_values(people: Participants) -> Iterator[Value]:
    """Every number that the paper may print of the participants, by name.

    A number that is not known or not shown has the value None and is printed as 'not shown' or 'not counted'.
    """
    totals = people.totals
    for name in ("forms", "attended", "answered", "undated"):
        unknown = (
            "not counted" if totals["attended"] is None and not people.periods["attended"].notna().any() else NOT_SHOWN
        )
        yield _whole(f"participants.{name}", totals[name], unknown if name in ("attended", "answered") else NOT_SHOWN)
    rate = proportion(totals["answered"], totals["attended"])
    yield _share("participants.response", rate["share"])
    yield _range("participants.response_interval", rate["low"], rate["high"])
    yield "participants.threshold", people.threshold, None
    hidden = sum(
        int((table["state"] == HIDDEN).sum()) for table in (people.participants, people.periods, people.missing)
    )
    yield "participants.hidden_cells", hidden, None
    yield from _sessions(totals)
    yield from _categories(people.participants, "participants", "count")
    yield from _categories(people.missing, "response", "answered")


def word_for(category: str) -> str:
    """A category as a part of a value's name.

    >>> word_for("Allied health professionals"), word_for("18–30 (years)"), word_for("é")
    ('allied_health_professionals', '18_30_years', 'category')
    """
    return re.sub(r"[^a-z0-9]+", "_", category.lower()).strip("_") or "category"


def _sessions(totals: dict[str, Any]) -> Iterator[Value]:
    yield "sessions.count", totals["sessions"], None
    yield _whole("sessions.uncounted", totals["uncounted_sessions"], "all")
    yield _whole("sessions.size_min", totals["smallest"], NOT_SHOWN)
    yield _whole("sessions.size_max", totals["largest"], NOT_SHOWN)
    median = totals["median"]
    yield "sessions.size_median", median, NOT_SHOWN if median is None else f"{median:g}"
    for name in ("first", "last"):
        yield f"sessions.{name}", totals[name], day(totals[name])


def day(date: str | None) -> str:
    """A date as it is written in a sentence.

    >>> day("2022-05-19"), day(None)
    ('19 May 2022', 'not known')
    """
    if not date:
        return "not known"
    year, month, number = date.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def _categories(table: pd.DataFrame, prefix: str, count: str) -> Iterator[Value]:
    """Values of each row: its count, and its share with the interval; numbered where two names would be one."""
    share = "share" if "share" in table else "response"
    used: dict[str, int] = {}
    for row in table.to_dict("records"):
        name = f"{prefix}.{word_for(row['attribute'])}.{word_for(row['category'])}"
        used[name] = used.get(name, 0) + 1
        name = name if used[name] == 1 else f"{name}_{used[name]}"
        yield _whole(f"{name}.count", row[count], NOT_SHOWN)
        yield _share(f"{name}.share", row[share])
        yield _range(f"{name}.interval", row["low"], row["high"])


def _whole(name: str, value: Any, unknown: str) -> Value:
    return (name, None, unknown) if pd.isna(value) else (name, int(value), None)


def _share(name: str, value: Any) -> Value:
    return (name, None, NOT_SHOWN) if pd.isna(value) else (name, float(value), percent(float(value)))


def _range(name: str, low: Any, high: Any) -> Value:
    return (name, None, NOT_SHOWN) if pd.isna(low) else (name, percents(float(low), float(high)), None)
