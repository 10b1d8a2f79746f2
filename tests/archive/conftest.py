"""What the tests of archives share; the archive itself is made once for all tests (tests/conftest.py)."""

import shutil

import pytest
from conftest import Project

STUDY = "cmt_published"
PLACE = f"reports/{STUDY}/{STUDY}_archive.zip"


@pytest.fixture
def own_archive(archived, tmp_path) -> Project:
    """A copy of it that a test may change."""
    top = tmp_path / "sixphase"
    shutil.copytree(archived.top, top, symlinks=True)
    return Project(top)
