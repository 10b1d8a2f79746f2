"""The paper's source as one text: includes taken in, values put in, and each line remembering where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem, did_you_mean
from sixphase.writeup.render.lines import Line, marked, numbered
from sixphase.writeup.render.pictures import described
from sixphase.writeup.render.shortcodes import filled

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<path>\S+)\s*>\}\}\s*$")


@dataclass(frozen=True)
class Origin:
    """The words that an include stands for, and the file in which a person changes them."""

    file: Path
    text: str


@dataclass(frozen=True)
class Source:
    """The paper as the renderer reads it: `head` is the YAML at its top, `lines` the rest, with includes and values.

    `named` are the same lines with values still by their names; `beside` are lines of the head, such as the
    abstract's, in which something may be wrong too.
    """

    file: Path
    head: Mapping[str, Any]
    lines: tuple[Line, ...]
    named: tuple[Line, ...] = ()
    beside: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines) + "\n"

    @property
    def flat(self) -> str:
        """The paper as one file without includes, its values still by their names."""
        import yaml

        head = f"---\n{yaml.safe_dump(dict(self.head), allow_unicode=True, sort_keys=False)}---\n" if self.head else ""
        return head + "\n".join(line.text for line in self.named).rstrip("\n") + "\n"

    def find(self, words: str, which: int = 1) -> Line | None:
        """The line of the `which`-th place where `words` stand, or the first of several forms parted by bars."""
        lines = (*self.lines, *self.beside)
        words = next((w for w in words.split("|") if any(w in line.text for line in lines)), words)
        places = [line for line in lines for _ in range(line.text.count(words))] if words else []
        return places[min(which, len(places)) - 1] if places else None


def read_source(
    paper: Path,
    variables: Mapping[str, str],
    origins: Mapping[str, Origin] | None = None,
    alts: Mapping[str, str] | None = None,
    abstract: Path | None = None,
) -> Source:
    """The paper at `paper` with its includes, values and texts of figures.

    Parameters
    ----------
    paper
        The `.qmd` file.
    variables
        Dotted name to the Markdown that stands for it (see `read_variables`).
    origins
        What each include stands for, by the name that the paper gives; none in a paper that is one file already.
    alts
        The texts that notebooks computed for those who do not see a figure, by the name of its file.
    abstract
        The file of the abstract, which stands in the head.

    Raises
    ------
    InputError
        Every cell of code, unknown shortcode, missing include and unknown value, each with its line in the file
        that a person changes.
    """
    problems: list[Problem] = []
    top = list(numbered(paper, paper.read_text(encoding="utf-8")))
    head, start = _front_matter(top, paper, problems)
    whole = _included(marked(top[start:], problems), origins or {}, problems, ())
    named = tuple(described(whole, alts or {}, problems))
    told = tuple(filled(named, variables, problems))
    words = abstract.read_text(encoding="utf-8") if abstract and abstract.is_file() else ""
    beside = tuple(filled(numbered(abstract, words), variables, problems)) if abstract and words else ()
    if problems:
        raise InputError(problems)
    return Source(paper, head, told, named, beside)


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


def _included(
    lines: Iterable[Line], origins: Mapping[str, Origin], problems: list[Problem], within: tuple[str, ...]
) -> Iterator[Line]:
    """The lines with what they include; `within` are the includes that we are inside of."""
    for line in lines:
        match = None if line.code else INCLUDE.match(line.text)
        if match is None:
            yield line
        elif match["path"] not in origins:
            what = f"the file to include is not there: '{match['path']}'"
            problems.append(Problem(what, line.file, line.place, did_you_mean(match["path"], origins)))
        elif match["path"] in within:
            remedy = "take one of the two includes away"
            problems.append(Problem(f"'{match['path']}' includes itself", line.file, line.place, remedy))
        else:
            taken = _taken_in(origins[match["path"]], problems)
            yield from _included(taken, origins, problems, (*within, match["path"]))


def _taken_in(origin: Origin, problems: list[Problem]) -> list[Line]:
    """The lines of an included file, without the empty ones at its end."""
    taken = list(marked(numbered(origin.file, origin.text.rstrip()), problems))
    if taken and taken[0].text.rstrip() == "---":
        problems.append(Problem("an included file has YAML at its top", origin.file, "line 1", "put it into the paper"))
    return taken
