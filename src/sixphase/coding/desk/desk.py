"""Opening the desk at which a person codes; a sentence in its place where nobody looks on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sixphase.coding.journal.replay import replay
from sixphase.study.desk import Note, headless
from sixphase.study.paths import root


def coding_desk(study: str, coder: str = "", *, batch: str = "", answers: Sequence[str] | Path = ()) -> Any:
    """The coding desk in JupyterLab; with SIXPHASE_HEADLESS=1, as in a run, a sentence with what has been coded.

    Parameters
    ----------
    study
        The study's name.
    coder
        Who codes; asked for at the desk where it is left out.
    batch
        Only the answers that a batch assigns to this coder; all answers where it is left out.
    answers
        Only the answers with these ids, such as a column of what a search found; or the file (.xlsx or .csv) that
        `sixphase find --table` wrote, from the project's folder.

    Raises
    ------
    InputError
        When there is no such study, its answers or codebook have a mistake, or the file has no answers.
    """
    if headless():
        return Note(sentence(study))
    if isinstance(answers, str | Path):
        from sixphase.coding.retrieval.written import answers_in

        answers = answers_in(root() / answers)
    from sixphase.coding.desk.desk_widget import CodingDesk

    return CodingDesk(study, coder, batch, answers)


def sentence(study: str) -> str:
    """How much there is to code and how much was, in words."""
    state = replay(study)
    codings = state.table()
    coders = codings["coder"].nunique()
    have = f"{_number(len(codings), 'coding')} by {_number(coders, 'coder')}" if len(codings) else "no codings yet"
    return (
        f"Opened in JupyterLab, this cell shows the coding desk for {_number(len(state.answers), 'answer')}: "
        f"{_number(len(state.standing()), 'code')}, {have}."
    )


def _number(count: int, of: str) -> str:
    return f"{count:,} {of}{'s' * (count != 1)}"
