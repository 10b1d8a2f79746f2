"""What stands at the head of the paper, as plain values: title, people, where they work, date and licence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

EARLIEST = 315_532_800  # 1980-01-01, the first day that a zip file (and so DOCX) can name

MONTHS = (  # written out, since the names that Python knows change with the machine's locale
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True)
class Name:
    """A person's name in its parts, or (`family` empty) the name of a group as it stands."""

    literal: str
    given: str = ""
    family: str = ""


@dataclass(frozen=True)
class Affiliation:
    """Where an author works; `number` is its place in the list below the authors."""

    id: str
    number: int
    parts: Mapping[str, str]


@dataclass(frozen=True)
class Person:
    """One author of the paper."""

    name: Name
    orcid: str
    email: str
    corresponding: bool
    roles: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]


@dataclass(frozen=True)
class Front:
    """All that stands at the head of the paper; texts are Markdown."""

    title: str
    subtitle: str
    people: tuple[Person, ...]
    affiliations: tuple[Affiliation, ...]
    abstract: str
    keywords: tuple[str, ...]
    date: str
    licence: str
    language: str
    notice: str = ""  # what stands on every page


def moment(head: Front) -> int:
    """The one moment that outputs may name: the paper's date, in seconds since 1970.

    >>> from sixphase.writeup.render.metadata import front
    >>> moment(front({"title": "T", "date": "2026-01-01"})), moment(front({"title": "T"}))
    (1767225600, 315532800)
    """
    try:
        day = datetime.fromisoformat(head.date).replace(tzinfo=UTC)
    except ValueError:
        return EARLIEST
    return max(EARLIEST, int(day.timestamp()))


def plain_text(markdown: str) -> str:
    """A line of Markdown without its marks, for the properties of a file.

    >>> plain_text("What *eighty* answers [tell]{.value key=x}")
    'What eighty answers tell'
    """
    words = re.sub(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))", r"\1", markdown)
    return re.sub(r"(?<!\w)([*_]{1,2})(\S(?:.*?\S)?)\1(?!\w)", r"\2", words)


def split_name(written: Any) -> Name:
    """A name in its parts; a group has no family name.

    Ambiguous by nature: the last word is taken for the family name, unless the name has a comma
    ('Family, Given'), begins with 'The', or is given in parts.

    >>> split_name("Ada King Lovelace")
    Name(literal='Ada King Lovelace', given='Ada King', family='Lovelace')
    >>> split_name("van Gogh, Vincent").family
    'van Gogh'
    >>> split_name("The Sixphase developers")
    Name(literal='The Sixphase developers', given='', family='')
    """
    if isinstance(written, Mapping):
        given, family = str(written.get("given") or ""), str(written.get("family") or "")
        return Name(str(written.get("literal") or f"{given} {family}".strip()), given, family)
    words = str(written).strip()
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma:
        return Name(f"{given} {family}", given, family)
    if re.match(r"[Tt]he\b", words) or " " not in words:
        return Name(words)
    given, _, family = words.rpartition(" ")
    return Name(words, given, family)


def long_date(written: str) -> str:
    """A date as a reader expects it; what is no date stays as it stands.

    >>> long_date("2026-11-03")
    '3 November 2026'
    """
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
