"""One notebook run by papermill: forked or started afresh it gives the same bytes; what goes wrong is told."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sixphase.pipeline import forking, kernels
from sixphase.pipeline.notebooks import CellFailed, run_notebook
from sixphase.study.paths import StudyPaths, root
from sixphase.study.problem import InputError

STEP = "02_familiarisation"
FIRST = ["from sixphase.study.step import begin", f'step = begin("{STEP}", study)']
OUTPUTS = [
    "import pandas as pd\nprint('one')\nprint('two')\nstep.table('t', pd.DataFrame({'a': [1, 2]}))",
    "step.value('answers.count', 2)",
    "import matplotlib.pyplot as plt\nfrom sixphase.study.figures import use_style\nuse_style()\n"
    "figure, axes = plt.subplots()\naxes.bar(['a', 'b'], [1, 2])\nstep.figure('bars', figure, alt='two bars')",
    "print(hash('a'), {'b', 'a', 'c'})",
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one study and one notebook, whose cells a test gives."""
    source = root()
    shutil.copytree(source / "data_raw" / "cmt_published", tmp_path / "data_raw" / "cmt_published")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "_quarto.yml").touch()
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    root.cache_clear()
    forking.warm_up()
    yield tmp_path
    root.cache_clear()


def write(project, *sources, parameter='study = "cmt_published"'):
    cells = [new_markdown_cell("# Words", id="title")]
    cells.append(new_code_cell(parameter, id="parameters", metadata={"tags": ["parameters"]}))
    cells += [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(["\n".join(FIRST), *sources])]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), project / "notebooks" / f"{STEP}.ipynb")


def run(project, *, on_cell=lambda *_: None):
    raw = StudyPaths("cmt_published").raw
    run_notebook("cmt_published", STEP, [raw / "study.yml"], on_cell)
    made = project / "data_processed" / "cmt_published"
    return {
        path.relative_to(made).as_posix(): path.read_bytes()
        for path in made.rglob("*")
        if path.is_file() and ".partial" not in path.parts
    }


def test_outputs_are_put_in_place_and_values_know_their_cell(project):
    write(project, *OUTPUTS)
    seen = []
    made = run(project, on_cell=lambda number, of, name: seen.append((number, of, name)))
    assert sorted(made) == [
        f"{STEP}/figures.json",
        f"{STEP}/figures/bars.png",
        f"{STEP}/figures/bars.svg",
        f"{STEP}/tables.json",
        f"{STEP}/tables/t.csv",
        f"{STEP}/tables/t.schema.json",
        f"{STEP}/values.json",
        f"notebooks/{STEP}.ipynb",
    ]
    assert b'"cell": "cell-2"' in made[f"{STEP}/values.json"]
    assert [name for _, _, name in seen][:3] == ["title", "parameters", "injected-parameters"]
    assert {of for _, of, _ in seen} == {8}


@pytest.mark.skipif(not forking.FORKS, reason="this system does not fork, so there is only one way")
def test_what_the_first_kernel_does_without_is_there_for_the_next(project):
    write(project, "import sys\nstep.value('known', str('sklearn.feature_extraction.text' in sys.modules))")
    run(project)
    assert b'"value": "True"' in run(project)[f"{STEP}/values.json"]


@pytest.mark.skipif(not forking.FORKS, reason="this system does not fork, so there is only one way")
def test_a_forked_kernel_gives_the_same_bytes_as_one_started_afresh(project, monkeypatch):
    write(project, *OUTPUTS)
    forked = run(project)
    shutil.rmtree(project / "data_processed")
    monkeypatch.setattr(kernels, "FORKS", False)
    assert run(project) == forked


def test_forked_kernels_do_not_share_their_random_numbers(project):
    write(project, "import numpy, random\nprint(numpy.random.random(), random.random())")
    first = run(project)[f"notebooks/{STEP}.ipynb"]
    assert run(project)[f"notebooks/{STEP}.ipynb"] != first


def test_the_executed_copy_has_no_times_and_joined_prints(project):
    write(project, *OUTPUTS)
    run(project)
    done = nbformat.read(project / f"data_processed/cmt_published/notebooks/{STEP}.ipynb", as_version=4)
    assert set(done.metadata) == {"kernelspec", "language_info"}
    assert all(set(cell.metadata) <= {"tags"} for cell in done.cells)
    printed = [o for cell in done.cells for o in cell.get("outputs", ()) if o.output_type == "stream"]
    assert printed[0].text == "one\ntwo\n"


def test_an_error_names_its_cell_and_leaves_what_was_there(project):
    write(project, *OUTPUTS)
    before = run(project)
    write(project, "step.value('answers.count', 99)", "raise ValueError('no such luck')")
    with pytest.raises(CellFailed) as caught:
        run(project)
    assert (caught.value.cell, caught.value.name, caught.value.message) == ("cell-2", "ValueError", "no such luck")
    kept = caught.value.kept
    assert "no such luck" in kept.read_text(encoding="utf-8")
    kept.unlink()
    now = {p: (project / "data_processed/cmt_published" / p).read_bytes() for p in before}
    assert now == before


@pytest.mark.parametrize(
    "source",
    [
        "open('../data_raw/cmt_published/excerpts.csv').read()",
        "import pandas; pandas.read_csv('../data_raw/cmt_published/excerpts.csv')",
        "from pathlib import Path; Path('../data_raw/cmt_published/../cmt_published/excerpts.csv').read_bytes()",
    ],
)
def test_reading_what_was_not_declared_is_refused(project, source):
    write(project, source)
    with pytest.raises(CellFailed, match="does not declare"):
        run(project)


def test_reading_what_was_declared_is_not_refused(project):
    write(project, "print(len(open('../data_raw/cmt_published/study.yml').read()) > 100)")
    run(project)


def test_a_parameter_that_the_notebook_does_not_know_is_refused(project):
    write(project, parameter='studdy = "cmt_published"')
    with pytest.raises(InputError, match=r"no parameter 'study'(.|\n)*write 'studdy'"):
        run(project)


def test_a_warning_of_a_library_names_no_folder_and_stops_nothing(project):
    write(project, "import warnings\nwarnings.warn('older words')", "step.value('a', 1)")
    made = run(project)
    assert b"UserWarning: older words" in made[f"notebooks/{STEP}.ipynb"]


def test_an_output_with_a_folder_of_this_machine_is_refused(project):
    write(project, "import os; print(os.getcwd() + '/x')")
    with pytest.raises(RuntimeError, match="cell 'cell-1': its output names a folder"):
        run(project)


def test_a_kernel_that_dies_is_told(project):
    write(project, "import os; os._exit(3)")
    with pytest.raises(RuntimeError, match=r"last words are in data_processed/cmt_published/\.partial/") as caught:
        run(project)
    assert (project / str(caught.value).rsplit(" ", 1)[1]).is_file()
