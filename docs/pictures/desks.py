"""Makes the pictures of the coding desk and of the theme board for the docs: `python docs/pictures/desks.py`.

The published study is coded a little in a temporary folder, by mouse and keyboard as in the tests; it takes Chromium.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
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
DESK = "from sixphase.coding.desk.desk import coding_desk\ncoding_desk('cmt_published', 'anna')"
BOARD = "from sixphase.themes.board.board import theme_board\ntheme_board('cmt_published', 'anna')"


def main() -> None:
    from familiarisation.test_explorer_browser import jupyterlab

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SIXPHASE_ROOT"] = name
        shutil.copytree(TOP / "data_raw" / "cmt_published", folder / "data_raw" / "cmt_published")
        (folder / "_quarto.yml").touch()
        with (folder / "data_raw" / "cmt_published" / "study.yml").open("a", encoding="utf-8") as settings:
            settings.write("coding: {blind: false}\n")  # so that the published passages are counted and shown
        with jupyterlab(folder) as address:
            _choose(folder, "Light")
            for opening, picture, path in ((DESK, _desk, "coding_desk"), (BOARD, _board, "theme_board")):
                _open(folder, address, opening, picture, HERE / f"{path}.png")


def _open(folder: Path, address: str, cell: str, picture: Callable[[Any], Any], path: Path) -> None:
    from coding.desk.test_desk_browser import a_browser, notebook, page_of

    notebook(folder, cell)
    with a_browser() as browser:
        page = page_of(browser, address)
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        shown = picture(page)
        page.wait_for_timeout(500)
        box, seen = shown.bounding_box(), page.locator(".jp-NotebookPanel-notebook").bounding_box()
        height = min(box["height"], seen["y"] + seen["height"] - box["y"])  # what lies below is not in view
        page.screenshot(path=str(path), clip={**box, "height": height})


def _choose(folder: Path, theme: str) -> None:
    settings = folder / "jupyter" / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps({"fetchNews": "false"}))
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": f"JupyterLab {theme}"}))


def _without_files(page: Any) -> None:
    if page.locator(".jp-FileBrowser").is_visible():
        page.keyboard.press("Control+b")


def _desk(page: Any) -> Any:
    from coding.desk.test_desk_browser import marked, opened, saved, select, words_of

    desk = opened(page)
    _without_files(page)
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
    return desk


def _board(page: Any) -> Any:
    from themes.board.test_board_browser import opened

    board = opened(page)
    _without_files(page)
    return board


if __name__ == "__main__":
    main()
