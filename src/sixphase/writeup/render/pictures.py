"""Figures in the paper's text: each gets the words for those who do not see it from the notebook that drew it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from sixphase.study.plain import signs_only
from sixphase.study.problem import Problem
from sixphase.writeup.render.lines import Line

# the end of an image, with its attributes if it has any: ](folder/NAME.svg){#fig-name}
IMAGE = re.compile(
    r"\]\((?P<path>(?:[^()\s]*/)?(?P<name>[^()\s/]+)\.(?:svg|png))\)"
    r"(?:\{(?P<attributes>(?:[^{}\"]|\"(?:\\.|[^\"\\])*\")*)\}|(?!\{))"
)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "$": "&#36;"}
OWN = re.compile(r"(?:^|\s)fig-alt=")


def described(lines: Iterable[Line], alts: Mapping[str, str], problems: list[Problem]) -> Iterator[Line]:
    """Each line, with the computed text of each figure that a notebook drew.

    Parameters
    ----------
    lines
        Lines of the paper; an image and its attributes stand on one line.
    alts
        The computed texts, by the name of the figure's file without its ending.
    problems
        Gets what is wrong: a text typed by hand for a figure whose text is computed would grow stale.
    """
    for line in lines:
        put = partial(_described, line=line, alts=alts, problems=problems)
        yield line if line.code else replace(line, text=IMAGE.sub(put, line.text))


def _described(match: re.Match[str], line: Line, alts: Mapping[str, str], problems: list[Problem]) -> str:
    name, attributes = match["name"], match["attributes"] or ""
    if name not in alts:
        return match[0]
    if OWN.search(attributes):
        what = f"the text of the figure '{name}' is typed by hand, and its notebook computes one"
        problems.append(Problem(what, line.file, line.place, "take fig-alt away"))
    whole = f'{attributes} fig-alt="{quoted(alts[name])}"'.strip()
    return f"]({match['path']}){{{whole}}}"


def quoted(text: str) -> str:
    r"""Plain text for the inside of a Markdown attribute's quotation marks.

    Signs that begin a comment or a value are written as entities: whoever reads the lines would take them for these.

    >>> quoted('Bars of "nine" & more')
    'Bars of \\"nine\\" &amp; more'
    >>> quoted('a\x07 b')
    'a b'
    """
    safe = "".join(ENTITIES.get(sign, sign) for sign in signs_only(text))
    return re.sub(r'(["\\])', r"\\\1", safe)
