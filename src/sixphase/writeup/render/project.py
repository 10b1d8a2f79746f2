"""The settings of `_quarto.yml` and of the paper's own head, held against what the built-in renderer follows."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sixphase.study.problem import Problem, did_you_mean
from sixphase.study.yamlfile import read_yaml

FOLLOWED: Mapping[str, Any] = {
    "lang": "en-GB",
    "date-format": "D MMMM YYYY",
    "bibliography": "reports/references.bib",
    "csl": "reports/sixphase.csl",
    "citeproc": True,
    "link-citations": True,
    "number-sections": True,
    "execute.enabled": False,
    "callout-icon": False,
    "filters": [{"at": "post-quarto", "path": "reports/sixphase.lua"}],
    "format.html.minimal": True,
    "format.html.theme": "none",
    "format.html.title-block-style": "none",
    "format.html.template": "reports/template.html",
    "format.html.css": "reports/paper.css",
    "format.html.toc": True,
    "format.html.toc-depth": 3,
    "format.html.section-divs": True,
    "format.html.embed-resources": True,
    "format.html.html-math-method": "mathml",
    "format.html.highlight-style": "none",
    "format.typst.papersize": "a4",
    "format.typst.section-numbering": "1.1",
    "format.typst.pdf-standard": "ua-1",
    "format.typst.highlight-style": "none",
    "format.typst.template-partials": ["reports/typst-template.typ", "reports/typst-show.typ"],
    "format.docx.toc": False,
    "format.docx.reference-doc": "reports/reference.docx",
    "format.docx.highlight-style": "none",
    "format.jats_publishing.toc": False,
}
OF_QUARTO_ALONE = "project."  # what is rendered, and what is run before and after: not a matter of looks
HEAD = {"engine": "markdown"}


def settings_problems(path: Path) -> Iterator[Problem]:
    """Settings that the built-in renderer would not follow, so that none is lost without a word."""
    for key, value in _leaves(read_yaml(path) or {}):
        if key.startswith(OF_QUARTO_ALONE) or FOLLOWED.get(key) == value:
            continue
        if key in FOLLOWED:
            remedy = f"set it to {FOLLOWED[key]!r}, or render with Quarto"
            yield Problem(f"the built-in renderer does not follow '{key}: {value}'", path, f"key {key}", remedy)
        else:
            remedy = did_you_mean(key, FOLLOWED) if key.count(".") > 1 else "take it away, or render with Quarto"
            yield Problem(f"the built-in renderer does not know the setting '{key}'", path, f"key {key}", remedy)


def head_problems(head: Mapping[str, Any], paper: Path) -> Iterator[Problem]:
    """Settings at the top of the paper: all but the engine belong to `_quarto.yml` and `_metadata.yml`.

    >>> [str(p) for p in head_problems({"engine": "jupyter"}, Path("paper.qmd"))][0].splitlines()[0]
    "paper.qmd, key engine: the paper's own head says 'engine: jupyter'."
    """
    for key, value in head.items():
        if HEAD.get(key) != value:
            what = f"the paper's own head says '{key}: {value}'"
            remedy = "write 'engine: markdown' only; title and authors come from study.yml, looks from _quarto.yml"
            yield Problem(what, paper, f"key {key}", remedy)


def _leaves(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{name}.")
        else:
            yield name, value
