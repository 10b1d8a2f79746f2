"""A study with a participant's words in every place that the program writes to."""

import shutil
from pathlib import Path

import pytest
from coding.withdrawing.planted import CSV, SECRET, STUDY, write_journals

from sixphase.study import paths, settings
from sixphase.study.settings import read_study
from sixphase.transcription.cleaning import cleaning_of
from sixphase.transcription.entry.commands import compare_command
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decisions import Decision, keep
from sixphase.transcription.importing.bringing import import_files, read_files
from sixphase.transcription.names.decisions import Decision as NameDecision
from sixphase.transcription.names.decisions import write_decisions


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Path:
    """A project with the study 'kind': imported, typed twice, coded and run."""
    top = tmp_path_factory.mktemp("planted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIXPHASE_ROOT", str(top))
        _forget()
        _make(top)
    _forget()
    return top


@pytest.fixture
def study(made_once, tmp_path: Path, monkeypatch):
    """A copy of that study, which a test may change; gives its folder in data_raw."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    _forget()
    yield tmp_path / "data_raw" / "kind"
    _forget()


def _forget() -> None:
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()


def _make(tmp_path: Path) -> None:
    folder = tmp_path / "data_raw" / "kind"
    (folder / "private").mkdir(parents=True)
    (tmp_path / "_quarto.yml").write_text("")
    (folder / "study.yml").write_text(STUDY)
    write_decisions(
        folder / "private" / "decisions.jsonl",
        [
            NameDecision(1, "keep", "Zebedee", "7.a", 0, "", " told me abo"),
            NameDecision(2, "keep", "Marzipan", "7.b", 0, "", " moments"),
            NameDecision(3, "never", "Zebedee", "7.a", 0, "", " told me abo"),
            NameDecision(4, "always", "Marzipan", "7.b", 0, "", " moments"),
            NameDecision(5, "undo", of=4),
        ],
    )
    (folder / "private" / "key.jsonl").write_text(
        '{"mark": "[NAME 1]", "who": "word: marzipan", "form": "Marzipan"}\n'
        '{"mark": "[NAME 2]", "who": "word: zebedee", "form": "Zebedee"}\n'
    )
    (tmp_path / "typed.csv").write_text(CSV, encoding="utf-8")
    import_files("kind", [tmp_path / "typed.csv"], names_out=cleaning_of("kind", "mark"))
    corrected = CSV.replace("told me", "told us").replace("kind voice", "kinder voice")
    (tmp_path / "again.csv").write_text(corrected, encoding="utf-8")
    import_files("kind", [tmp_path / "again.csv"], names_out=cleaning_of("kind", "mark"))
    import_files("kind", [tmp_path / "typed.csv"], names_out=cleaning_of("kind", "mark"))
    pair = [read_files("kind", [tmp_path / name]).raw for name in ("typed.csv", "again.csv")]
    compare_command("kind", *pair)
    found = compare(*pair, read_study("kind"))
    for row in found.rows():
        said = (row.form_id, row.field, row.typed, "second", "answered", row.second, "ab", "2026-01-01")
        keep(folder / "private" / "entry.jsonl", [Decision(*said)])
    compare_command("kind", *pair)
    (folder / "assignments.csv").write_text("batch,answer_id,coder\none,7.a,anna\none,6.a,anna\n")
    write_journals(folder / "journals")
    made = tmp_path / "data_processed" / "kind" / "01" / "tables"
    made.mkdir(parents=True)
    (made / "answers.csv").write_text(CSV)
    (tmp_path / "reports" / "kind").mkdir(parents=True)
    (tmp_path / "reports" / "kind" / "paper.html").write_text(f"<p>{SECRET}</p>")
