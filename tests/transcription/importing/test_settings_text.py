"""`study.yml` is changed line by line: what a person wrote stays, and what comes out is what was meant."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sixphase.study.problem import InputError
from sixphase.transcription.importing.settings_text import with_entries, with_items, with_mapping

FILE = Path("study.yml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A # why\n", "title: A # why\n\ntranscripts:\n  columns:\n    Q1: form_id\n"),
        ("title: A\ntranscripts:\n  columns: {} # none\nseed: 1\n", "title: A\ntranscripts:\n  columns: # none\n    Q1: form_id\nseed: 1\n"),
        ("transcripts:\n  columns:\n    A: answer # a\n    # end\nseed: 1\n", "transcripts:\n  columns:\n    A: answer # a\n    Q1: form_id\n    # end\nseed: 1\n"),
        ("transcripts:\n    blank: ['-']\n# x\nseed: 1\n", "transcripts:\n    blank: ['-']\n    columns:\n      Q1: form_id\n# x\nseed: 1\n"),
        ("transcripts:\n  columns:\n    Q1: answer  # was\n", "transcripts:\n  columns:\n    Q1: form_id  # was\n"),
        ("transcripts:\n  columns:\n    Q1: 'form_id'\n", "transcripts:\n  columns:\n    Q1: 'form_id'\n"),
        ("transcripts:\nseed: 1\n", "transcripts:\n  columns:\n    Q1: form_id\nseed: 1\n"),
        ("transcripts:\n  columns:\n    A: answer", "transcripts:\n  columns:\n    A: answer\n    Q1: form_id\n"),
    ],
)  # fmt: skip
def test_a_column_is_written_where_it_belongs(before, after):
    assert with_mapping(before, {"Q1": "form_id"}, None, FILE) == after


def test_the_order_of_dates_is_written():
    assert "  dates: day first\n" in with_mapping("transcripts:\n  columns:\n    A: answer\n", {}, "day first", FILE)


@pytest.mark.parametrize(
    "before", ["transcripts: {columns: {A: answer}}\n", "transcripts: {}\nx: &a 1\ny: *a\n", "- a\n", "a: [\n"]
)
def test_what_cannot_be_changed_safely_is_refused_or_right(before):
    try:
        after = with_mapping(before, {"Q1": "form_id"}, None, FILE)
    except InputError as error:
        assert error.problems[0].remedy
    else:
        assert yaml.safe_load(after)["transcripts"]["columns"]["Q1"] == "form_id"


@pytest.mark.parametrize(
    "before",
    ["questions: []\nseed: 1\n", "seed: 1\n", "questions:\n- id: a\n  asks: b\nseed: 1\n", "questions:\n  - {id: a, asks: b}\n", "questions:\n  - id: a\n    asks: >-\n      two\n      lines\n\nseed: 1\n"],
)  # fmt: skip
def test_questions_are_added_at_the_end(before):
    after = with_items(before, "questions", [{"id": "q", "asks": "Why: or # not?"}], FILE)
    assert yaml.safe_load(after)["questions"] == [
        *(yaml.safe_load(before).get("questions") or []),
        {"id": "q", "asks": "Why: or # not?"},
    ]


def test_attributes_are_added():
    after = with_entries(
        "attributes: {}  # people\n", "attributes", {"job": {"label": "Job: what?"}, "yes": {"label": "No"}}, FILE
    )
    assert yaml.safe_load(after) == {"attributes": {"job": {"label": "Job: what?"}, "yes": {"label": "No"}}}
    assert "# people" in after


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.dictionaries(words, st.sampled_from(["form_id", "question q", "leave out"]), max_size=4))
def test_any_header_can_be_a_key(columns):
    before = "title: A\ntranscripts:\n  columns:\n    A b: answer # kept\npaper:\n  title: P\n"
    try:
        after = with_mapping(before, columns, "day first", FILE)
    except InputError:
        return
    assert yaml.safe_load(after)["transcripts"] == {"columns": {"A b": "answer", **columns}, "dates": "day first"}
    if "A b" not in columns:
        assert "    A b: answer # kept\n" in after


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), min_size=1).filter(str.strip))
def test_ordinary_headers_are_never_refused(header):
    after = with_mapping("transcripts:\n  columns: {}\n", {header: "answer"}, None, FILE)
    assert yaml.safe_load(after)["transcripts"]["columns"] == {header: "answer"}
