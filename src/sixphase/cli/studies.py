"""The commands that bring a study's answers in: `new`, `import`, `compare`."""

import sys
from collections import Counter
from collections.abc import Iterable, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sixphase.cli.bar import Bar
from sixphase.cli.screen import err, out
from sixphase.study.problem import InputError, refuse


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
        done = import_command(study, files, options, ask=_asking(), say=_say, names_out=cleaning, progress=bar)
    _tell_names(study, cleaning)
    _tell_codings(done)


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
    _tell_codings(done)


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
        _tell_codings(done)


def _cleaning(study: str, leave_candidates: bool, progress: Any) -> Any:
    from sixphase.transcription.cleaning import cleaning_of

    cleaning = cleaning_of(study, "mark" if leave_candidates else "refuse")
    cleaning.progress = progress
    for torn in cleaning.known.torn:
        err.print(str(torn), markup=False)
    return cleaning


def _tell_names(study: str, cleaning: Any) -> None:
    from sixphase.transcription.cleaning import keep_record
    from sixphase.transcription.taken_out import counts_said

    keep_record(study, cleaning)
    out.print(f"taken out: {counts_said(cleaning.counts) or 'nothing, since no name was found'}", markup=False)
    if cleaning.waiting:
        few = len(cleaning.waiting) == 1
        words = (
            "1 word may be a name and still stands"
            if few
            else f"{len(cleaning.waiting):,} words may be names and still stand"
        )
        err.print(f"{words} in the answers; the paper says so.")


def _tell_codings(done: Any) -> None:
    """What became of the codings of answers that an import changed or removed."""
    from sixphase.coding.journal.replay import replay

    changed = {change.name for change in done.differences.changed if change.is_answer}
    if not changed and not done.differences.removed:
        return
    try:
        state = replay(done.name)
    except InputError as error:
        err.print(f"The import is done; what it means for codings cannot be told yet. {error}", markup=False)
        return
    for line in codings_said(state, changed):
        err.print(line, markup=False)


def codings_said(state: Any, changed: Set[str]) -> list[str]:
    """How many codings of changed answers have lost their words or moved, and how many have no answer any more."""
    from sixphase.coding.journal.things import EXACT, LOST

    anchors = Counter(c.anchor for c in state.codings() if c.answer in changed and c.answer in state.answers)
    gone = sum(c.answer not in state.answers for c in state.codings())
    moved = anchors.total() - anchors[EXACT] - anchors[LOST]
    lines = []
    if lost := anchors[LOST]:
        has = "coding has lost its" if lost == 1 else "codings have lost their"
        lines.append(f"{lost:,} {has} words: open the desk, filter 'with changed words'")
    if moved:
        lines.append(
            f"{moved:,} {'coding has' if moved == 1 else 'codings have'} moved with the words; look at them too"
        )
    if gone:
        lines.append(f"{gone:,} {'coding is' if gone == 1 else 'codings are'} on answers that are not there any more")
    return lines


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
