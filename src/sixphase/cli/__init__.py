"""The command line: each command reads its arguments, calls one room, and shows what came back."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sixphase.cli.archiving import commands as archiving_commands
from sixphase.cli.coding import commands as coding_commands
from sixphase.cli.submitting import commands as submitting_commands

app = typer.Typer(
    name="sixphase",
    help="Thematic analysis of open-ended answers, from the raw answers to the finished paper.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StudyName = Annotated[
    str | None,
    typer.Argument(metavar="[STUDY]", help="The study's folder in data_raw; else cmt_published."),
]


@app.command()
def run(
    study: StudyName = None,
    submit: Annotated[
        bool, typer.Option("--submit", help="Then make what goes to a journal; fails while an item is open.")
    ] = False,
) -> None:
    """Bring a study up to date: six notebooks, figures, audit and paper. What has not changed is not done again."""
    from sixphase.cli.running import run_study

    run_study(_chosen(study))
    if submit:
        from sixphase.cli.screen import show
        from sixphase.cli.submitting import submit_command

        show(submit_command(_chosen(study)))


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
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name: letters, digits, underscores.")],
    title: Annotated[str | None, typer.Option(help="The study's title.")] = None,
) -> None:
    """Lay out a new study in data_raw/NAME, with a commented study.yml."""
    from sixphase.cli.studies import lay_out

    lay_out(name, title)


@app.command(name="import")
def bring_in(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's folder in data_raw.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Spreadsheets, documents or text files.")
    ] = None,
    maps: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=ROLE", help="What a column is; may be repeated.")
    ] = None,
    dates: Annotated[str | None, typer.Option(help="'day first', 'month first' or 'year first'.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook.")] = None,
    header_rows: Annotated[int | None, typer.Option(help="How many rows name the columns.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding of a text file.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what was understood without asking.")] = False,
    number_forms: Annotated[bool, typer.Option("--number-forms", help="Give numbers to forms without one.")] = False,
    remove_missing: Annotated[bool, typer.Option("--remove-missing", help="Remove forms that are gone.")] = False,
    leave_candidates: Annotated[
        bool, typer.Option("--leave-candidates", help="Go on with words that may be names; the paper says so.")
    ] = False,
    decided: Annotated[bool, typer.Option("--decided", help="Bring in the two typings compared last.")] = False,
    undecided: Annotated[
        str, typer.Option(help="With --decided, where nobody decided: refuse, 'leave out', first or second.")
    ] = "refuse",
) -> None:
    """Bring transcripts into a study: understood, checked, names taken out. Nothing is written before all is well."""
    from sixphase.cli.studies import import_decided, import_files
    from sixphase.study.problem import refuse
    from sixphase.transcription.importing.commands import options_of

    if decided and files:
        raise refuse("--decided takes no files", remedy="compare the two typings first; then leave the files out")
    if decided:
        import_decided(study, undecided, leave_candidates)
        return
    options = options_of(maps or (), dates, sheet, header_rows, encoding, yes, number_forms, remove_missing)
    import_files(study, files or [], options, leave_candidates)


@app.command()
def form(
    study: StudyName = None,
    copies: Annotated[int, typer.Option(help="How many numbered copies; 0 for one without a number.")] = 0,
    first: Annotated[int, typer.Option(help="The first number.")] = 1,
) -> None:
    """Make the printable form (PDF) and the typing sheet (XLSX) of a study."""
    from sixphase.cli.studies import show
    from sixphase.transcription.form.commands import form_command

    show(form_command(_chosen(study), copies, first))


@app.command()
def compare(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's folder in data_raw.")],
    first: Annotated[Path | None, typer.Argument(metavar="FIRST", help="What the first person typed.")] = None,
    second: Annotated[Path | None, typer.Argument(metavar="SECOND", help="What the second person typed.")] = None,
    decided: Annotated[Path | None, typer.Option(help="A workbook of differences that was filled in.")] = None,
    maps: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=ROLE", help="What a column is; may be repeated.")
    ] = None,
    dates: Annotated[str | None, typer.Option(help="'day first', 'month first' or 'year first'.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what was understood without asking.")] = False,
) -> None:
    """Compare the same forms typed by two people, or read back what was decided on their differences."""
    from sixphase.cli.studies import compare_typing
    from sixphase.transcription.importing.commands import options_of

    compare_typing(study, first, second, decided, options_of(maps or (), dates, yes=yes))


@app.command()
def names(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's folder in data_raw.")],
    sheet: Annotated[bool, typer.Option("--sheet", help="Write the words that wait as a spreadsheet.")] = False,
    decided: Annotated[Path | None, typer.Option(help="A spreadsheet of words that was filled in.")] = None,
    who: Annotated[str, typer.Option(help="With --decided: the initials of who decided.")] = "",
    leave_candidates: Annotated[
        bool, typer.Option("--leave-candidates", help="Go on with words that may be names; the paper says so.")
    ] = False,
) -> None:
    """Take names out again after new decisions on words that look like names; or decide in a spreadsheet."""
    from sixphase.cli.studies import decide_names

    decide_names(study, sheet, decided, who, leave_candidates)


@app.command()
def check(
    staged: Annotated[bool, typer.Option("--staged", help="Look at what is about to be committed only.")] = False,
    hook: Annotated[bool, typer.Option("--hook", help="Have git ask this before every commit.")] = False,
) -> None:
    """Make sure that git holds nothing private: no private folder, no name of the key or the lists."""
    from sixphase.cli.studies import show
    from sixphase.study.paths import root
    from sixphase.transcription.names.repository import check_for_people

    show(check_for_people(root(), staged, hook).splitlines())


@app.command()
def simulate(
    seed: Annotated[int | None, typer.Option(help="The start of everything drawn at random.")] = None,
    forms: Annotated[int, typer.Option(help="How many forms are returned.")] = 455,
) -> None:
    """Make the simulated study cmt_cohort, of the article's size, to try everything out on."""
    from sixphase.cli.studies import show
    from sixphase.simulation.simulate import NAME
    from sixphase.simulation.simulate import simulate as make
    from sixphase.study.paths import StudyPaths

    show(str(make(StudyPaths(NAME).raw, seed, forms)).splitlines())


@app.command()
def lab() -> None:
    """Open the notebooks in JupyterLab."""
    from sixphase.cli.lab import open_lab
    from sixphase.study.paths import studies

    for study in studies():
        _finish_withdrawal(study)
    raise typer.Exit(open_lab())


@app.command()
def record(study: StudyName = None) -> None:
    """Keep what a run made as the record that others verify against; put it into git with the study."""
    from sixphase.cli.screen import show
    from sixphase.cli.verifying import record_command

    show(record_command(_chosen(study)))


@app.command()
def verify(study: StudyName = None) -> None:
    """Make everything again in a clean folder and hold it against the record; ends with status 1 if it differs."""
    from sixphase.cli.screen import show
    from sixphase.cli.verifying import verify_command

    lines, status = verify_command(_chosen(study))
    show(lines)
    raise typer.Exit(status)


app.add_typer(coding_commands)
app.add_typer(submitting_commands)
app.add_typer(archiving_commands)


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
    _finish_withdrawal(study)
    return study


def _finish_withdrawal(study: str) -> None:
    """Finish taking words out where the machine stopped in the middle of it."""
    from sixphase.study.paths import StudyPaths

    if (StudyPaths(study).raw / "private" / "withdrawing.json").is_file():
        from sixphase.coding.withdrawing.whole import finish_changes

        finish_changes(study)
