"""The places of a staged paper that something can be found at: its head, sections, tables and figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render import PLACE

HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<words>.*?)(?:\s*\{(?P<marks>[^{}]*)\})?\s*$")
LABEL = re.compile(r"\{#(?P<id>(?:tbl|fig|eq)-[\w-]+)")
FENCE = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})")
EMPTY = re.compile(r"^\s*(?:\*Not (?:written|stated) yet\..*|:::.*|<!--.*-->|)\s*$")
IN_HEAD = {"title": "Title", "abstract": "Abstract", "keywords": "Keywords", "author": "Authors"}
KINDS = {"tbl": "Table", "fig": "Figure", "eq": "Formula"}


@dataclass(frozen=True)
class Place:
    """One place: its id, how a reader is told of it, and whether anything is written there yet."""

    id: str
    told: str
    written: bool = True


def places_of(staged: Path, prefix: str = "") -> dict[str, Place]:
    """All places of a staged paper, by id.

    Parameters
    ----------
    staged
        The folder that a renderer reads; none where it is not made yet.
    prefix
        Said before each place, for a document beside the paper: 'Supplement, '.
    """
    paper = staged / PLACE / "paper.qmd"
    if not paper.is_file():
        return {}
    head = places_in_head(read_yaml(staged / PLACE / "_metadata.yml") or {}) if not prefix else ()
    return {place.id: place for place in (*head, *places_in(paper.read_text(encoding="utf-8"), prefix))}


def places_in_head(head: Mapping[str, Any]) -> Iterator[Place]:
    """What stands at the head of the paper."""
    for key, told in IN_HEAD.items():
        said = head.get(key)
        yield Place(
            "authors" if key == "author" else key, told, has_words(said) if isinstance(said, str) else bool(said)
        )


def has_words(text: str) -> bool:
    """Whether a text holds more than the remark that it is not written.

    >>> has_words("*Not written yet.* Which approval the study had."), has_words("Approved."), has_words("")
    (False, True, False)
    """
    return not all(EMPTY.match(line) for line in text.splitlines())


def places_in(text: str, prefix: str = "") -> Iterator[Place]:
    """The sections, tables, figures and formulas of a paper's text, in order, numbered as a reader sees them.

    A section counts as written when it, or one below it, holds words other than the remark that nothing is written.

    >>> [place.told for place in places_in("# Method {#sec-m}\\n## Data {#sec-d}\\nWords.")]
    ['Section 1, Method', 'Section 1.1, Data']
    """
    lines = list(_without_code(text))
    counts: dict[str, int] = {}
    numbers: list[int] = []
    for at, line in enumerate(lines):
        heading = HEADING.match(line)
        if heading:
            yield from _section(heading, lines[at + 1 :], numbers, prefix)
        for label in LABEL.finditer("" if heading else line):
            kind = label["id"].partition("-")[0]
            counts[kind] = counts.get(kind, 0) + 1
            yield Place(label["id"], f"{prefix}{KINDS[kind]} {counts[kind]}")


def _section(heading: re.Match[str], after: list[str], numbers: list[int], prefix: str) -> Iterator[Place]:
    level, marks = len(heading["level"]), heading["marks"] or ""
    told = heading["words"]
    if ".unnumbered" not in marks.split():
        del numbers[level:]
        numbers += [0] * (level - len(numbers))
        numbers[level - 1] += 1
        told = f"Section {'.'.join(map(str, numbers))}, {told}"
    id_ = next((mark[1:] for mark in marks.split() if mark.startswith("#")), "")
    if id_:
        yield Place(id_, prefix + told, _written(after, level))


def _written(after: list[str], level: int) -> bool:
    for line in after:
        heading = HEADING.match(line)
        if heading and len(heading["level"]) <= level:
            return False
        if not heading and not EMPTY.match(line):
            return True
    return False


def _without_code(text: str) -> Iterator[str]:
    """The lines without blocks of code, in which '#' begins a remark and no section."""
    inside = ""
    for line in text.splitlines():
        fence = FENCE.match(line)
        if fence and not inside:
            inside = fence["mark"]
        elif inside and line.strip().startswith(inside):
            inside = ""
        elif not inside:
            yield line
