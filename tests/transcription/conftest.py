"""Studies of a few lines, made for one test each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sixphase.study import paths, settings

STUDY = """\
title: A small study
approach: codebook
seed: 1
answers:
  file: answers.csv
  columns:
{columns}
paper:
  title: A small paper
"""
CODEBOOK = """\
themes:
  - {id: T1, name: Comprehension, short: C, definition: d,
     subthemes: [{id: T1.1, name: Flows, short: F, definition: d}]}
  - {id: T2, name: Delivery, short: D, definition: d,
     subthemes: [{id: T2.1, name: Safe space, short: S, definition: d}]}
"""
COLUMNS = {"answer_id": "id", "theme": "theme", "subtheme": "subtheme", "text": "text"}


@pytest.fixture
def make_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Makes the study 'small' from the content of its answers file and gives that file."""
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    paths.root.cache_clear()

    def make(answers: str | bytes, columns: dict[str, str] = COLUMNS, codebook: str | None = CODEBOOK) -> Path:
        folder = tmp_path / "data_raw" / "small"
        folder.mkdir(parents=True, exist_ok=True)
        settings.read_study.cache_clear()
        named = "\n".join(f"    {ours}: {theirs}" for ours, theirs in columns.items())
        (folder / "study.yml").write_text(STUDY.format(columns=named), encoding="utf-8")
        if codebook:
            (folder / "codebook.yml").write_text(codebook, encoding="utf-8")
        raw = answers if isinstance(answers, bytes) else answers.encode()
        (folder / "answers.csv").write_bytes(raw)
        return folder / "answers.csv"

    yield make
    paths.root.cache_clear()
    settings.read_study.cache_clear()
