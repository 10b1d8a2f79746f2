"""What all tests share: which skips are allowed, and a built copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)  # how fast a test is on a busy machine is not what it tests
settings.load_profile("calm")

TOP = Path(__file__).resolve().parents[1]
ALLOWED = TOP / "tests" / "allowed_skips.txt"
AT_THE_TOP = (
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "_quarto.yml",
    "environment.yml",
    "install.py",
    "postBuild",
    "pyproject.toml",
    "requirements.lock",
)
_skipped: list[str] = []


def pytest_runtest_logreport(report):
    if report.skipped:
        _skipped.append(f"{report.nodeid}: {report.longrepr[-1] if isinstance(report.longrepr, tuple) else ''}")


def pytest_collectreport(report):
    if report.skipped:
        _skipped.append(f"{report.nodeid}: {report.longrepr[-1] if isinstance(report.longrepr, tuple) else ''}")


def pytest_sessionfinish(session):
    """With SIXPHASE_STRICT_SKIPS set, a skip that is not on the committed list fails the run."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    allowed = [line.split(" ", 1)[0] for line in lines if line.strip() and not line.startswith("#")]
    unexpected = [skip for skip in _skipped if not skip.startswith(tuple(allowed))]
    if unexpected and os.environ.get("SIXPHASE_STRICT_SKIPS"):
        print("\nThese tests were skipped and are not in tests/allowed_skips.txt:", *unexpected, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _nothing_remembered_of_another_project():
    """What a test has read of its own project is not kept for the next one."""
    yield
    for module, name in (("sixphase.study.paths", "root"), ("sixphase.study.settings", "read_study")):
        if module in sys.modules:
            getattr(sys.modules[module], name).cache_clear()


class Project:
    """A copy of the project in a folder of its own, run as its user runs it."""

    def __init__(self, top: Path):
        self.top = top

    def sixphase(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line of this copy."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("SIXPHASE")}
        ours = {"SIXPHASE_ROOT": str(self.top), "PYTHONPATH": str(self.top / "src"), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "sixphase", *arguments],
            cwd=self.top,
            env={**inherited, **ours, **environment},
            capture_output=True,
            text=True,
            timeout=300,
        )

    def path(self, name: str) -> Path:
        return self.top / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text in a file; it has to be there."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def outputs(self) -> dict[str, bytes]:
        """Every file that a run made, but for pytask's record."""
        made = [p for place in ("data_processed", "reports/cmt_published") for p in self.path(place).rglob("*")]
        return {
            path.relative_to(self.top).as_posix(): path.read_bytes()
            for path in made
            if path.is_file() and ".graph" not in path.parts
        }


def copy_of_the_project(folder: Path) -> Project:
    top = folder / "sixphase"
    top.mkdir()
    for name in ("data_raw", "docs", "notebooks", "reports", "src"):
        hidden = ("__pycache__", "cmt_*.html", "staged", "cmt_cohort", "private", "recorded_manifest.json")
        left_out = shutil.ignore_patterns(*hidden)
        shutil.copytree(TOP / name, top / name, ignore=left_out)
    shutil.rmtree(top / "reports" / "cmt_published", ignore_errors=True)
    for name in AT_THE_TOP:
        shutil.copy(TOP / name, top / name)
    return Project(top)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Project:
    """A copy in which the published study has run; tests only look at it."""
    project = copy_of_the_project(tmp_path_factory.mktemp("built"))
    done = project.sixphase("run", "cmt_published")
    assert done.returncode == 0, done.stderr
    project.first_run = done  # type: ignore[attr-defined]
    return project


@pytest.fixture
def own_copy(built, tmp_path) -> Project:
    """A copy of the built project that a test may change."""
    top = tmp_path / "sixphase"
    shutil.copytree(built.top, top, symlinks=True)
    return Project(top)


@pytest.fixture(scope="session")
def archived(built, tmp_path_factory) -> Project:
    """A copy of the built project in which the study was recorded and archived; tests only look at it."""
    project = Project(tmp_path_factory.mktemp("archived") / "sixphase")
    shutil.copytree(built.top, project.top, symlinks=True)
    for command in ("record", "archive"):
        done = project.sixphase(command, "cmt_published")
        assert done.returncode == 0, done.stderr
    project.said = done.stdout  # type: ignore[attr-defined]
    return project
