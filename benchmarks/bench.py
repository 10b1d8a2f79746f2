"""How long the main things take, each beside a floor that was measured in the same run.

    make bench

Every figure is the median of several runs of a whole process, with the range in brackets.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
EMPTY = {
    "cells": [{"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": "1"}],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
SIX_EMPTY = """
import papermill, sys
for number in range(6):
    papermill.execute_notebook("empty.ipynb", f"out_{number}.ipynb", progress_bar=False, kernel_name="python3")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        show("cold run, raw data to finished paper", measure(lambda: run_cold(project), 3), "under 30 s")
        show("  floor: six empty notebooks, stock papermill", measure(lambda: run_empty(Path(folder)), 3))
        show("unchanged 'make'", measure(lambda: command(["make", "-s", "run"], TOP), 7), "under 0.5 s")
        show("unchanged 'sixphase run'", measure(lambda: sixphase(project, "run"), 7))
        show("  floor: Python that does nothing", measure(lambda: command([sys.executable, "-c", "pass"], TOP), 7))


def copy_of_the_project(folder: Path) -> Path:
    top = folder / "sixphase"
    top.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", "staged", "cmt_published.*")
    for name in ("data_raw", "notebooks", "reports", "src"):
        shutil.copytree(TOP / name, top / name, ignore=ignore)
    for name in ("_quarto.yml", "requirements.lock"):
        shutil.copy(TOP / name, top / name)
    return top


def run_cold(project: Path) -> None:
    for made in (project / "data_processed", project / "reports" / "cmt_published"):
        shutil.rmtree(made, ignore_errors=True)
    sixphase(project, "run")


def run_empty(folder: Path) -> None:
    (folder / "empty.ipynb").write_text(json.dumps(EMPTY), encoding="utf-8")
    command([sys.executable, "-c", SIX_EMPTY], folder)


def sixphase(project: Path, *arguments: str) -> None:
    environment = {"SIXPHASE_ROOT": str(project), "PYTHONPATH": str(project / "src")}
    command([sys.executable, "-m", "sixphase", *arguments], project, environment)


def command(words: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(words, cwd=folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words[:4])} ended with status {done.returncode}:\n{done.stderr}")


def measure(what, times: int) -> list[float]:
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        what()
        seconds.append(time.perf_counter() - began)
    return seconds


def show(what: str, seconds: list[float], meant: str = "") -> None:
    middle = f"{statistics.median(seconds):7.2f} s  [{min(seconds):.2f} to {max(seconds):.2f}]"
    print(f"{what:<48}{middle:<30}{meant}", flush=True)


if __name__ == "__main__":
    main()
