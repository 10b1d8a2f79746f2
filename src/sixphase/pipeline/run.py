"""Running a study: what is stale is done again, side by side where it can be, by pytask."""

import gc
import io
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from typing import Any

from sixphase.pipeline.freshness import freshness
from sixphase.pipeline.graph import Step, record_folder, steps
from sixphase.pipeline.recording import keep_durations, keep_manifest
from sixphase.study.paths import NOTEBOOKS, StudyPaths, notebook
from sixphase.study.problem import refuse

WORKERS_AT_MOST = 8


class StepFailed(Exception):
    """A step ended with an error; `cause` is what it raised, `step` is the step."""

    def __init__(self, step: Step, cause: BaseException):
        self.step, self.cause = step, cause
        super().__init__(f"{step.title}: {cause}")


def run(study: str, check: Callable[[str], None], display: Callable[[str], Any], last: str | None = None) -> list[Step]:
    """Bring every step of a study up to date.

    Parameters
    ----------
    study
        The study's name.
    check
        Called with the study before anything runs, and only if something has to; raises InputError on bad input.
    display
        Makes the progress display for the study.
    last
        The name of a step after which to stop; None for all.

    Returns
    -------
    list of Step
        The steps that ran; none, if nothing had changed.

    Raises
    ------
    StepFailed
        The first step that failed; results of other steps are kept.
    """
    gc.disable()  # until the libraries are imported: what is imported stays, and looking among it finds no rubbish
    try:
        return _run(study, check, display, last)
    finally:
        gc.enable()


def _run(study: str, check: Callable[[str], None], display: Callable[[str], Any], last: str | None) -> list[Step]:
    if not record_folder(study).is_dir():
        # Nothing has run yet: all this can begin before one knows more. A rebuild holds only the notebooks that ran.
        _warm_up(name for name in NOTEBOOKS if notebook(name).is_file())
    graph = _up_to(last, steps(study))
    stale = {f.step.name for f in freshness(study, graph) if not f.fresh}
    if not stale:
        if last is None:
            keep_manifest(study, graph)
        return []
    from sixphase.pipeline.lock import alone

    with alone(study):
        _warm_up(name for name in NOTEBOOKS if name in stale)
        check(study)
        with display(study) as shown:
            ran, failed, seconds = _build(study, graph, shown)
        if not failed:
            shutil.rmtree(StudyPaths(study).processed / ".partial", ignore_errors=True)
            keep_durations(study, seconds)
            if last is None:
                keep_manifest(study, graph)
    if failed:
        raise StepFailed(*failed)
    return ran


def _warm_up(notebooks: Iterable[str]) -> None:
    """Import what these notebooks import, once for all their kernels, while this process goes on."""
    from sixphase.pipeline.forking import warm_up
    from sixphase.pipeline.reach import modules_of

    warm_up(sorted(set().union(*(modules_of(notebook(name)) for name in notebooks))))


def _up_to(last: str | None, graph: list[Step]) -> list[Step]:
    names = [step.name for step in graph]
    return graph[: names.index(last) + 1] if last else graph


def _build(
    study: str, graph: list[Step], shown: Any
) -> tuple[list[Step], tuple[Step, BaseException] | None, dict[str, float]]:
    """The steps that ran, the first that failed with its cause, and the seconds that each took."""
    import pytask
    from pytask_parallel.backends import ParallelBackend

    from sixphase.pipeline.waits import NO_DATABASE, take_out_waits

    take_out_waits()
    gc.freeze()
    gc.enable()
    ran: list[Step] = []
    seconds: dict[str, float] = {}
    tasks = [_task(step, shown, ran, seconds) for step in graph]
    chatter = io.StringIO()
    # pytask-parallel is told the backend in full: by its name alone a programmatic build ignores it.
    try:
        with redirect_stdout(chatter), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session = pytask.build(
                tasks=tasks,
                config=_configuration(study),
                capture="no",
                verbose=0,
                database_url=NO_DATABASE,
                n_workers=_workers(),
                parallel_backend=ParallelBackend.THREADS,
            )
    except OSError as error:
        raise _no_record(study, f"{error.strerror}") from None
    finally:
        gc.freeze()  # what was imported since stays too, and need not be looked through at the end
    if session.exit_code not in (pytask.ExitCode.OK, pytask.ExitCode.FAILED):
        raise _no_record(study, _last_error(chatter.getvalue()))
    by_name = {step.name: step for step in graph}
    for report in session.execution_reports:
        cause = report.exc_info[1] if report.exc_info else None
        if cause and report.outcome == pytask.TaskOutcome.FAIL:
            return ran, (by_name[report.task.name], cause), seconds
    if len(session.execution_reports) < len(graph):
        raise KeyboardInterrupt  # pytask ends quietly when it is interrupted
    if session.exit_code != pytask.ExitCode.OK:
        raise RuntimeError(f"the graph of steps could not be built:\n{chatter.getvalue()}")
    return ran, None, seconds


def _no_record(study: str, why: str) -> Exception:
    """When pytask cannot keep its record, as on a full disk; steps that it has noted are not done again."""
    remedy = "if the disk is full, make room; else delete this folder; then run the same command again"
    return refuse(f"the record of the run could not be kept: {why}", record_folder(study), remedy=remedy)


def _last_error(said: str) -> str:
    errors = [line for line in said.splitlines() if line.partition(":")[0].endswith(("Error", "Exception"))]
    return errors[-1] if errors else said.strip()[-500:]


def _task(step: Step, shown: Any, ran: list[Step], seconds: dict[str, float]) -> Any:
    from pytask import TaskWithoutPath

    def work(**_: Any) -> None:
        on_cell = shown.begin(step.title)
        began = time.monotonic()
        try:
            step.work(readable=step.readable, on_cell=on_cell)
        except BaseException:
            shown.end(step.title, failed=True)
            raise
        shown.end(step.title)
        seconds[step.name] = time.monotonic() - began
        ran.append(step)

    return TaskWithoutPath(
        name=step.name,
        function=work,
        depends_on={f"need_{i}": node for i, node in enumerate(step.needs)},
        produces={f"make_{i}": node for i, node in enumerate(step.makes)},
    )


def _configuration(study: str) -> Any:
    """A file of pytask's own, which makes its record stand in the study's folder."""
    folder = record_folder(study)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "pytask.toml"
    if not path.is_file():
        path.write_text("[tool.pytask.ini_options]\n", encoding="utf-8")
    return path


def _workers() -> int:
    """As many steps at once as there are processors for this process, two at least, so that waiting overlaps."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return min(max(available, 2), WORKERS_AT_MOST)
