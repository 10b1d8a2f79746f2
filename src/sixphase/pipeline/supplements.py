"""The supplement's steps: its sources put together beside the paper's, and each format made from them."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sixphase.pipeline.notebooks import put_in_place
from sixphase.study.paths import StudyPaths, root

FORMATS = {"html": "supplement.html", "pdf": "supplement.pdf", "docx": "supplement.docx"}


def stage(study: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Put the supplement together from the tables, the journals and the records of a study."""
    from sixphase.writeup.supplement.making import stage_supplement

    paths = StudyPaths(study)
    folder = paths.processed / ".partial" / "supplement"
    stage_supplement(study, paths.processed / "paper", root() / "reports" / "supplement.qmd", folder)
    put_in_place(folder, paths.processed / "supplement")


def make(study: str, form: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Render one format of the supplement; it appears whole or not at all."""
    from sixphase.writeup.supplement.beside import make_document

    paths = StudyPaths(study)
    folder = paths.processed / ".partial" / f"supplement_{form}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = make_document(paths.processed / "supplement", folder, form, "supplement")
    paths.paper.mkdir(parents=True, exist_ok=True)
    made.replace(paths.paper / made.name)
    shutil.rmtree(folder, ignore_errors=True)
