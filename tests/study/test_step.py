"""What a notebook writes, and how it is traced to its cell."""

import base64
import io
import json

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image

from sixphase.study.cells import code_cells, current_cell
from sixphase.study.figures import save, use_style
from sixphase.study.problem import InputError
from sixphase.study.step import begin


@pytest.fixture
def step(tmp_path, monkeypatch):
    monkeypatch.setenv("SIXPHASE_OUTPUT", str(tmp_path))
    return begin("02_familiarisation", "cmt_published")


@pytest.mark.parametrize(
    ("value", "text", "printed"),
    [(80, None, "80"), (12345, None, "12,345"), (0.41, "41 %", "41 %"), ("self", None, "self"), (3, "three", "three")],
)
def test_a_value_is_kept_with_what_the_paper_prints(step, tmp_path, value, text, printed):
    assert step.value("answers.count", value, text) == printed
    kept = json.loads((tmp_path / "values.json").read_text(encoding="utf-8"))
    assert kept["answers.count"] == {
        "value": value,
        "text": printed,
        "notebook": "02_familiarisation",
        "cell": "unsaved",
    }


@pytest.mark.parametrize("name", ["Answers", "answers count", "answers.", "1st", "answers..count", ""])
def test_a_value_needs_a_plain_name(step, name):
    with pytest.raises(ValueError, match="is no name"):
        step.value(name, 1)


def test_a_fraction_needs_its_printed_form(step):
    with pytest.raises(ValueError, match="say how"):
        step.value("share", 0.3333)


def test_digits_that_depend_on_the_processor_are_not_kept(step, tmp_path):
    step.value("one.way", 0.9619616037915699, "0.96")
    step.value("another", 0.9619616037915694, "0.96")
    kept = json.loads((tmp_path / "values.json").read_text(encoding="utf-8"))
    assert kept["one.way"]["value"] == kept["another"]["value"] == 0.9619616038


def test_a_table_that_is_not_there_says_what_to_run(step):
    with pytest.raises(InputError, match="sixphase run cmt_published"):
        step.read("01_transcription_import", "no_such_table")


def test_a_table_comes_back_as_it_was_written(step, tmp_path, monkeypatch):
    table = pd.DataFrame(
        {
            "answer_id": ["01", "1e5", "E03"],
            "text": ["NA", "", "two\nlines, and more"],
            "count": [1, 2, 3],
            "share": [0.5, None, 1 / 3],
            "known": [True, False, True],
        }
    )
    step.table("answers", table)
    monkeypatch.setattr(type(step.paths), "step", lambda *_: tmp_path)
    back = step.read("x", "answers")
    pd.testing.assert_frame_equal(back, table, check_exact=False, rtol=1e-9, check_dtype=False)
    assert [back[name].dtype.kind for name in ("count", "share", "known")] == ["i", "f", "b"]


def test_a_table_may_not_leave_its_folder(step):
    with pytest.raises(ValueError, match="is no name"):
        step.table("../escape", pd.DataFrame())


def test_figures_are_the_same_bytes_and_need_a_description(tmp_path):
    use_style()
    with pytest.raises(ValueError, match="alternative text"):
        save(mpl.figure.Figure(), tmp_path / "empty", " ")
    for name in ("one", "two"):
        figure = mpl.figure.Figure()
        figure.subplots().plot([1, 2, 3])
        (tmp_path / name).mkdir()
        save(figure, tmp_path / name / "line", "a rising line")
    for suffix in ("svg", "png"):
        assert (tmp_path / f"one/line.{suffix}").read_bytes() == (tmp_path / f"two/line.{suffix}").read_bytes()


def test_the_kept_picture_has_the_points_that_matplotlib_writes_and_its_words(tmp_path):
    use_style()
    figure = mpl.figure.Figure()
    figure.subplots().plot([1, 2, 3], label="a line")
    picture = save(figure, tmp_path / "line", "a rising line")
    figure.savefig(tmp_path / "theirs.png", dpi=300)
    kept, theirs = Image.open(tmp_path / "line.png"), Image.open(tmp_path / "theirs.png")
    assert kept.mode == "RGB"
    assert kept.tobytes() == theirs.convert("RGB").tobytes()
    assert kept.info["dpi"] == theirs.info["dpi"]
    assert (kept.info["Title"], kept.info["Description"]) == ("line", "a rising line")
    shown, told = picture._repr_mimebundle_()
    assert Image.open(io.BytesIO(base64.b64decode(shown["image/png"]))).size == picture.small.size
    assert picture.small.size == tuple(-(-side // 3) for side in kept.size)
    assert told["image/png"]["alt"] == shown["text/plain"] == "a rising line"


def test_outside_a_notebook_no_cell_is_claimed(tmp_path):
    notebook = tmp_path / "n.ipynb"
    cells = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# T"},
        {"cell_type": "code", "id": "count", "metadata": {}, "source": ["a = 1\n", "b = 2"]},
    ]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert [(c.id, c.source) for c in code_cells(notebook)] == [("count", "a = 1\nb = 2")]
    assert current_cell(notebook).id == "unsaved"
