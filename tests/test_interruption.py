"""Runs that are stopped, killed or started twice: nothing half is taken for done, and nothing is left running."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sixphase.pipeline.run import _build
from sixphase.study.paths import root
from sixphase.study.problem import InputError

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX systems")]


def start(project, before=None, cold=True):
    """A run of the published study, in a process group of its own; `before` is called in it at its start."""
    for place in ("data_processed", "reports/cmt_published") if cold else ():
        shutil.rmtree(project.path(place), ignore_errors=True)
    environment = {"SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src")}

    def begin():
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job ignores it, and so would this run
        if before:
            before()

    return subprocess.Popen(
        [sys.executable, "-m", "sixphase", "run", "cmt_published"],
        cwd=project.top,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=begin,
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
    said, told = run.communicate(timeout=60)
    assert run.returncode != 0
    assert "Made" not in said
    assert ("Stopped. What was finished is kept" in told) is (number != signal.SIGKILL)
    assert wait_for(lambda: not running_in(own_copy), 30), "processes of the run are still there"
    assert own_copy.sixphase("run", "cmt_published").returncode == 0
    assert own_copy.outputs() == whole


@pytest.mark.parametrize("moment", [0.7, 1.0, 1.3])
def test_a_run_that_is_stopped_while_it_begins_says_so_in_a_line(own_copy, moment):
    run = start(own_copy)
    time.sleep(moment)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: every process of the run hears of it
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in told
    assert told.rstrip().endswith("Stopped. What was finished is kept; run the same command again to go on.")


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


def finished(project):
    """The outputs that stand in their places, without what a step left unfinished."""
    return {
        name: content
        for name, content in project.outputs().items()
        if "/.partial/" not in name and "/failed/" not in name and not name.endswith("/manifest.json")
    }


@pytest.mark.long
@pytest.mark.parametrize(
    "made",
    [
        "data_processed/cmt_published/01_transcription_import/values.json",
        "data_processed/cmt_published/notebooks/05_theme_review.ipynb",
        "data_processed/cmt_published/paper",
        "reports/cmt_published/paper.html",
    ],
)
def test_a_run_that_is_killed_at_any_moment_is_completed_by_the_next(own_copy, made):
    whole = own_copy.outputs()
    run = start(own_copy)
    assert wait_for(own_copy.path(made).exists, 120)
    run.kill()
    run.communicate(timeout=60)
    assert wait_for(lambda: not running_in(own_copy), 30), "processes of the run are still there"
    there = finished(own_copy)
    assert {name: whole.get(name) for name in there} == there
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 0, done.stderr
    assert own_copy.outputs() == whole


def test_a_run_that_is_killed_again_and_again_at_random_moments_ends_as_any_other(own_copy):
    whole = own_copy.outputs()
    moments = [random.SystemRandom().uniform(1, 10) for _ in range(3)]
    for number, moment in enumerate(moments):
        run = start(own_copy, cold=number == 0)
        time.sleep(moment)
        run.kill()
        run.communicate(timeout=60)
        assert wait_for(lambda: not running_in(own_copy), 30), "processes of the run are still there"
        there = finished(own_copy)
        assert {name: whole.get(name) for name in there} == there, moments
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 0, (moments, done.stderr)
    assert own_copy.outputs() == whole, moments


@pytest.mark.parametrize(
    "most", [3_000, pytest.param(60_000, marks=pytest.mark.long), pytest.param(250_000, marks=pytest.mark.long)]
)
def test_a_disk_that_is_full_leaves_nothing_half_and_the_next_run_goes_on(own_copy, most):
    import resource

    whole = own_copy.outputs()
    run = start(own_copy, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    said, told = run.communicate(timeout=120)
    assert run.returncode == 1, told
    assert "Made" not in said
    assert "File too large" in told
    assert "Traceback" not in told
    there = finished(own_copy)
    assert {name: whole.get(name) for name in there} == there
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 0, done.stderr
    assert own_copy.outputs() == whole


def test_after_a_cell_that_failed_was_mended_the_run_goes_on_from_there(own_copy):
    whole = own_copy.outputs()
    notebook = own_copy.path("notebooks/05_theme_review.ipynb")
    good = notebook.read_bytes()
    own_copy.change("notebooks/05_theme_review.ipynb", "from sixphase.study.step import begin", "1 / 0")
    run = start(own_copy)
    said, told = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "ZeroDivisionError" in told
    assert "Made" not in said
    notebook.write_bytes(good)
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 0, done.stderr
    assert "01 Transcription" not in done.stderr
    assert own_copy.outputs() == whole


def test_a_disk_that_fills_while_the_run_notes_what_it_did_is_told(tmp_path, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.setattr("pytask.build", full)
    root.cache_clear()
    try:
        with pytest.raises(InputError, match="could not be kept: No space left on device"):
            _build("cmt_published", [], None)
    finally:
        root.cache_clear()
