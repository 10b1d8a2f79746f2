"""The desk for settling differences in a real JupyterLab, in a real browser, as the two who decide use it."""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from coding.pairs.studies import kind  # noqa: F401
from coding.pairs.test_adjudication import ONE, SECOND, TWO, code, coded, consensus  # noqa: F401
from familiarisation.test_explorer_browser import CHROMIUM, jupyterlab, run_all_cells
from transcription.entry import test_entry_desk_browser as entry

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
AXE = find_spec("axe_playwright_python")
CELL = "from sixphase.coding.pairs.desk import adjudication_desk\nadjudication_desk('kind', 'b1')"


def test_two_people_settle_with_mouse_and_keyboard(coded: Path, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    """1 open; 2 refused without initials; 3 by button; 4 by key; 5 another code; 6 undo; 7 what both agree on;
    8 no key reaches JupyterLab; 9 participants' words are text."""
    code("ben", [("1.change", "More <b>time</b>", "T2")])
    monkeypatch.setattr(entry, "CELL", CELL)
    entry.notebook(tmp_path)
    with jupyterlab(tmp_path) as address, entry.page_of(address) as page:
        run_all_cells(page)
        desk = page.locator(".sixphase-adjudication")
        desk.get_by_text("Difference 1 of 4; 0 decided").wait_for()
        difference = desk.get_by_role("group", name="Difference")
        cells = page.locator(".jp-Notebook .jp-Cell")
        before = cells.count()
        assert "‘To oneself’ here, to different words" in difference.inner_text()
        assert [side.text_content() for side in desk.locator("mark").all()] == [
            " [passage: kind to myself] ",
            " [passage: kind] ",
        ]

        desk.get_by_role("button", name="As anna").click()
        desk.get_by_text("Not saved: nobody is named as those who decide.").wait_for()
        assert consensus() == []

        desk.get_by_label("Who decides").fill("AB, CD")
        desk.get_by_role("button", name="As ben").click()
        desk.get_by_text(f"Saved: answer {ONE}, ‘To oneself’, as ben, by AB, CD.").wait_for()
        assert consensus() == [(ONE, "kind", "T1.1")]

        if folder := os.environ.get("SIXPHASE_PICTURES"):
            desk.screenshot(path=f"{folder}/two_coders.png")
        difference.focus()
        page.keyboard.press("0")
        desk.get_by_text(f"Saved: answer {ONE}, ‘To others’, left out, by AB, CD.").wait_for()

        desk.get_by_text("Answer 1.change · Time").wait_for()
        assert desk.locator(".words b").count() == 0
        assert "More <b>time</b>" in (desk.locator("mark").text_content() or "")
        difference.focus()
        page.keyboard.press("a")
        other = desk.get_by_label("Another code")
        assert other.evaluate("element => element === document.activeElement")
        other.select_option("Kindness › To others")
        desk.get_by_label("Words", exact=True).select_option("More <b>time</b>, please!")
        desk.get_by_label("Reason").fill("0 b 1 unp")  # keys that would decide are letters while one types
        page.keyboard.press("Control+Enter")
        desk.get_by_text("Saved: answer 1.change, ‘Time’, ‘To others’ instead, by AB, CD.").wait_for()
        assert consensus()[-1] == ("1.change", "More <b>time</b>, please!", "T1.2")

        difference.focus()
        page.keyboard.press("u")
        desk.get_by_text("Taken back: answer 1.change, ‘Time’.").wait_for()
        desk.get_by_text("Undecided.").wait_for()
        page.keyboard.press("b")
        desk.get_by_text("Saved: answer 1.change, ‘Time’, all passages, by AB, CD.").wait_for()
        assert desk.get_by_role("group", name="Difference").inner_text().startswith(f"Answer {TWO} · Time")
        page.keyboard.press("2")
        desk.get_by_text("4 decided").wait_for()

        desk.get_by_role("button", name="Take these").click()
        desk.get_by_text("5 of 5 answers are settled.").wait_for()
        assert len(consensus()) == len(SECOND) + 1  # as ben had it throughout, in the end

        desk.get_by_text("Agreement in this batch").click()
        assert "Krippendorff" not in desk.locator("table").inner_text()
        assert desk.locator("tbody th").first.inner_text() == "all codes"
        if folder:
            desk.screenshot(path=f"{folder}/two_coders_settled.png")

        for control in (
            difference,
            desk.get_by_role("button", name="Next undecided"),
            desk.get_by_label("Another code"),
        ):
            control.focus()
            for key in "xddc":  # JupyterLab's keys to cut, delete and copy a cell
                page.keyboard.press(key)
                page.wait_for_timeout(150)
            assert cells.count() == before


@pytest.mark.skipif(AXE is None, reason="axe-playwright-python is not installed")
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(coded: Path, tmp_path: Path, monkeypatch, theme: str) -> None:  # noqa: F811
    """With a difference, a refusal, the agreement and a decision in view."""
    from axe_playwright_python.sync_playwright import Axe

    monkeypatch.setattr(entry, "CELL", CELL)
    entry.notebook(tmp_path)
    folder = tmp_path / "jupyter" / "settings" / "@jupyterlab" / "apputils-extension"
    with jupyterlab(tmp_path) as address:
        folder.mkdir(parents=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
        with entry.page_of(address) as page:
            run_all_cells(page)
            desk = page.locator(".sixphase-adjudication")
            desk.get_by_text("Difference 1 of 3; 0 decided").wait_for()
            assert page.evaluate("document.body.dataset.jpThemeLight") == str(theme.endswith("Light")).lower()

            def clean() -> None:
                found = Axe().run(page, context=".sixphase-adjudication").response["violations"]
                assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []

            clean()
            desk.get_by_role("button", name="Both").click()
            desk.get_by_text("Not saved: nobody").wait_for()
            desk.get_by_text("Agreement in this batch").click()
            clean()
            desk.get_by_label("Who decides").fill("AB")
            desk.get_by_role("button", name="Both").click()
            desk.get_by_text("1 decided").wait_for()
            page.set_viewport_size({"width": 800, "height": 1000})
            clean()
            wide = desk.evaluate("element => element.scrollWidth > element.clientWidth")
            assert not wide, "something is wider than the desk"
            if pictures := os.environ.get("SIXPHASE_PICTURES"):
                desk.screenshot(path=f"{pictures}/two_coders_{theme[11:].lower()}_800.png")
