"""What a step reaches: imports anywhere, packages on the way, and files that a module names beside itself."""

import pytest

from sixphase.pipeline import reach
from sixphase.pipeline.reach import reached_from_module, reached_from_notebook
from sixphase.study.paths import notebook


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package called sixphase in a folder of its own."""
    top = tmp_path / "sixphase"
    files = {
        "__init__.py": "",
        "a/__init__.py": "",
        "a/one.py": "from sixphase.a.two import x\n",
        "a/two.py": "def f():\n    import sixphase.b.late\n    return 'filter.lua'\nx = 1\n",
        "a/filter.lua": "--",
        "a/other.lua": "--",
        "a/unused.py": "",
        "b/__init__.py": "from sixphase.b import named\n",
        "b/late.py": "PLACE = 'styles'\n",
        "b/named.py": "",
        "b/styles/deep/a.css": "",
        "b/unnamed/a.css": "",
    }
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reach, "PACKAGE", top)
    _forget()
    yield top
    _forget()


def _forget():
    for known in (reach._reads, reach._file_of, reach.reached_from_module):
        known.cache_clear()


def names(files, top):
    return sorted(path.relative_to(top).as_posix() for path in files)


def test_everything_reached_is_found_and_nothing_else(package):
    assert names(reached_from_module("sixphase.a.one"), package) == [
        "__init__.py",
        "a/__init__.py",
        "a/filter.lua",
        "a/one.py",
        "a/two.py",
        "b/__init__.py",
        "b/late.py",
        "b/named.py",
        "b/styles/deep/a.css",
    ]


def test_a_relative_import_is_refused(package):
    (package / "a/one.py").write_text("from .two import x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="in full"):
        reached_from_module("sixphase.a.one")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import sixphase.a.one", {"sixphase", "sixphase.a", "sixphase.a.one"}),
        ("import os, sixphase.a as x", {"sixphase", "sixphase.a"}),
        ("from sixphase.a import (  # why\n    one,\n    two as t,\n)", {"sixphase.a.one", "sixphase.a.two"}),
        ("from sixphase.a import \\\n    one", {"sixphase.a.one"}),
        ("if True:\n    def f():\n        from sixphase.a import one", {"sixphase.a.one"}),
        ("%matplotlib inline\n!ls\nfrom sixphase.a import one", {"sixphase.a.one"}),
        ("from sixphaser.a import one", set()),
        ("import sixphaser", set()),
        ("x = 1  # from sixphase.a import one", set()),
        (">>> from sixphase.a import one", set()),
        ("print('sixphase run')", set()),
    ],
)
def test_imports_are_found_in_every_shape(code, found):
    assert found <= reach.imported(code, "x")
    assert bool(found) == bool(reach.imported(code, "x"))


def test_notebooks_reach_their_rooms_and_not_the_command_line():
    for name in ("01_transcription_import", "02_familiarisation", "03_coding"):
        reached = {path.parent.name for path in reached_from_notebook(notebook(name))}
        assert name[3:].split("_")[0] in reached
        assert not reached & {"cli", "pipeline"}
