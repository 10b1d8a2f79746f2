"""The commands that bring a study's answers in: `new`, `import`, `compare`."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sixphase.cli.bar import Bar
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
    from sixphase.transcription.importing.commands import import_command

    with Bar() as bar:
        cleaning = _cleaning(study, leave_candidates, bar)
        import_command(study, files, options, ask=_asking(), say=_say, names_out=cleaning, progress=bar)
    _tell_names(study, cleaning)


def import_decided(study: str, undecided: str, leave_candidates: bool) -> None:
    """Bring in what goes on of the two typings that were compared last."""
    from sixphase.transcription.entry.commands import keep_went_on, settled_typing
    from sixphase.transcription.importing.decided import import_decided as bring_in

    settled = settled_typing(study, undecided)  # type: ignore[arg-type]
    waiting = settled.undecided["form_id"].unique().tolist() if undecided == "leave out" else []
    with Bar() as bar:
        cleaning = _cleaning(study, leave_candidates, bar)
        done = bring_in(study, settled.transcript, waiting, cleaning)
    keep_went_on(study, settled, undecided, len(settled.transcript.forms) - len(waiting))  # type: ignore[arg-type]
    show(done.lines())
    if waiting:
        err.print(f"{len(waiting):,} forms wait, since differences on them are undecided; the paper says so.")
    _tell_names(study, cleaning)


def decide_names(study: str, sheet: bool, decided: Path | None, who: str, leave_candidates: bool) -> None:
    """Write or read the spreadsheet of words that look like names; else apply all decisions to what was typed."""
    from sixphase.transcription.importing.bringing import apply_again
    from sixphase.transcription.names.commands import decided_command, sheet_command

    if sheet:
        show(sheet_command(study))
    elif decided is not None:
        show(decided_command(study, decided, who, datetime.now(UTC).isoformat(timespec="seconds")))
    else:
        with Bar() as bar:
            cleaning = _cleaning(study, leave_candidates, bar)
            done = apply_again(study, cleaning)
        show(done.lines())
        _tell_names(study, cleaning)


def _cleaning(study: str, leave_candidates: bool, progress: Any) -> Any:
    from sixphase.transcription.cleaning import cleaning_of

    cleaning = cleaning_of(study, "mark" if leave_candidates else "refuse")
    cleaning.progress = progress
    for torn in cleaning.known.torn:
        err.print(str(torn), markup=False)
    return cleaning


def _tell_names(study: str, cleaning: Any) -> None:
    from sixphase.transcription.cleaning import keep_record

    keep_record(study, cleaning)
    replaced = ", ".join(f"{count} {kind.lower()}" for kind, count in sorted(cleaning.counts.items()))
    out.print(f"names taken out: {replaced or 'none was found'}", markup=False)
    if cleaning.waiting:
        err.print(f"{len(cleaning.waiting)} words may be names and still stand in the answers; the paper says so.")


def compare_typing(study: str, first: Path | None, second: Path | None, decided: Path | None, options: Any) -> None:
    """Compare two typings, or read back decisions on their differences."""
    from sixphase.transcription.entry.commands import compare_command, decided_command
    from sixphase.transcription.importing.commands import asked
    from sixphase.transcription.importing.decided import read_pair

    if decided is not None:
        show(decided_command(study, decided, datetime.now(UTC).isoformat(timespec="seconds")))
        return
    if first is None or second is None:
        raise refuse("two files are needed, one of each typist", remedy="write: sixphase compare STUDY FIRST SECOND")
    ask = _asking()

    def answered(understood: Any, said: Any) -> Any:
        return asked(study, understood, said, ask, _say) if ask else said

    pair = read_pair(study, first, second, options, answered)
    show(pair.notes)
    show(compare_command(study, pair.first, pair.second))


def _say(line: str) -> None:
    out.print(line, markup=False)


def _asking() -> Any:
    """How a person is asked; None where nobody sits at a terminal."""
    return _ask if sys.stdin.isatty() else None


def _ask(question: str, offer: str) -> str:
    import typer

    return typer.prompt(question, default=offer, show_default=False, err=True)
