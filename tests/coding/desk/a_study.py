"""A small study on forms, with words that are hard to place: emoji, marks, right-to-left letters, tags."""

import csv
import io
from pathlib import Path

import pytest

from sixphase.study import paths, settings

SETTINGS = """\
title: Kindness at work
approach: codebook
seed: 1
questions:
  - {id: interest, asks: 'What interested you?'}
  - {id: change, asks: 'What would you change?'}
attributes:
  job: {label: Occupation, categories: [Nursing, Medical]}
paper: {title: P}
"""
CODEBOOK = """\
themes:
  - id: T1
    name: Safety
    short: Safety
    definition: Feeling safe.
    subthemes:
      - {id: T1.1, name: Safe space, short: Safe space, definition: The room was safe., when: Safety is named.}
      - {id: T1.2, name: Time to stop, short: Time, definition: There was time.}
  - id: T2
    name: Learning
    short: Learning
    definition: Something was learnt.
    subthemes:
      - {id: T2.1, name: New words, short: New words, definition: A word for it.}
"""
PLAIN = "It felt like a safe space to share with others."
EMOJI = "😀👍🏽 warm and safe, cafe\u0301 talk"
HEBREW = "מרחב בטוח לדבר"
HOSTILE = (
    "<script>window.hacked = 1</script><b>bold</b> \u202eevil\u202c \x07bell & <img src=x onerror='window.hacked=2'>"
)
ANSWERS = [
    ("001", "interest", "answered", PLAIN),
    ("001", "change", "answered", "More time"),
    ("002", "interest", "answered", EMOJI),
    ("002", "change", "answered", HEBREW),
    ("003", "interest", "answered", HOSTILE),
    ("003", "change", "blank", ""),
]
JOBS = {"001": "Nursing", "002": "Medical", "003": ""}


def write_study(folder: Path, name: str = "kind") -> None:
    """The study in a folder that SIXPHASE_ROOT can name."""
    raw = folder / "data_raw" / name
    raw.mkdir(parents=True)
    (folder / "_quarto.yml").write_text("project: {type: default}\n")
    (raw / "study.yml").write_text(SETTINGS, encoding="utf-8")
    (raw / "codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    forms = [(form, "2024-03-14", job) for form, job in JOBS.items()]
    (raw / "forms.csv").write_text(table(("form_id", "session_date", "job"), forms), encoding="utf-8")
    (raw / "answers.csv").write_text(table(("form_id", "question", "state", "text"), ANSWERS), encoding="utf-8")


def table(header, rows) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_study(tmp_path)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    _forget()
    yield "kind"
    _forget()


def _forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()
