"""Blocks of settings in the text, which pandoc would take for the paper's head: its title, its authors, its files."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sixphase.study.problem import Problem
from sixphase.writeup.render.lines import Line


def settings_blocks(lines: Sequence[Line]) -> Iterator[Problem]:
    """Each line `---` that begins such a block: not in code, after an empty line or none, with words right below."""
    before = ""
    for line, below in pairwise(lines):
        if line.text.rstrip() == "---" and not line.code and not before.strip() and below.text.strip():
            remedy = "write the paper's head in study.yml; for a line across the page leave an empty line below ---"
            yield Problem("here begins a block of settings, which would change the head", line.file, line.place, remedy)
        before = line.text
