"""The last step of the paper, the same after either renderer: what a format still needs, and where it goes."""

import shutil
from pathlib import Path

from sixphase.study.problem import refuse
from sixphase.writeup.render import PLACE
from sixphase.writeup.render.blind import FILES as BLINDED
from sixphase.writeup.render.blind import without_names
from sixphase.writeup.render.head import moment
from sixphase.writeup.render.metadata import read_front

FILES = {"html": "paper.html", "pdf": "paper.pdf", "docx": "paper.docx", "jats": "paper.xml"}


def finish(written: bytes, staged: Path, out: Path, form: str, blind: bool = False) -> list[Path]:
    """Finish one rendered format and put it in its place, with the pictures that it names.

    Parameters
    ----------
    written
        What the renderer made.
    staged
        The staged sources, for the paper's head and its pictures.
    out
        The folder for the finished paper.
    form
        One of `FILES`.
    blind
        Whether this is the copy for reviewers.

    Returns
    -------
    list of Path
        The files that were written, the paper first.
    """
    full = read_front(staged / PLACE / "_metadata.yml")
    head = without_names(full) if blind else full
    pictures: dict[str, str] = {}
    if form == "jats":
        from sixphase.writeup.render.jats import finish_jats

        written, pictures = finish_jats(written, head)
    elif form == "docx":
        from sixphase.writeup.render.docx import finish_docx

        written = finish_docx(written, head, moment(head), blind)
    out.mkdir(parents=True, exist_ok=True)
    paper = out / (BLINDED if blind else FILES)[form]
    paper.write_bytes(written)
    return [paper, *_copied(pictures, staged / PLACE, out)]


def _copied(pictures: dict[str, str], place: Path, out: Path) -> list[Path]:
    """Each picture of the article, copied beside it."""
    copies = []
    for name, source in sorted(pictures.items()):
        path = place / source
        if not path.is_file():
            raise refuse("the article names a picture that is not there", path, remedy="run its notebook")
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        copies.append(target)
    return copies
