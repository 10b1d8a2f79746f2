"""The coding desk in a real JupyterLab, in a real browser, as a coder uses it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from coding.desk.a_study import EMOJI, HEBREW, PLAIN, study  # noqa: F401
from familiarisation.test_explorer_browser import CHROMIUM, PATIENCE, QUIET, TOKEN, jupyterlab, run_all_cells

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
CELL = "from sixphase.coding.desk.desk import coding_desk\ncoding_desk('kind', 'anna')"
AXE = find_spec("axe_playwright_python")
FIRST = "001.interest"


def notebook(folder: Path, cell: str = CELL) -> None:
    made = {"cell_type": "code", "id": "desk", "metadata": {}, "source": cell, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    text = json.dumps({"cells": [made], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    (folder / "desk.ipynb").write_text(text)


@contextmanager
def a_browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


def page_of(browser: Any, address: str) -> Any:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}lab/tree/desk.ipynb?token={TOKEN}")
    return page


def opened(page: Any) -> Any:
    run_all_cells(page)
    desk = page.locator(".sixphase-coding[data-ready]")
    desk.wait_for()
    return desk


def words_of(desk: Any, answer: str) -> Any:
    return desk.locator(f".words[aria-label^='Answer {answer}:']")


def select(page: Any, words: Any, text: str) -> None:
    """Drag the mouse over a passage, as a person does."""
    words.scroll_into_view_if_needed()
    box = words.evaluate(
        """(node, text) => {
          const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          for (let leaf = walk.nextNode(); leaf; leaf = walk.nextNode()) {
            const at = leaf.data.indexOf(text);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(leaf, at);
            range.setEnd(leaf, at + text.length);
            const lines = [...range.getClientRects()];
            const [first, last] = [lines[0], lines.at(-1)];
            return [first.left + 0.5, (first.top + first.bottom) / 2, last.right - 0.5, (last.top + last.bottom) / 2];
          }
        }""",
        text,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, box[3])
    page.mouse.move(box[2], box[3])
    page.mouse.up()


def marked(desk: Any, words: str) -> None:
    desk.locator(".give .hint").get_by_text(f"‘{words}’", exact=True).wait_for()


def saved(desk: Any, sentence: str) -> None:
    desk.locator(".state").get_by_text(f"Saved: {sentence}", exact=False).first.wait_for()


def kept(coder: str = "anna") -> list[tuple[str, str, str]]:
    state = replay("kind")
    return [(c.answer, c.words, state.codes[c.code].name) for c in state.codings(coder=coder)]


def test_a_coder_works_with_mouse_and_keyboard_and_finds_it_again(study: str, tmp_path: Path) -> None:  # noqa: F811
    """1 by mouse; 2 by keyboard after an emoji; 3 right to left; 4 make a code; 5 undo, redo; 6 close, reopen."""
    notebook(tmp_path)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        desk = opened(page)
        desk.get_by_text("5 answers", exact=True).wait_for()
        tree = desk.get_by_role("tree", name="Codebook")
        box = desk.get_by_role("combobox", name="Give a code")

        select(page, words_of(desk, FIRST), "safe space")
        marked(desk, "safe space")
        tree.get_by_role("treeitem", name="A: Safe space").click()
        saved(desk, "‘safe space’ has the code ‘Safe space’.")
        assert kept() == [(FIRST, "safe space", "Safe space")]
        box.fill("new w")  # several codes at once: the words stay marked
        box.press("Enter")
        saved(desk, "‘safe space’ has the code ‘New words’.")
        assert len(kept()) == 2
        tree.get_by_role("treeitem", name="A: Safety, 1 passage").wait_for()

        emoji = words_of(desk, "002.interest")
        emoji.focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
            page.keyboard.press(key)
        marked(desk, "warm and safe")
        page.keyboard.press("Enter")
        page.keyboard.type("time")
        page.keyboard.press("Enter")
        saved(desk, "‘warm and safe’ has the code ‘Time’.")
        page.keyboard.press("Escape")
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        marked(desk, "cafe\u0301")  # the accent is a code point of its own
        page.keyboard.press("i")
        saved(desk, "‘cafe\u0301’ has the code ‘cafe\u0301’.")
        select(page, emoji, "talk")
        marked(desk, "talk")
        page.keyboard.press("Enter")
        page.keyboard.type("Talking")
        page.keyboard.press("Enter")
        saved(desk, "‘talk’ has the code ‘Talking’.")
        assert [row[1:] for row in kept() if row[0] == "002.interest"] == [
            ("warm and safe", "Time to stop"), ("cafe\u0301", "cafe\u0301"), ("talk", "Talking"),
        ]  # fmt: skip
        start = next(c.start for c in replay("kind").codings() if c.words == "talk")
        assert start == EMOJI.index("talk")

        words_of(desk, "002.change").focus()
        for key in ("ArrowLeft", "ArrowLeft"):  # forward, where letters run to the left
            page.keyboard.press(key)
        marked(desk, HEBREW.split()[1])
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.keyboard.type("T1.1")
        page.keyboard.press("Enter")
        saved(desk, f"‘{HEBREW}’ has the code ‘Safe space’.")

        page.keyboard.press("Control+z")
        saved(desk, "the last act is taken back.")
        assert ("002.change", HEBREW, "Safe space") not in kept()
        page.keyboard.press("Control+y")
        saved(desk, "done again.")
        everything = kept()
        assert ("002.change", HEBREW, "Safe space") in everything

        words = words_of(desk, FIRST)
        assert words.inner_text() == PLAIN
        assert words.locator(".coded").inner_text() == "safe space"
        assert words.locator(".coded").get_attribute("data-letters") == "A B"
        _no_key_reaches_jupyterlab(page, desk)
        page.close()

        page = page_of(browser, address)
        desk = opened(page)
        assert desk.locator(".chip").count() == len(everything) == 6
        assert kept() == everything
        assert words_of(desk, FIRST).locator(".coded").inner_text() == "safe space"


def _no_key_reaches_jupyterlab(page: Any, desk: Any) -> None:
    """Letters that would add, cut or delete a cell, and the keys of the notebook's own undo."""
    cells = page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    controls = (
        desk.get_by_role("treeitem").first,
        desk.get_by_role("button", name="Keys"),
        desk.get_by_role("tab", name="Codebook"),
        desk.locator(".answers"),
        desk.get_by_label("Show", exact=True),
    )
    for control in controls:
        control.focus()
        for key in "abddxz":
            page.keyboard.press(key)
            page.wait_for_timeout(60)
        assert cells.count() == before


