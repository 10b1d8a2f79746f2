"""JupyterLab on the notebooks, closed to others and quiet on the network."""

import os
import subprocess
import sys

from sixphase.study.paths import root


def open_lab() -> int:
    """Start JupyterLab in `notebooks/` and wait until it ends; returns its exit status."""
    notebooks = root() / "notebooks"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root()}",
        f"--LabApp.default_url=/lab/tree/notebooks/{_first(notebooks)}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    return subprocess.call(command, env={**os.environ, "SIXPHASE_ROOT": str(root())})


def _first(notebooks) -> str:
    return min(path.name for path in notebooks.glob("[0-9]*.ipynb"))
