"""Tests of a stated length of time against its start and end."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.findings import Evidence, Verdict
from sixphase.writeup.audit.relations import Duration
from sixphase.writeup.audit.rounding import shown

MONTHS = {"months": 1, "years": 12}
DAYS = {"days": 1, "weeks": 7}


def duration(relation: Duration, evidence: Evidence) -> Verdict:
    """Is the stated length the time from the start to the end, rounded to the digits printed?

    A period of days may be counted with or without its last day; either will do. A time of day before the start
    is taken as one of the next day.
    """
    start, end, stated = evidence.named((relation.start, relation.end, relation.stated))
    lengths = _lengths(start, end, stated.unit)
    figures = (start, end, stated)
    if not lengths:
        explains = "The end comes before the start; these cannot both hold."
        return Verdict(False, f"{end} is before {start}", f"{end} < {start}", explains, figures)
    length = next((x for x in lengths if x == stated.number), None)
    if length is not None:
        arithmetic = f"{start} to {end} = {shown(length)} {stated.unit}"
        return Verdict(True, arithmetic, arithmetic, "The length is the one stated.", figures)
    length = next((x for x in lengths if x in stated.printed), lengths[0])
    agrees = length in stated.printed
    arithmetic = f"{start} to {end} = {shown(length)} {stated.unit}, stated as {stated.value}"
    if agrees:
        says = f"{shown(length)} {stated.unit}, stated as {stated.value}, within rounding"
        return Verdict(True, says, arithmetic, "The stated length is the true one rounded.", figures)
    explains = "The start and the end give another length than the one stated, even rounded; they cannot all hold."
    return Verdict(False, f"{shown(length)} against {stated}", arithmetic, explains, figures)


def _lengths(start: Figure, end: Figure, unit: str) -> list[Fraction]:
    """The length in `unit`, and for days the one that counts both ends; none where the end is before the start."""
    if start.unit == "time":
        minutes = _minutes(end) - _minutes(start)
        return [Fraction(minutes % (24 * 60), 60 if unit == "hours" else 1)]
    if end.day < start.day:
        return []
    return [between(start.day, end.day, unit), _counting_both(start.day, end.day, unit)]


def _minutes(figure: Figure) -> int:
    return figure.clock.hour * 60 + figure.clock.minute


def _counting_both(start: date, end: date, unit: str) -> Fraction:
    return between(start, end + timedelta(days=1), unit)


def between(start: date, end: date, unit: str) -> Fraction:
    """The time from one day to a later one in days, weeks, months or years of the calendar.

    Whole months (or years) are counted first, and what is left is a share of the month (or year) that it is in;
    a month without the day of the start ends on its last day.

    >>> between(date(2022, 5, 19), date(2025, 5, 19), "years")
    Fraction(3, 1)
    >>> round(float(between(date(2022, 5, 19), date(2025, 3, 28), "years")), 2)
    2.86
    """
    if unit in DAYS:
        return Fraction((end - start).days, DAYS[unit])
    step = MONTHS[unit]
    whole = ((end.year - start.year) * 12 + end.month - start.month) // step
    if _later(start, whole * step) > end:
        whole -= 1
    reached, following = _later(start, whole * step), _later(start, (whole + 1) * step)
    return whole + Fraction((end - reached).days, (following - reached).days)


def _later(day: date, months: int) -> date:
    """The same day of a later month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
