"""The published study's archive, made once for all tests that look at it."""

import shutil

import pytest
from conftest import Project

STUDY = "cmt_published"
PLACE = f"reports/{STUDY}/{STUDY}_archive.zip"


@pytest.fixture(scope="session")
def archived(built, tmp_path_factory) -> Project:
    """A copy of the built project in which the study was recorded and archived; tests only look at it."""
    project = Project(tmp_path_factory.mktemp("archived") / "sixphase")
    shutil.copytree(built.top, project.top, symlinks=True)
    for command in ("record", "archive"):
        done = project.sixphase(command, STUDY)
        assert done.returncode == 0, done.stderr
    project.said = done.stdout  # type: ignore[attr-defined]
    return project


@pytest.fixture
def own_archive(archived, tmp_path) -> Project:
    """A copy of it that a test may change."""
    top = tmp_path / "sixphase"
    shutil.copytree(archived.top, top, symlinks=True)
    return Project(top)
