"""Values in the paper's text: what stands for ``{{< var name >}}``, and shortcodes that are not known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from sixphase.study.problem import Problem
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render.lines import Line

SHORTCODE = re.compile(r"\{\{<\s*(?P<name>/?[\w-]*)\s*(?P<rest>.*?)\s*>\}\}")


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


def filled(lines: Iterable[Line], variables: Mapping[str, str], problems: list[Problem]) -> Iterator[Line]:
    """Each line with its values put in; what cannot be put in becomes a problem."""
    for line in lines:
        text = SHORTCODE.sub(partial(_value, line=line, variables=variables, problems=problems), line.text)
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
