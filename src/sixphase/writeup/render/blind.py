"""A copy of the paper for reviewers who are not to know who wrote it.

No names at its head or in the properties of its files, no acknowledgements, lines numbered, double spacing. What an
author wants to hide in the text besides, stands in ``::: {.content-hidden when-profile="review"}``.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from sixphase.study.problem import Problem
from sixphase.writeup.render.head import Front
from sixphase.writeup.render.source import Source

PROFILE = "review"  # its name in `_quarto-review.yml` and in when-profile
FORMS = ("pdf", "docx")
FILES = {"pdf": "blinded.pdf", "docx": "blinded.docx"}


def without_names(head: Front) -> Front:
    """The head of the paper without those who wrote it."""
    return replace(head, people=(), affiliations=())


def names_of(head: Front) -> tuple[str, ...]:
    """What would tell who wrote the paper: names, addresses and places of work, as they are written at its head.

    Family names alone are not among them: whoever cites own work stands in the references, as others do.

    >>> from sixphase.writeup.render.metadata import front
    >>> names_of(front({"title": "T", "author": [{"name": "The Group", "email": "a@b.org"}, "Ada Lovelace"]}))
    ('Ada Lovelace', 'Group', 'a@b.org')
    """
    people = [name for person in head.people for name in (person.name.literal, person.orcid, person.email)]
    places = [place.parts.get("name", "") for place in head.affiliations]
    return tuple(sorted({re.sub(r"^[Tt]he\s+", "", name) for name in (*people, *places)} - {""}))


def names_left(written: bytes, form: str, head: Front, source: Source) -> Iterator[Problem]:
    """Each name that still stands in the text, with the line of the paper that holds it.

    Parameters
    ----------
    written
        The paper as pandoc wrote it for `form`: a Word file, or typst's markup for PDF.
    head
        The head with all names.
    """
    words = _plain(_words_of(written) if form == "docx" else written.decode("utf-8"))
    for name in names_of(head):
        if re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", words):
            line = source.find(name) or source.find(name.rpartition(" ")[2])
            remedy = 'put the passage between ::: {.content-hidden when-profile="review"} and :::'
            said = f": '{line.text.strip()[:60]}'" if line else ""
            what = f"the copy for reviewers would name '{name}'{said}"
            yield Problem(what, line.file if line else source.file, line.place if line else "", remedy)


def _words_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    return "\n".join("".join(map(str, paragraph.itertext())) for root in roots for paragraph in root.iter("{*}p"))


def _plain(text: str) -> str:
    """Text without typst's marks, whatever its quotation marks and spaces."""
    return " ".join(text.replace("\\", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split())
