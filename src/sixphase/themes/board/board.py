"""Opening the board on which codes become themes; a sentence in its place where nobody looks on."""

from typing import Any

from sixphase.coding.journal.replay import replay
from sixphase.study.desk import Note, headless
from sixphase.themes.board.laying import is_subtheme, is_theme


def theme_board(study: str, coder: str = "") -> Any:
    """The theme board in JupyterLab; with SIXPHASE_HEADLESS=1, as in a run, a sentence with how far the themes are.

    Parameters
    ----------
    study
        The study's name.
    coder
        Who works on the themes; asked for at the board where it is left out.

    Returns
    -------
    The widget, or a `Note`.

    Raises
    ------
    InputError
        When there is no such study, or its answers or codebook have a mistake.
    """
    if headless():
        return Note(sentence(study))
    from sixphase.themes.board.board_widget import ThemeBoard

    return ThemeBoard(study, coder)


def sentence(study: str) -> str:
    """How many codes lie in how many themes, in words."""
    state = replay(study)
    top = state.children("")
    themes = [code for code in top if is_theme(state, code)]
    loose = len(top) - len(themes)
    held = [one for code in themes for one in state.descendants(code.id)[1:] if state.codes[one].stands]
    codes = sum(not is_subtheme(state, state.codes[one]) for one in held)
    return (
        f"Opened in JupyterLab, this cell shows the theme board: {_number(codes, 'code')} in "
        f"{_number(len(themes), 'candidate theme')}, {_number(loose, 'code')} in no theme yet."
    )


def _number(count: int, of: str) -> str:
    return f"{count:,} {of}{'s' * (count != 1)}"
