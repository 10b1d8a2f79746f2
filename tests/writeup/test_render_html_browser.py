"""The paper in a real browser: axe-core finds nothing, light and dark, wide and narrow; the keyboard reaches all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from writeup.fixture_paper.staging import stage

from sixphase.writeup.render import quarto, render

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = {"wide": 1280, "narrow": 400}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarto, "find_quarto", lambda: None)
        return render(stage(folder), folder / "out", "html")[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


def opened(browser: Browser, paper: Path, colours: str = "light", width: int = 1280) -> tuple[Page, list[str]]:
    """The paper as a page, and the list of all that it asks for elsewhere."""
    page = browser.new_context(color_scheme=colours, viewport={"width": width, "height": 900}).new_page()
    asked: list[str] = []
    page.on("request", lambda call: None if call.url.startswith(("file:", "data:")) else asked.append(call.url))
    page.goto(paper.as_uri())
    return page, asked


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing(browser, paper, colours, width):
    page, asked = opened(browser, paper, colours, width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert asked == []
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) == 0
    page.context.close()


def test_axe_would_find_something(browser, paper):
    page, _ = opened(browser, paper)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert Axe().run(page).violations_count == 1
    page.context.close()


def test_colours_follow_the_reader_s_choice(browser, paper):
    grounds = set()
    for colours in ("light", "dark"):
        page, _ = opened(browser, paper, colours)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert len(grounds) == 2


def test_a_number_says_its_source_and_the_keyboard_leads_there(browser, paper):
    page, _ = opened(browser, paper)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    value = page.locator(".text a.value").first
    assert value.get_attribute("title") == "01_transcription_import, cell count-answers"
    value.focus()
    page.keyboard.press("Enter")
    place = page.locator(":target")
    assert place.get_attribute("id") == "value-answers-count"
    page.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    assert "count-answers" in page.locator("section", has=place).last.inner_text()
    page.context.close()


def test_a_wide_table_is_reached_and_scrolled_by_the_keyboard(browser, paper):
    page, _ = opened(browser, paper, width=400)
    table = page.locator(".table-scroll").nth(1)
    table.focus()
    assert page.evaluate("document.activeElement.classList.contains('table-scroll')")
    assert table.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.context.close()
