"""The built-in renderer: pandoc and typst from PyPI, for machines without Quarto.

It understands the part of Quarto's markup that the paper uses and refuses the rest by name and line.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from sixphase.study.problem import InputError, Problem, raise_some, refuse
from sixphase.writeup.render import PLACE
from sixphase.writeup.render.head import Front, moment
from sixphase.writeup.render.metadata import for_templates, read_front
from sixphase.writeup.render.project import head_problems, settings_problems
from sixphase.writeup.render.shortcodes import read_variables
from sixphase.writeup.render.source import Source, read_source

HERE = Path(__file__).parent
EQUATION = re.compile(r"\$\$(?P<tex>.+?)\$\$[ \t]*(?P<attributes>\{#eq-[^}\n]*\})", re.DOTALL)
STANDARD: Literal["ua-1"] = "ua-1"  # PDF/UA-1, ISO 14289-1: a PDF that screen readers can follow

WRITERS: Mapping[str, tuple[str, ...]] = {
    "html": (
        *("--to=html5", "--template=../template.html", "--css=../paper.css", "--embed-resources", "--mathml"),
        *("--toc", "--toc-depth=3", "--section-divs"),
    ),
    "pdf": ("--to=typst",),
    "docx": ("--to=docx", "--number-sections", "--reference-doc=../reference.docx"),
    "jats": ("--to=jats_publishing+element_citations", "--number-sections"),
}


@cache
def pandoc() -> Path:
    """The pandoc that came with the Python packages."""
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    folder = Path(import_module("pypandoc").__file__ or "").parent
    found = folder / "files" / name
    if not found.is_file():
        raise refuse("pandoc is not installed", remedy="install the packages of requirements.lock")
    return found


@cache
def description() -> str:
    """The built-in renderer and its parts, for the summary of a run."""
    words = subprocess.run([pandoc(), "--version"], capture_output=True, text=True, check=True).stdout
    return f"built-in: {words.split(chr(10))[0].strip()} and typst {version('typst')}"


def render(staged: Path, form: str) -> bytes:
    """One format of the paper, before the steps that both renderers' outputs need.

    Parameters
    ----------
    staged
        The staged sources of one study's paper; nothing is written into it.
    form
        'html', 'pdf', 'docx' or 'jats'.

    Raises
    ------
    InputError
        Markup that is not known here, with file and line; anything pandoc or typst complains of.
    """
    problems = list(settings_problems(staged / "_quarto.yml"))
    if problems:
        raise InputError(problems)
    head, written = rehearse(staged, form)
    return _typst(written, staged / PLACE, head) if form == "pdf" else written


def check(staged: Path, source: Source) -> None:
    """The markup of the paper, before anything is put in its place; in every format, since each shows other parts.

    Raises
    ------
    InputError
        All that is wrong, each at its line in the file that a person changes.
    """
    found: dict[Problem, None] = {}
    for form in WRITERS:
        try:
            rehearse(staged, form, source)
        except InputError as error:
            found |= dict.fromkeys(error.problems)
    raise_some(list(found))


def rehearse(staged: Path, form: str, source: Source | None = None) -> tuple[Front, bytes]:
    """The paper's head, and the paper as pandoc writes it; for Quarto a check of the markup beforehand."""
    place = staged / PLACE
    head = read_front(place / "_metadata.yml")
    source = source or read_source(place / "paper.qmd", read_variables(staged / "_variables.yml"))
    raise_some(list(head_problems(source.head, source.file)))
    with tempfile.TemporaryDirectory(prefix="sixphase-") as folder:
        return head, _pandoc(place, head, source, form, Path(folder))


def _pandoc(place: Path, head: Front, source: Source, form: str, folder: Path) -> bytes:
    text = EQUATION.sub(lambda match: f"[$${match['tex']}$$]{match['attributes']}", source.text)
    (folder / "paper.md").write_text(text, encoding="utf-8")
    (folder / "head.json").write_text(json.dumps(for_templates(head), ensure_ascii=False), encoding="utf-8")
    for part in ("typst-template.typ", "typst-show.typ"):
        shutil.copy(place.parent / part, folder / part)
    shutil.copy(HERE / "builtin.typ", folder / "builtin.typ")
    result = subprocess.run(_command(form, folder), cwd=place, env=_environment(head, folder), capture_output=True)
    complaints = result.stderr.decode("utf-8", "replace")
    if result.returncode or complaints:
        raise InputError(_problems(complaints, source))
    return (folder / "out").read_bytes()


def _command(form: str, folder: Path) -> list[str]:
    return [
        str(pandoc()),
        *(str(folder / "paper.md"), "--from=markdown", "--standalone", f"--output={folder / 'out'}"),
        *WRITERS[form],
        *((f"--template={folder / 'builtin.typ'}",) if form == "pdf" else ()),
        *(f"--metadata-file={folder / 'head.json'}", f"--data-dir={folder}", "--wrap=none"),
        *("--syntax-highlighting=none", "--bibliography=../references.bib", "--csl=../sixphase.csl"),
        *("--metadata=link-citations:true", f"--lua-filter={HERE / 'markup.lua'}"),
        *(f"--lua-filter={HERE / 'builtin.lua'}", "--citeproc", "--lua-filter=../sixphase.lua"),
    ]


def _environment(head: Front, folder: Path) -> dict[str, str]:
    """Nothing of the person who runs it reaches the output: no locale, time zone or home."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if key in os.environ}
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    return {**kept, "SOURCE_DATE_EPOCH": str(moment(head)), "LC_ALL": locale, "TZ": "UTC", "HOME": str(folder)}


def _problems(complaints: str, source: Source) -> Iterable[Problem]:
    """What the filter found, each at its line; else what pandoc itself said."""
    told = [line.split("\t") for line in complaints.splitlines() if line.startswith("PROBLEM\t")]
    for _, words, which, what, remedy in told:
        line = source.find(words, int(which))
        yield Problem(what, line.file if line else source.file, line.place if line else "", remedy)
    if not told:
        yield Problem(f"pandoc says: {' '.join(complaints.split())}", source.file, "", "mend what it names")


def _typst(text: bytes, place: Path, head: Front) -> bytes:
    """The PDF of typst's markup: accessible, with typst's own fonts, its one date the paper's."""
    import typst

    folder: Any = str(place)  # typst's own hints want the folder to be of the text's type
    try:
        return typst.compile(
            text,
            root=folder,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=moment(head),
        )
    except typst.TypstError as error:
        raise refuse(f"typst says: {error}", place / "paper.qmd", remedy="mend what it names") from None
