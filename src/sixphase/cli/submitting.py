"""The commands on what a journal asks for: `checklist`, `where`, `submit`."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()

Study = Annotated[str, typer.Argument(metavar="STUDY", help="The study's folder in data_raw.")]


@commands.command()
def checklist(
    study: Study,
    everything: Annotated[bool, typer.Option("--all", help="Show every item, not only the open ones.")] = False,
    start: Annotated[bool, typer.Option("--start", help="Lay out checklist.yml with the open items.")] = False,
) -> None:
    """Hold the paper against its reporting checklist, and list what is open."""
    from sixphase.cli.screen import show
    from sixphase.writeup.checklists.telling import checklist_lines, start_answers

    if start:
        show([f"Laid out {start_answers(_known(study))}: fill in, then run 'sixphase checklist {study}' again."])
    else:
        show(checklist_lines(_known(study), everything))


@commands.command()
def where(
    asked: Annotated[str, typer.Argument(metavar="VALUE", help="A value's name, a printed number, or words.")],
    study: Annotated[str | None, typer.Option("--study", help="The study's folder; else cmt_published.")] = None,
) -> None:
    """Show where a number or words of the paper come from: notebook, cell, code, table, answer."""
    from sixphase.cli.screen import show
    from sixphase.writeup.where import where_command

    show(where_command(_known(study), asked))


@commands.command()
def submit(
    study: Study,
    figures: Annotated[str, typer.Option(help="A rule for figures: its name, or a YAML file.")] = "generic",
    word: Annotated[Path | None, typer.Option("--word", help="The journal's Word template.")] = None,
) -> None:
    """Make one folder and zip file as a journal asks: blinded manuscript, title page, figures and all beside it."""
    from sixphase.cli.screen import show

    show(submit_command(_known(study), figures, word))


def _known(study: str | None) -> str:
    from sixphase.cli import _chosen

    return _chosen(study)


def submit_command(study: str, figures: str = "generic", word: Path | None = None) -> list[str]:
    """Make what is sent to a journal from a study that is up to date.

    Returns
    -------
    list of str
        What was made, and what is missing.

    Raises
    ------
    InputError
        When a step is not up to date, an item of the checklist is open, or a copy for reviewers would name an
        author; what was there before is untouched then.
    """
    from sixphase.pipeline.notebooks import put_in_place
    from sixphase.study.paths import StudyPaths, root, shown
    from sixphase.writeup.figure_rules import read_rule
    from sixphase.writeup.submitting.package import MISSING, make_package, zipped

    _refuse_stale(study)
    paths = StudyPaths(study)
    work = paths.processed / ".partial" / "submitting"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rule = read_rule(Path(figures) if Path(figures).suffix in (".yml", ".yaml") else figures)
    made, place = work / "submission", paths.paper / "submission"
    notes, telling = make_package(study, root() / "reports" / "supplement.qmd", rule, work / "staged", made, word)
    packed = work / "submission.zip"
    packed.write_bytes(zipped(made, paths.processed / "paper"))
    put_in_place(made, place)
    packed.replace(paths.paper / packed.name)
    shutil.rmtree(work, ignore_errors=True)
    names = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    closing = [f"{_things(len(notes))} missing: see {MISSING}." if notes else "Nothing is missing."]
    if telling:
        closing.append(f"{_things(len(telling))} to be looked at, since reviewers may see who you are: see {MISSING}.")
    return [f"Made {shown(place)}/ and {shown(paths.paper / packed.name)}:", *(f"  {name}" for name in names), *closing]


def _things(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count} things are"


def _refuse_stale(study: str) -> None:
    from sixphase.pipeline.freshness import freshness
    from sixphase.pipeline.graph import steps
    from sixphase.study.problem import refuse

    stale = [each.step.title for each in freshness(study, steps(study)) if not each.fresh]
    if stale:
        remedy = f"run 'sixphase run {study}' first, look at the paper, then submit"
        raise refuse(f"the study is not up to date ({len(stale)} steps, first '{stale[0]}')", remedy=remedy)
