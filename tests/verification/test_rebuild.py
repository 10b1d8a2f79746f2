"""The clean folder of a rebuild: what the run reads and the program, nothing private, nothing else."""

import pytest

from sixphase.verification import rebuild


@pytest.fixture
def project(tmp_path):
    for name in ("data_raw/s/study.yml", "data_raw/s/private/key.csv", "data_raw/s/notes.txt", "data_raw/t/study.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    for name in ("a.py", "room/b.py", "room/__pycache__/b.pyc", "private/key.csv"):
        (tmp_path / "program" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "program" / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_only_what_is_named_and_the_program_are_copied(project, tmp_path):
    there = tmp_path / "there"
    rebuild.copy_inputs(project, ["data_raw/s/study.yml", "src/sixphase/a.py"], project / "program", there)
    copied = sorted(path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file())
    assert copied == ["data_raw/s/study.yml", "src/sixphase/a.py", "src/sixphase/room/b.py"]


def test_a_private_file_is_refused(project, tmp_path):
    with pytest.raises(ValueError, match="private"):
        rebuild.copy_inputs(project, ["data_raw/s/private/key.csv"], project / "program", tmp_path / "there")


def test_the_run_there_inherits_no_setting_of_ours(tmp_path, monkeypatch):
    asked = {}

    def instead(command, *, cwd, env, **_):
        asked.update(command=command, cwd=cwd, env=env)
        return type("Done", (), {"returncode": 3})()

    monkeypatch.setenv("SIXPHASE_STUDY", "other")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setattr(rebuild.subprocess, "run", instead)
    assert rebuild.run_there(tmp_path, "s") == 3
    assert asked["command"][1:] == ["-m", "sixphase", "run", "s"]
    ours = {name: value for name, value in asked["env"].items() if name.startswith(rebuild.OURS)}
    assert ours == {"SIXPHASE_ROOT": str(tmp_path), "PYTHONPATH": str(tmp_path / "src")}
