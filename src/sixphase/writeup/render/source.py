"""The paper's source as one text: includes taken in, values put in, and each line remembering where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem
from sixphase.writeup.render.lines import Line, marked, numbered
from sixphase.writeup.render.shortcodes import filled

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<path>\S+)\s*>\}\}\s*$")


@dataclass(frozen=True)
class Source:
    """The paper as the renderer reads it: `head` is the YAML at its top, `lines` the rest."""

    head: Mapping[str, Any]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines) + "\n"

    def find(self, words: str, which: int = 1) -> Line | None:
        """The line of the `which`-th place where `words` stand, or the first of several forms parted by bars."""
        words = next((w for w in words.split("|") if any(w in line.text for line in self.lines)), words)
        places = [line for line in self.lines for _ in range(line.text.count(words))] if words else []
        return places[min(which, len(places)) - 1] if places else None


def read_source(paper: Path, variables: Mapping[str, str]) -> Source:
    """The paper at `paper` with its includes and values.

    Parameters
    ----------
    paper
        The `.qmd` file; paths of includes are taken from its folder and cannot leave it.
    variables
        Dotted name to the Markdown that stands for it (see `read_variables`).

    Raises
    ------
    InputError
        Every cell of code, unknown shortcode, missing include and unknown value, each with its line.
    """
    problems: list[Problem] = []
    top = list(numbered(paper, paper.read_text(encoding="utf-8")))
    head, start = _front_matter(top, paper, problems)
    lines = list(_included(marked(top[start:], problems), paper.parent, problems))
    told = tuple(filled(lines, variables, problems))
    if problems:
        raise InputError(problems)
    return Source(head, told)


def _front_matter(lines: list[Line], paper: Path, problems: list[Problem]) -> tuple[Mapping[str, Any], int]:
    """The YAML between the first two `---` lines, and the index of the first line after it."""
    import yaml

    if not lines or lines[0].text.rstrip() != "---":
        return {}, 0
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.text.rstrip() in ("---", "...")), None)
    if end is None:
        problems.append(Problem("the YAML at the top has no end", paper, "line 1", "close it with a line '---'"))
        return {}, len(lines)
    try:
        head = yaml.safe_load("\n".join(line.text for line in lines[1:end])) or {}
    except yaml.YAMLError as error:
        head = {}
        what = str(getattr(error, "problem", None) or error)
        problems.append(Problem(f"the YAML at the top is not valid: {what}", paper, f"lines 1 to {end + 1}", "mend it"))
    return head if isinstance(head, Mapping) else {}, end + 1


def _included(lines: Iterable[Line], folder: Path, problems: list[Problem]) -> Iterator[Line]:
    for line in lines:
        match = None if line.code else INCLUDE.match(line.text)
        if match is None:
            yield line
            continue
        yield from _taken_in(line, match["path"], folder, problems)


def _taken_in(line: Line, name: str, folder: Path, problems: list[Problem]) -> Iterator[Line]:
    """The lines of an included file."""
    path = folder / name
    inside = path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file():
        what = f"the file to include is not there: '{name}'" if inside else f"the include leaves the folder: '{name}'"
        problems.append(Problem(what, line.file, line.place, "name a file below the paper's folder"))
        return
    taken = list(marked(numbered(path, path.read_text(encoding="utf-8")), problems))
    if taken and taken[0].text.rstrip() == "---":
        problems.append(Problem("an included file has YAML at its top", path, "line 1", "put it into the paper"))
    for inner in taken:
        if not inner.code and INCLUDE.match(inner.text):
            remedy = "include that file from the paper itself"
            problems.append(Problem("an include inside an included file", inner.file, inner.place, remedy))
        else:
            yield inner
