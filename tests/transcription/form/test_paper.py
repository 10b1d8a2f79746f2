"""The printed form: what stands on it, that it can be read aloud, and that it is the same on any day."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from sixphase.study.problem import InputError
from sixphase.study.settings import Attribute, Form, Question, Study
from sixphase.transcription.form.number import check
from sixphase.transcription.form.paper import form_numbers, make_form
from sixphase.transcription.form.wording import Wording, wording_of


def words(path: Path) -> list[str]:
    """The text of each page, spaces and line breaks as one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_one_form_on_two_pages(study: Study, tmp_path: Path) -> None:
    pages = words(make_form(study, tmp_path / "form.pdf"))
    assert len(pages) == 2
    everything = " ".join(pages)
    for n, question in enumerate(study.questions, 1):
        assert f"{n}. {question.asks}" in everything
    for attribute in study.attributes.values():
        assert attribute.label in everything
        assert all(name in everything for name in attribute.categories)
    for told in ("Kindness at work", "Date of the session", "Day", "Month", "Year", "What happens with your answers"):
        assert told in everything
    assert [re.findall(r"Page \d of \d", page) for page in pages] == [["Page 1 of 2"], ["Page 2 of 2"]]


def test_it_is_accessible(study: Study, tmp_path: Path) -> None:
    """PDF/UA-1 is claimed; there are tags, a language, a title that is shown, headings and lists."""
    raw = make_form(study, tmp_path / "form.pdf").read_bytes()
    root = PdfReader(tmp_path / "form.pdf").trailer["/Root"]
    assert b"pdfuaid" in raw
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = list(_kinds(root["/StructTreeRoot"]))
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1 + 1 + 3 + 5  # what happens, date, attributes, questions
    assert kinds.count("/LI") == 6


def _kinds(node, depth: int = 0):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(inner, dict) and depth < 50:
            yield inner.get("/S")
            yield from _kinds(inner, depth + 1)


def test_numbered_copies_each_on_a_sheet_of_its_own(study: Study, tmp_path: Path) -> None:
    pages = words(make_form(study, tmp_path / "forms.pdf", copies=3, first=41))
    assert len(pages) == 6
    numbers = form_numbers(3, 41)
    assert all(map(check, numbers))
    for n, number in enumerate(numbers):
        assert f"{number} Form number" in pages[2 * n]
        assert f"Form number {number} Page 2 of 2" in pages[2 * n + 1]


def test_one_question_is_one_page_and_begins_on_the_front(study: Study, tmp_path: Path) -> None:
    """Short forms leave the back of their sheet empty, without a number of another form on it."""
    short = study.model_copy(update={"questions": study.questions[:1], "attributes": {}})
    pages = words(make_form(short, tmp_path / "forms.pdf", copies=2))
    assert len(pages) == 3
    assert pages[1] == ""
    assert "00021" in pages[2]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 8, 12, 20])
def test_each_question_stands_once_whatever_their_number(study: Study, tmp_path: Path, count: int) -> None:
    asks = [Question(id=f"q{n}", asks=f"What about matter {n}, please?") for n in range(count)]
    everything = " ".join(words(make_form(study.model_copy(update={"questions": tuple(asks)}), tmp_path / "f.pdf")))
    assert [int(n) for n in re.findall(r"matter (\d+), please", everything)] == list(range(count))


def test_words_of_the_study_are_never_markup(study: Study, tmp_path: Path) -> None:
    odd = '#panic("no") *bold* [x] = $x$ <label> @ref \\ // "quoted" {#}'
    changed = study.model_copy(
        update={
            "questions": (Question(id="q", asks=odd),),
            "attributes": {"a": Attribute(label=odd, categories=(odd, "plain"))},
        }
    )
    everything = words(make_form(changed, tmp_path / "form.pdf", wording=Wording(introduction=odd, about=odd)))[0]
    assert everything.count('#panic("no") *bold* [x] = $x$ <label> @ref') == 5


def test_the_same_bytes_on_any_day_and_in_any_folder(study: Study, tmp_path: Path) -> None:
    one, two = make_form(study, tmp_path / "a" / "x.pdf", copies=2), make_form(study, tmp_path / "y.pdf", copies=2)
    assert one.read_bytes() == two.read_bytes()
    assert PdfReader(one).metadata.creation_date.year == 2025  # the study's date, not today's
    other = make_form(study, tmp_path / "z.pdf", copies=2, first=2)
    assert other.read_bytes() != one.read_bytes()


def test_a_study_says_its_own_words(study: Study, tmp_path: Path) -> None:
    said = Form(heading="Feedback", what_happens=("We read them.", "Ask Ward 3."), thanks="Cheers.")
    own = study.model_copy(update={"form": said})
    assert wording_of(own) == Wording(
        "Feedback", "Kindness at work", Wording.introduction, ("We read them.", "Ask Ward 3."), "Cheers."
    )
    everything = " ".join(words(make_form(own, tmp_path / "form.pdf")))
    for told in ("Feedback", "We read them. Ask Ward 3.", "Cheers."):
        assert told in everything
    assert "Taking part is your choice" not in everything


@pytest.mark.parametrize(
    ("change", "copies", "what"),
    [
        ({"questions": ()}, 0, "no questions"),
        ({"questions": (Question(id="q", asks="why " * 200),)}, 0, "question 1.*800 letters"),
        ({}, 100_000, "too many"),
        ({}, -1, "cannot be made"),
    ],
)
def test_what_cannot_be_printed_is_told(study: Study, tmp_path: Path, change: dict, copies: int, what: str) -> None:
    with pytest.raises(InputError, match=what):
        make_form(study.model_copy(update=change), tmp_path / "form.pdf", copies=copies)
    assert not (tmp_path / "form.pdf").exists()
