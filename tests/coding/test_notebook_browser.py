"""Notebook 03 itself in a real JupyterLab: two coders, blind to each other, their differences and their agreement."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from coding.desk.test_desk_browser import a_browser, marked, saved, select, words_of
from familiarisation.test_explorer_browser import CHROMIUM, PATIENCE, TOKEN, jupyterlab, run_all_cells

from sixphase.study.paths import root

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
NOTEBOOK = "03_coding.ipynb"


@pytest.fixture
def project(own_copy, monkeypatch):
    monkeypatch.setenv("SIXPHASE_ROOT", str(own_copy.top))
    root.cache_clear()
    yield own_copy
    root.cache_clear()


@contextmanager
def opened(browser: Any, address: str) -> Iterator[Any]:
    """Notebook 03 with all its cells run."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}lab/tree/notebooks/{NOTEBOOK}?token={TOKEN}")
    run_all_cells(page)
    yield page
    page.close()


def sits_down(page: Any, name: str) -> Any:
    """The desk, once a coder has said who codes."""
    asked = page.get_by_label("Who codes?")
    asked.fill(name)
    page.get_by_role("button", name="Begin").click()
    desk = page.locator(".sixphase-coding[data-ready]")
    desk.wait_for()
    return desk


def gives(page: Any, desk: Any, answer: str, words: str, code: str) -> None:
    select(page, words_of(desk, answer), words)
    marked(desk, words)
    box = desk.get_by_role("combobox", name="Give a code")
    box.fill(code)
    box.press("Enter")


def finishes(desk: Any) -> None:
    desk.locator(".progress summary").click()
    desk.get_by_role("button", name="I have finished").click()
    desk.get_by_role("button", name="Finish all the same").click()  # most answers are not read
    desk.get_by_role("button", name="Open again").wait_for()


def journal(project, coder: str) -> list[dict]:
    text = project.path(f"data_raw/cmt_published/journals/{coder}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_from_the_first_code_to_agreement(project):
    """1 anna codes, makes a code, undoes; 2 closes, reopens, finds it; 3 ben codes blind; 4 they settle; 5 agreement."""
    with jupyterlab(project.top) as address, a_browser() as browser:
        with opened(browser, address) as page:
            desk = sits_down(page, "anna")
            gives(page, desk, "E02", "3 circles model", "Psychoeducation")
            saved(desk, "‘3 circles model’ has the code ‘Psychoeducation’.")
            select(page, words_of(desk, "E03"), "0 experience")
            marked(desk, "0 experience")
            page.keyboard.press("i")
            saved(desk, "‘0 experience’ has the code ‘0 experience’.")
            gives(page, desk, "E04", "not our fault", "Flows")
            saved(desk, "‘not our fault’ has the code ‘Flows’.")
            desk.get_by_role("button", name="Undo").click()
            saved(desk, "")
        assert [event["act"] for event in journal(project, "anna")] == ["code", "make_code", "code", "code", "undo"]

        with opened(browser, address) as page:
            desk = sits_down(page, "anna")
            desk.locator(".words").filter(has_text="3 circles model").first.wait_for()
            assert desk.get_by_text("Psychoeducation", exact=True).count() > 1  # in the codebook, and at the answer
            assert desk.get_by_text("0 experience", exact=True).count() >= 1
            finishes(desk)

        with opened(browser, address) as page:
            desk = sits_down(page, "ben")
            assert "‘3 circles model’" not in desk.inner_text()  # anna's codings are not shown
            gives(page, desk, "E02", "3 circles", "Psychoeducation")
            saved(desk, "‘3 circles’ has the code ‘Psychoeducation’.")
            gives(page, desk, "E05", "compassionate", "Flows")
            saved(desk, "‘compassionate’ has the code ‘Flows’.")
            finishes(desk)

        with opened(browser, address) as page:
            settling = page.locator(".sixphase-adjudication")
            settling.get_by_label("Who decides").fill("anna, ben")
            settling.get_by_role("button", name="As anna").click()
            settling.get_by_text("Saved: answer E02", exact=False).wait_for()
    assert journal(project, "consensus")[0]["words"] == "3 circles model"
    shown = project.sixphase("agreement", "cmt_published", "--coders", "anna,ben")
    assert (shown.returncode, "2 coders (anna, ben)" in shown.stdout) == (0, True), shown.stderr
    again = project.sixphase("run", "cmt_published")
    assert again.returncode == 0, again.stderr
    assert "Agreement between coders" in project.path("reports/cmt_published/paper.html").read_text(encoding="utf-8")
