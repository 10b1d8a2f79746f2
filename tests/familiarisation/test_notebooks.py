"""Notebooks 01 and 02, cell by cell, on the published study and on one without themes."""

import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

NOTEBOOKS = ("01_transcription_import", "02_familiarisation")
TOP = Path(__file__).resolve().parents[2]
BARE = """\
title: Answers to one question
approach: reflexive
seed: 1
answers:
  file: answers.csv
  columns: {answer_id: number, text: said}
paper:
  title: A paper
"""


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def cells(name: str) -> list[dict]:
    return json.loads((TOP / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def written(project: Path, study: str, step: str, what: str) -> dict:
    return json.loads((project / "data_processed" / study / step / f"{what}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_committed_without_outputs_and_with_ids_to_read(name):
    for cell in cells(name):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cell["id"])
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_calls_and_shows_and_defines_nothing(name):
    code = ["".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == "code"]
    assert not [source for source in code if re.search(r"^\s*(def|class|for|while|lambda)\b", source, re.MULTILINE)]
    tagged = [cell for cell in cells(name) if "parameters" in cell["metadata"].get("tags", [])]
    assert ["".join(cell["source"]) for cell in tagged] == ['study = "cmt_published"']


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_number_is_typed_into_the_prose(name):
    prose = "\n".join("".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == "markdown")
    allowed = r"^# \d |\(Dunning 1993\)|Quinn 2008\)"
    assert not re.search(r"\d", re.sub(allowed, "", prose, flags=re.MULTILINE))


def test_the_published_study(project, run_cells):
    for name in NOTEBOOKS:
        run_cells(name)
    first = {key: value["value"] for key, value in written(project, "cmt_published", NOTEBOOKS[0], "values").items()}
    facts = {
        "answers.count": 80,
        "answers.distinct": 76,
        "answers.written_once": 75,
        "repeats.exact": 4,
        "repeats.near": 1,
        "repeats.answers": 9,
        "characters.odd_answers": 0,
    }
    assert {key: first[key] for key in facts} == facts
    second = written(project, "cmt_published", NOTEBOOKS[1], "values")
    assert second["words.texts_counted"]["value"] == 75
    tables = project / "data_processed" / "cmt_published" / NOTEBOOKS[1] / "tables"
    lengths = pd.read_csv(tables / "lengths_by_theme.csv")
    assert lengths["words"].sum() == first["words.total"]
    assert lengths["answers"].sum() == 80
    chosen = pd.read_csv(tables / "telling_words.csv")["word"].tolist()
    assert list(dict.fromkeys(pd.read_csv(tables / "concordance.csv")["query"])) == chosen


def test_every_figure_has_words_for_it_and_both_files(project, run_cells):
    for name in NOTEBOOKS:
        run_cells(name)
        folder = project / "data_processed" / "cmt_published" / name
        figures = written(project, "cmt_published", name, "figures")
        assert figures
        for figure, told in figures.items():
            assert len(told["alt"]) > 40
            assert all((folder / "figures" / f"{figure}{suffix}").is_file() for suffix in (".svg", ".png"))


@pytest.mark.parametrize("ids", [["01", "02", "03"], ["a", "b", "c"]])
def test_a_study_of_answers_alone(project, run_cells, ids):
    folder = project / "data_raw" / "bare"
    folder.mkdir()
    (folder / "study.yml").write_text(BARE, encoding="utf-8")
    texts = ["I liked the quiet room", "I liked the quiet room", "Nothing"]
    rows = "".join(f"{id_},{text}\n" for id_, text in zip(ids, texts, strict=True))
    (folder / "answers.csv").write_text(f"number,said\n{rows}", encoding="utf-8")
    for name in NOTEBOOKS:
        run_cells(name, "bare")
    first = written(project, "bare", NOTEBOOKS[0], "values")
    assert first["answers.written_once"]["value"] == 2
    second = written(project, "bare", NOTEBOOKS[1], "values")
    assert second["words.counted"]["value"] == 6
    assert second["keyness.notable"]["value"] == 0
    alt = written(project, "bare", NOTEBOOKS[1], "figures")["keyness"]["alt"]
    assert alt == "There are no themes yet to compare."
