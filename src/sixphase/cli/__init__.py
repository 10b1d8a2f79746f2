"""The command line: each command reads its arguments, calls one room, and shows what came back."""

import os
from typing import Annotated

import typer

app = typer.Typer(
    name="sixphase",
    help="Thematic analysis of open-ended answers, from the raw answers to the finished paper.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StudyName = Annotated[
    str | None, typer.Argument(metavar="[STUDY]", help="The study's folder in data_raw/; needed if there are several.")
]


@app.command()
def run(study: StudyName = None) -> None:
    """Bring a study up to date: six notebooks, figures, audit and paper. What has not changed is not done again."""
    from sixphase.cli.running import run_study

    run_study(_chosen(study))


@app.command()
def status(study: StudyName = None) -> None:
    """Show each step: up to date, or why it would run again."""
    from sixphase.cli.running import show_status

    show_status(_chosen(study))


@app.command()
def audit(
    study: StudyName = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 if there is any finding.")] = False,
) -> None:
    """Test the figures that a paper reports against each other and against its own lists."""
    from sixphase.cli.auditing import show_audit

    raise typer.Exit(show_audit(_chosen(study, holding="reported_figures.csv"), as_json, strict))


@app.command()
def lab() -> None:
    """Open the notebooks in JupyterLab."""
    from sixphase.cli.lab import open_lab

    raise typer.Exit(open_lab())


@app.command(hidden=True)
def stage() -> None:
    """Put the paper's sources where 'quarto render', called by itself, finds them; Quarto calls this first."""
    from sixphase.cli.running import stage_for_quarto

    stage_for_quarto(_chosen(os.environ.get("SIXPHASE_STUDY")))


@app.command(hidden=True)
def finish() -> None:
    """Finish what 'quarto render', called by itself, has made; Quarto calls this last."""
    from sixphase.cli.running import finish_after_quarto

    finish_after_quarto(_chosen(os.environ.get("SIXPHASE_STUDY")))


def _chosen(study: str | None, holding: str = "study.yml") -> str:
    """The study that was named; without a name the only one there is, else the published one."""
    from sixphase.study.paths import studies
    from sixphase.study.problem import did_you_mean, refuse

    known = studies(holding)
    if study is None and len(known) == 1:
        return known[0]
    if study is None and "cmt_published" in known:
        return "cmt_published"
    if study is None:
        raise refuse("there are several studies", remedy=f"name one of: {', '.join(known)}" if known else "add a study")
    if study not in known:
        raise refuse(f"data_raw has no study called '{study}' with a {holding}", remedy=did_you_mean(study, known))
    return study
