"""Runs that are stopped, killed or started twice: nothing half is taken for done, and nothing is left running."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX systems")]


def start(project):
    """A cold run of the published study, in a process group of its own."""
    shutil.rmtree(project.path("data_processed"), ignore_errors=True)
    shutil.rmtree(project.path("reports/cmt_published"), ignore_errors=True)
    environment = {"SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "sixphase", "run", "cmt_published"],
        cwd=project.top,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(condition, seconds=60.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def running_in(project):
    """The processes whose environment names this copy of the project."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"SIXPHASE_ROOT={project.top}\0".encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


def has_begun(project):
    return (project.path("data_processed/cmt_published/.partial/02_familiarisation")).is_dir()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc, which is Linux's")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_leaves_nothing_running_and_the_next_one_completes_it(own_copy, number):
    whole = own_copy.outputs()
    run = start(own_copy)
    assert wait_for(lambda: has_begun(own_copy))
    run.send_signal(number)
    said, _ = run.communicate(timeout=60)
    assert run.returncode != 0
    assert "Made" not in said
    assert wait_for(lambda: not running_in(own_copy), 30), "processes of the run are still there"
    assert own_copy.sixphase("run", "cmt_published").returncode == 0
    assert own_copy.outputs() == whole


def test_a_second_run_of_the_same_study_is_refused_while_the_first_goes_on(own_copy):
    whole = own_copy.outputs()
    run = start(own_copy)
    assert wait_for(lambda: has_begun(own_copy))
    second = own_copy.sixphase("run", "cmt_published")
    assert second.returncode == 2
    assert "another run of 'cmt_published' is under way" in second.stderr
    run.communicate(timeout=120)
    assert run.returncode == 0
    assert own_copy.outputs() == whole
