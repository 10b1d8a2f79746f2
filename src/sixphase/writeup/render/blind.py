"""A copy of the paper for reviewers who are not to know who wrote it.

No names at its head or in the properties of its files, no acknowledgements, lines numbered, double spacing. What an
author wants to hide in the text besides, stands in ``::: {.content-hidden when-profile="review"}``.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from sixphase.study.problem import Problem
from sixphase.writeup.render.head import Front
from sixphase.writeup.render.lines import Line
from sixphase.writeup.render.source import Source

PROFILE = "review"  # its name in `_quarto-review.yml` and in when-profile
HIDING = f'between ::: {{.content-hidden when-profile="{PROFILE}"}} and :::'  # how an author hides a passage
FORMS = ("pdf", "docx")
FILES = {"pdf": "blinded.pdf", "docx": "blinded.docx"}
INSTITUTION = re.compile(
    r"universit|hospital|hospice|infirmary|clinic|klinik|krankenhaus|college|institut|academy|trust\b|foundation"
    r"|cent(?:re|er)\b|council|charity|laborator",
    re.IGNORECASE,
)


def without_names(head: Front) -> Front:
    """The head of the paper without those who wrote it."""
    return replace(head, people=(), affiliations=())


def names_of(head: Front) -> tuple[str, ...]:
    """What would tell who wrote the paper: names, addresses and places of work, as they are written at its head.

    Of a place of work with several parts, such as 'Department of Nursing, Larkfield Hospital, Leeds', each part that
    names an institution is among them by itself. Family names alone are not: whoever cites own work stands in the
    references, as others do.

    >>> from sixphase.writeup.render.metadata import front
    >>> names_of(front({"title": "T", "author": [{"name": "The Group", "email": "a@b.org"}, "Ada Lovelace"]}))
    ('Ada Lovelace', 'Group', 'a@b.org')
    """
    people = [name for person in head.people for name in (person.name.literal, person.orcid, person.email)]
    places = [name for place in head.affiliations for name in _institutions(place.parts.get("name", ""))]
    return tuple(sorted({re.sub(r"^[Tt]he\s+", "", name) for name in (*people, *places)} - {""}))


def _institutions(place: str) -> Iterator[str]:
    """A place of work as it is written, and each of its parts that is an institution's name of two words or more."""
    yield place
    for part in map(str.strip, re.split(r"[,;/]", place)):
        if " " in part and INSTITUTION.search(part):
            yield part


def family_first(head: Front) -> tuple[str, ...]:
    """The names of people as lists write them, wherever a family name begins.

    >>> from sixphase.writeup.render.metadata import front
    >>> family_first(front({"title": "T", "author": ["Ada King Lovelace", "The Group"]}))
    ('King Lovelace, Ada', 'Lovelace, Ada King')
    """
    people = [one.name.literal.split() for one in head.people if one.name.family]
    return tuple(f"{' '.join(words[at:])}, {' '.join(words[:at])}" for words in people for at in range(1, len(words)))


def names_left(written: bytes, form: str, head: Front, source: Source) -> Iterator[Problem]:
    """Each name that still stands in the text, with the line of the paper that holds it.

    Parameters
    ----------
    written
        The paper as pandoc wrote it for `form`: a Word file, or typst's markup for PDF.
    head
        The head with all names.
    """
    words = _words_of(written) if form == "docx" else written.decode("utf-8")
    for name in standing(names_of(head), words):
        yield _left(name, source.find(name) or source.find(name.rpartition(" ")[2]), source)
    for name in standing(family_first(head), words):
        if line := source.find(name):  # so may the references name whoever cites own work: only the text counts
            yield _left(name, line, source)


def standing(names: Iterable[str], text: str) -> list[str]:
    """The names that stand in a text, not as part of a longer word, whatever their capitals, apostrophes and spaces."""
    words = _plain(text)
    return [name for name in names if re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", words)]


def _left(name: str, line: Line | None, source: Source) -> Problem:
    said = f": '{line.text.strip()[:60]}'" if line else ""
    what = f"the copy for reviewers would name '{name}'{said}"
    return Problem(what, line.file if line else source.file, line.place if line else "", f"put the passage {HIDING}")


def _words_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    return "\n".join("".join(map(str, paragraph.itertext())) for root in roots for paragraph in root.iter("{*}p"))


def _plain(text: str) -> str:
    """Text without typst's marks, whatever its quotation marks and spaces."""
    return " ".join(text.replace("\\", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split())
