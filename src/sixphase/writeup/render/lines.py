"""The lines of a source, each with its place: which are code, which are notes to oneself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sixphase.study.problem import Problem

FENCE = re.compile(r"^\s{0,3}(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
CELL = re.compile(r"^\s*\{+\s*[A-Za-z][\w-]*[\s,}]")  # {python}, {r, echo}; not {.python}, {#id}, {=html}


@dataclass(frozen=True)
class Line:
    """One line of the source, the file it comes from and its number there; `code` inside a block of code."""

    text: str
    file: Path
    number: int
    code: bool = False

    @property
    def place(self) -> str:
        return f"line {self.number}"


def numbered(file: Path, text: str) -> Iterator[Line]:
    """Each line of a text with its number."""
    for number, words in enumerate(text.split("\n"), start=1):
        yield Line(words.removesuffix("\r"), file, number)


def marked(lines: Iterable[Line], problems: list[Problem]) -> Iterator[Line]:
    """Each line without its comments, told whether it is code; cells that Quarto would run are problems.

    A comment is a note to oneself and reaches no format; in a block of code it is code.
    """
    fence, in_comment = "", False
    for line in lines:
        if not fence:
            text, in_comment = _uncommented(line.text, in_comment)
            line = replace(line, text=text)
        match = FENCE.match(line.text)
        if fence:
            closes = match and match["mark"].startswith(fence) and not match["rest"].strip()
            fence = "" if closes else fence
            yield replace(line, code=True)
        elif match:
            fence = match["mark"]
            if CELL.match(match["rest"]):
                remedy = "compute in a notebook, keep the result as a value, and name that value here"
                problems.append(Problem(f"a code cell: '{line.text.strip()}'", line.file, line.place, remedy))
            yield replace(line, code=True)
        else:
            yield line


def _uncommented(text: str, inside: bool) -> tuple[str, bool]:
    """A line without what stands in comments, and whether a comment goes on after it.

    >>> _uncommented("a <!-- b --> c <!-- d", False)
    ('a  c ', True)
    """
    kept = ""
    while text:
        if inside:
            _, end, text = text.partition("-->")
            inside = not end
        else:
            words, begin, text = text.partition("<!--")
            kept, inside = kept + words, bool(begin)
    return kept, inside
