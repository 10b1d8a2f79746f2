"""The desk for differences in a real JupyterLab, in a real browser, as the one who decides uses it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from familiarisation.test_explorer_browser import CHROMIUM, PATIENCE, QUIET, TOKEN, jupyterlab, run_all_cells
from transcription.entry.test_desk import FIRST, SECOND, study  # noqa: F401

from sixphase.transcription.entry.decisions import journal_path
from sixphase.transcription.entry.pair import keep_pair, pair_path

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
CELL = "from sixphase.transcription.entry.desk import entry_desk\nentry_desk('kind')"


def notebook(folder: Path) -> None:
    cell = {"cell_type": "code", "id": "desk", "metadata": {}, "source": CELL, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    text = json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    (folder / "desk.ipynb").write_text(text)


@contextmanager
def page_of(address: str) -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}lab/tree/desk.ipynb?token={TOKEN}")
        yield page
        browser.close()


def decisions(name: str) -> list[tuple[str, str, str, str]]:
    path = journal_path(name)
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []
    return [(line["choice"], line["state"], line["text"], line["who"]) for line in lines]


def test_a_person_decides_with_mouse_and_keyboard(study: str, tmp_path: Path) -> None:  # noqa: F811
    """1 open; 2 refused without initials; 3 by button; 4 by key; 5 other words; 6 undo; 7 no key reaches JupyterLab."""
    keep_pair(pair_path(study), FIRST, SECOND)
    notebook(tmp_path)
    with jupyterlab(tmp_path) as address, page_of(address) as page:
        run_all_cells(page)
        desk = page.locator(".sixphase-entry")
        desk.get_by_text("Difference 1 of 3; 0 decided").wait_for()
        cells = page.locator(".jp-Notebook .jp-Cell")
        before = cells.count()

        desk.get_by_role("button", name="First").click()
        desk.get_by_text("Not saved: nobody is named as the one who decides.").wait_for()
        assert decisions(study) == []

        desk.get_by_label("Your initials").fill("AB")
        desk.get_by_role("button", name="Second").click()
        desk.get_by_text("Saved: form 00013, ‘Occupation’, second, by AB.").wait_for()
        assert decisions(study) == [("second", "answered", "Medical", "AB")]

        # The words are text: the tag that a participant wrote is to be read, and is no tag here.
        assert desk.locator("b").count() == 0
        difference = desk.get_by_role("group", name="Difference")
        assert "<b>sa" in difference.inner_text()
        assert "f" in desk.locator("del").inner_text()
        assert "v" in desk.locator("ins").inner_text()

        difference.focus()
        page.keyboard.press("1")
        desk.get_by_text("Saved: form 00013, ‘What interested you?’, first, by AB.").wait_for()
        assert decisions(study)[-1] == ("first", "answered", "<b>safe</b>", "AB")

        difference.focus()
        page.keyboard.press("3")
        words = desk.get_by_label("Other words")
        words.fill("warm 12 unpb")  # keys that would decide are letters while one types
        page.keyboard.press("Control+Enter")
        desk.get_by_text("Saved: form 00013, ‘What to change?’, other, by AB.").wait_for()
        desk.get_by_text("3 decided").wait_for()
        assert decisions(study)[-1] == ("other", "answered", "warm 12 unpb", "AB")

        difference.focus()
        page.keyboard.press("u")
        desk.get_by_text("Taken back: form 00013, ‘What to change?’.").wait_for()
        desk.get_by_text("2 decided").wait_for()
        assert decisions(study)[-1][0] == "open"

        for control in (difference, desk.get_by_role("button", name="Next undecided"), desk.get_by_label("State")):
            control.focus()
            for key in "abdd":  # JupyterLab's keys to add and to delete a cell
                page.keyboard.press(key)
                page.wait_for_timeout(150)
            assert cells.count() == before
        if folder := __import__("os").environ.get("SIXPHASE_PICTURES"):
            desk.screenshot(path=f"{folder}/entry_desk.png")
