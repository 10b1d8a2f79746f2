"""Lay an invented paper out as the program stages a real one."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from sixphase.writeup.render import SOURCES

HERE = Path(__file__).parent
TOP = HERE.parents[2]


def stage(folder: Path, paper: str | None = None, files: Mapping[str, str] | None = None) -> Path:
    """The invented paper in `folder`, or another `paper` with it; `files` are written over the rest."""
    staged = folder / "staged"
    shutil.copytree(HERE, staged, ignore=shutil.ignore_patterns("*.py", "__pycache__", "README.md"))
    for name in SOURCES:
        if name != "paper.qmd":
            shutil.copy(TOP / "reports" / name, staged / "reports" / name)
    shutil.copy(TOP / "_quarto.yml", staged / "_quarto.yml")
    if paper is not None:
        (staged / "reports" / "paper.qmd").write_text(paper, encoding="utf-8")
    for name, text in (files or {}).items():
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).write_text(text, encoding="utf-8")
    return staged
