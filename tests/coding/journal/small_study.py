"""A small study in a folder of its own, and what a state holds in a form that can be compared."""

from pathlib import Path

import pytest

from sixphase.coding.journal.state import State
from sixphase.study.paths import root
from sixphase.study.settings import read_study

SETTINGS = """title: Small
approach: codebook
seed: 1
paper: {title: Small}
answers:
  file: answers.csv
  columns: {answer_id: answer_id, text: text}
"""
ANSWERS = {
    "E1": "I liked the role play, and the time to breathe.",
    "E2": "Kind 🌸 people; we felt safe.",
    "E3": "Nothing at all",
}
CODEBOOK = """themes:
  - id: T1
    name: Kindness
    subthemes:
      - {id: T1.1, name: To oneself, codes: [{id: K1, name: Rest}]}
      - {id: T1.2, name: To others}
  - {id: T2, name: Day}
codes:
  - {id: K2, name: Loose}
"""


def make(top: Path, monkeypatch: pytest.MonkeyPatch, answers=None, codebook: str | None = CODEBOOK) -> Path:
    """The study `small` below a folder, which becomes the project; gives the folder of its journals."""
    raw = write_study(top, answers, codebook)
    monkeypatch.setenv("SIXPHASE_ROOT", str(top))
    root.cache_clear()
    read_study.cache_clear()
    return raw / "journals"


def write_study(top: Path, answers=None, codebook: str | None = CODEBOOK) -> Path:
    raw = top / "data_raw" / "small"
    raw.mkdir(parents=True)
    (top / "_quarto.yml").touch()
    (raw / "study.yml").write_text(SETTINGS, encoding="utf-8")
    write_answers(raw, ANSWERS if answers is None else answers)
    if codebook is not None:
        (raw / "codebook.yml").write_text(codebook, encoding="utf-8")
    return raw


def write_answers(raw: Path, answers) -> None:
    lines = ["answer_id,text", *('{},"{}"'.format(i, text.replace('"', '""')) for i, text in answers.items())]
    (raw / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def held(state: State) -> dict:
    """All that a state holds."""
    return {
        "codes": list(state.codes.values()),
        "tree": {id_: [code.id for code in state.children(id_)] for id_ in ("", *state.codes)},
        "codings": state.codings(),
        "memos": state.memos(),
        "readers": state.readers().to_dict("list"),
        "settled": state.settled().to_dict("list"),
        "finished": state.finished("all"),
        "coders": state.coders,
        "told": state.told,
    }
