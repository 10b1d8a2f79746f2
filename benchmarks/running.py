"""How long a run takes, from raw data to the finished paper."""

import json
import shutil
import sys
from pathlib import Path

from measuring import TOP, Run, command, measure, project, show, sixphase

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
    with project() as top:
        show("cold run, raw data to finished paper", measure(lambda: run_cold(top), 3), "under 30 s")
        show("  floor: six empty notebooks, stock papermill", measure(lambda: run_empty(top.parent), 3))
        if (TOP / "data_processed" / "cmt_published").is_dir():
            show("unchanged 'make'", measure(lambda: command(["make", "-s", "run"], TOP), 7), "under 0.5 s")
        show("unchanged 'sixphase run'", measure(lambda: sixphase(top, "run"), 7))
        show("  floor: Python that does nothing", measure(lambda: command([sys.executable, "-c", "pass"], top), 7))


def run_cold(top: Path) -> Run:
    for made in (top / "data_processed", top / "reports" / "cmt_published"):
        shutil.rmtree(made, ignore_errors=True)
    return sixphase(top, "run")


def run_empty(folder: Path) -> Run:
    (folder / "empty.ipynb").write_text(json.dumps(EMPTY), encoding="utf-8")
    return command([sys.executable, "-c", SIX_EMPTY], folder)


if __name__ == "__main__":
    main()
