"""The parts of a text document: headings, paragraphs and tables, each with its place."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph (or a line of a text file), or a table of a document.

    `number` is the line of a text file; in a document it counts paragraphs and tables from 1.
    """

    kind: Literal["heading", "text", "table"]
    text: str
    number: int
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of_text(text: str, markdown: bool) -> list[Block]:
    """The lines of a text; in Markdown a line of `#` is a heading and stars around a label are no words.

    >>> [(b.kind, b.text) for b in blocks_of_text("# Form 12\\n**Date:** 19 May 2022", markdown=True)]
    [('heading', 'Form 12'), ('text', 'Date: 19 May 2022')]
    """
    blocks = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if markdown and line.startswith("#") and line.lstrip("#").startswith(" "):
            blocks.append(Block("heading", line.lstrip("#").strip().rstrip("#").strip(), number))
        else:
            blocks.append(Block("text", _without_stars(line) if markdown else line, number))
    return blocks


def _without_stars(line: str) -> str:
    bare = line.strip()
    for mark in ("**", "__"):
        if bare.startswith(mark) and bare.find(mark, 2) > 2:
            label, _, rest = bare[2:].partition(mark)
            if label.rstrip().endswith((":", "?")) or not rest or rest.startswith(":"):
                return f"{label}{rest}"
    return line
