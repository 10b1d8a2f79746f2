"""A study with sixty codes in no theme, coded by two people, in a folder of its own."""

from pathlib import Path

import pytest

from sixphase.coding.journal.journal import open_journal
from sixphase.study import paths, settings

SETTINGS = """title: Sixty
approach: reflexive
seed: 1
paper: {title: Sixty}
coding: {blind: false}
answers:
  file: answers.csv
  columns: {answer_id: answer_id, text: text}
"""
MANY = 60
HOSTILE = "<img src=x onerror='window.hacked=1'><b>bold</b>"


def name_of(number: int) -> str:
    return f"Code {number:02d}"


def write_study(folder: Path, codes: int = MANY) -> None:
    """Each answer n has one passage with code n; every third one another by a second person."""
    raw = folder / "data_raw" / "sixty"
    raw.mkdir(parents=True)
    (folder / "_quarto.yml").write_text("project: {type: default}\n")
    (raw / "study.yml").write_text(SETTINGS, encoding="utf-8")
    answers = [
        f'A{n:02d},"What was said in answer {n:02d}, at some length. {HOSTILE if n == 1 else ""}"' for n in range(codes)
    ]
    (raw / "answers.csv").write_text("\n".join(["answer_id,text", *answers]) + "\n", encoding="utf-8")
    listed = "".join(f"  - {{id: K{n:02d}, name: {name_of(n)}, definition: What it is {n}.}}\n" for n in range(codes))
    (raw / "codebook.yml").write_text(f"codes:\n{listed}", encoding="utf-8")


def code_all(codes: int = MANY) -> None:
    anna, ben = open_journal("sixty", "anna"), open_journal("sixty", "ben")
    for n in range(codes):
        anna.code_all(f"A{n:02d}", f"K{n:02d}")
        if n % 3 == 0:
            ben.code(f"A{n:02d}", 0, 13, f"K{n:02d}")


def forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()


@pytest.fixture
def sixty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_study(tmp_path)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    forget()
    code_all()
    yield "sixty"
    monkeypatch.undo()
    forget()
