"""How soon the coding desk shows the first answers, and how long a coder waits from a key to 'saved', in a browser.

    python benchmarks/desk.py

10,000 answers with 50,000 codings, all of them shown to the coder; JupyterLab, its kernel and Debian's Chromium on this
machine. The page itself takes the times: from the key that runs the cell until the first answer is drawn, and from the
key that gives a code until 'Saved' stands there. Beside them stands what the kernel needs alone, without a browser.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "tests")]

from journal import STUDY, make_study, show  # noqa: E402  (they lie beside this file)

# As in notebook 03, where the journals are replayed before the desk is opened.
IMPORTS = f"""from sixphase.coding.desk.desk import coding_desk
import sixphase.coding.desk.desk_widget
from sixphase.coding.journal.replay import replay
state = replay('{STUDY}')"""
CELLS = (IMPORTS, f"coding_desk('{STUDY}', 'anna')")
ACTS = 200
FINGERS = 80  # milliseconds between the last letter and Enter: no hand is faster
WATCH = """() => {
  window.keys = [];
  document.addEventListener('keydown', (event) => { window.pressed = performance.now(); }, true);
  const drawn = () => {
    if (window.first === undefined && document.querySelector('.sixphase-coding .card')) {
      requestAnimationFrame(() => { window.first ??= performance.now() - window.run; });
    }
  };
  new MutationObserver(drawn).observe(document.body, { childList: true, subtree: true });
}"""
WATCH_STATE = """() => {
  const state = document.querySelector('.sixphase-coding .state');
  const look = () => {
    if (/^(Saved|Nothing)/.test(state.textContent)) window.keys.push(performance.now() - window.pressed);
  };
  new MutationObserver(look).observe(state, { childList: true });
}"""


def main() -> None:
    from familiarisation.test_explorer_browser import CHROMIUM, jupyterlab

    if not CHROMIUM.is_file():
        print(f"left out: there is no Chromium at {CHROMIUM} (apt-get install chromium)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SIXPHASE_ROOT"] = name
        make_study(folder)
        with (folder / "data_raw" / STUDY / "study.yml").open("a", encoding="utf-8") as file:
            file.write("coding: {blind: false}\n")  # so that all codings are counted and shown
        _notebook(folder / "desk.ipynb")
        _alone()
        with jupyterlab(folder) as address:
            firsts, keys, undone = _in_browser(address)
        show("first view, from the key that runs the cell", sorted(firsts), "under 1.5 s")
        show("a code, from the key to 'saved'", sorted(keys), "95th percentile under 50 ms")
        show("an undo, from the key to 'saved'", sorted(undone), "95th percentile under 50 ms")


def _notebook(path: Path) -> None:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    base: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**base, "id": f"cell{n}", "source": source} for n, source in enumerate(CELLS)]
    path.write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))


def _alone() -> None:
    """What Python needs for the same, without a browser."""
    from sixphase.coding.desk.sitting import Sitting

    firsts, keys = [], []
    for _ in range(5):
        start = time.perf_counter()
        sitting = Sitting(STUDY, "anna")
        json.dumps(sitting.hear({"act": "start"}))
        firsts.append(time.perf_counter() - start)
    for answer in sitting.reading.ids[:ACTS]:
        start = time.perf_counter()
        json.dumps(sitting.hear({"act": "code", "answer": answer, "start": 0, "end": 2, "code": "T2"}))
        keys.append(time.perf_counter() - start)
    show("  Python alone: first view", sorted(firsts))
    show("  Python alone: one code", sorted(keys))


def _in_browser(address: str) -> tuple[list[float], list[float], list[float]]:
    from familiarisation.test_explorer_browser import CHROMIUM, QUIET
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        firsts = []
        page = None
        for _ in range(3):
            if page:
                page.close()  # a coder has one window open
            page = _opened(browser, address)
            firsts.append(page.evaluate("window.first") / 1000)
        keys = _keys(page)
        page.evaluate("window.keys = []")
        for _ in range(ACTS // 4):
            before = page.evaluate("window.keys.length")
            page.keyboard.press("Control+z")
            page.wait_for_function(f"window.keys.length > {before}")
        undone = page.evaluate("window.keys")
        browser.close()
    return firsts, keys, [key / 1000 for key in undone]


def _opened(browser: Any, address: str) -> Any:
    """A fresh page and kernel, the imports done, then the desk's cell run by its key."""
    from familiarisation.test_explorer_browser import TOKEN

    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{address}lab/tree/desk.ipynb?token={TOKEN}&reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    page.locator(".jp-Notebook .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-InputPrompt", has_text="[").first.wait_for()
    page.wait_for_function("document.querySelector('.jp-InputPrompt').textContent.match(/\\d/)", timeout=90_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.evaluate(WATCH)
    page.evaluate("document.addEventListener('keydown', () => { window.run ??= performance.now(); }, true)")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("window.first !== undefined", timeout=90_000)
    return page


def _keys(page: Any) -> list[float]:
    """Mark a word, type a code, press Enter; word after word, answer after answer."""
    desk = page.locator(".sixphase-coding[data-ready]")
    page.evaluate(WATCH_STATE)
    desk.locator(".words").first.focus()
    for number in range(ACTS):
        before = page.evaluate("window.keys.length")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("c")
        page.keyboard.type(f"t{1 + number % 15}")
        page.wait_for_timeout(FINGERS)
        page.keyboard.press("Enter")
        page.wait_for_function(f"window.keys.length > {before}")
        page.keyboard.press("Escape")
        if number % 7 == 6:
            page.keyboard.press("ArrowDown")
    return [key / 1000 for key in page.evaluate("window.keys")]


if __name__ == "__main__":
    main()
