"""The small study is the project for one test only."""

import pytest

from sixphase.study.paths import root
from sixphase.study.settings import read_study


@pytest.fixture(autouse=True)
def _the_project_is_what_it_was(monkeypatch):  # monkeypatch first, so that the folder is back when this ends
    yield
    monkeypatch.undo()
    root.cache_clear()
    read_study.cache_clear()
