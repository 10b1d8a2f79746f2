"""A small study with forms, two coders and a staged paper, laid out without running a notebook."""

import csv
import itertools
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from writeup.fixture_paper.staging import TOP

from sixphase.coding.journal.journal import open_journal
from sixphase.study.paths import root
from sixphase.study.settings import read_study
from sixphase.writeup.render import ASIS, PLACE

NAME = "small"
TEXTS = {"1.best": "The bag of small things.", "2.best": "A quiet room for us.", "3.best": "Our talk in the group."}
PAPER = """---
engine: markdown
---

# Background {#sec-background}

People wrote {{< var answers.count >}} answers.

# Method {#sec-method}

## Data {#sec-data}

*Not written yet. Your words go into `data_raw/small/text/data.md`.*

# Funding {#sec-funding .unnumbered}

None.
"""
SETTINGS: dict[str, Any] = {
    "title": "Small",
    "approach": "codebook",
    "seed": 1,
    "questions": [{"id": "best", "asks": "What was best?"}],
    "paper": {
        "title": "A small paper",
        "date": "2026-01-31",
        "keywords": ["compassion"],
        "authors": [{"name": "Ada King", "roles": ["Software"]}],
    },
}


def lay_out(folder: Path, patch: pytest.MonkeyPatch, paper: Mapping[str, Any] | None = None, **settings: Any) -> Path:
    """The project's folder with the study in it; the program takes it for the project until the test ends."""
    raw = folder / "data_raw" / NAME
    (raw / "text").mkdir(parents=True)
    whole = {**SETTINGS, **settings, "paper": {**SETTINGS["paper"], **(paper or {})}}
    (raw / "study.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    _rows(raw / "forms.csv", [["form_id", "session_date"], *([i, ""] for i in "123")])
    answers = [[id_[0], "best", "answered", text] for id_, text in TEXTS.items()]
    _rows(raw / "answers.csv", [["form_id", "question", "state", "text"], *answers])
    (raw / "codebook.yml").write_text(yaml.safe_dump({"themes": [THEME]}), encoding="utf-8")
    shutil.copy(TOP / "_quarto.yml", folder / "_quarto.yml")
    patch.setenv("SIXPHASE_ROOT", str(folder))
    forget()
    _stage(folder / "data_processed" / NAME / "paper", whole["paper"])
    shutil.copytree(TOP / "reports" / "parts", folder / "reports" / "parts")
    for name in ("paper.qmd", "supplement.qmd"):
        shutil.copy(TOP / "reports" / name, folder / "reports" / name)
    return folder


THEME = {
    "id": "T1",
    "name": "Together",
    "subthemes": [{"id": "T1.1", "name": "A safe_room", "definition": "Safe.", "when": "*", "example": "2.best"}],
}


def forget() -> None:
    """Nothing that was read of another project is remembered."""
    root.cache_clear()
    read_study.cache_clear()


def code(coder: str, *acts: tuple[str, dict[str, Any]], months: tuple[str, ...] = ("2026-01",)) -> None:
    """Acts of a coder, each (method, arguments), one after the other in the given months."""
    ids = (f"{coder.encode().hex()[:6]}{number:010x}" for number in itertools.count(1))
    times = itertools.chain(
        (f"{month}-05T10:00:00+00:00" for month in months), itertools.repeat(f"{months[-1]}-06T09:00:00")
    )
    journal = open_journal(NAME, coder, clock=lambda: next(times), new_id=lambda: next(ids))
    for method, arguments in acts:
        getattr(journal, method)(**arguments)


def keep(folder: Path, step: str, kind: str, kept: Mapping[str, Any]) -> None:
    """What a notebook kept in one of its lists: values, tables or figures."""
    place = folder / "data_processed" / NAME / step
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{kind}.json").write_text(json.dumps(kept), encoding="utf-8")


def table(folder: Path, step: str, name: str, rows: list[list[Any]]) -> None:
    """A table that a notebook wrote; rows of text and whole numbers, the first of them its columns."""
    import pandas as pd

    from sixphase.study.tables import write_table

    frame = pd.DataFrame(rows[1:], columns=rows[0])
    write_table(frame, folder / "data_processed" / NAME / step / "tables" / f"{name}.csv")


def _stage(place: Path, paper: Mapping[str, Any]) -> None:
    (place / PLACE / "_study" / "figures").mkdir(parents=True)
    for name in ASIS:
        shutil.copy(TOP / "reports" / name, place / "reports" / name)
    shutil.copy(TOP / "_quarto.yml", place / "_quarto.yml")
    (place / "_variables.yml").write_text("answers: {count: '[3]{.value key=\"answers.count\"}'}\n", encoding="utf-8")
    head = {"title": paper["title"], "date": paper["date"], "author": [{"name": a["name"]} for a in paper["authors"]]}
    (place / PLACE / "_metadata.yml").write_text(yaml.safe_dump(head), encoding="utf-8")
    (place / PLACE / "paper.qmd").write_text(PAPER, encoding="utf-8")


def _rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
