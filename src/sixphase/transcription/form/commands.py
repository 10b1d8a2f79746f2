"""What the command `form` does: plain arguments in, lines to print out."""

from pathlib import Path

from sixphase.study.paths import StudyPaths, shown
from sixphase.study.settings import read_study
from sixphase.transcription.form.paper import make_form
from sixphase.transcription.form.sheet import make_typing_sheet


def form_command(name: str, copies: int = 0, first: int = 1, folder: Path | None = None) -> list[str]:
    """`sixphase form NAME`: make the printable form and the typing sheet.

    Parameters
    ----------
    copies, first
        How many numbered forms, from which number on; 0 copies give one form without a number.
    folder
        Where the files go; `form/` in the study's folder by default, since the form is part of the study.
    """
    study, place = read_study(name), folder or StudyPaths(name).raw / "form"
    paper = make_form(study, place / "form.pdf", copies, first)
    sheet = make_typing_sheet(study, place / "typing_sheet.xlsx", rows=max(1000, copies))
    numbers = f"{copies:,} forms, numbered from {first:,}" if copies else "one form without a number"
    return [f"made {shown(paper)}  ({numbers})", f"made {shown(sheet)}  (a copy for each typist)"]
