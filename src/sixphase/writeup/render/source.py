"""The paper's source as one text: includes taken in, values put in, and each line remembering where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem
from sixphase.study.yamlfile import read_yaml

FENCE = re.compile(r"^\s{0,3}(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
CELL = re.compile(r"^\s*\{\s*[A-Za-z]\w*\s*[},]|^\s*\{\s*[A-Za-z]\w*\s+[^=]*\}")
SHORTCODE = re.compile(r"\{\{<\s*(?P<name>/?[\w-]*)\s*(?P<rest>.*?)\s*>\}\}")
INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<path>\S+)\s*>\}\}\s*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


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


@dataclass(frozen=True)
class Source:
    """The paper as the renderer reads it: `head` is the YAML at its top, `lines` the rest."""

    head: Mapping[str, Any]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines) + "\n"

    def find(self, words: str, which: int = 1) -> Line | None:
        """The line of the `which`-th place where `words` stand."""
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
    top = list(_numbered(paper, paper.read_text(encoding="utf-8")))
    head, start = _front_matter(top, paper, problems)
    lines = list(_included(_marked(top[start:], problems), paper.parent, problems))
    filled = tuple(_filled(_without_comments(lines), variables, problems))
    if problems:
        raise InputError(problems)
    return Source(head, filled)


def read_variables(path: Path) -> dict[str, str]:
    """The values of `_variables.yml` by dotted name.

    >>> flat({"answers": {"count": "[80]{.value key=\\"answers.count\\"}"}})
    {'answers.count': '[80]{.value key="answers.count"}'}
    """
    return flat(read_yaml(path) or {}) if path.is_file() else {}


def flat(nested: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """Nested keys as dotted names."""
    found: dict[str, str] = {}
    for key, value in nested.items():
        name = f"{above}.{key}" if above else str(key)
        found |= flat(value, name) if isinstance(value, Mapping) else {name: str(value)}
    return found


def with_values(text: str, variables: Mapping[str, str], file: Path) -> str:
    """`text` with each ``{{< var name >}}`` replaced: for what stands in metadata, such as the abstract.

    Quarto does not promise shortcodes inside metadata, so the abstract gets its values before either renderer
    sees it.

    >>> with_values("We read {{< var n >}} answers.", {"n": "[80]{.value key=n}"}, Path("abstract.md"))
    'We read [80]{.value key=n} answers.'
    """
    problems: list[Problem] = []
    lines = list(_filled(_marked(_numbered(file, text), problems), variables, problems))
    if problems:
        raise InputError(problems)
    return "\n".join(line.text for line in lines)


def _numbered(file: Path, text: str) -> Iterator[Line]:
    for number, words in enumerate(text.split("\n"), start=1):
        yield Line(words.removesuffix("\r"), file, number)


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


def _marked(lines: Iterable[Line], problems: list[Problem]) -> Iterator[Line]:
    """Each line, told whether it stands in a block of code; cells that Quarto would run are problems."""
    fence = ""
    for line in lines:
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
    taken = list(_marked(_numbered(path, path.read_text(encoding="utf-8")), problems))
    if taken and taken[0].text.rstrip() == "---":
        problems.append(Problem("an included file has YAML at its top", path, "line 1", "put it into the paper"))
    for inner in taken:
        if not inner.code and INCLUDE.match(inner.text):
            remedy = "include that file from the paper itself"
            problems.append(Problem("an include inside an included file", inner.file, inner.place, remedy))
        else:
            yield inner


def _without_comments(lines: list[Line]) -> Iterator[Line]:
    """The lines without HTML comments, which are notes to oneself and reach no format."""
    inside = False
    for line in lines:
        text = line.text
        if line.code:
            yield line
            continue
        if inside:
            _, end, text = text.partition("-->")
            inside = not end
            text = "" if inside else text
        text = COMMENT.sub("", text)
        if "<!--" in text:
            text, inside = text.partition("<!--")[0], True
        yield replace(line, text=text)


def _filled(lines: Iterable[Line], variables: Mapping[str, str], problems: list[Problem]) -> Iterator[Line]:
    for line in lines:
        text = SHORTCODE.sub(lambda match, at=line: _value(match, at, variables, problems), line.text)
        if "{{<" in text:
            problems.append(Problem(f"a shortcode without its end: '{text.strip()}'", line.file, line.place, "mend it"))
        yield replace(line, text=text)


def _value(match: re.Match[str], line: Line, variables: Mapping[str, str], problems: list[Problem]) -> str:
    name, rest = match["name"], match["rest"]
    if name == "var" and rest in variables and not line.code and match.string[match.start() - 1 : match.start()] != "{":
        return variables[rest]
    problems.append(_shortcode_problem(match[0], name, rest, line, variables))
    return ""


def _shortcode_problem(whole: str, name: str, rest: str, line: Line, variables: Mapping[str, str]) -> Problem:
    if name == "var" and rest in variables:
        return Problem(f"a value inside code: '{whole}'", line.file, line.place, "put it into the text")
    if name == "var":
        near = get_close_matches(rest, variables, n=3)
        remedy = f"perhaps {' or '.join(near)}" if near else "use a value that a notebook wrote"
        return Problem(f"there is no value '{rest}'", line.file, line.place, remedy)
    if name == "include":
        return Problem("an include must stand alone on its line", line.file, line.place, "give it a line of its own")
    remedy = "only 'var' and 'include' may be used"
    return Problem(f"the shortcode '{name}' is not known here", line.file, line.place, remedy)
