"""The built-in renderer: pandoc and typst from PyPI, for machines without Quarto.

It understands the part of Quarto's markup that the paper uses and refuses the rest by name and line.
"""

import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from sixphase.study.problem import InputError, Problem, raise_some, refuse
from sixphase.writeup.render import PLACE
from sixphase.writeup.render.blind import names_left, without_names
from sixphase.writeup.render.head import Front, moment
from sixphase.writeup.render.metadata import read_front
from sixphase.writeup.render.pandoc import WRITERS, by_pandoc, pandoc
from sixphase.writeup.render.project import head_problems, settings_problems
from sixphase.writeup.render.shortcodes import read_variables
from sixphase.writeup.render.source import Source, read_source

STANDARD: Literal["ua-1"] = "ua-1"  # PDF/UA-1, ISO 14289-1: a PDF that screen readers can follow


@cache
def description() -> str:
    """The built-in renderer and its parts, for the summary of a run."""
    words = subprocess.run([pandoc(), "--version"], capture_output=True, text=True, check=True).stdout
    return f"built-in: {words.split(chr(10))[0].strip()} and typst {version('typst')}"


def render(staged: Path, form: str, blind: bool = False, template: Path | None = None) -> bytes:
    """One format of the paper, before the steps that both renderers' outputs need.

    Parameters
    ----------
    staged
        The staged sources of one study's paper; nothing is written into it.
    form
        'html', 'pdf', 'docx' or 'jats'.
    blind
        A copy for reviewers, without names.
    template
        A Word file whose styles to use, already looked at; for 'docx' only.

    Raises
    ------
    InputError
        Markup that is not known here, with file and line; anything pandoc or typst complains of.
    """
    problems = list(settings_problems(staged / "_quarto.yml"))
    if problems:
        raise InputError(problems)
    head, written = rehearse(staged, form, blind=blind, template=template)
    return _typst(written, staged / PLACE, head) if form == "pdf" else written


def check(staged: Path, source: Source) -> None:
    """The markup of the paper, before anything is put in its place; in every format, since each shows other parts.

    Raises
    ------
    InputError
        All that is wrong, each at its line in the file that a person changes.
    """
    with ThreadPoolExecutor() as together:  # pandoc works in processes of its own
        told = together.map(lambda form: _faults(staged, form, source), WRITERS)
        raise_some(list(dict.fromkeys(problem for problems in told for problem in problems)))


def _faults(staged: Path, form: str, source: Source) -> tuple[Problem, ...]:
    try:
        rehearse(staged, form, source)
    except InputError as error:
        return error.problems
    return ()


def rehearse(
    staged: Path,
    form: str,
    source: Source | None = None,
    *,
    blind: bool = False,
    template: Path | None = None,
) -> tuple[Front, bytes]:
    """The paper's head, and the paper as pandoc writes it; for Quarto a check of the markup beforehand.

    A blinded copy whose text still names an author is refused, with the line.
    """
    place = staged / PLACE
    full = read_front(place / "_metadata.yml")
    head = without_names(full) if blind else full
    source = source or read_source(place / "paper.qmd", read_variables(staged / "_variables.yml"))
    raise_some(list(head_problems(source.head, source.file)))
    with tempfile.TemporaryDirectory(prefix="sixphase-") as folder:
        written = by_pandoc(place, head, source, form, Path(folder), blind, template)
    raise_some(list(names_left(written, form, full, source)) if blind else [])
    return head, written


def _typst(text: bytes, place: Path, head: Front) -> bytes:
    """The PDF of typst's markup: accessible, with typst's own fonts, its one date the paper's."""
    import typst

    from sixphase.writeup.render.letters import with_names

    folder: Any = str(place)  # typst's own hints want the folder to be of the text's type
    try:
        return typst.compile(
            with_names(text.decode("utf-8")).encode(),
            root=folder,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=moment(head),
        )
    except typst.TypstError as error:
        raise refuse(f"typst says: {error}", place / "paper.qmd", remedy="mend what it names") from None
