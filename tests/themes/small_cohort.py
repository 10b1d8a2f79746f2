"""The simulated study with sixty forms, in a project of its own."""

from pathlib import Path

import pytest

from sixphase.simulation import simulate
from sixphase.study import paths, settings

TOP = Path(__file__).resolve().parents[2]
STUDY = "cmt_cohort"


def forget():
    paths.root.cache_clear()
    settings.read_study.cache_clear()


@pytest.fixture
def cohort(tmp_path, monkeypatch):
    """A small simulated study with the twelve quotes that its first coder chose."""
    (tmp_path / "_quarto.yml").write_text("project: {type: default}\n")
    (tmp_path / "data_raw").mkdir()
    (tmp_path / "data_raw" / "cmt_published").symlink_to(TOP / "data_raw" / "cmt_published")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    forget()
    simulate(tmp_path / "data_raw" / STUDY, 1, forms=60)
    yield tmp_path / "data_raw" / STUDY
    monkeypatch.undo()
    forget()
