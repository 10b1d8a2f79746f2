"""Makes the picture of the coding desk for the docs: `python docs/pictures/coding_desk.py` (needs Chromium).

The published study is coded a little in a temporary folder, by mouse and keyboard as in the tests.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.insert(0, str(TOP / "tests"))

GIVEN = (
    ("E01", "compassion psychoeducation and tools", ("Psychoeducation", "Teaching methods")),
    ("E01", "own understanding and also demonstrates", ("Flows",)),
    ("E02", "3 circles model", ("Psychoeducation",)),
)
WIDTH, HEIGHT = 1280, 1000


def main() -> None:
    from coding.desk.test_desk_browser import a_browser, notebook, page_of
    from familiarisation.test_explorer_browser import jupyterlab

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SIXPHASE_ROOT"] = name
        shutil.copytree(TOP / "data_raw" / "cmt_published", folder / "data_raw" / "cmt_published")
        (folder / "_quarto.yml").touch()
        notebook(folder, "from sixphase.coding.desk.desk import coding_desk\ncoding_desk('cmt_published', 'anna')")
        with jupyterlab(folder) as address, a_browser() as browser:
            _choose(folder, "Light")
            page = page_of(browser, address)
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            _picture(page, HERE / "coding_desk.png")


def _choose(folder: Path, theme: str) -> None:
    settings = folder / "jupyter" / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps({"fetchNews": "false"}))
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": f"JupyterLab {theme}"}))


def _picture(page: Any, path: Path) -> None:
    from coding.desk.test_desk_browser import marked, opened, saved, select, words_of

    desk = opened(page)
    if page.locator(".jp-FileBrowser").is_visible():
        page.keyboard.press("Control+b")  # the list of files away
    if desk.locator(".chip").count() == 0:
        for answer, words, codes in GIVEN:
            select(page, words_of(desk, answer), words)
            marked(desk, words)
            for code in codes:
                desk.get_by_role("combobox", name="Give a code").fill(code)
                page.keyboard.press("Enter")
                saved(desk, f"‘{words}’ has the code ‘{code}’.") if len(words) <= 40 else page.wait_for_timeout(500)
            page.keyboard.press("Escape")
    words_of(desk, "E03").focus()
    for key in ("Home", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    box, seen = desk.bounding_box(), page.locator(".jp-NotebookPanel-notebook").bounding_box()
    height = min(box["height"], seen["y"] + seen["height"] - box["y"])  # what lies below is not in view
    page.screenshot(path=str(path), clip={**box, "height": height})


if __name__ == "__main__":
    main()
