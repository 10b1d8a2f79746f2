"""JupyterLab as `sixphase lab` starts it: it asks nothing of a network, and saves no answers into notebooks."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sixphase.cli.lab import without_outputs


def with_outputs():
    cell = new_code_cell("1", id="a", outputs=[new_output("stream", text="an answer")], execution_count=3)
    return new_notebook(
        cells=[new_markdown_cell("# T", id="t"), cell], metadata={"widgets": {"state": {"x": "an answer"}}}
    )


def test_saving_leaves_the_outputs_out():
    model = {"type": "notebook", "content": with_outputs()}
    without_outputs(model=model, path="notebooks/n.ipynb")
    assert "an answer" not in json.dumps(model)
    assert [c["source"] for c in model["content"]["cells"]] == ["# T", "1"]
    nbformat.validate(model["content"])


@pytest.mark.parametrize("model", [{"type": "file", "content": "x"}, {"type": "notebook", "content": None}])
def test_other_files_are_left_alone(model):
    before = dict(model)
    without_outputs(model=model)
    assert model == before


@pytest.mark.slow
def test_the_server_saves_without_outputs_fetches_no_news_and_ends_when_it_is_told(tmp_path):
    from conftest import copy_of_the_project

    project = copy_of_the_project(tmp_path)
    environment = {"SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src"), "BROWSER": "true"}
    environment |= {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "sixphase", "lab"]
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address, token = re.search(
            r"(http://127\.0\.0\.1:\d+)/lab\S*token=(\w+)", "".join(next(server.stdout) for _ in range(3))
        ).groups()

        def ask(path, method="GET", body=None):
            headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
            data = json.dumps(body).encode() if body else None
            request = urllib.request.Request(f"{address}{path}", data, headers, method=method)
            return json.load(urllib.request.urlopen(request, timeout=10))

        began = time.monotonic()
        while time.monotonic() - began < 60:
            try:
                ask("/api/status")
                break
            except OSError:
                time.sleep(0.2)
        settings = ask("/lab/api/settings/@jupyterlab/apputils-extension:notification")
        assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
        ask("/api/contents/notebooks/x.ipynb", "PUT", {"type": "notebook", "content": with_outputs()})
        assert "an answer" not in project.path("notebooks/x.ipynb").read_text(encoding="utf-8")
        server.terminate()
        server.wait(timeout=30)
        with pytest.raises(urllib.error.URLError, match="refused"):
            ask("/api/status")
    finally:
        server.kill()