def test_a_passage_is_changed_commented_and_removed_and_memos_stay(study: str, tmp_path: Path) -> None:  # noqa: F811
    """1 click a passage; 2 another code, a comment; 3 memo, diary; 4 remove by key; 5 refused, then solved."""
    notebook(tmp_path)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        desk = opened(page)
        select(page, words_of(desk, FIRST), "safe space")
        marked(desk, "safe space")
        desk.get_by_role("treeitem", name="A: Safe space").click()
        saved(desk, "‘safe space’")
        page.keyboard.press("Escape")
        words_of(desk, FIRST).locator(".coded").click()
        desk.locator(".editor").get_by_label("Code").select_option("T2.1")
        desk.locator(".editor").get_by_label("Comment").fill("<b>sure?</b>")
        desk.locator(".editor").get_by_role("button", name="Keep changes").click()
        saved(desk, "the coding of ‘safe space’ is changed.")
        [coding] = replay(study).codings()
        assert (coding.code, coding.comment) == ("T2.1", "<b>sure?</b>")

        desk.get_by_role("button", name="Memo", exact=True).first.click()
        desk.get_by_label("Memo", exact=True).fill("Why here?")
        desk.get_by_role("button", name="Keep memo").click()
        desk.get_by_label("Memos").get_by_text("Why here?").wait_for()
        desk.get_by_role("tab", name="Diary").click()
        desk.get_by_label("Day").fill("2024-03-05")
        desk.get_by_label("Diary entry").fill("I was tired.")
        desk.get_by_role("button", name="Keep entry").click()
        desk.get_by_label("Diary entries").get_by_text("I was tired.").wait_for()
        memos = replay(study).memos()
        assert sorted((m.on, m.of, m.text, m.day) for m in memos) == [
            ("answer", FIRST, "Why here?", ""), ("diary", "", "I was tired.", "2024-03-05"),
        ]  # fmt: skip

        desk.get_by_role("tab", name="Codebook").click()
        desk.get_by_role("button", name="New code", exact=True).click()
        desk.get_by_label("Name").fill("Safety")
        desk.get_by_role("button", name="Keep", exact=True).click()
        alert = desk.get_by_role("alert")
        alert.get_by_text("Not saved:").wait_for()
        desk.get_by_label("Name").fill("Kindness")
        desk.get_by_role("button", name="Keep", exact=True).click()
        saved(desk, "the code ‘Kindness’ is in the codebook.")
        assert alert.inner_text() == ""

        journal = tmp_path / "data_raw" / study / "journals" / "anna.jsonl"
        away = journal.rename(journal.with_name("anna.away"))
        journal.mkdir()  # nothing can be written there now
        select(page, words_of(desk, FIRST), "share")
        marked(desk, "share")
        desk.get_by_role("treeitem", name="A: Time").click()
        alert.get_by_text("Not saved").wait_for()
        assert desk.locator(".state").inner_text() == "Not saved"
        journal.rmdir()
        away.rename(journal)
        alert.get_by_role("button", name="Try again").click()
        saved(desk, "‘share’ has the code ‘Time’.")
        assert alert.inner_text() == ""

        words_of(desk, FIRST).focus()
        page.keyboard.press("Delete")
        saved(desk, "the coding is taken away.")
        assert [c.words for c in replay(study).codings()] == ["safe space"]


