"""Dates as people write them. Which of two numbers is the day is never guessed: the study says it."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Order = Literal["day first", "month first", "year first"]
ORDERS: tuple[Order, ...] = ("day first", "month first", "year first")
FIRST_YEAR, LAST_YEAR = 1900, 2100
TWO_DIGITS_UNTIL = 70  # '69' is 2069; '70' and later would more likely be meant for the last century
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ZONE = r"(?:\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:[T ,]+\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?{_ZONE})?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}")
_NUMBERS = re.compile(rf"(\d{{1,4}})\s*([./-])\s*(\d{{1,2}})\s*\2\s*(\d{{1,4}}){_TIME}")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+([a-z]+)\.?[\s,.-]+(\d{{2}}|\d{{4}}){_TIME}", re.IGNORECASE
)
_NAMED_DAY = re.compile(rf"{_WEEKDAY}([a-z]+)\.?[\s-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(\d{{4}}){_TIME}", re.I)


class NoDate(ValueError):
    """Why a text is no date that can be taken."""


@dataclass(frozen=True)
class Seen:
    """What the dates of a file can be.

    Attributes
    ----------
    clear
        How many can be read in one way only.
    open
        How many are numbers whose order has to be said.
    fits
        The orders in which every open one is a date.
    example
        One of the open dates.
    """

    clear: int
    open: int
    fits: tuple[Order, ...]
    example: str = ""


def read_date(text: str, order: Order | None = None) -> str:
    """A date as ISO 8601 writes it; an empty text stays empty; a time after the date is left off.

    ISO dates and months in letters are clear. Numbers are read in `order`; a year of two digits is one of this
    century, if it is before 2070.

    Raises
    ------
    NoDate
        When it is no date, cannot be in the calendar, or needs an order that was not said.

    >>> read_date("Thursday 19th May 2022"), read_date("05/06/22", "day first"), read_date("2022-05-19 13:30:00")
    ('2022-05-19', '2022-06-05', '2022-05-19')
    """
    bare = " ".join(text.split())
    if not bare:
        return ""
    clear = _clear(bare)
    if clear:
        return _day(*clear)
    found = _NUMBERS.fullmatch(bare)
    if not found:
        raise NoDate("this is a spreadsheet's number of a day" if _serial(bare) else "this is no date")
    if order is None:
        raise NoDate("it is not said whether the day or the month stands first")
    return _day(*_ordered((found[1], found[3], found[4]), order))


def look_at(texts: Iterable[str]) -> Seen:
    """What the dates of a column can be; texts that are no dates in any order are left to `read_date`.

    >>> look_at(["19/05/2022", "03/04/2022", "2022-05-19"])
    Seen(clear=1, open=2, fits=('day first',), example='19/05/2022')
    """
    written = list(dict.fromkeys(" ".join(t.split()) for t in texts if t.strip()))
    open_ones = [t for t in written if not _clear(t) and _NUMBERS.fullmatch(t)]
    fits = tuple(order for order in ORDERS if open_ones and all(_reads(t, order) for t in open_ones))
    telling = [t for t in open_ones if sum(_reads(t, order) for order in ORDERS) == 1]
    clear = sum(1 for t in written if _clear(t))
    return Seen(clear, len(open_ones), fits, (telling or open_ones or [""])[0])


def is_date(text: str) -> bool:
    """Whether a text is a date in any order."""
    return any(_reads(text, order) for order in ORDERS)


def is_like_a_date(text: str) -> bool:
    """Whether a text is meant for a date, though it may be none: '31/02/2024', '2204-03-14', a spreadsheet's number.

    >>> [is_like_a_date(text) for text in ("31/02/2024", "2204-03-14", "45365", "Monday", "12")]
    [True, True, True, False, False]
    """
    bare = " ".join(text.split())
    return bool(_clear(bare) or _NUMBERS.fullmatch(bare)) or _serial(bare)


def _reads(text: str, order: Order) -> bool:
    try:
        return bool(read_date(text, order))
    except NoDate:
        return False


def _clear(bare: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date that can be read in one way only."""
    if found := _ISO.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_NAMED.fullmatch(bare)) and (month := _month(found[2])):
        return _year(found[3]), month, int(found[1])
    if (found := _NAMED_DAY.fullmatch(bare)) and (month := _month(found[1])):
        return _year(found[3]), month, int(found[2])
    return None


def _month(name: str) -> int:
    low = name.lower()
    if low in _LONG:
        return _LONG.index(low) + 1
    return _MONTHS.index(low[:3]) + 1 if low in _MONTHS or low == "sept" else 0


def _ordered(numbers: tuple[str, str, str], order: Order) -> tuple[int, int, int]:
    one, two, three = numbers
    year, month, day = {
        "day first": (three, two, one),
        "month first": (three, one, two),
        "year first": (one, two, three),
    }[order]
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        raise NoDate(f"this is no date with the {order}")
    return _year(year), int(month), int(day)


def _year(digits: str) -> int:
    """The year; of two digits that of this century, or the two themselves where the last one may be meant."""
    short = len(digits) == 2 and int(digits) < TWO_DIGITS_UNTIL
    return int(digits) + (2000 if short else 0)


def _day(year: int, month: int, day: int) -> str:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise NoDate(f"there is no day {day} of month {month} in {year}") from None
    if TWO_DIGITS_UNTIL <= year < 100:
        raise NoDate(f"the year {year} may be 19{year} or 20{year}; write it with four figures")
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise NoDate(f"the year {year} cannot be")
    return date.isoformat()


def _serial(bare: str) -> bool:
    return bare.replace(".", "", 1).isdigit() and bare.isascii() and 20_000 < float(bare) < 80_000
