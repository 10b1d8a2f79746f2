"""How long a run takes, from raw data to the finished paper."""

import json
import shutil
import statistics
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


ONLY_NOTEBOOKS = """
from sixphase.pipeline.checks import check_study
from sixphase.pipeline.progress import Display
from sixphase.pipeline.run import run
run("cmt_published", check_study, Display, last="06_write_up")
"""
FOUR_FORMATS = """
from pathlib import Path
from sixphase.writeup.render import FORMATS, render
for form in FORMATS:
    render(Path("data_processed/cmt_published/paper"), Path("rendered"), form)
"""
HELPER = "src/sixphase/familiarisation/concordance.py"


def main() -> None:
    with project() as top:
        pairs = [(run_notebooks(top), run_empty(top.parent)) for _ in range(7)]  # by turns: the machine may get busier
        show("six notebooks cold", [ours for ours, _ in pairs], f"{shares(pairs)} of its floor; at most 1.5", True)
        show("  floor: six empty notebooks, stock papermill", [floor for _, floor in pairs], large=True)
        show("cold run, raw data to finished paper", measure(lambda: run_cold(top), 3), "under 30 s")
        show("after one helper was edited", measure(lambda: run_edited(top), 3))
        show("paper in four formats, one after the other", measure(lambda: run_code(top, FOUR_FORMATS), 3), "under 5 s")
        if (TOP / "data_processed" / "cmt_published").is_dir():
            show("unchanged 'make'", measure(lambda: command(["make", "-s", "run"], TOP), 7), "under 0.5 s")
        show("unchanged 'sixphase run'", measure(lambda: sixphase(top, "run", "cmt_published"), 7))
        show("  floor: Python that does nothing", measure(lambda: command([sys.executable, "-c", "pass"], top), 7))
        sixphase(top, "simulate")
        show("cmt_cohort cold, to finished paper", measure(lambda: run_cold(top, "cmt_cohort"), 3), "under 60 s")


def shares(pairs: list[tuple[Run, Run]]) -> str:
    """How many times as long ours took as its floor: the fastest of each, and the median of pairs with its range.

    Other work on the machine only adds time, so the fastest tell most. The floor scatters by itself: about one in ten
    of stock papermill's notebooks misses the kernel's last message, and waits for it for more than three seconds.
    """
    ours, floor = ([run.seconds for run in runs] for runs in zip(*pairs, strict=True))
    times = [one / other for one, other in zip(ours, floor, strict=True)]
    middle = f"median {statistics.median(times):.2f}, {min(times):.2f} to {max(times):.2f}"
    return f"{min(ours) / min(floor):.2f} ({middle})"


def run_cold(top: Path, study: str = "cmt_published") -> Run:
    clear(top, study)
    return sixphase(top, "run", study)


def run_notebooks(top: Path) -> Run:
    clear(top, "cmt_published")
    return run_code(top, ONLY_NOTEBOOKS)


def run_edited(top: Path) -> Run:
    """Notebook 02, and what is built on it, after a remark was added to a helper that only it uses."""
    with (top / HELPER).open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    return sixphase(top, "run", "cmt_published")


def run_code(top: Path, code: str) -> Run:
    environment = {"SIXPHASE_ROOT": str(top), "PYTHONPATH": str(top / "src")}
    return command([sys.executable, "-c", code], top, environment)


def clear(top: Path, study: str) -> None:
    for made in (top / "data_processed" / study, top / "reports" / study):
        shutil.rmtree(made, ignore_errors=True)


def run_empty(folder: Path) -> Run:
    (folder / "empty.ipynb").write_text(json.dumps(EMPTY), encoding="utf-8")
    return command([sys.executable, "-c", SIX_EMPTY], folder)


if __name__ == "__main__":
    main()
