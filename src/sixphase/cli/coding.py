"""The commands on coding: who codes what, spreadsheets for coders, agreement, finding, taking words out again."""

from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()

Study = Annotated[str, typer.Argument(metavar="STUDY", help="The study's folder in data_raw.")]
Coder = Annotated[str, typer.Argument(metavar="CODER", help="The name that the coder codes under.")]
Sure = Annotated[bool, typer.Option("--yes", help="Do it; without this it is only shown what would change.")]


@commands.command()
def assign(
    study: Study,
    coders: Annotated[list[str], typer.Argument(metavar="CODER...", help="Who codes them.")],
    batch: Annotated[str, typer.Option(help="A name for these answers.")],
    share: Annotated[float, typer.Option(help="The part that all code, 0 to 1; the rest is dealt out.")] = 1,
    size: Annotated[int | None, typer.Option(help="So many answers at most, drawn at random.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Assign a batch anew; what was coded stays.")] = False,
) -> None:
    """Give answers to coders: all of them, or a share in common, drawn evenly from every question."""
    from sixphase.cli.screen import show
    from sixphase.coding.pairs.assignments import assign as give
    from sixphase.coding.pairs.assignments import overview

    rows = overview(give(study, coders, batch=batch, share=share, size=size, again=again)).itertuples()
    show(f"{row.coder}: {row.answers:,} answers, {row.in_common:,} of them in common with another" for row in rows)


@commands.command()
def sheet(
    study: Study,
    coder: Coder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A spreadsheet (.xlsx).")],
    read: Annotated[bool, typer.Option("--read", help="Take in what was filled in; else write it.")] = False,
    batch: Annotated[str, typer.Option(help="Only the answers of this batch.")] = "",
    make_codes: Annotated[bool, typer.Option("--make-codes", help="Codes that are not known are made.")] = False,
) -> None:
    """Code in a spreadsheet instead of JupyterLab: write one for a coder, and read it back."""
    from sixphase.cli.screen import show
    from sixphase.coding.sheets.commands import read_sheet_command, write_sheet_command

    if read:
        show(read_sheet_command(study, coder, file, make_codes))
    else:
        show(write_sheet_command(study, coder, file, batch))


@commands.command()
def agreement(
    study: Study,
    unit: Annotated[str, typer.Option(help="By answer, sentence or character.")] = "answer",
    uncoded: Annotated[
        str, typer.Option(help="What nobody coded: 'no' (agreement that no code fits) or 'left out'.")
    ] = "no",
    coders: Annotated[str, typer.Option(help="Whom to compare, with commas between; else everybody.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """How far coders agree, code by code, with intervals; for a reflexive study, who saw what."""
    from sixphase.cli.agreeing import show_agreement_of

    show_agreement_of(study, unit, uncoded, [name for name in coders.replace(",", " ").split() if name], as_json)


@commands.command()
def find(
    study: Study,
    expression: Annotated[str, typer.Argument(metavar="EXPRESSION", help="Such as: T1.1 and not T2.1")],
    table: Annotated[Path | None, typer.Option(help="Write what is found to this file (.xlsx or .csv).")] = None,
    coder: Annotated[str, typer.Option(help="Who asks: only what this coder may see is searched.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what is found as JSON.")] = False,
) -> None:
    """Find passages by codes, words, attributes and coders, with the words around them."""
    from sixphase.cli.screen import show
    from sixphase.coding.retrieval.commands import find_lines
    from sixphase.coding.retrieval.in_study import seen_by

    coders = seen_by(study, coder) if coder else None
    show(find_lines(study, expression, as_json=as_json, table=table, coders=coders))


@commands.command()
def withdraw(
    study: Study,
    form: Annotated[str, typer.Argument(metavar="FORM", help="The number of the form.")],
    yes: Sure = False,
) -> None:
    """Take a person's answers out of a study for good; a mark without words stays."""
    from sixphase.cli.screen import show
    from sixphase.coding.withdrawing.commands import withdraw_command
    from sixphase.pipeline.lock import alone

    with alone(study):
        show(withdraw_command(study, form, yes))


@commands.command()
def redact(
    study: Study,
    words: Annotated[Path | None, typer.Option("--from", help="A text file, one passage a line.")] = None,
    yes: Sure = False,
) -> None:
    """Take words out everywhere, such as a name found late. They are asked for, so that no history keeps them."""
    from getpass import getpass

    from sixphase.cli.screen import show
    from sixphase.coding.withdrawing.commands import asked_words, read_words, redact_command
    from sixphase.pipeline.lock import alone

    given = read_words(words) if words else asked_words(getpass)
    with alone(study):
        show(redact_command(study, given, yes))
