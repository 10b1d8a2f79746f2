"""The explorer in a real JupyterLab, in a real browser, as a researcher uses it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "a-token-of-the-test"
PATIENCE = 45_000  # milliseconds until a page or a kernel is there

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no Chromium at {CHROMIUM}"),
]


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """JupyterLab on `folder`, at a free port and with settings of its own; gives the address with the token."""
    own = folder / "jupyter"
    env = {name: value for name, value in os.environ.items() if name != "SIXPHASE_HEADLESS"}
    env |= {"HOME": str(own), "IPYTHONDIR": str(own / "ipython"), "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces")}
    env |= {f"JUPYTER_{kind}_DIR": str(own / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    env |= {"JUPYTERLAB_SETTINGS_DIR": str(own / "settings")}
    own.mkdir()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0", f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={TOKEN}",
        "--LabApp.news_url=None", "--LabApp.extension_manager=readonly",
        "--ServerApp.kernel_websocket_connection_class=sixphase.cli.lab_connection.PromptConnection",
    ]  # fmt: skip
    with (own / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        yield _address(server, own / "runtime")
    finally:
        server.terminate()  # it ends its kernels too
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _address(server: subprocess.Popen, runtime: Path) -> str:
    for _ in range(300):
        told = [path.read_text() for path in sorted(runtime.glob("jpserver-*.json"))]
        if told and told[0].rstrip().endswith("}"):  # it may be half written
            return json.loads(told[0])["url"]
        if server.poll() is not None:
            pytest.fail(f"JupyterLab did not start: {(runtime.parent / 'log').read_text()[-2000:]}")
        time.sleep(0.1)
    pytest.fail("JupyterLab did not say where it listens")


@contextmanager
def page_of(address: str) -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}lab/tree/notebooks/02_familiarisation.ipynb?token={TOKEN}")
        yield page
        browser.close()


def run_all_cells(page: Any) -> None:
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # before that, JupyterLab asks which kernel to use
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_a_researcher_searches_and_reads(project: Path, run_cells: Callable[..., dict[str, Any]]) -> None:
    """1 open notebook 02 and run it; 2 search a word; 3 see it marked, and the count; 4 read a theme's answers."""
    run_cells("01_transcription_import")
    with jupyterlab(project) as address, page_of(address) as page:
        run_all_cells(page)
        desk = page.locator(".sixphase-explorer")
        desk.wait_for()
        search = desk.get_by_label("Search for")
        desk.get_by_text("80 answers.", exact=True).wait_for()

        search.fill("safe space")
        desk.get_by_text("‘safe space’ stands 4 times in 4 of 80 answers.").wait_for()
        assert desk.locator("mark").all_inner_texts() == ["safe space"] * 4
        assert desk.locator("tbody th").all_inner_texts() == ["E25", "E35", "E42", "E72"]

        desk.get_by_label("Theme", exact=True).select_option("The Power of Group")
        desk.get_by_text("‘safe space’ stands once in 1 of 13 answers.").wait_for()
        desk.get_by_label("Keyword in context").uncheck()
        assert desk.locator("li .words").inner_text().endswith("Felt like a safe space to shar with others")

        search.fill("")
        desk.get_by_label("Subtheme").select_option("Future Reflective Groups")
        desk.get_by_text("5 answers.", exact=True).wait_for()
        assert desk.locator("li").count() == 5

        cells = page.locator(".jp-Notebook .jp-Cell")
        before = cells.count()
        for control in (
            desk.get_by_label("Subtheme"),
            desk.get_by_label("Keyword in context"),
            desk.get_by_role("region"),
        ):
            control.focus()
            for key in "abdd":  # JupyterLab's keys to add and to delete a cell
                page.keyboard.press(key)
                page.wait_for_timeout(150)
            assert cells.count() == before
