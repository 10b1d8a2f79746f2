"""A small study for the tests of what goes beside a paper."""

import pytest
from writeup.submitting import small_study


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Lays the small study out when called, with settings of its own; gives the project's folder."""
    yield lambda **settings: small_study.lay_out(tmp_path, monkeypatch, **settings)
    monkeypatch.undo()
    small_study.forget()
