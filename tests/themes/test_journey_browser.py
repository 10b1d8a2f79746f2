"""From raw coded answers to a reviewed, documented set of themes and a map, in JupyterLab, by keyboard alone.

The page is never clicked and nothing is focused from outside: every control is reached by the Tab key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from coding.desk.test_desk_browser import a_browser
from conftest import Project, copy_of_the_project
from familiarisation.test_explorer_browser import CHROMIUM, TOKEN, jupyterlab

from sixphase.coding.journal.replay import replay
from sixphase.study import paths, settings
from sixphase.study.tables import read_written

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]
STUDY = "cmt_cohort"
CODING = ("code", "read", "finish")
MOST_TABS = 400
THEMES = {  # what each is to hold, of the twelve codes of the simulated coders
    "To understand": ("Psychoeducation", "Flows", "Prioritising self", "Discussion"),
    "How it was given": ("Teaching methods", "Safe space", "Lived experience", "Explanations"),
    "To take along": ("New techniques", "Beyond the day", "Group reflection", "Future groups"),
}


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Answers with codes in no theme; beside the codes there is one theme, with nothing in it."""
    project = copy_of_the_project(tmp_path)
    done = project.sixphase("simulate", "--forms", "40")
    assert done.returncode == 0, done.stderr
    study = project.path(f"data_raw/{STUDY}")
    book = yaml.safe_load((study / "codebook.yml").read_text("utf-8"))
    codes = [subtheme for theme in book["themes"] for subtheme in theme["subthemes"]]
    later = {"id": "later", "name": "Later", "definition": "What is to be thought of later."}
    (study / "codebook.yml").write_text(yaml.safe_dump({"themes": [later], "codes": codes}, sort_keys=False), "utf-8")
    journal = study / "journals" / "coder_a.jsonl"
    lines = journal.read_text("utf-8").splitlines(True)
    journal.write_text("".join(line for line in lines if json.loads(line)["act"] in CODING), "utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(project.top))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    forget()
    yield project
    monkeypatch.undo()
    forget()


def forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()


class Hands:
    """Ten fingers on a keyboard."""

    def __init__(self, page: Any):
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def focused(self) -> str:
        """What a screen reader would say of the control that has the focus."""
        return self.page.evaluate(
            """() => {
              const at = document.activeElement;
              const label = at.labels?.length ? [...at.labels].map((one) => one.textContent).join(' ') : '';
              return (at.getAttribute('aria-label') || label || at.textContent || '').trim();
            }"""
        )

    def tab_to(self, name: str) -> None:
        """Press Tab until a control is reached whose name begins so."""
        for _ in range(MOST_TABS):
            if self.focused().startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"'{name}' is not reached by the Tab key")

    def fill(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.press("Control+a")
        self.write(text)

    def leave_the_board(self) -> None:
        """Tab to what comes after it: within it JupyterLab's own shortcuts do nothing."""
        for _ in range(MOST_TABS):
            if not self.page.evaluate("!!document.activeElement.closest('.sixphase-board')"):
                return
            self.press("Tab")
        raise AssertionError("the Tab key does not leave the board")

    def do(self, name: str) -> None:
        self.tab_to(name)
        self.press("Enter")

    def command(self, name: str) -> None:
        """A command of JupyterLab, from its palette."""
        self.press("Control+Shift+c")
        self.page.locator(".lm-CommandPalette-input:focus").wait_for()
        self.write(name)
        self.page.locator(".lm-CommandPalette-item.lm-mod-active").get_by_text(name).first.wait_for()
        self.press("Enter")


def opened(browser: Any, address: str, notebook: str) -> Hands:
    """The notebook with the name of the study in its second cell, and all its cells run."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(f"{address}lab/tree/notebooks/{notebook}.ipynb?token={TOKEN}&reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    hands = Hands(page)
    page.locator(".jp-Notebook.jp-mod-commandMode").wait_for()
    hands.press("ArrowDown", "Enter", "Control+a")
    hands.write(f'study = "{STUDY}"')
    hands.press("Escape")
    hands.command("Run All Cells")
    return hands


def saved(hands: Hands, sentence: str) -> None:
    hands.page.locator(".sixphase-board .status").get_by_text(f"Saved: {sentence}.", exact=True).wait_for()


def developed(hands: Hands) -> None:
    """Notebook 04: themes are made, described, related, marked and quoted at the board."""
    hands.page.locator(".sixphase-board").wait_for()
    hands.page.locator(".sixphase-board").get_by_role("button", name="coder_a").wait_for()
    hands.do("coder_a")
    hands.page.locator(".sixphase-board[data-ready]").wait_for()
    for name in THEMES:
        hands.fill("New theme", name)
        hands.press("Enter")
        hands.write(f"first idea of {name}")
        hands.press("Enter")
        saved(hands, f"the theme ‘{name}’ is on the board")
    hands.tab_to("Ask for a reason at each move")
    hands.press("Space")
    for number, (theme, codes) in enumerate(THEMES.items()):
        for code in codes:
            full = next(c.name for c in replay(STUDY).codes.values() if c.short == code)
            to_card(hands, full)
            hands.press("Space", *["ArrowRight"] * (number + 2), "End", "Space")
            saved(hands, f"‘{full}’ lies in ‘{theme}’")


def to_card(hands: Hands, name: str) -> None:
    """Go to a card among the codes in no theme: the Tab key comes to the cards, the arrow keys go among them."""
    if not hands.page.evaluate("document.activeElement.classList.contains('card')"):
        hands.tab_to("Cards: In no theme yet")
        hands.press("Tab")
    hands.press(*["ArrowLeft"] * (len(THEMES) + 1), "Home")  # past Later too
    for _ in range(12):
        if hands.focused().startswith(name):
            return
        hands.press("ArrowDown")
    raise AssertionError(f"the card '{name}' is not reached by the arrow keys")


def documented(hands: Hands) -> None:
    """What a theme is about, a mark against it, a quote, a relation; and a decision on an answer in no theme."""
    while not hands.focused().startswith("Theme To understand"):
        hands.press("ArrowLeft", "Home")
    hands.press("Enter")
    hands.page.get_by_role("heading", name="Theme ‘To understand’").wait_for()
    hands.fill("Central idea", "To understand changes whom it is for")
    hands.fill("What belongs to it", "insights")
    hands.do("Keep what it is about")
    saved(hands, "what ‘To understand’ is about")
    hands.do("Against:")
    saved(hands, "the passage speaks against ‘To understand’")
    hands.do("Quote:")
    saved(hands, "the quote is chosen")
    hands.do("Relations (0)")
    hands.press("Tab", "ArrowDown")  # from 'Later' to the next theme
    hands.fill("How, in a word or two", "opens")
    hands.do("Relate")
    saved(hands, "‘To understand’ and ‘How it was given’ are related")
    hands.press("Escape")
    hands.do("Suggestions, and answers that no theme touches")
    hands.tab_to("Show")
    hands.press("ArrowDown", "Tab", "Enter")
    hands.tab_to("Decision on")
    hands.press("ArrowDown")
    hands.do("Keep the decision on")
    saved(hands, "what you decided on the answer")


def run_again(hands: Hands) -> None:
    hands.leave_the_board()
    hands.command("Restart Kernel and Run All Cells")
    hands.page.locator(".jp-Dialog button:focus").wait_for()
    hands.press("Enter")


def wait_for(hands: Hands, made: Path, words: str) -> str:
    """The text of a file that a notebook writes, once these words stand in it."""
    for _ in range(240):
        if made.is_file() and words in (text := made.read_text("utf-8")):
            return text
        hands.page.wait_for_timeout(500)
    raise AssertionError(f"'{words}' does not come to stand in {made.name}")


def test_from_codes_to_a_map(raw: Project) -> None:
    """1 a run waits for themes; 2 themes are made at the board and documented; 3 notebooks 04 and 05 run again: the
    history, the map, the quotes and the decision are there; 4 the paper and its supplement print them."""
    done = raw.sixphase("run", STUDY)
    assert done.returncode == 0, done.stderr
    made = raw.path(f"data_processed/{STUDY}")
    executed = (made / "notebooks/05_theme_review.ipynb").read_text("utf-8")
    assert "no passage lies in a theme yet" in executed and "Traceback" not in executed
    review = made / "05_theme_review"
    with jupyterlab(raw.top) as address, a_browser() as browser:
        hands = opened(browser, address, "04_theme_development")
        developed(hands)
        documented(hands)
        run_again(hands)
        history = wait_for(hands, made / "04_theme_development/tables/theme_history.csv", "opens ‘How it was given’")
        assert "first idea of To understand" in history and "Flows’ moved to ‘To understand’" in history
        hands.page.close()
        hands = opened(browser, address, "05_theme_review")
        quotes = wait_for(hands, review / "tables/quotes.csv", "contradicts")  # of the last cell
        assert "participant" not in quotes and quotes.count("\n") == 2
    drawn = (review / "figures/theme_map.svg").read_text("utf-8")
    assert all(name in drawn for name in THEMES) and "opens" in drawn
    assert read_written(review / "tables/untouched.csv")["verdict"].tolist().count("rightly in no theme") == 1
    done = raw.sixphase("run", STUDY)
    assert done.returncode == 0, done.stderr
    words = read_written(review / "tables/quotes.csv")["words"].iloc[0]
    for name in ("paper.html", "supplement.html"):
        assert words in raw.path(f"reports/{STUDY}/{name}").read_text("utf-8"), name
    assert "To understand changes whom it is for" in raw.path(f"reports/{STUDY}/supplement.html").read_text("utf-8")
