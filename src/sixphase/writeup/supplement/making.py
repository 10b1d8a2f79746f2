"""The supplement as a document of its own: its sources beside the paper's, made by the paper's renderer."""

import shutil
from pathlib import Path

from sixphase.writeup.supplement.beside import stage_beside
from sixphase.writeup.supplement.counted import copy_figures, staged_counts
from sixphase.writeup.supplement.held import Held
from sixphase.writeup.supplement.of_answers import memos, names_taken_out, quotes, typing
from sixphase.writeup.supplement.of_coding import agreement, audit_trail, codebook
from sixphase.writeup.supplement.of_themes import theme_records

PARTS = (codebook, theme_records, audit_trail, agreement, typing, names_taken_out, quotes, memos)
NOTHING = "*There is nothing to supplement yet: nobody has coded.*\n"
TEMPLATE = "supplement.qmd"  # in `reports/`: what stands before the parts; `{parts}` is where they go


def supplement_text(study: str, template: str, blind: bool = False, counts: str = "") -> str:
    """The supplement of a study as Markdown.

    Parameters
    ----------
    study
        The study; its notebooks have run.
    template
        The text of `reports/supplement.qmd`.
    blind
        Coders are called by letters.
    counts
        The section on what was counted, where it does not stand in the paper.
    """
    held = Held(study, blind)
    parts = [text for text in (*(part(held) for part in PARTS), counts) if text]
    return template.replace("{{< include _study/parts/supplement.md >}}", "\n\n".join(parts) or NOTHING)


def stage_supplement(study: str, paper: Path, template: Path, folder: Path, blind: bool = False) -> None:
    """Put the sources of the supplement together in `folder`.

    Parameters
    ----------
    paper
        The staged sources of the study's paper, from which head and looks are taken.
    template
        `reports/supplement.qmd`.
    folder
        Where they go; it is made anew.
    blind
        No authors at the head, and coders by letters.
    """
    shutil.rmtree(folder, ignore_errors=True)
    counts = staged_counts(paper)
    text = supplement_text(study, template.read_text(encoding="utf-8"), blind, counts)
    stage_beside(paper, folder, text, "Supplement", blind=blind)
    if counts:
        copy_figures(paper, folder)
