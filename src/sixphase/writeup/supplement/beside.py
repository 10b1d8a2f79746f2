"""Documents beside the paper (supplement, checklist, title page), made by the same renderer from the same looks.

A renderer reads one folder with one paper in it; so each such document is staged as a paper of its own.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render import PLACE, render

ENGINE = "---\nengine: markdown\n---\n\n"
OF_AUTHORS = ("author", "affiliations")
OF_THE_PAPER = ("abstract", "keywords", "subtitle")
CITED = re.compile(r"(?<!\\)\[@(?!(?:fig|tbl|sec|eq)-)")
REFERENCES = "\n\n# References {.unnumbered}\n\n::: {#refs}\n:::"  # without it they follow the last words as a list


def stage_beside(
    paper: Path, folder: Path, text: str, kind: str, blind: bool = False, head: Mapping[str, Any] | None = None
) -> None:
    """Stage a document beside a paper.

    Parameters
    ----------
    paper
        The staged sources of the paper; its looks are used, and its title.
    folder
        Where the document is staged; it is not there yet.
    text
        The document as Markdown, with nothing to be included and no values by name.
    kind
        What it is, said before the paper's title: 'Supplement'.
    blind
        No authors at its head.
    head
        A head of its own, in place of the paper's without abstract and keywords.
    """
    shutil.copytree(paper, folder, ignore=shutil.ignore_patterns("_study"))
    place = folder / PLACE
    of_paper = read_yaml(paper / PLACE / "_metadata.yml") or {}
    own = dict(head) if head is not None else _head(of_paper, kind)
    if blind:
        own = {key: value for key, value in own.items() if key not in OF_AUTHORS}
    cited = REFERENCES if CITED.search(text) else ""
    metadata = yaml.safe_dump(own, allow_unicode=True, sort_keys=False, width=10_000)
    (place / "_metadata.yml").write_text(metadata, encoding="utf-8", newline="\n")
    (place / "paper.qmd").write_text(ENGINE + text.rstrip("\n") + cited + "\n", encoding="utf-8", newline="\n")


def _head(of_paper: Mapping[str, Any], kind: str) -> dict[str, Any]:
    kept = {key: value for key, value in of_paper.items() if key not in OF_THE_PAPER}
    return {**kept, "title": f"{kind}: {of_paper.get('title', '')}"}


def make_document(staged: Path, out: Path, form: str, name: str) -> Path:
    """Render a staged document into `out` as NAME with the format's ending.

    Parameters
    ----------
    form
        'html', 'pdf' or 'docx'.
    """
    made, *_ = render(staged, out, form)
    return made.replace(out / f"{name}{made.suffix}")
