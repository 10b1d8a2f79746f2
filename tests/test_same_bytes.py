"""The same bytes: the archive, unpacked elsewhere by somebody else under other settings, makes all that it holds again.

One cold run stands for all: another folder, user, locale, time zone, width, seed of hashes, number and kind of
processors and a clock that other programs are told to use.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from archive.conftest import PLACE, STUDY
from conftest import Project

pytestmark = pytest.mark.slow

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
if platform.machine() == "x86_64":  # numpy adds up as on an older processor, which changes the last of its digits
    OTHER_SETTINGS["NPY_DISABLE_CPU_FEATURES"] = "AVX2 FMA3"
RESULTS = (f"data_processed/{STUDY}", f"reports/{STUDY}")


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


def unpacked(archive: Path, folder: Path, user: dict) -> Project:
    """An archive in a folder of its own, without the results that it holds."""
    project = Project(folder / "study")
    with zipfile.ZipFile(archive) as held:
        held.extractall(project.top)
    for place in RESULTS:
        shutil.rmtree(project.path(place))
    project.path("temporary").mkdir()
    for path in [project.top, *project.top.rglob("*")] if user else ():
        os.chown(path, NOBODY, NOBODY)
    return project


def by_somebody(project: Project, user: dict, *arguments: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SIXPHASE")}
    top = project.top
    places = {"SIXPHASE_ROOT": top, "PYTHONPATH": top / "src", "TMPDIR": top / "temporary"}
    return subprocess.run(
        [sys.executable, "-m", "sixphase", *arguments],
        cwd=top,
        env={**inherited, **OTHER_SETTINGS, **{name: str(place) for name, place in places.items()}},
        preexec_fn=on_one_processor,
        capture_output=True,
        text=True,
        timeout=300,
        **user,
    )


def test_an_archive_run_elsewhere_by_somebody_else_makes_the_same_bytes(archived, elsewhere):
    user = somebody()
    project = unpacked(archived.path(PLACE), elsewhere, user)
    done = by_somebody(project, user, "run", STUDY)
    assert done.returncode == 0, done.stderr
    first, second = archived.outputs(), project.outputs()
    del first[PLACE]
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    for name in ("paper.html", "paper.pdf", "paper.docx", "paper.xml"):
        assert f"reports/{STUDY}/{name}" in first
    assert f"data_processed/{STUDY}/manifest.json" in first
    owners = {path.stat().st_uid for path in project.path(f"reports/{STUDY}").iterdir()}
    assert owners == {NOBODY if user else os.geteuid()}
    archived_again = by_somebody(project, user, "archive", STUDY)
    assert archived_again.returncode == 0, archived_again.stderr
    assert project.path(PLACE).read_bytes() == archived.path(PLACE).read_bytes()
