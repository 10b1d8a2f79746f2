"""The same bytes: a cold run elsewhere, by somebody else, under other settings, makes what the first run made."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import copy_of_the_project

pytestmark = [pytest.mark.slow, pytest.mark.long]

NOBODY = 65534
OTHER_SETTINGS = {
    "HOME": "/nowhere",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "POSIX",
    "LANGUAGE": "tr",
    "COLUMNS": "61",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "86400",
    "OMP_NUM_THREADS": "3",
    "MPLBACKEND": "svg",
    "QUARTO_PROFILE": "other",
}


@pytest.fixture
def elsewhere():
    """A folder that everybody may enter, unlike those that pytest makes."""
    folder = Path(tempfile.mkdtemp(prefix="sixphase elsewhere-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def somebody() -> dict:
    """Another user, where this one may become another and that one may start this Python."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    tried = subprocess.run([sys.executable, "-c", "import sixphase"], cwd="/", capture_output=True, **user)
    return user if tried.returncode == 0 else {}


def on_one_processor():
    os.umask(0o077)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def test_a_cold_run_elsewhere_by_somebody_else_makes_the_same_bytes(built, elsewhere):
    project = copy_of_the_project(elsewhere)
    user = somebody()
    temporary = project.top / "temporary"
    temporary.mkdir()
    for path in [project.top, *project.top.rglob("*")] if user else ():
        os.chown(path, NOBODY, NOBODY)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SIXPHASE")}
    places = {"SIXPHASE_ROOT": project.top, "PYTHONPATH": project.top / "src", "TMPDIR": temporary}
    done = subprocess.run(
        [sys.executable, "-m", "sixphase", "run", "cmt_published"],
        cwd=project.top,
        env={**inherited, **OTHER_SETTINGS, **{name: str(place) for name, place in places.items()}},
        preexec_fn=on_one_processor,
        capture_output=True,
        text=True,
        timeout=300,
        **user,
    )
    assert done.returncode == 0, done.stderr
    first, second = built.outputs(), project.outputs()
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    for name in ("paper.html", "paper.pdf", "paper.docx", "paper.xml"):
        assert f"reports/cmt_published/{name}" in first
    assert "data_processed/cmt_published/manifest.json" in first
    owners = {path.stat().st_uid for path in project.path("reports/cmt_published").iterdir()}
    assert owners == {NOBODY if user else os.geteuid()}
