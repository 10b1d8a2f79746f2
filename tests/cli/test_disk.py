"""What a disk refuses is told with the file and what to do, by every command."""

import errno
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
from conftest import TOP, copy_of_the_project

from sixphase.cli import running
from sixphase.study.disk import refused_by_disk

RECORD = "data_raw/cmt_published/recorded_manifest.json"
FULL = OSError(errno.ENOSPC, "No space left on device", "answers.csv")


@pytest.mark.skipif(os.name == "nt", reason="the size of files is limited in another way there")
@pytest.mark.parametrize("command", [["new", "meadow"], ["verify", "cmt_published"]])
def test_a_full_disk_is_told_by_every_command(tmp_path, command):
    import resource

    project = copy_of_the_project(tmp_path)
    shutil.copy(TOP / RECORD, project.path(RECORD))
    done = subprocess.run(
        [sys.executable, "-m", "sixphase", *command],
        cwd=project.top,
        env={**os.environ, "SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr
    assert "What to do: make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_what_a_person_can_mend_is_taken_for_the_disk():
    assert refused_by_disk(PermissionError(errno.EACCES, "Permission denied", "a", None, "b")).file.name == "b"
    assert "make room" in str(refused_by_disk(shutil.Error([("a", "b", str(FULL))])))
    assert refused_by_disk(FileNotFoundError(errno.ENOENT, "No such file or directory", "a")) is None
    assert refused_by_disk(ValueError("[Errno 28] No space left on device")) is None


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (FULL, "answers.csv: No space left on device.\n    What to do: make room on the disk"),
        (ValueError("[/red] \x1b[31mred"), "ValueError: [/red] \\x1b[31mred"),
    ],
)
def test_a_step_that_failed_is_told_in_plain_words(capsys, cause, told):
    running._show_failure(running.StepFailed(SimpleNamespace(title="Paper as HTML"), cause))
    said = capsys.readouterr().err
    assert said.strip().startswith("Paper as HTML failed")
    assert told in said
