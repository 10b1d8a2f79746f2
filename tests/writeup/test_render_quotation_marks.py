"""Quotation marks in the PDF stand as they were typed: typst would choose their side, and err after a full stop."""

import io

import pytest
from pypdf import PdfReader
from writeup.fixture_paper.staging import stage

from sixphase.writeup.render import builtin

MARKS = {
    "a full stop before the end": ("‘That it is not selfish.’ (one)", "‘That it is not selfish.’ (one)"),
    "two at once": ("‘She said “Stop.”’", "‘She said “Stop.”’"),
    "straight ones": ("'Not selfish.' \"Not so.\"", "‘Not selfish.’ “Not so.”"),
    "apostrophes": ("the girls’ room isn't 'theirs'", "the girls’ room isn’t ‘theirs’"),
    "none": ("plain words", "plain words"),
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> list[str]:
    paper = "\n\n".join(f"Mark: {typed}" for typed, _ in MARKS.values()) + "\n"
    pdf = builtin.render(stage(tmp_path_factory.mktemp("marks"), paper), "pdf")
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()


@pytest.mark.parametrize("shown", [shown for _, shown in MARKS.values()], ids=MARKS)
def test_a_mark_stands_as_it_was_typed(lines, shown):
    assert f"Mark: {shown}" in lines
