"""The commands that bring a study's answers in: `new`, `import`, `compare`."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sixphase.cli.screen import err, out
from sixphase.study.problem import refuse


def show(lines: Iterable[str]) -> None:
    for line in lines:
        out.print(line, markup=False)


def lay_out(name: str, title: str | None) -> None:
    from sixphase.transcription.importing.commands import new_command

    show(new_command(name, title))


def import_files(study: str, files: list[Path], options: Any, leave_candidates: bool) -> None:
    """Read, ask what is open, take names out, write; then say what a person has to decide."""
    from sixphase.transcription.cleaning import cleaning_of, keep_record
    from sixphase.transcription.importing.commands import import_command

    cleaning = cleaning_of(study, "mark" if leave_candidates else "refuse")
    for torn in cleaning.known.torn:
        err.print(str(torn), markup=False)
    ask = _ask if sys.stdin.isatty() else None
    import_command(study, files, options, ask=ask, say=lambda line: out.print(line, markup=False), names_out=cleaning)
    keep_record(study, cleaning)
    replaced = ", ".join(f"{count} {kind.lower()}" for kind, count in sorted(cleaning.counts.items()))
    out.print(f"names taken out: {replaced or 'none was found'}", markup=False)
    if cleaning.waiting:
        err.print(f"{len(cleaning.waiting)} words may be names and still stand in the answers; the paper says so.")


def compare_typing(study: str, first: Path | None, second: Path | None, decided: Path | None) -> None:
    """Compare two typings, or read back decisions on their differences."""
    from sixphase.transcription.entry.commands import compare_command, decided_command
    from sixphase.transcription.importing.bringing import read_files

    if decided is not None:
        show(decided_command(study, decided, datetime.now(UTC).isoformat(timespec="seconds")))
        return
    if first is None or second is None:
        raise refuse("two files are needed, one of each typist", remedy="write: sixphase compare STUDY FIRST SECOND")
    typed = [read_files(study, [path]).raw for path in (first, second)]
    show(compare_command(study, typed[0], typed[1]))


def _ask(question: str, offer: str) -> str:
    import typer

    return typer.prompt(question, default=offer, show_default=False, err=True)
