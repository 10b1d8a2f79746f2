"""Laying out a new study: settings with comments, a private folder, and places for the author's own words."""

import re
import zlib
from importlib.resources import files
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.transcription.importing.together import write_together

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
NOT_WRITTEN = "*Not written yet.*"
HINTS = {
    "abstract": "The paper in a few sentences: why, how, what was found, what follows from it.",
    "background": "Why the study was done: what was offered to whom, what is known of it, what you wanted to learn.",
    "data": "Who was asked, when and how; who took part and who did not; how the forms were typed and checked.",
    "reading": "What people wrote, theme by theme, with a few of their own words for each.",
    "discussion": "What it means: what surprised you, how it fits with other work, what should be done.",
    "limits": "What the study cannot tell: who was not heard, what was not asked, what you bring to it yourselves.",
    "ethics": "Which approval the study had, what participants agreed to, how their words do not expose them.",
    "contributions": "Who did what, who paid for it, and what interests the authors have.",
}
_RESERVED = {"con", "prn", "aux", "nul"}


def new_study(name: str, title: str | None = None) -> list[Path]:
    """Lay out `data_raw/NAME/`: a commented study.yml, private/ with its README, and text/ for the author.

    Parameters
    ----------
    name
        Small letters, figures and underscores, a letter first: it becomes the name of folders.
    title
        The study's name for people; from `name` if it is left out.

    Returns
    -------
    list of Path
        The files that were made.

    Raises
    ------
    InputError
        When the name cannot be one, or there is such a study already; nothing is changed then.

    Notes
    -----
    The seed is the CRC-32 of the name, so that laying out a study twice gives the same files.
    """
    if not NAME.fullmatch(name) or name in _RESERVED:
        remedy = "use small letters, figures and underscores, a letter first, at most 40: kindness_2024"
        raise refuse(f"'{name[:60]}' is no name for a study", remedy=remedy)
    folder = StudyPaths(name).raw
    if folder.exists():
        raise refuse(f"there is a study called '{name}' already", folder, remedy="take another name")
    made = {folder / place: text.encode("utf-8") for place, text in _layout(name, title).items()}
    write_together(made)
    return sorted(made)


def is_unwritten(text: str) -> bool:
    """Whether a text of the author is still the hint that `new_study` put there.

    >>> is_unwritten(f"{NOT_WRITTEN} Say why."), is_unwritten("We asked 40 people.")
    (True, False)
    """
    return text.lstrip().startswith(NOT_WRITTEN)


def _layout(name: str, title: str | None) -> dict[str, str]:
    shown = title or name.replace("_", " ").capitalize()
    seed = zlib.crc32(name.encode()) % 10_000_000
    quoted = '"' + "".join(c for c in shown if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"') + '"'
    settings = (
        _template("study.yml").replace("{{name}}", name).replace("{{title}}", quoted).replace("{{seed}}", str(seed))
    )
    texts = {f"text/{part}.md": f"{NOT_WRITTEN} {hint}\n" for part, hint in HINTS.items()}
    private = {"private/README.md": _template("private.md").replace("{{name}}", name), "private/.gitignore": "*\n"}
    return {"study.yml": settings, **private, **texts}


def _template(name: str) -> str:
    return files("sixphase.transcription.importing").joinpath("templates", name).read_text(encoding="utf-8")
