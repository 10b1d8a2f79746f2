"""The theme board in a real JupyterLab, in a real browser: by keyboard alone, by mouse, and what axe finds."""

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from coding.desk.test_desk_browser import a_browser, notebook, page_of
from familiarisation.test_explorer_browser import CHROMIUM, jupyterlab, run_all_cells
from themes.board.sixty import HOSTILE, sixty  # noqa: F401

from sixphase.coding.journal.replay import replay
from sixphase.themes.board.laying import is_theme

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
CELL = "from sixphase.themes.board.board import theme_board\ntheme_board('sixty', 'anna')"
AXE = find_spec("axe_playwright_python")


def opened(page: Any) -> Any:
    run_all_cells(page)
    board = page.locator(".sixphase-board[data-ready]")
    board.wait_for()
    return board


def saved(board: Any, sentence: str) -> None:
    board.locator(".status").get_by_text(f"Saved: {sentence}.", exact=True).wait_for()


def said(board: Any, words: str) -> None:
    board.locator("[aria-live=assertive]").get_by_text(words).wait_for()


def lies() -> dict[str, list[str]]:
    """The themes of the study on disk, each with what lies in it."""
    state = replay("sixty")
    return {one.name: [c.name for c in state.children(one.id)] for one in state.children("") if is_theme(state, one)}


def picture(board: Any, name: str) -> None:
    if folder := os.environ.get("SIXPHASE_PICTURES"):
        board.screenshot(path=f"{folder}/{name}.png")


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.id ?? document.activeElement.tagName")


