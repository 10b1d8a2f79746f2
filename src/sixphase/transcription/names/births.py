"""Dates of birth, told from other dates."""

import re
from datetime import date

from sixphase.transcription.names.found import Found

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:18|19|20)\d\d|\d\d)"
_DATE = re.compile(
    rf"(?<![\d/.\-])(?:(?P<y>(?:18|19|20)\d\d)[\-/.](?P<m>\d\d?)[\-/.](?P<d>\d\d?)"
    rf"|(?P<d1>\d\d?)\s?(?P<s>[/.\-–]|\s)\s?(?P<m1>\d\d?)\s?(?P=s)\s?(?P<y1>{_YEAR})"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)?[\s\-/.]?(?:of\s)?(?P<m2>{_MONTH})\b\.?,?[\s\-/.]{{0,2}}['’]?(?P<y2>{_YEAR})"
    rf"|(?P<m3>\b{_MONTH})\.?\s(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y3>{_YEAR}))(?![\d/]|[.\-]\d)",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:born|d\.?\s?o\.?\s?b|(?:date|day) of birth|birth ?dat?e?|birth ?day|b\.)[^\n!?;\d]{0,30}$", re.I
)
_AFTER = re.compile(r"^[^\n.!?]{0,14}\b(?:d\.?\s?o\.?\s?b|(?:date|day) of birth|birth ?da(?:te|y))", re.I)


def birth_dates(text: str, sessions: frozenset[str] = frozenset(), born_by: int = 2004) -> list[Found]:
    """Full dates that are somebody's date of birth.

    The rule: a date with day, month and year is one (1) if a word such as 'born', 'DOB' or 'birthday' stands within
    30 characters before it, or 14 after it; or (2) without such a word, if its year has four figures and is not
    after `born_by`: sixteen years before the study's first session, so that nobody who was there is younger. The
    date of a session is none. Either order of day and month is read; '1985' or 'March 1985' alone is left.

    >>> [f.who for f in birth_dates("DOB 3.4.72; discharged 01/03/2020; she is from 12 March 1985")]
    ['72-04-03', '1985-03-12']
    """
    found = []
    for m in _DATE.finditer(text):
        read = _read(m)
        if read is None or _is_session(read, sessions):
            continue
        said = _BEFORE.search(text[max(0, m.start() - 46) : m.start()]) or _AFTER.search(text[m.end() : m.end() + 36])
        if said or (len(read[0]) == 4 and 1880 <= int(read[0]) <= born_by):
            found.append(Found(m.start(), m.end(), "DATE OF BIRTH", "-".join(read), "form"))
    return found


def _read(m: re.Match[str]) -> tuple[str, str, str] | None:
    """Year, month and day as they stand, if there is such a date."""
    year = m["y"] or m["y1"] or m["y2"] or m["y3"]
    month = m["m"] or m["m1"] or m["m2"] or m["m3"]
    day = m["d"] or m["d1"] or m["d2"] or m["d3"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    for a, b in ((number, int(day)), (int(day), number)):
        try:
            date(int(year) if len(year) == 4 else 2000, a, b)
        except ValueError:
            if not month.isdigit():
                return None
            continue
        return year, f"{a:02}", f"{b:02}"
    return None


def _is_session(read: tuple[str, str, str], sessions: frozenset[str]) -> bool:
    year, month, day = read
    years = (year,) if len(year) == 4 else ("19" + year, "20" + year)
    return any(f"{y}-{a}-{b}" in sessions for y in years for a, b in ((month, day), (day, month)))
