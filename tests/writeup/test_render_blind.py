"""The copy for reviewers: no names anywhere, lines numbered, double spacing."""

import re
import zipfile

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader
from writeup.fixture_paper.staging import HERE, TOP, stage
from writeup.test_render_quarto import quarto as quarto_stand_in

from sixphase.study.problem import InputError
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render import PLACE, quarto, render
from sixphase.writeup.render.blind import PROFILE, names_of
from sixphase.writeup.render.docx_parts import w
from sixphase.writeup.render.metadata import front, read_front
from sixphase.writeup.render.quarto import after_quarto

quarto_call = quarto_stand_in
NAMES = (
    "Ada Invented",
    "Invented Group",
    "Ben van Nobody",
    "0000-0002-1825-0097",
    "ada@example.org",
    "University of Nowhere",
)
PAPER = """# Method {#sec-method}

Words of the method.

# Acknowledgements {.unnumbered}

We thank Ada Invented, who kept awake.

## To our families {.unnumbered}

Those of Ben van Nobody, too.

# Results {#sec-results}

::: {.content-hidden when-profile="review"}
The data lie at the University of Nowhere.
:::

::: {.content-visible when-profile="review"}
The data lie at a place that is named after review.
:::

As told in @sec-method, the results.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blind")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarto, "find_quarto", lambda: None)
        staged = stage(folder, PAPER)
        for form in ("pdf", "docx"):
            render(staged, folder / "named", form)
            render(staged, folder / "out", form, blind=True)
    return folder


def pdf_words(path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def word_parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_copies_have_names_of_their_own(made):
    assert sorted(path.name for path in (made / "out").iterdir()) == ["blinded.docx", "blinded.pdf"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_left_in_any_part_of_the_word_file(made, name):
    whole = b"".join(word_parts(made / "named" / "paper.docx").values()).decode("utf-8", "replace")
    blind = word_parts(made / "out" / "blinded.docx")
    assert name in whole  # so that the test could fail
    assert [part for part, content in blind.items() if name.casefold() in content.decode("latin-1").casefold()] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_left_in_the_pdf_or_its_metadata(made, name):
    named, blind = PdfReader(made / "named" / "paper.pdf"), PdfReader(made / "out" / "blinded.pdf")
    assert name in pdf_words(made / "named" / "paper.pdf")
    assert name not in pdf_words(made / "out" / "blinded.pdf")
    assert named.metadata.author and not blind.metadata.author
    assert name.encode() not in blind.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_sections_that_tell_are_gone_and_the_rest_is_there(made):
    words = pdf_words(made / "out" / "blinded.pdf")
    assert "Acknowledgements" not in words and "families" not in words
    assert "Words of the method" in words and "As told in Section 1, the results" in words
    assert "named after review" in words and "named after review" not in pdf_words(made / "named" / "paper.pdf")


def test_the_pdf_numbers_lines_and_is_accessible_still(made):
    numbered, plain = pdf_words(made / "out" / "blinded.pdf"), pdf_words(made / "named" / "paper.pdf")
    assert len(re.findall(r"\b\d{1,2}\b", numbered)) > len(re.findall(r"\b\d{1,2}\b", plain))
    catalog = PdfReader(made / "out" / "blinded.pdf").trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()


def test_the_word_file_numbers_lines_and_is_set_double(made):
    parts = word_parts(made / "out" / "blinded.docx")
    sections = list(etree.fromstring(parts["word/document.xml"]).iter(w("sectPr")))
    assert sections and all(s.find(w("lnNumType")).get(w("restart")) == "continuous" for s in sections)
    order = [etree.QName(element).localname for element in sections[0]]
    assert order.index("lnNumType") == order.index("pgMar") + 1
    edges = [etree.fromstring(part) for name, part in parts.items() if re.match(r"word/foot(er|notes)", name)]
    paragraphs = [paragraph for part in edges for paragraph in part.iter(w("p"))]
    assert len(edges) >= 2 and all(p.find(f"{w('pPr')}/{w('suppressLineNumbers')}") is not None for p in paragraphs)
    document = Document(str(made / "out" / "blinded.docx"))
    double = ("Body Text", "Keywords", "Image Caption", "Table Caption", "Bibliography")
    assert {document.styles[name].paragraph_format.line_spacing for name in double} == {2.0}
    assert document.styles["Table Text"].paragraph_format.line_spacing != 2.0
    assert Document(str(made / "named" / "paper.docx")).styles["Body Text"].paragraph_format.line_spacing != 2.0
    assert document.core_properties.author == ""


TELLING = {
    "a name": "Ben van Nobody",
    "a name as lists write it": "van Nobody, Ben",
    "a place of work": "University of Nowhere",
}


@pytest.mark.parametrize("name", TELLING.values(), ids=TELLING)
def test_a_name_in_the_text_stops_the_copy_with_its_line(tmp_path, monkeypatch, name):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    staged = stage(tmp_path, f"# A\n\nWords.\n\nAt last {name} coded all answers.\n")
    for form in ("pdf", "docx"):
        with pytest.raises(InputError) as caught:
            render(staged, tmp_path / "out", form, blind=True)
        (problem,) = caught.value.problems
        assert f"'{name}'" in problem.what and problem.place == "line 5" and "when-profile" in problem.remedy
    assert not (tmp_path / "out").exists()


NEAR = {
    "a family name in the references": "# A\n\nSo it was [@brown2017].\n",
    "part of a longer word": "# A\n\nThe Invented Groupings.\n",
    "a common word of a name": "# A\n\nNobody was invented.\n",
}


@pytest.mark.parametrize("paper", NEAR.values(), ids=NEAR)
def test_words_that_are_no_name_stop_nothing(tmp_path, monkeypatch, paper):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    assert render(stage(tmp_path, paper), tmp_path / "out", "docx", blind=True)


@pytest.mark.parametrize("form", ["html", "jats"])
def test_reviewers_get_no_other_format(tmp_path, form):
    with pytest.raises(InputError, match=f"reviewers get no {form}"):
        render(tmp_path, tmp_path / "out", form, blind=True)


def test_the_same_bytes_each_time(made, tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    for form in ("pdf", "docx"):
        (again,) = render(stage(tmp_path / form, PAPER), tmp_path / "out", form, blind=True)
        assert again.read_bytes() == (made / "out" / again.name).read_bytes()


def test_what_counts_as_a_name():
    names = names_of(read_front(HERE / "reports" / "_metadata.yml"))
    assert "Ada Invented" in names and "Invented Group" in names and "University of Nowhere" in names
    assert "Invented" not in names and "" not in names


def test_of_a_place_of_work_each_institution_counts_by_itself_and_no_town():
    place = "Department of Nursing, Larkfield Hospital, Leeds, United Kingdom"
    names = names_of(front({"title": "T", "author": [{"name": "Ada King", "affiliations": [{"name": place}]}]}))
    assert names == ("Ada King", place, "Larkfield Hospital")


def test_quarto_gets_the_profile_and_no_names(quarto_call, tmp_path):
    calls = quarto_call(output="%PDF")
    staged = stage(tmp_path, PAPER)
    (paper,) = render(staged, tmp_path / "out", "pdf", blind=True)
    (call,) = calls()
    assert call["arguments"][-2:] == ["--profile", PROFILE] and paper.name == "blinded.pdf"
    assert "Ada Invented" in (staged / PLACE / "_metadata.yml").read_text(encoding="utf-8")  # in the copy only


def test_the_project_s_profile_is_the_one_that_the_program_uses():
    assert read_yaml(TOP / f"_quarto-{PROFILE}.yml") == {PROFILE: True}


def test_quarto_render_alone_with_the_profile_keeps_only_blinded_copies(made, tmp_path, monkeypatch):
    staged = stage(tmp_path, PAPER)
    place = staged / PLACE
    (place / "paper.docx").write_bytes((made / "named" / "paper.docx").read_bytes())
    (place / "paper.html").write_text("<html>by Ada Invented</html>")
    monkeypatch.setenv("QUARTO_PROFILE", f"other,{PROFILE}")
    assert [path.name for path in after_quarto(staged, "invented")] == ["blinded.docx"]
    assert not (place / "paper.html").exists()
