"""The commands `run` and `status`."""

from typing import Any

from sixphase.cli.screen import err, out
from sixphase.pipeline.freshness import freshness
from sixphase.pipeline.graph import SOURCES, Step, steps
from sixphase.pipeline.run import StepFailed, run
from sixphase.study.disk import refused_by_disk
from sixphase.study.facts import waits_for_themes
from sixphase.study.paths import StudyPaths, shown
from sixphase.study.problem import InputError, safe


def run_study(study: str) -> None:
    """Bring a study up to date and say what was made."""
    if _run(study):
        _show_made(study)
    else:
        out.print(f"Nothing to do: [bold]{study}[/] is up to date. Its paper is in {shown(StudyPaths(study).paper)}/.")
    _show_waiting(study)


def show_status(study: str) -> None:
    """One line a step."""
    for each in freshness(study, steps(study)):
        mark = "[green]up to date[/]" if each.fresh else f"[yellow]would run[/]: {'; '.join(each.reasons)}"
        out.print(f"  {each.step.title:<26} {mark}")
    _show_waiting(study)


def stage_for_quarto(study: str) -> None:
    """Run all steps but the formats, which Quarto is about to make, and put the sources beside the paper."""
    from sixphase.pipeline.papers import stage_at_top

    _run(study, last=SOURCES)
    stage_at_top(study)


def finish_after_quarto(study: str) -> None:
    """Finish what Quarto left beside the paper, and put it into the study's folder."""
    from sixphase.study.paths import root
    from sixphase.writeup.render.quarto import after_quarto

    for path in after_quarto(root(), study):
        out.print(f"  {shown(path)}")


def _run(study: str, last: str | None = None) -> list[Step]:
    """Bring steps up to date; what goes wrong is shown and ends the program."""
    try:
        return run(study, _check, _display, last)
    except StepFailed as failure:
        raise SystemExit(_show_failure(failure)) from None


def _check(study: str) -> None:
    from sixphase.pipeline.checks import check_study

    check_study(study)


def _display(study: str) -> Any:
    from sixphase.pipeline.progress import Display

    return Display(study)


def _show_made(study: str) -> None:
    from sixphase.cli.auditing import summary_lines
    from sixphase.writeup.checklists.telling import open_line
    from sixphase.writeup.render import renderer

    paths = StudyPaths(study)
    out.print()
    out.print(f"[bold]Made[/] for [bold]{study}[/] ({renderer()}):")
    out.print(f"  paper      {shown(paths.paper)}/paper.html, .pdf, .docx and .xml")
    out.print(f"  notebooks  {shown(paths.processed)}/notebooks/ (executed)")
    out.print(f"  tables     {shown(paths.processed)}/0*/ (with figures and values)")
    for line in summary_lines(study):
        out.print(line)
    out.print(f"  supplement {shown(paths.paper)}/supplement.html, .pdf and .docx")
    out.print(f"  checklist  {open_line(study)}", markup=False)


def _show_waiting(study: str) -> None:
    """Say why notebooks 04 and 05 are not among the steps, where people have coded and made no theme yet."""
    if waits_for_themes(study):
        out.print("  themes     none yet: notebooks 04 and 05 wait for them. Make them at the board of notebook 04,")
        out.print("             as docs/themes.md tells, and run again.")


def _show_failure(failure: StepFailed) -> int:
    """Say what failed; 2 for a mistake in the input, 1 for one of the program."""
    from sixphase.cli.screen import show_problems
    from sixphase.pipeline.notebooks import CellFailed

    cause = failure.cause
    if isinstance(cause, InputError):
        show_problems(cause)
        return 2
    err.print()
    if isinstance(cause, CellFailed):
        err.print(f"[bold red]A cell failed[/]: notebook {cause.step}, cell '{cause.cell}'")
        err.print("\n".join(f"    {safe(line)}" for line in cause.source.splitlines()), markup=False)
        err.print(f"  {cause.name}: {safe(cause.message)}", markup=False)
        err.print(f"  The notebook up to there is kept in {shown(cause.kept)}; earlier results are untouched.")
        return 2 if cause.name == "InputError" else 1
    told = str(refused_by_disk(cause) or safe(f"{type(cause).__name__}: {cause}")).replace("\n", "\n  ")
    err.print(f"[bold red]{failure.step.title} failed[/]")
    err.print(f"  {told}", markup=False)
    return 1