def test_what_people_wrote_is_text_and_does_nothing(study: str, tmp_path: Path) -> None:  # noqa: F811
    """Tags, control characters and a very long answer are shown as they are; hostile names of codes too."""
    answers = tmp_path / "data_raw" / study / "answers.csv"
    long = "long words " * 10_000
    answers.write_text(answers.read_text(encoding="utf-8").replace("More time", long.strip()), encoding="utf-8")
    notebook(tmp_path)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        desk = opened(page)
        desk.get_by_label("Words in the answer").fill("<script>")
        desk.get_by_text("1 answer", exact=True).wait_for()
        hostile = words_of(desk, "003.interest")
        assert "<script>window.hacked = 1</script><b>bold</b>" in hostile.inner_text()
        hostile.focus()
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.keyboard.type("<img src=x onerror='window.hacked=3'>")
        page.keyboard.press("Enter")
        saved(desk, "‘<script>window.hacked")
        assert desk.locator("script, b, img").count() == 0
        assert page.evaluate("window.hacked") is None

        desk.get_by_role("button", name="Show all").click()
        desk.get_by_text("5 answers", exact=True).wait_for()
        words_of(desk, "001.change").focus()
        page.keyboard.press("End")
        marked(desk, "words")
        page.keyboard.press("Enter")
        page.keyboard.type("time")
        page.keyboard.press("Enter")
        saved(desk, "‘words’ has the code ‘Time’.")
        [coding] = [c for c in replay(study).codings() if c.words == "words"]
        assert coding.end == len(long.strip())
        assert errors == []


