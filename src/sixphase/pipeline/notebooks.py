"""Running one notebook with papermill: headless, its outputs whole or not at all, the same bytes each time."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sixphase.study.paths import StudyPaths, notebook, root, shown
from sixphase.study.problem import NothingYet

OnCell = Callable[[int, int, str], None]
START_SECONDS = 120  # a kernel on a busy machine


class CellFailed(Exception):
    """A cell raised an error; the executed copy up to there is kept."""

    def __init__(self, step: str, cell: str, source: str, name: str, message: str, kept: Path):
        self.step, self.cell, self.source = step, cell, source
        self.name, self.message, self.kept = name, message, kept
        super().__init__(f"{shown(notebook(step))}, cell '{cell}': {name}: {message}")


def run_notebook(study: str, step: str, readable: Iterable[Path], on_cell: OnCell) -> None:
    """Execute a notebook for a study and put its outputs in their place when all are there.

    Parameters
    ----------
    study, step
        The study, and the notebook's name without its suffix.
    readable
        Files and folders that it may read; others of the project are refused.
    on_cell
        Called before each cell with its number from 0, how many there are, and its id.

    Raises
    ------
    CellFailed
        With the cell, its code and the error.
    """
    from nbclient.exceptions import DeadKernelError

    paths = StudyPaths(study)
    partial = paths.processed / ".partial" / step
    shutil.rmtree(partial, ignore_errors=True)
    failed = paths.processed / "failed" / f"{step}.ipynb"
    failed.unlink(missing_ok=True)
    (partial / "tables").mkdir(parents=True)
    executed = partial.parent / f"{step}.ipynb"
    environment = {
        "SIXPHASE_ROOT": str(root()),
        "SIXPHASE_OUTPUT": str(partial),
        "SIXPHASE_MAY_READ": os.pathsep.join([str(partial), *map(str, readable)]),
        "IPYTHONDIR": str(partial.parent / ".ipython"),
    }
    try:
        _execute(study, step, executed, environment, on_cell, failed)
    except DeadKernelError:
        log = partial.with_suffix(".log")
        raise RuntimeError(f"the notebook's process died; its last words are in {shown(log)}") from None
    kept = paths.processed / "notebooks" / f"{step}.ipynb"
    kept.parent.mkdir(exist_ok=True)
    put_in_place(partial, paths.step(step))
    executed.replace(kept)


def put_in_place(made: Path, place: Path) -> None:
    """Exchange a folder for a newly made one."""
    old = made.parent / f"{made.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.replace(old)
    made.replace(place)
    shutil.rmtree(old, ignore_errors=True)


def _execute(study: str, step: str, executed: Path, environment: dict[str, str], on_cell: OnCell, failed: Path) -> None:
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from sixphase.pipeline import engine

    source = notebook(step)
    engine.register()
    try:
        papermill.execute_notebook(
            str(source),
            str(executed),
            parameters=checked_parameters(source, {"study": study}),
            engine_name=engine.NAME,
            progress_bar=False,
            request_save_on_cell_execute=False,  # else all of it is written twice for every cell
            start_timeout=START_SECONDS,
            environment=environment,
            folder=str(source.parent),
            on_cell=on_cell,
        )
    except PapermillExecutionError as error:
        done = engine.without_places(engine.plain(nbformat.read(executed, as_version=4)))
        if error.ename == NothingYet.__name__:
            nbformat.write(done, executed)
            return
        failed.parent.mkdir(exist_ok=True)
        nbformat.write(done, failed)
        raise CellFailed(step, _failed_cell(done), error.source, error.ename, error.evalue, failed) from None
    done = engine.plain(nbformat.read(executed, as_version=4))
    _refuse_paths(done, step)
    nbformat.write(done, executed)


def _failed_cell(done: Any) -> str:
    with_error = (c.id for c in done.cells if any(o.output_type == "error" for o in c.get("outputs", ())))
    return next(with_error, "unknown")


def checked_parameters(source: Path, parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters, if the notebook knows them all; papermill by itself would take unknown ones silently."""
    from papermill import inspect_notebook

    from sixphase.study.problem import did_you_mean, refuse

    known = inspect_notebook(str(source))
    for name in parameters:
        if name not in known:
            remedy = did_you_mean(name, known)
            raise refuse(f"the notebook has no parameter '{name}'", source, "cell 'parameters'", remedy)
    return parameters


def _refuse_paths(done: Any, step: str) -> None:
    """An executed notebook that names a folder of this machine would differ on every other."""
    for cell in done.cells:
        text = repr(cell.get("outputs", ""))
        if any(place + os.sep in text for place in {str(root()), str(Path.home())} - {os.sep}):
            raise RuntimeError(f"{shown(notebook(step))}, cell '{cell.id}': its output names a folder of this machine")
