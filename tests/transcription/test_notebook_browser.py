"""Notebook 01 itself in a real JupyterLab: a person decides on a difference and on a name, and the forms come in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from familiarisation.test_explorer_browser import CHROMIUM, PATIENCE, QUIET, TOKEN, jupyterlab, run_all_cells
from transcription.entry.test_desk import SETTINGS

TOP = Path(__file__).resolve().parents[2]
NOTEBOOK = "01_transcription_import.ipynb"
HEAD = "No;Day;Occupation;What interested you?;What to change?\n"
FIRST = HEAD + "1;2024-05-01;Nursing;I felt safe with Grzegorz there;more\n2;2024-05-02;Medical;kind;tea\n"
SAID = ["--yes", "--map", "No=form_id", "--map", "Day=session_date"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with notebook 01, opened on a study of two forms."""
    (tmp_path / "notebooks").mkdir()
    text = (TOP / "notebooks" / NOTEBOOK).read_text(encoding="utf-8")
    assert text.count('study = \\"cmt_published\\"') == 1
    (tmp_path / "notebooks" / NOTEBOOK).write_text(text.replace('\\"cmt_published\\"', '\\"kind\\"'), encoding="utf-8")
    (tmp_path / "data_raw" / "kind").mkdir(parents=True)
    (tmp_path / "data_raw" / "kind" / "study.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "one.csv").write_text(FIRST, encoding="utf-8")
    (tmp_path / "two.csv").write_text(FIRST.replace("kind;tea", "kind;team"), encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    return tmp_path


def sixphase(project, *arguments):
    words = [sys.executable, "-m", "sixphase", *arguments]
    return subprocess.run(words, cwd=project, capture_output=True, text=True, timeout=120, env=dict(os.environ))


def test_a_difference_and_a_name_are_decided_in_notebook_01(project):
    """1 compare; 2 decide the difference at the desk; 3 the import finds a name; 4 decide on it; 5 the forms are in."""
    from playwright.sync_api import sync_playwright

    private = project / "data_raw" / "kind" / "private"
    assert sixphase(project, "compare", "kind", "one.csv", "two.csv", *SAID).returncode == 0
    with jupyterlab(project) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}lab/tree/notebooks/{NOTEBOOK}?token={TOKEN}")
        run_all_cells(page)
        desk = page.locator(".sixphase-entry")
        desk.get_by_label("Your initials").fill("AB")
        desk.get_by_role("button", name="Second 2").click()
        desk.get_by_text("Saved: form 2", exact=False).wait_for()

        refused = sixphase(project, "import", "kind", "--decided")
        assert (refused.returncode, "Grzegorz" in refused.stdout + refused.stderr) == (2, False)
        run_all_cells(page)
        desk = page.locator(".sixphase-names")
        desk.get_by_label("Your initials").fill("AB")
        assert desk.locator("mark").inner_text() == "Grzegorz"
        desk.get_by_role("button", name="Always A").click()
        desk.get_by_text("sixphase names kind", exact=False).wait_for()
        browser.close()
    assert json.loads((private / "entry.jsonl").read_text(encoding="utf-8"))["choice"] == "second"
    done = sixphase(project, "import", "kind", "--decided")
    assert done.returncode == 0, done.stderr
    answers = (project / "data_raw" / "kind" / "answers.csv").read_text(encoding="utf-8")
    assert ("I felt safe with [NAME 1] there" in answers, "change,answered,team" in answers) == (True, True)
    assert "nothing changed" in sixphase(project, "names", "kind").stdout
