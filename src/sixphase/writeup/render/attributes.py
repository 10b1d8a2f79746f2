"""Attributes in braces that no renderer would understand, found in the source.

In the finished text nobody could tell them from braces that a participant wrote; in the source those are escaped.
"""

import re
from collections.abc import Iterable, Iterator

from sixphase.study.problem import Problem
from sixphase.writeup.render.lines import Line

START = re.compile(r"(?<!\\)\{[#.][A-Za-z]")
VALUE = r"""(?:(?!"\s+")"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s"'{}]+)"""  # a value of blanks is none to pandoc
PART = rf"""(?:[#.][^\s{{}}"'=\\]+|[A-Za-z][\w:-]*={VALUE})"""
WHOLE = re.compile(rf"\{{{PART}(?:\s+(?:{PART}|-))*\s*\}}")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def odd_attributes(lines: Iterable[Line]) -> Iterator[Problem]:
    """Each `{#id …` or `{.class …` that does not go on as attributes do."""
    for line in lines:
        text = "" if line.code else CODE.sub(lambda code: " " * len(code[0]), line.text)
        at = 0
        while start := START.search(text, at):
            whole = WHOLE.match(text, start.start())
            at = (whole or start).end()
            if not whole:
                what = f"attributes that are not understood: '{text[start.start() :].split()[0]}'"
                remedy = "look at their quotation marks and at the closing brace"
                yield Problem(what, line.file, line.place, remedy)