def test_a_mark_does_not_stay_in_the_answer_that_was_left(study: str, tmp_path: Path) -> None:  # noqa: F811
    """1 arrow down; 2 N; 3 a click on another answer: then no code is given; 4 a key right after the mouse."""
    notebook(tmp_path)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        desk = opened(page)
        hint = desk.locator(".give .hint").get_by_text("Mark words in an answer", exact=False)
        current = desk.locator(".card.current .words")

        def mark_first() -> None:
            select(page, words_of(desk, FIRST), "safe space")
            marked(desk, "safe space")

        def is_now(answer: str) -> None:
            desk.locator(f".card.current .words[aria-label^='Answer {answer}:']").wait_for()
            hint.wait_for()
            assert desk.locator(".picked").count() == 0

        mark_first()
        page.keyboard.press("ArrowDown")
        is_now("001.change")
        page.keyboard.press("Enter")
        page.keyboard.type("time")
        page.keyboard.press("Enter")
        desk.locator(".told").get_by_text("no code was given", exact=False).wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        desk.locator(".told").get_by_text("Mark words first.").wait_for()
        mark_first()
        page.keyboard.press("n")
        is_now("001.change")
        mark_first()
        words_of(desk, "002.interest").click()
        is_now("002.interest")
        mark_first()
        desk.locator(".card", has=page.locator("[aria-label^='Answer 003.interest:']")).locator(".head strong").click()
        is_now("003.interest")
        assert kept() == []

        mark_first()
        select(page, words_of(desk, FIRST), "share")
        page.keyboard.press("i")  # without waiting for the mark
        saved(desk, "‘share’ has the code ‘share’.")
        select(page, words_of(desk, "002.interest"), "warm")
        page.keyboard.press("i")
        saved(desk, "‘warm’ has the code ‘warm’.")
        assert kept() == [(FIRST, "share", "share"), ("002.interest", "warm", "warm")]
        assert current.inner_text() == EMOJI


ASKING = "from sixphase.coding.desk.desk import coding_desk\ncoding_desk('kind')"
LONG = "A very long name of a code that somebody gave in the middle of the night without thinking of the screen"


def test_signing_in_and_finishing_in_a_narrow_notebook(study: str, tmp_path: Path) -> None:  # noqa: F811
    """1 a refused name leaves nothing; 2 lost words are told; 3 nothing is cut; 4 finishing early is asked about."""
    raw = tmp_path / "data_raw" / study
    anna = open_journal(study, "anna")
    anna.code(FIRST, 0, 7, anna.make_code(LONG).id)
    anna.code(FIRST, PLAIN.index("safe"), PLAIN.index(" to share"), "T1.1")
    answers = (raw / "answers.csv").read_text(encoding="utf-8")
    mended = answers.replace("safe space", "saffe space").replace("It felt", "Oh")
    (raw / "answers.csv").write_text(mended, encoding="utf-8")
    asked = "What did you enjoy about the whole of the afternoon in the garden, and what would you tell a friend of it?"
    settings = (raw / "study.yml").read_text(encoding="utf-8").replace("What interested you?", asked)
    (raw / "study.yml").write_text(settings, encoding="utf-8")
    notebook(tmp_path, ASKING)
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        page = page_of(browser, address)
        run_all_cells(page)
        desk = page.locator(".sixphase-coding")
        name = desk.get_by_label("Who codes?")
        for refused in ("Anna", "Anna B"):
            name.fill(refused)
            name.press("Enter")
            desk.get_by_role("alert").get_by_text(f"'{refused}'", exact=False).wait_for()
        assert desk.locator(".trouble").count() == 1
        for hidden in (".progress", "button:text-is('Undo')", "button:text-is('Redo')", ".adrift"):
            assert not desk.locator(hidden).first.is_visible()
        name.fill("anna")
        name.press("Enter")
        page.locator(".sixphase-coding[data-ready]").wait_for()
        assert desk.get_by_role("alert").inner_text() == ""
        assert desk.locator(".state").inner_text() == ""

        told = "1 coding has lost its words, 1 coding stands on words that were changed"
        desk.locator(".card").first.get_by_text(told).wait_for()
        card = desk.locator(".card").first
        assert card.locator(".head strong").first.inner_text() == "Form 001"
        assert card.locator(".asked").inner_text() == asked
        if folder := os.environ.get("SIXPHASE_PICTURES"):
            desk.screenshot(path=f"{folder}/desk_narrow.png")
        desk.get_by_text(f"{told}.").get_by_role("button", name="Show them").click()
        desk.get_by_text("1 answer", exact=True).wait_for()
        assert desk.get_by_label("Show", exact=True).input_value() == "changed"
        for chip in card.locator(".chip").all():
            chip.click()
            card.locator(".editor select").wait_for()
            for box in (desk.locator(".answers"), card, card.locator(".words"), desk.locator(".state")):
                assert box.evaluate("node => node.scrollWidth - node.clientWidth") <= 0

        desk.locator(".progress summary").click()
        finish = desk.get_by_role("button", name="I have finished")
        finish.focus()
        page.keyboard.press("Enter")
        desk.get_by_text("4 answers are not read yet. Finish all the same?").wait_for()
        page.keyboard.press("Escape")
        assert not desk.locator(".sure").is_visible()
        assert finish.evaluate("node => node === document.activeElement")
        assert replay(study).finished("all") == set()
        page.keyboard.press("Enter")
        desk.locator(".sure").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        desk.get_by_role("button", name="Open again").wait_for()
        assert replay(study).finished("all") == {"anna"}


