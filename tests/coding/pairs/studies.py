"""A small study of six answers to two questions, for the tests of coding by two."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.state import Code, State
from sixphase.study import paths, settings

STUDY = """\
title: Kindness at work
approach: codebook
seed: 1
questions:
  - {id: interest, asks: 'What interested you?'}
  - {id: change, asks: 'What to change?'}
attributes:
  job: {label: Occupation, categories: [Nursing, Medical]}
paper: {title: P}
"""
BOOK = """\
themes:
  - id: T1
    name: Kindness
    short: Kindness
    definition: Being kind.
    subthemes:
      - {id: T1.1, name: To oneself, short: Self, definition: To oneself.}
      - {id: T1.2, name: To others, short: Others, definition: To others.}
  - id: T2
    name: Time
    short: Time
    definition: Having time.
"""
TEXTS = {
    "1.interest": "Being kind to myself 🙂, and to others.",
    "1.change": "More <b>time</b>, please!",
    "2.interest": "Kindness to others.",
    "2.change": "Nothing",
    "3.interest": "To be gentle with myself",
    "3.change": "",
}


def write_study(top: Path, name: str = "kind", more: str = "") -> Path:
    """The files of the study under `top`; `more` are further lines of its study.yml."""
    from sixphase.transcription.transcript import answer_id

    folder = top / "data_raw" / name
    folder.mkdir(parents=True)
    (top / "_quarto.yml").touch()
    (folder / "study.yml").write_text(STUDY + more, encoding="utf-8")
    (folder / "codebook.yml").write_text(BOOK, encoding="utf-8")
    (folder / "forms.csv").write_text("form_id,session_date,job\n1,,Nursing\n2,,Medical\n3,,\n", encoding="utf-8")
    lines = ["form_id,question,state,text"]
    for key, text in TEXTS.items():
        form, question = key.split(".")
        assert answer_id(form, question) == key
        lines.append(f'{form},{question},{"answered" if text else "blank"},"{text}"')
    (folder / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()


@pytest.fixture
def kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The folder of the study `kind`, in a project of its own."""
    folder = write_study(tmp_path)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    forget()
    yield folder
    forget()


def add_settings(folder: Path, lines: str) -> None:
    """Further lines of study.yml."""
    path = folder / "study.yml"
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
    forget()


ANSWERS = {id_: text for id_, text in TEXTS.items() if text}
NAMES = {"T1": "Kindness", "T1.1": "To oneself", "T1.2": "To others", "T2": "Time"}


class Acts:
    """A state made of planted acts, each coder's one after the other, without any file."""

    def __init__(self, answers: dict[str, str] | None = None):
        self.answers = answers or ANSWERS
        self.events: list[Event] = []

    def add(self, coder: str, act: str, **fields: Any) -> str:
        last = [event.id for event in self.events if event.coder == coder][-1:]
        id_ = f"{len(self.events):016x}"
        self.events.append(Event(id_, tuple(last), "2026-01-31T10:00:00+00:00", coder, act, fields))
        return id_

    def code(self, coder: str, answer: str, words: str, code: str, **more: Any) -> str:
        """A coding of the first place where these words stand."""
        start = self.answers[answer].index(words)
        span = {"start": start, "end": start + len(words), "words": words}
        text = self.answers[answer]
        around = {"before": text[max(0, start - 20) : start], "behind": text[start + len(words) :][:20]}
        return self.add(coder, "code", answer=answer, code=code, **span, **around, **more)

    def finish(self, *coders: str, batch: str = "all") -> None:
        for coder in coders:
            self.add(coder, "finish", batch=batch)

    def state(self) -> State:
        start = [
            Code(id_, name, name, "", "", "", "", id_.rpartition(".")[0], "code", n, False, "", "")
            for n, (id_, name) in enumerate(NAMES.items())
        ]
        return State(self.answers, start, self.events)


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Assignments: batch, answer_id, coder."""
    return pd.DataFrame(list(rows), columns=["batch", "answer_id", "coder"], dtype=str)
