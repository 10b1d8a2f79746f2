"""JupyterLab on the notebooks: closed to others, quiet on the network, saving no answers into the notebooks."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from sixphase.cli.screen import out
from sixphase.study.paths import NOTEBOOKS, root

CONFIGURATION = Path(__file__).parent / "jupyter"


def open_lab() -> int:
    """Start JupyterLab on the first notebook and wait until it ends; returns its exit status."""
    port, token = _free_port(), secrets.token_hex(16)
    page = f"/lab/tree/notebooks/{NOTEBOOKS[0]}.ipynb"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root()}",
        f"--LabApp.default_url={page}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.log_level=ERROR",
        "--LabApp.log_level=ERROR",
        "--ServerApp.answer_yes=True",  # Ctrl-C means it
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--FileContentsManager.pre_save_hook=sixphase.cli.lab.without_outputs",
        "--ServerApp.kernel_websocket_connection_class=sixphase.cli.lab_connection.PromptConnection",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container; the server listens to this machine alone
        command.append("--ServerApp.allow_root=True")
    paths = [str(CONFIGURATION), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    environment = {"SIXPHASE_ROOT": str(root()), "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}
    out.print("JupyterLab opens in your browser. If it does not, open this address:")
    out.print(f"  http://127.0.0.1:{port}{page}?token={token}", soft_wrap=True)
    out.print("It runs on this machine only. To stop it, press Ctrl-C here.")
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for JupyterLab, which then ends, and this with it
        for asked in ("SIGTERM", "SIGHUP"):  # who ends this, by `kill` or with the terminal, ends JupyterLab too
            if hasattr(signal, asked):
                signal.signal(getattr(signal, asked), lambda *_: process.terminate())
        return process.wait()


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """Keep outputs, and with them participants' words, out of a notebook file that git would take.

    Jupyter calls this before it saves; on the screen the outputs stay. A run keeps its own executed copies.
    """
    if model.get("type") != "notebook" or model.get("content") is None:
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    model["content"].get("metadata", {}).pop("widgets", None)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
