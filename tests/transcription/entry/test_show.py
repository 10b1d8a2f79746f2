"""Differences on the screen: nothing in the words may act there."""

from html.parser import HTMLParser

import pytest
from transcription.entry.typists import STUDY, one_form

from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.pieces import pieces
from sixphase.transcription.entry.show import Differences, as_html, as_plain, as_terminal, report

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'x' {0} {} %s"


class Tags(HTMLParser):
    """Which tags there are, and the words."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data):
        self.words += data


def test_a_difference_in_its_line() -> None:
    assert as_plain(pieces("I felt safe here", "I felt save here")) == "I felt sa[-f-]{+v+}e here"
    assert as_plain(pieces("one two", "one")) == "one[- two-]"


@pytest.mark.parametrize(("one", "two"), [(HOSTILE, HOSTILE + "!"), ("safe", HOSTILE), (HOSTILE, "")])
def test_html_is_escaped(one: str, two: str) -> None:
    found = Tags(as_html(pieces(one, two)))
    assert set(found.tags) <= {"del", "ins"}
    table = Tags(Differences(compare(one_form(one), one_form(two), STUDY))._repr_html_())
    assert "script" not in table.tags
    assert "caption" in table.tags


def test_a_terminal_cannot_be_steered() -> None:
    line = as_terminal(pieces("a \x1b[2J b\x07\n", "a \x1b]0;x\x07 c"), colour=False)
    assert line.isprintable()
    assert "\n" not in line


def test_long_stretches_that_are_the_same_are_shortened() -> None:
    line = as_terminal(pieces("x" * 500 + " safe", "x" * 500 + " save"), colour=False)
    assert len(line) < 120
    assert line.endswith("sa[-f-]{+v+}e")


def test_the_report_says_what_it_should() -> None:
    first, second = one_form("I felt safe"), one_form("I felt save", job="")
    told = report(compare(first, second, STUDY))
    for part in (
        "1 form typed twice, 4 fields in them.",
        "Fields that differ: 2 of 4, 500.00 per 1,000 (95 % interval",
        "Characters that differ: 1 of 20, 50.00 per 1,000",
        "What interested you?: 1 of 1",
        "00013  Occupation",
        "[-Nursing-]{+[blank]+}",
        "I felt sa[-f-]{+v+}e",
    ):
        assert part in told


def test_the_report_names_forms_of_one_typist() -> None:
    told = report(compare(one_form("same words", form_id="00013"), one_form("same words", form_id="00031"), STUDY))
    assert "Only the first typist has 1 form: 00013." in told
    assert "Only the second typist has 1 form: 00031." in told
    assert "is one number mistyped?" in told
    assert "nothing to compare" in told
