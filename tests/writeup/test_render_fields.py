"""Word counts headings, captions and formulas itself, and cross-references are fields that lead to bookmarks."""

import re
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree
from pypdf import PdfReader
from writeup.fixture_paper.staging import stage

from sixphase.writeup.render import quarto, render
from sixphase.writeup.render.docx_fields import with_fields
from sixphase.writeup.render.docx_numbers import LIST
from sixphase.writeup.render.docx_parts import Bookmarks, W, bookmark, w

CAPTION = (
    '<w:bookmarkStart w:id="1" w:name="{id}"/><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    "<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
)
LINK = '<w:p><w:hyperlink w:anchor="{id}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'

# a caption (style, id, words), a link (id, words): the codes of the fields that are made
CASES = {
    "a figure": (
        ("ImageCaption", "fig-a", "Figure\u00a03: Bars"),
        ("fig-a", "Figure\u00a03"),
        ["SEQ Figure \\* ARABIC", "REF _Ref_fig_a \\h"],
    ),
    "a table, its number alone": (
        ("TableCaption", "tbl-a", "Table\u00a01: Words"),
        ("tbl-a", "1"),
        ["SEQ Table \\* ARABIC", "REF _Num_tbl_a \\h"],
    ),
    "another figure": (
        ("ImageCaption", "fig-a", "Figure\u00a03: Bars"),
        ("fig-b", "Figure\u00a04"),
        ["SEQ Figure \\* ARABIC"],
    ),
    "words that only begin alike": (("ImageCaption", "fig-a", "Figure\u00a03 shows"), ("fig-a", "Figure\u00a03"), []),
    "no caption": (("BodyText", "fig-a", "Figure\u00a03: Bars"), ("fig-a", "Figure\u00a03"), []),
    "a caption of no id": (("ImageCaption", "ref-a", "Figure\u00a03: Bars"), ("ref-a", "3"), []),
    "a link in words": (
        ("ImageCaption", "fig-a", "Figure\u00a03: Bars"),
        ("fig-a", "the bars"),
        ["SEQ Figure \\* ARABIC"],
    ),
}


def codes(root: etree._Element) -> list[str]:
    return [(code.text or "").strip() for code in root.iter(w("instrText"))]


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


@pytest.mark.parametrize(("caption", "link", "expected"), CASES.values(), ids=CASES)
def test_numbers_become_fields(caption, link, expected):
    style, ident, words = caption
    body = CAPTION.format(style=style, id=ident, words=words) + LINK.format(id=link[0], words=link[1])
    made, notes = with_fields(document(body))
    root = etree.fromstring(made)
    assert codes(root) == expected and notes is None
    assert "".join(t.text or "" for t in root.iter(w("t"))) == words + link[1]  # what is read stays the same
    kinds = [mark.get(w("fldCharType")) for mark in root.iter(w("fldChar"))]
    assert kinds == ["begin", "separate", "end"] * len(expected)


def test_a_link_in_a_footnote_leads_to_the_same_place():
    body = CAPTION.format(style="ImageCaption", id="fig-a", words="Figure\u00a01: A")
    note = f'<w:footnotes xmlns:w="{W}">{LINK.format(id="fig-a", words="Figure 1")}</w:footnotes>'.encode()
    _, notes = with_fields(document(body), note)
    assert codes(etree.fromstring(notes)) == ["REF _Ref_fig_a \\h"]


def test_names_of_bookmarks_are_those_that_word_takes():
    for ident in ("fig-flows", "tbl-a.b_c", "sec-" + "x" * 80):
        for number in (False, True):
            assert re.fullmatch(r"_[A-Za-z0-9_]{1,39}", bookmark(ident, number))


def test_two_long_names_that_begin_alike_are_told_apart():
    marks = Bookmarks()
    names = [marks.named(f"sec-{'long-' * 12}{end}") for end in ("one", "two", "three")]
    assert len(set(names)) == 3 and all(len(name) <= 40 for name in names)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fields")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarto, "find_quarto", lambda: None)
        return render(stage(folder), folder / "out", "docx")[0]


@pytest.fixture(scope="module")
def parts(made):
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def root(parts):
    return etree.fromstring(parts["word/document.xml"])


def test_every_field_leads_to_a_bookmark_of_its_own(root):
    names = [mark.get(w("name")) for mark in root.iter(w("bookmarkStart"))]
    numbers = [mark.get(w("id")) for mark in root.iter(w("bookmarkStart"))]
    assert len(set(names)) == len(names) and len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(mark.get(w("id")) for mark in root.iter(w("bookmarkEnd")))
    led = {code.split()[1] for code in codes(root) if code.startswith("REF")}
    assert {"_Ref_fig_bars", "_Ref_tbl_phases", "_Num_fig_line", "_Num_sec_method", "_Num_eq_odds"} <= led
    assert led <= set(names)


def test_no_cross_reference_is_left_as_a_mere_link(root):
    anchors = {link.get(w("anchor"), "") for link in root.iter(w("hyperlink"))}
    assert not any(anchor.startswith(("fig-", "tbl-", "sec-", "eq-")) for anchor in anchors)
    assert any(anchor.startswith("ref-") for anchor in anchors)  # citations are links still


def test_headings_are_counted_by_word_but_for_those_without_a_number(root, parts):
    counted, plain = [], []
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val"), "").startswith("Heading"):
            words = "".join(t.text or "" for t in paragraph.iter(w("t")))
            level = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
            (plain if level is None else counted).append((words, None if level is None else level.get(w("val"))))
    assert [*counted] == [
        ("Background", "0"),
        ("Method", "0"),
        ("Data", "1"),
        ("Results", "0"),
        ("Limits", "0"),
        ("Ethics", "0"),
    ]
    assert ("The unnumbered part", None) in plain and ("References", None) in plain
    lists = etree.fromstring(parts["word/numbering.xml"])
    tags = [etree.QName(element).localname for element in lists]
    assert tags == sorted(tags)  # Word wants all kinds of lists before the lists
    assert [n.get(w("numId")) for n in lists.iter(w("num"))].count(LIST) == 1


def test_a_formula_keeps_its_number_at_the_end_of_its_line(root):
    (formula,) = root.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath")
    line = formula.getparent()
    assert line.tag == w("p") and "".join(t.text or "" for t in line.iter(w("t"))) == "(1)"
    assert "(1)" not in "".join(formula.itertext())
    assert [tab.get(w("val")) for tab in line.iter(w("tab")) if tab.get(w("val"))] == ["center", "right"]


def test_footnotes_are_word_s_own(parts, root):
    notes = etree.fromstring(parts["word/footnotes.xml"])
    assert "The prior is the whole" in "".join(map(str, notes.itertext()))
    assert len(list(root.iter(w("footnoteReference")))) == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_makes_of_it(made, tmp_path):
    """It opens the file, counts anew, and comes to the same numbers."""
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(made)], capture_output=True, text=True, timeout=180, check=True
    )
    assert "Error" not in done.stdout + done.stderr
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages).split())
    for expected in ("see Section 2, Figure 1 and Table 1, Table 2", "Figure 2: An invented line", "which Equation 1"):
        assert expected in words.replace("\u00a0", " ")
    assert "not found" not in words  # what it writes where a reference leads nowhere
