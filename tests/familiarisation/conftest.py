"""A project of its own for tests that run notebooks: the real notebooks and study in a temporary folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sixphase.study import paths, settings
from sixphase.study.cells import code_cells

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copies of notebooks 01 and 02 and of the published study; the program works there during the test."""
    (tmp_path / "notebooks").mkdir()
    for name in ("01_transcription_import", "02_familiarisation"):
        shutil.copy(TOP / "notebooks" / f"{name}.ipynb", tmp_path / "notebooks")
    shutil.copytree(TOP / "data_raw" / "cmt_published", tmp_path / "data_raw" / "cmt_published")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    _forget()
    yield tmp_path
    _forget()


@pytest.fixture
def run_cells(project: Path) -> Callable[..., dict[str, Any]]:
    """Runs the code cells of a notebook in order, without a kernel, and gives the names they made."""

    def run(notebook: str, study: str = "cmt_published") -> dict[str, Any]:
        names: dict[str, Any] = {}
        for cell in code_cells(project / "notebooks" / f"{notebook}.ipynb"):
            exec(compile(cell.source, cell.id, "exec"), names)
            if cell.id == "parameters":
                names["study"] = study
        return names

    return run


def _forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()
