"""The desk for names in a real JupyterLab, in a real browser, as a person uses it."""

import json
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from familiarisation.test_explorer_browser import CHROMIUM, PATIENCE, QUIET, TOKEN, jupyterlab, run_all_cells

from sixphase.transcription.names.decisions import read_decisions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
CELL = """from pathlib import Path
from sixphase.transcription.names.desk import Desk
from sixphase.transcription.names.desk_widget import NamesDesk
from sixphase.transcription.names.names_out import names_out
texts = {"F1.q": "Thanks to Jen for this 😀. I liked <b>Xiomara</b>.", "F2.q": "I hope Jen comes"}
NamesDesk(Desk(list(names_out(texts, undecided="mark").undecided), Path("private/decisions.jsonl"), ""))
"""


def notebook(folder: Path) -> None:
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": CELL}
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    content = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "desk.ipynb").write_text(json.dumps(content), encoding="utf-8")


def test_a_person_decides_by_keys_and_by_buttons(tmp_path: Path) -> None:
    """1 open the desk; 2 always by key; 3 undo; 4 replace by button; 5 the rest; 6 the journal holds all of it."""
    from playwright.sync_api import sync_playwright

    notebook(tmp_path)
    journal = tmp_path / "private" / "decisions.jsonl"
    with jupyterlab(tmp_path) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}lab/tree/desk.ipynb?token={TOKEN}")
        run_all_cells(page)
        desk = page.locator(".sixphase-names")
        desk.wait_for()
        line = desk.get_by_role("group", name="Word that looks like a name")
        assert desk.locator("mark").inner_text() == "Jen"
        assert "Thanks to Jen for this 😀. I liked <b>Xiomara</b>." in line.inner_text()
        assert "Answer F1.q · one more like it waits" in line.inner_text()
        cells = page.locator(".jp-Notebook .jp-Cell").count()

        line.focus()
        page.keyboard.press("k")
        desk.get_by_text("Not saved: nobody is named", exact=False).wait_for()
        who = desk.get_by_label("Your initials")
        who.press_sequentially("ark")  # letters that are keys of the desk, too
        assert who.input_value() == "ark"
        line.focus()
        page.keyboard.press("a")  # in JupyterLab, it adds a cell
        desk.get_by_text("Saved: always replace ‘Jen’.").wait_for()
        assert read_decisions(journal)[0][-1].act == "always"
        desk.get_by_text("2 of 3 decided").wait_for()
        page.keyboard.press("u")
        desk.get_by_text("Taken back: ‘Jen’.").wait_for()
        desk.get_by_text("0 of 3 decided").wait_for()

        desk.get_by_role("button", name="Replace R").click()
        desk.get_by_text("Saved: replace here ‘Jen’.").wait_for()
        page.keyboard.press("k")
        desk.get_by_text("Saved: keep here ‘Jen’.").wait_for()
        page.keyboard.press("n")
        desk.get_by_text("Nothing waits.", exact=False).wait_for()
        desk.get_by_text("3 of 3 decided").wait_for()
        assert desk.get_by_role("button", name="Never N").is_disabled()
        assert page.locator(".jp-Notebook .jp-Cell").count() == cells
        browser.close()
    decisions, problems = read_decisions(journal)
    assert [d.act for d in decisions] == ["always", "undo", "replace", "keep", "never"]
    assert ({d.who for d in decisions}, problems) == ({"ark"}, [])
