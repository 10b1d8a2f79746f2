"""What the command `names` does: plain arguments in, lines to print out."""

from pathlib import Path

from sixphase.study.paths import StudyPaths, shown
from sixphase.study.problem import refuse
from sixphase.study.settings import read_study
from sixphase.transcription.names.candidates_kept import CANDIDATES, read_candidates
from sixphase.transcription.names.decisions import Decision, read_decisions, write_decisions
from sixphase.transcription.names.desk import still_waiting
from sixphase.transcription.names.private import DECISIONS
from sixphase.transcription.names.sheet import read_sheet, write_sheet


def sheet_command(name: str) -> list[str]:
    """`sixphase names NAME --sheet`: the words that wait for a decision as a spreadsheet in the private folder."""
    folder = _private(name)
    candidates = still_waiting(folder)
    if not candidates:
        return ["No word of the last import waits for a decision."]
    path = _free(folder)
    write_sheet(path, candidates)
    return [
        f"{len(candidates):,} words wait in {shown(path)}: fill in its first column (replace, keep, always, never),",
        f"and then: sixphase names {name} --decided {shown(path)} --who INITIALS",
    ]


def decided_command(name: str, sheet: Path, who: str, when: str) -> list[str]:
    """`sixphase names NAME --decided FILE --who AB`: take in the decisions of a spreadsheet; all of them or none."""
    if not who.strip():
        raise refuse("nobody is named as the one who decides", remedy="add your initials: --who AB")
    folder = _private(name)
    known, _ = read_decisions(folder / DECISIONS)
    made = read_sheet(sheet, read_candidates(folder / CANDIDATES), known, who.strip(), when)
    before = {_about(decision) for decision in known}
    fresh = [decision for decision in made if _about(decision) not in before]
    if fresh:
        write_decisions(folder / DECISIONS, fresh)
    waiting = len(still_waiting(folder))
    lines = [f"{len(fresh):,} new decisions taken in; {waiting:,} words still wait."]
    onward = f"Now import the forms again if that was refused; else apply the decisions: sixphase names {name}"
    return lines if waiting else [*lines, onward]


def _about(decision: Decision) -> tuple[str, str, str, int]:
    return decision.act, decision.word, decision.answer, decision.place


def _private(name: str) -> Path:
    read_study(name)  # says so where there is no such study
    return StudyPaths(name).raw / "private"


def _free(folder: Path) -> Path:
    """A place for a new spreadsheet: an earlier one may hold decisions."""
    numbers = range(1, 1000)
    return next(path for n in numbers if not (path := folder / f"names_{n}.xlsx").exists())
