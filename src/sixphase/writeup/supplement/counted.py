"""Counts that a reflexive study's paper argues without: its supplement has them, in a section of their own.

Shares, tests between groups and ranges of chance ask how often; a reflexive analysis asks what something means, and
a number beside a theme would be read as its weight (Braun & Clarke 2021, 2024).
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sixphase.writeup.parts import COUNTS
from sixphase.writeup.render import PLACE
from sixphase.writeup.render.source import Origin, read_source
from sixphase.writeup.staging import SHORTCODE

PARTS = frozenset(f"_study/parts/{name}.md" for name in COUNTS)
STAGED = Path(PLACE) / "_study" / "counted.md"  # beside the sources of the paper
FIGURES = Path(PLACE) / "_study" / "figures"
HEADING = re.compile(r"^###", re.MULTILINE)


def without_counts(origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """What the paper's includes stand for, with nothing in the place of the counts."""
    return {name: replace(origin, text="") if name in PARTS else origin for name, origin in origins.items()}


def values_named(values: Mapping[str, dict[str, Any]], texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The values that some text names: others, such as the share of each theme, are not listed beside the paper."""
    named = {found[1] for text in texts for found in SHORTCODE.finditer(text)}
    return {name: kept for name, kept in values.items() if name in named}


def counts_apart(
    part: Path, variables: Mapping[str, str], origins: Mapping[str, Origin], alts: Mapping[str, str]
) -> str:
    """The counts as a section of the supplement, with nothing to be included; '' where a study has none.

    Parameters
    ----------
    part
        `reports/parts/counted.md`, which says why they stand apart and gathers them.
    variables, origins, alts
        As `read_source` takes them.
    """
    if not any(origins[name].text.strip() for name in PARTS):
        return ""
    text = read_source(part, variables, origins, alts).text
    return HEADING.sub("##", text)  # in the paper they stand one level deeper, below the themes


def staged_counts(paper: Path) -> str:
    """The counts beside a staged paper; '' where they are in the paper, or there are none."""
    path = paper / STAGED
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def copy_figures(paper: Path, folder: Path) -> None:
    """Take the figures of a staged paper over to a document beside it."""
    shutil.copytree(paper / FIGURES, folder / FIGURES)