def keys(page: Any, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def made(page: Any, board: Any, name: str, reason: str = "") -> None:
    board.get_by_label("New theme", exact=True).focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    if board.get_by_role("checkbox", name="Ask for a reason at each move").is_checked():
        page.keyboard.type(reason)
        page.keyboard.press("Enter")
    saved(board, f"the theme ‘{name}’ is on the board")


def test_sixty_codes_by_keyboard_alone(sixty: str, tmp_path: Path) -> None:  # noqa: F811
    """1 make themes; 2 move with a reason; 3 cancel; 4 into a subtheme; 5 undo, redo; 6 describe, relate, mark,
    split, merge; 7 set aside; 8 move all others without reasons; 9 no key reaches JupyterLab; 10 open it again."""
    notebook(tmp_path, CELL)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        board = opened(page)
        assert board.locator(".card").count() == 60
        made(page, board, "Calm", "they rest")
        made(page, board, "Care")
        assert lies() == {"Calm": [], "Care": []}

        board.locator(".card").first.focus()
        assert focused(page) == "K00"
        keys(page, "ArrowDown", "Space")
        said(board, "Picked up ‘Code 01’.")
        keys(page, "ArrowRight")
        said(board, "‘Calm’, at the end, place 1 of 1")
        keys(page, "Space")
        page.keyboard.type("rest x d")
        keys(page, "Enter")
        saved(board, "‘Code 01’ lies in ‘Calm’")
        assert focused(page) == "K01" and lies()["Calm"] == ["Code 01"]
        assert json.loads((tmp_path / "data_raw/sixty/journals/anna.jsonl").read_text().splitlines()[-1])["reason"] == (
            "rest x d"
        )

        keys(page, "ArrowLeft", "Home", "ArrowDown", "Space", "ArrowRight", "Escape")  # K02 stays
        said(board, "Left where it was.")
        keys(page, "Space", "ArrowRight", "Home", "Enter", "Escape")  # nor where no reason comes to mind
        said(board, "Left where it was.")
        assert lies()["Calm"] == ["Code 01"] and focused(page).startswith("K")
        board.locator(".card[data-id=K02]").focus()
        keys(page, "Space", "ArrowRight", "Home", "Space", "Enter")
        saved(board, "‘Code 02’ lies in ‘Calm’")
        assert lies()["Calm"] == ["Code 02", "Code 01"]

        keys(page, "Control+z")
        saved(board, "the last move is taken back")
        assert lies()["Calm"] == ["Code 01"]
        keys(page, "Control+y")
        saved(board, "done again")
        assert lies()["Calm"] == ["Code 02", "Code 01"]

        keys(page, "Home", "Enter")  # the theme itself
        panel = board.get_by_role("region", name="Looked at closely")
        panel.get_by_role("heading", name="Theme ‘Calm’").wait_for()
        panel.get_by_label("Central idea").focus()
        page.keyboard.type("Rest heals")
        panel.get_by_label("What belongs to it").focus()
        page.keyboard.type("pauses")
        panel.get_by_role("button", name="Keep what it is about").press("Enter")
        saved(board, "what ‘Calm’ is about")
        record = next(iter(replay("sixty").records.values()))
        assert (record.concept, record.belongs, record.not_belongs) == ("Rest heals", "pauses", "")
        panel.get_by_text("Relations (0)").press("Enter")
        panel.get_by_label("How, in a word or two").focus()
        page.keyboard.type("feeds")
        panel.get_by_role("button", name="Relate", exact=True).press("Enter")
        saved(board, "‘Calm’ and ‘Care’ are related")
        panel.get_by_role("button", name="Against: What was said in answer 02").press("Enter")
        saved(board, "the passage speaks against ‘Calm’")
        assert replay("sixty").stands()["side"].tolist() == ["against"]
        panel.get_by_label("New subtheme").focus()
        page.keyboard.type("Within")
        panel.get_by_role("button", name="Make", exact=True).press("Enter")
        saved(board, "the subtheme ‘Within’ is on the board")
        panel.get_by_text("Split", exact=True).press("Enter")
        panel.get_by_label("Name of the new one").focus()
        page.keyboard.type("Rest")
        panel.get_by_role("checkbox", name="Code 01").press("Space")
        picture(board, "theme_closely")
        panel.get_by_role("button", name="Split it").press("Enter")
        saved(board, "the theme ‘Rest’ is on the board")
        assert lies() == {"Calm": ["Code 02", "Within"], "Care": [], "Rest": ["Code 01"]}
        keys(page, "Escape")
        panel.wait_for(state="hidden")
        assert focused(page).startswith("c-")

        board.locator(".card[data-id=K03]").focus()
        keys(page, "Space", "ArrowRight", "End", "ArrowUp")
        said(board, "‘Calm › Within’, at the end, place 3 of 4")
        picture(board, "theme_board_carrying")
        keys(page, "Space", "Enter")
        saved(board, "‘Code 03’ lies in ‘Within’")
        board.locator(".card[data-id=K04]").focus()
        keys(page, "Space", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
        said(board, "Set aside")
        keys(page, "ArrowRight")
        said(board, "There is no column on this side.")
        keys(page, "Space")
        page.keyboard.type("thin")
        keys(page, "Enter")
        saved(board, "‘Code 04’ is set aside")
        assert replay("sixty").codes["K04"].retired

        board.get_by_role("checkbox", name="Ask for a reason at each move").press("Space")
        for number in range(5, 60):  # all the others, into each theme in turn
            board.locator(f".card[data-id=K{number:02d}]").focus()
            keys(page, "Space", *["ArrowRight"] * (number % 3 + 1), "End", "Space")
            saved(board, f"‘Code {number:02d}’ lies in ‘{('Calm', 'Care', 'Rest')[number % 3]}’")
        assert sum(len(codes) for codes in lies().values()) == 57 + 1  # a subtheme among them, a code in it
        assert board.locator(".loose .card").count() == 1

        cells = page.locator(".jp-Notebook .jp-Cell")
        before = cells.count()
        for control in (
            board.locator(".card").first,
            board.get_by_role("button", name="Undo"),
            board.locator(".scroll").first,
        ):
            control.focus()
            for key in "abddx":
                page.keyboard.press(key)
                page.wait_for_timeout(50)
            assert cells.count() == before
        kept = lies()
        picture(board, "theme_board_full")
        page.close()

        page = page_of(browser, address)
        board = opened(page)
        assert lies() == kept and board.locator(".column.theme").count() == 3
        assert errors == []


def edge(board: Any) -> float:
    """Where the upper edge of the board is on the screen."""
    return board.evaluate("(board) => board.getBoundingClientRect().top")


def is_seen(page: Any, part: Any) -> bool:
    box = part.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


def test_nothing_moves_away_while_one_works(sixty: str, tmp_path: Path) -> None:  # noqa: F811
    """1 the question why comes where one looks; 2 so does what was saved, far below; 3 a mark leaves the page, the
    passages and the focus where they are, and the words that are not kept yet; 4 what is kept leaves its fields."""
    notebook(tmp_path, CELL)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        page.set_viewport_size({"width": 1280, "height": 700})
        board = opened(page)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        board.get_by_label("New theme", exact=True).fill("Calm")
        was = edge(board)
        board.get_by_role("button", name="Make theme").click()
        assert is_seen(page, board.get_by_label("Why?")) and edge(board) == was
        page.keyboard.press("Enter")
        saved(board, "the theme ‘Calm’ is on the board")
        assert edge(board) == was

        board.get_by_label("Ask for a reason at each move").uncheck()
        for number in range(6):
            board.locator(f".card[data-id=K{number:02d}]").focus()
            keys(page, "Space", "ArrowRight", "End", "Space")
            saved(board, f"‘Code {number:02d}’ lies in ‘Calm’")
        board.locator(".column.theme .card.theme").click()
        panel = board.get_by_role("region", name="Looked at closely")
        panel.get_by_label("Central idea").fill("Rest heals")
        panel.get_by_text("Relations (0)").click()
        panel.get_by_label("New subtheme").fill("Within")
        order = panel.locator(".passages .words").all_inner_texts()
        against = panel.get_by_role("button", name="Against: What was said in answer 05")
        against.scroll_into_view_if_needed()
        was = edge(board)
        against.click()
        saved(board, "the passage speaks against ‘Calm’")
        assert edge(board) == was and is_seen(page, board.locator(".status"))
        assert page.evaluate("document.activeElement.ariaLabel").startswith("Against: What was said in answer 05")
        assert panel.locator(".passages .words").all_inner_texts() == order
        assert panel.get_by_label("Central idea").input_value() == "Rest heals"
        panel.get_by_role("button", name="Make", exact=True).click()
        saved(board, "the subtheme ‘Within’ is on the board")
        assert panel.get_by_label("New subtheme").input_value() == ""
        assert panel.get_by_label("Central idea").input_value() == "Rest heals"
        assert not replay("sixty").records


def test_by_mouse_and_what_people_wrote_is_text(sixty: str, tmp_path: Path) -> None:  # noqa: F811
    """1 drag into a theme, with a reason; 2 drag before another card; 3 reorder themes; 4 set aside; 5 who works is
    asked for; 6 a disk that fails."""
    notebook(tmp_path, CELL.replace(", 'anna'", ""))
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        run_all_cells(page)
        board = page.locator(".sixphase-board")
        board.get_by_role("button", name="anna").click()
        board.get_by_text("Coder anna").wait_for()
        made(page, board, "Calm")
        made(page, board, "<b>Care</b>")
        assert board.locator("img, b").count() == 0 and page.evaluate("window.hacked") is None
        assert HOSTILE in board.locator(".card[data-id=K01]").inner_text()

        calm, care = (board.locator(".column.theme").nth(n) for n in (0, 1))
        board.locator(".card[data-id=K01]").drag_to(calm.locator(".scroll"))
        board.get_by_label("Why?").fill("they rest")
        board.get_by_role("button", name="Keep", exact=True).click()
        saved(board, "‘Code 01’ lies in ‘Calm’")
        board.locator(".card[data-id=K02]").drag_to(
            calm.locator(".card[data-id=K01]"), target_position={"x": 30, "y": 3}
        )
        board.get_by_role("button", name="Keep", exact=True).click()
        saved(board, "‘Code 02’ lies in ‘Calm’")
        assert lies()["Calm"] == ["Code 02", "Code 01"]

        care.locator(".card.theme").drag_to(calm.locator(".card.theme"), target_position={"x": 5, "y": 10})
        board.get_by_role("button", name="Keep", exact=True).click()
        saved(board, "‘<b>Care</b>’ is a theme")
        assert list(lies()) == ["<b>Care</b>", "Calm"]
        board.locator(".card[data-id=K03]").drag_to(board.locator(".column.aside"))
        board.get_by_role("button", name="Leave it where it was").click()
        assert not replay("sixty").codes["K03"].retired

        board.get_by_label("Find a code").fill("code 33")
        assert board.locator(".loose .card:visible").count() == 1
        board.get_by_label("Find a code").fill("")
        journal = tmp_path / "data_raw/sixty/journals/anna.jsonl"
        away = journal.rename(journal.with_name("away"))
        journal.mkdir()
        board.locator(".card[data-id=K03]").drag_to(board.locator(".column.aside"))
        board.get_by_role("button", name="Keep", exact=True).click()
        board.get_by_role("alert").get_by_text("Not saved").wait_for()
        assert board.locator(".status").inner_text() == "Not saved"
        assert board.locator(".loose .card[data-id=K03]").count() == 1
        journal.rmdir()
        away.rename(journal)


@pytest.mark.skipif(AXE is None, reason="axe-playwright-python is not installed")
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(sixty: str, tmp_path: Path, theme: str) -> None:  # noqa: F811
    """With themes, a card that is carried, a reason that is asked for, a theme looked at, a refusal; 1280 and 800."""
    from axe_playwright_python.sync_playwright import Axe

    settings = tmp_path / "data_raw/sixty/study.yml"
    settings.write_text(settings.read_text().replace("reflexive", "codebook").replace("blind: false", "blind: true"))
    notebook(tmp_path, CELL)
    folder = tmp_path / "jupyter" / "settings" / "@jupyterlab" / "apputils-extension"
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        folder.mkdir(parents=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
        page = page_of(browser, address)
        board = opened(page)
        assert page.evaluate("document.body.dataset.jpThemeLight") == str(theme.endswith("Light")).lower()

        def clean() -> None:
            found = Axe().run(page, context=".sixphase-board").response["violations"]
            assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
            wide = board.evaluate("element => element.scrollWidth > element.clientWidth")
            assert not wide, "something is wider than the board"

        board.get_by_text("20 passages of others not shown").wait_for()
        clean()
        board.get_by_role("button", name="I have finished coding").click()
        saved(board, "you have finished coding")
        board.get_by_text("They are shown when all others have finished.").wait_for()
        for name in ("Calm", "Care", "Learning"):
            made(page, board, name)
        for number in range(6):
            board.locator(f".card[data-id=K{number:02d}]").focus()
            keys(page, "Space", *["ArrowRight"] * (number % 3 + 1), "Space", "Enter")
            saved(board, f"‘Code {number:02d}’ lies in ‘{('Calm', 'Care', 'Learning')[number % 3]}’")
        board.locator(".card[data-id=K06]").focus()
        keys(page, "Space", "ArrowRight", "End")
        said(board, "‘Calm’, at the end, place 3 of 3")
        clean()
        keys(page, "Space")
        clean()
        keys(page, "Escape")
        board.locator(".card.theme").first.press("Enter")
        panel = board.get_by_role("region", name="Looked at closely")
        panel.get_by_role("button", name="Against: What was said in answer 00").first.click()
        saved(board, "the passage speaks against ‘Calm’")
        panel.get_by_role("button", name="Quote: What was said in answer 00").first.click()
        saved(board, "the quote is chosen")
        panel.get_by_label("Quote 1: its words").wait_for()
        board.get_by_text("Suggestions, and answers that no theme touches").click()
        board.get_by_label("Show", exact=True).select_option("untouched")
        board.get_by_role("button", name="Show", exact=True).click()
        board.get_by_text("drawn by chance, the same each time").wait_for()
        clean()
        board.get_by_label("Show", exact=True).select_option("unlike")
        board.get_by_role("button", name="Show", exact=True).click()
        board.get_by_text("there is no rest to be unlike").wait_for()
        for name in ("Relations (0)", "Split"):
            panel.get_by_text(name, exact=True).click()
        panel.get_by_role("button", name="Relate", exact=True).click()
        board.get_by_role("alert").get_by_text("a relation needs a word").wait_for()
        board.get_by_text("Tree: 3 themes").click()
        clean()
        picture(board, f"theme_board_{theme[11:].lower()}_1280")
        page.set_viewport_size({"width": 800, "height": 1000})
        clean()
        picture(board, f"theme_board_{theme[11:].lower()}_800")
