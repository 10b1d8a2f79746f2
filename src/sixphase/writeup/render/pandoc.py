"""Pandoc, as the built-in renderer calls it: once a format, with our filters, far from a person's own settings."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from sixphase.study.problem import Problem, raise_some, refuse
from sixphase.writeup.render.attributes import odd_attributes
from sixphase.writeup.render.blind import PROFILE
from sixphase.writeup.render.head import Front, moment
from sixphase.writeup.render.metadata import for_templates
from sixphase.writeup.render.settings_blocks import settings_blocks
from sixphase.writeup.render.source import Source

HERE = Path(__file__).parent
LONGEST = 300  # seconds; a paper takes a few, but of marks that stand in each other pandoc tries every reading
EQUATION = re.compile(r"\$\$(?P<tex>.+?)\$\$[ \t]*(?P<attributes>\{#eq-[^}\n]*\})", re.DOTALL)

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


def by_pandoc(
    place: Path, head: Front, source: Source, form: str, folder: Path, blind: bool = False, template: Path | None = None
) -> bytes:
    """The paper as pandoc writes it: HTML, typst's markup, a Word file or JATS.

    Parameters
    ----------
    place
        The folder of the staged paper, where its pictures lie.
    folder
        An empty folder to work in.

    Raises
    ------
    InputError
        What the filters found, each at its line; else what pandoc said.
    """
    text = EQUATION.sub(lambda match: f"[$${match['tex']}$$]{match['attributes']}", source.text)
    (folder / "paper.md").write_text(text, encoding="utf-8")
    (folder / "head.json").write_text(json.dumps(for_templates(head), ensure_ascii=False), encoding="utf-8")
    for part in ("typst-template.typ", "typst-show.typ"):
        shutil.copy(place.parent / part, folder / part)
    shutil.copy(HERE / "builtin.typ", folder / "builtin.typ")
    command = _command(form, folder, template) + ([f"--metadata={PROFILE}:true"] if blind else [])
    try:
        environment = _environment(head, folder)
        result = subprocess.run(command, cwd=place, env=environment, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise _endless(source) from None
    complaints = result.stderr.decode("utf-8", "replace")
    problems = [*odd_attributes(source.lines), *settings_blocks(source.lines), *settings_blocks(source.beside)]
    if result.returncode or complaints:
        problems += _problems(complaints, source)
    raise_some(problems)
    return (folder / "out").read_bytes()


def _endless(source: Source) -> Exception:
    """What cannot be read in any time, such as two hundred brackets in each other, at the line with most of them."""
    line = max(source.lines, key=lambda each: each.text.count("["), default=None)
    remedy = "look there for brackets in brackets, and take them out or write \\ before each"
    what = f"pandoc found no end of reading this text in {LONGEST // 60} minutes"
    return refuse(what, line.file if line else source.file, line.place if line else "", remedy)


def _command(form: str, folder: Path, template: Path | None = None) -> list[str]:
    return [
        str(pandoc()),
        *(
            str(folder / "paper.md"),
            "--from=markdown-yaml_metadata_block",
            "--standalone",
            f"--output={folder / 'out'}",
        ),
        *WRITERS[form],
        *((f"--reference-doc={template}",) if template else ()),
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
