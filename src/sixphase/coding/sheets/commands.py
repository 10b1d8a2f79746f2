"""What the commands on coding sheets do: plain arguments in, lines to print out."""

from collections import Counter
from pathlib import Path

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.pairs.naming import check_coder
from sixphase.coding.sheets.differences import read_coding_sheet
from sixphase.coding.sheets.taking_in import take_in
from sixphase.coding.sheets.writing import write_coding_sheet
from sixphase.study.paths import shown
from sixphase.study.settings import read_study
from sixphase.transcription.importing.table import counted

TOLD = {
    "make_code": ("code", "made"),
    "code": ("passage", "coded"),
    "change": ("coding", "changed"),
    "uncode": ("coding", "taken back"),
    "read": ("answer", "marked as read"),
}


def write_sheet_command(study: str, coder: str, path: Path, batch: str = "") -> list[str]:
    """Write a coder's spreadsheet, and say what to do with it."""
    write_coding_sheet(study, coder, path, batch)
    return [
        f"wrote {shown(path)}; it holds participants' words, so keep it out of git and of e-mail",
        "Fill it in (its sheet 'How to' says how), and read it back by the same command with its name.",
    ]


def read_sheet_command(study: str, coder: str, path: Path, make_codes: bool = False) -> list[str]:
    """Take a filled-in spreadsheet into the coder's journal: all of it, or nothing where something is wrong in it."""
    check_coder(coder, read_study(study).coding)
    acts = read_coding_sheet(path, study, coder, make_codes)
    take_in(open_journal(study, coder), acts)
    counts = Counter(act.act for act in acts)
    said = [f"{counted(counts[act], what)} {done}" for act, (what, done) in TOLD.items() if counts[act]]
    return said or ["Nothing has changed."]