@pytest.mark.skipif(AXE is None, reason="axe-playwright-python is not installed")
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(study: str, tmp_path: Path, theme: str) -> None:  # noqa: F811
    """With passages, an open passage, the keys, the progress, each panel, a form and a refusal in view."""
    from axe_playwright_python.sync_playwright import Axe

    notebook(tmp_path)
    folder = tmp_path / "jupyter" / "settings" / "@jupyterlab" / "apputils-extension"
    with jupyterlab(tmp_path) as address, a_browser() as browser:
        folder.mkdir(parents=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
        page = page_of(browser, address)
        desk = opened(page)
        assert page.evaluate("document.body.dataset.jpThemeLight") == str(theme.endswith("Light")).lower()

        def clean() -> None:
            found = Axe().run(page, context=".sixphase-coding").response["violations"]
            assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []

        clean()
        select(page, words_of(desk, FIRST), "safe space")
        marked(desk, "safe space")
        for code in ("A: Safe space", "B: New words"):
            desk.get_by_role("treeitem", name=code).click()
            saved(desk, f"‘safe space’ has the code ‘{code[3:]}’.")
        desk.locator(".chip").first.click()
        desk.get_by_role("button", name="Keys").click()
        desk.locator("summary").click()
        desk.get_by_role("button", name="I have finished").click()
        desk.locator(".sure").wait_for()
        clean()
        desk.get_by_role("combobox", name="Give a code").fill("sa")
        clean()
        desk.get_by_role("combobox", name="Give a code").fill("")
        desk.get_by_role("treeitem", name="A: Safe space").locator(".look").click()
        clean()
        desk.get_by_role("button", name="Split").click()
        desk.get_by_label("First new code").wait_for()
        clean()
        desk.get_by_role("button", name="New code", exact=True).click()
        desk.get_by_role("button", name="Keep", exact=True).click()
        desk.get_by_role("alert").get_by_text("Not saved").wait_for()
        clean()
        for tab, name, keep in (("Memos", "Memo", "Keep memo"), ("Diary", "Diary entry", "Keep entry")):
            desk.get_by_role("tab", name=tab).click()
            desk.get_by_label(name, exact=True).fill("a thought")
            desk.get_by_role("button", name=keep).click()
            desk.locator(".notes:visible li").get_by_text("a thought").first.wait_for()
            clean()
        if folder := os.environ.get("SIXPHASE_PICTURES"):
            desk.screenshot(path=f"{folder}/desk_{theme[11:].lower()}.png")
