"""Lay an invented paper out as the program stages a real one."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from sixphase.writeup.render import ASIS, PLACE
from sixphase.writeup.render.shortcodes import read_variables
from sixphase.writeup.render.source import Origin, Source, read_source

HERE = Path(__file__).parent
TOP = HERE.parents[2]


def stage(folder: Path, paper: str | None = None, files: Mapping[str, str] | None = None) -> Path:
    """The invented paper in `folder`, or another `paper` with it; `files` are written over the rest."""
    staged, source = laid_out(folder, paper, files)
    (staged / PLACE / "paper.qmd").write_text(source.flat, encoding="utf-8")
    return staged


def laid_out(
    folder: Path,
    paper: str | None = None,
    files: Mapping[str, str] | None = None,
    alts: Mapping[str, str] | None = None,
) -> tuple[Path, Source]:
    """The staged folder before the paper is put into it, and the paper as it was read from its sources."""
    staged, sources = folder / "staged", folder / "sources"
    shutil.copytree(HERE / "reports", sources)
    (staged / PLACE / "_study").mkdir(parents=True)
    shutil.copytree(sources / "_study" / "figures", staged / PLACE / "_study" / "figures")
    for name in ASIS:
        shutil.copy(TOP / "reports" / name, staged / "reports" / name)
    shutil.copy(TOP / "_quarto.yml", staged / "_quarto.yml")
    shutil.copy(HERE / "_variables.yml", staged / "_variables.yml")
    if paper is not None:
        (sources / "paper.qmd").write_text(paper, encoding="utf-8")
    for name, text in (files or {}).items():
        (sources / name).write_text(text, encoding="utf-8")
    shutil.copy(sources / "_metadata.yml", staged / PLACE / "_metadata.yml")
    texts = sorted((sources / "_study").rglob("*.md"))
    origins = {p.relative_to(sources).as_posix(): Origin(p, p.read_text(encoding="utf-8")) for p in texts}
    known = read_variables(staged / "_variables.yml")
    return staged, read_source(sources / "paper.qmd", known, origins, alts)
