"""Excerpts lead to their answer and its codings in HTML, and are plain words elsewhere."""

import re

import pandas as pd
import pytest
from pypdf import PdfReader
from writeup.fixture_paper.staging import stage

from sixphase.writeup.cited_answers import anchor, list_of_answers, with_links
from sixphase.writeup.render import quarto, render

EXCERPTS = pd.DataFrame({"Answer": ["A bag.", 'It said "no"'], "Id": ["E04", 'E 1"|x']})
CODINGS = pd.DataFrame(
    [("E04", "T1.1", "published", "A bag"), ("E04", "T1.2", "anna", "bag"), ("E04", "T1.1", "published", "bag")],
    columns=["answer_id", "code", "coder", "words"],
)
NAMES = {"T1.1": "T1.1 Room", "T1.2": "T1.2 *Bag*"}
PAPER = f"""# Results {{#sec-results}}

{with_links(EXCERPTS)}

: Excerpts {{#tbl-a tbl-colwidths="[60,40]"}}

::: {{.content-visible when-format="html"}}

{list_of_answers(EXCERPTS, CODINGS, NAMES)}

:::
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cited")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarto, "find_quarto", lambda: None)
        staged = stage(folder, PAPER)
        return {form: render(staged, folder / "out", form)[0] for form in ("html", "pdf")}


def test_each_id_leads_to_its_answer_with_everything_coded_in_it(made):
    page = made["html"].read_text(encoding="utf-8")
    assert [place for place, _ in re.findall(r'<a href="#(answer-[^"]*)"[^>]*>(.*?)</a>', page)] == [
        "answer-E04",
        "answer-E-1--x",
    ]
    listed = page[page.index('id="answer-E04"') :]
    assert "‘A bag.’. Coded: T1.1 Room (as published); T1.2 *Bag* (anna)." in listed
    assert 'id="answer-E-1--x"' in listed and "Coded: nothing." in listed


def test_elsewhere_it_is_plain_words(made):
    words = " ".join(page.extract_text() for page in PdfReader(made["pdf"]).pages)
    assert "E04" in words and "Where the excerpts come from" not in words


def test_a_paper_without_excerpts_has_no_list():
    assert list_of_answers(EXCERPTS.head(0), CODINGS, NAMES) == ""


@pytest.mark.parametrize(("answer", "place"), [("E04", "answer-E04"), ("1.best", "answer-1-best"), ("é", "answer--")])
def test_the_place_of_an_answer(answer, place):
    assert anchor(answer) == place
