"""What the commands on double entry do: plain arguments in, lines to print out."""

from pathlib import Path
from typing import Literal

from sixphase.study.paths import StudyPaths, shown
from sixphase.study.problem import InputError, Problem, cut, raise_some, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.entry.compare import Comparison, compare
from sixphase.transcription.entry.decide import Settled, Undecided, settle
from sixphase.transcription.entry.decisions import journal_path, keep, read_journal
from sixphase.transcription.entry.pair import keep_pair, kept_pair, pair_path
from sixphase.transcription.entry.record import entry_path, entry_record, went_on, write_entry
from sixphase.transcription.entry.show import report
from sixphase.transcription.entry.workbook import read_differences, write_differences
from sixphase.transcription.kept_out import taken_out
from sixphase.transcription.transcript import Transcript

Until = Literal["refuse", "leave out", "first", "second"]
UNTIL: tuple[Until, ...] = ("refuse", "leave out", "first", "second")


def compare_command(name: str, first: Transcript, second: Transcript, *, colour: bool = False) -> list[str]:
    """`sixphase compare NAME FIRST SECOND`: compare two typings, keep them for deciding, and say how they differ.

    Parameters
    ----------
    first, second
        What two people typed, in raw words.

    Returns
    -------
    list of str
        Lines to print. The two typings and a spreadsheet of the differences are in the study's private folder, the
        counts without any words in its `entry.csv`.
    """
    study = read_study(name)
    first, second = taken_out(name, first), taken_out(name, second)
    found = compare(first, second, study)
    keep_pair(pair_path(name), first, second)
    settled = _recorded(name, found)
    lines = [report(found, colour)]
    if found.differences.empty:
        lines += ["", f"Nothing is to be decided. Bring the answers in: sixphase import {name} --decided"]
    if not found.differences.empty:
        sheet = differences_path(name)
        if _holds_decisions(name, found):
            lines += ["", f"{shown(sheet)} holds decisions that were not taken in, and is left as it is."]
        else:
            write_differences(found, read_journal(journal_path(name)), sheet)
        lines += ["", f"{len(settled.undecided):,} of {len(found.differences):,} differences are undecided. Decide"]
        lines += [f"  in notebook 01, or in {shown(sheet)}", f"  and then: sixphase compare {name} --decided FILE"]
    return lines


def decided_command(name: str, sheet: Path, when: str) -> list[str]:
    """`sixphase compare NAME --decided FILE`: take in the decisions of a spreadsheet; all of them or none."""
    found, study, path = _kept(name), read_study(name), journal_path(name)
    journal = read_journal(path)
    made = read_differences(sheet, found, journal, study, when)
    if made:
        keep(path, made)
    settled = _recorded(name, found)
    waiting = len(settled.undecided)
    lines = [f"{len(made):,} new decisions taken in; {waiting:,} differences are undecided."]
    return lines if waiting else [*lines, f"Now bring the answers in: sixphase import {name} --decided"]


def settled_typing(name: str, undecided: Until = "refuse") -> Settled:
    """What goes on of the two typings that were compared last, for importing it; nothing is written.

    Parameters
    ----------
    undecided
        'refuse': every difference has to be decided. Else what becomes of one that is not, as in `settle`.

    Raises
    ------
    InputError
        When differences are undecided and nothing else was said of them; when no two typings are kept.
    """
    if undecided not in UNTIL:
        raise refuse(
            f"'{undecided}' is no way to treat what is undecided", remedy=f"use one of: {', '.join(UNTIL[1:])}"
        )
    way: Undecided = "leave out" if undecided == "refuse" else undecided
    settled = settle(_kept(name), read_journal(journal_path(name)), read_study(name), way)
    if undecided == "refuse" and not settled.undecided.empty:
        remedy = "decide on each; or say what becomes of them: --undecided 'leave out', first or second"
        problem = Problem(f"{len(settled.undecided):,} differences are undecided", None, "", remedy)
        raise_some([problem, *cut(list(settled.problems()))])
    return settled


def keep_went_on(name: str, settled: Settled, undecided: Until, forms: int) -> None:
    """Renew `entry.csv` when the answers of so many forms were brought into the study."""
    way: Undecided = "leave out" if undecided == "refuse" else undecided
    write_entry(went_on(entry_record(settled), settled, forms, way), entry_path(name))


def differences_path(name: str) -> Path:
    """Where the spreadsheet of differences is; private, since it holds participants' words."""
    return StudyPaths(name).raw / "private" / "differences.xlsx"


def _holds_decisions(name: str, found: Comparison) -> bool:
    """Whether somebody wrote into the spreadsheet what is in no journal; it must not be written over then."""
    sheet = differences_path(name)
    if not sheet.is_file():
        return False
    try:
        return bool(read_differences(sheet, found, read_journal(journal_path(name)), read_study(name), ""))
    except InputError:
        return True


def _kept(name: str) -> Comparison:
    pair = kept_pair(pair_path(name))
    if pair is None:
        remedy = f"compare two first: sixphase compare {name} FIRST SECOND"
        raise refuse("no two typings are kept", pair_path(name), remedy=remedy)
    return compare(*pair, read_study(name))


def _recorded(name: str, found: Comparison) -> Settled:
    settled = settle(found, read_journal(journal_path(name)), read_study(name))
    write_entry(entry_record(settled), entry_path(name))
    return settled
