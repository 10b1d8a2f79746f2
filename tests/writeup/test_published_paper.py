"""The paper and supplement of the published study, as a run makes them: valid, reachable, tagged, and fit to be sent."""

import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from writeup.test_render_formats import _dtd_errors
from writeup.test_render_html_browser import CHROMIUM, QUIET, opened

pytestmark = pytest.mark.slow
BLINDED = (
    "manuscript_blinded.docx",
    "manuscript_blinded.pdf",
    "supplement.docx",
    "supplement.pdf",
    "checklist_SRQR.docx",
)
NAMES = (b"Sixphase developers", b"sixphase developers")


@pytest.fixture(scope="module")
def reports(built) -> Path:
    return built.path("reports/cmt_published")


def test_its_jats_is_valid(reports):
    parser = etree.XMLParser(load_dtd=False, no_network=True)
    assert _dtd_errors(etree.parse(str(reports / "paper.xml"), parser)) == []


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("name", ["paper", "supplement"])
def test_axe_finds_nothing_in_it(reports, name):
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        for colours, width in (("light", 1280), ("dark", 400)):
            page, asked = opened(browser, reports / f"{name}.html", colours, width)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert asked == []
        browser.close()


@pytest.mark.parametrize("name", ["paper", "supplement"])
def test_its_pdf_is_tagged_with_bookmarks(reports, name):
    pdf = PdfReader(reports / f"{name}.pdf")
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert len(pdf.outline) > 1 and pdf.metadata and pdf.metadata.title


def test_it_goes_out_with_every_item_answered_and_nobody_named(own_copy):
    result = own_copy.sixphase("run", "cmt_published", "--submit")
    assert result.returncode == 0, result.stderr
    folder = own_copy.path("reports/cmt_published/submission")
    for name in BLINDED:
        path = folder / name
        parts = [path.read_bytes()]
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(part) for part in archive.namelist()]
        else:
            parts += [page.extract_text().encode() for page in PdfReader(path).pages]
        assert not any(who in part for part in parts for who in NAMES), name
    assert len(list((folder / "figures").glob("figure_*.tiff"))) == 7


def test_an_open_item_fails_a_run_that_is_to_be_submitted(own_copy):
    own_copy.path("data_raw/cmt_published/checklist.yml").unlink()
    result = own_copy.sixphase("run", "cmt_published", "--submit")
    assert result.returncode == 2
    assert "data_raw/cmt_published/checklist.yml, key srqr-7: open" in result.stderr
    assert own_copy.path("reports/cmt_published/paper.pdf").is_file()
    assert not own_copy.path("reports/cmt_published/submission").exists()
