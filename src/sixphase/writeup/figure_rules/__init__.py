"""The figures of a paper as a journal asks for them: width, resolution, formats, and no text too small to read.

A figure is made from the SVG that its notebook kept, so it is the one that stands in the paper. Its outlines are kept
in SVG and PDF; TIFF and EPS hold pixels at the rule's resolution. Letters are outlines in the font of the notebook:
another font needs another run, so a font that the rule does not name is told, not changed.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem, raise_some, refuse
from sixphase.writeup.figure_rules.drawing import Drawing, read_drawing
from sixphase.writeup.figure_rules.rule import FigureRule, read_rule, rules

__all__ = ["FigureRule", "Made", "figures_by_rule", "read_rule", "rules"]

GRAPHIC = re.compile(r'<graphic\b[^>]*xlink:href="(?P<path>[^"]+)"')
MM = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True)
class Made:
    """One figure by a journal's rule: its number in the paper, its files, its width and its smallest letters."""

    number: int
    name: str
    files: tuple[Path, ...]
    width_mm: float
    least_pt: float | None  # nothing where the figure holds no words
    notes: tuple[str, ...]


def figures_by_rule(study: str, rule: FigureRule, folder: Path) -> tuple[Made, ...]:
    """Make all figures of a study's paper by a journal's rule.

    Parameters
    ----------
    study
        The study's name; its paper has to be staged, which a run does.
    rule
        What the journal asks for (see `read_rule`).
    folder
        Where the files go, as `figure_1.pdf` and so on, numbered as in the paper.

    Returns
    -------
    tuple of Made
        The figures in the order of the paper; each takes the least of the rule's widths at which it can be read.

    Raises
    ------
    InputError
        When no width of the rule leaves all text large enough, or a figure would be too tall; nothing is written then.
    """
    from sixphase.writeup.figure_rules.export import export
    from sixphase.writeup.render import PLACE
    from sixphase.writeup.render.head import moment
    from sixphase.writeup.render.metadata import read_front

    place = StudyPaths(study).processed / "paper" / PLACE
    paper = place / "paper.qmd"
    if not paper.is_file():
        raise refuse(f"the paper of '{study}' is not made yet", paper, remedy=f"sixphase run {study}")
    drawings = [_drawing(place / path) for path in _in_order(place)]
    tried = [fitting_width(drawing, rule) for drawing in drawings]
    raise_some([problem for problem in tried if isinstance(problem, Problem)])
    widths = [width for width in tried if not isinstance(width, Problem)]
    day = moment(read_front(place / "_metadata.yml"))
    made = []
    for number, (drawing, width) in enumerate(zip(drawings, widths, strict=True), start=1):
        files = export(drawing, width, rule, folder / f"figure_{number}", day)
        least = drawing.smallest_at(width * MM)
        made.append(Made(number, drawing.path.stem, files, width, least, _notes(drawing, rule)))
    return tuple(made)


def fitting_width(drawing: Drawing, rule: FigureRule) -> float | Problem:
    """The least of the rule's widths, in mm, at which the figure can be read and is not too tall."""
    reasons = []
    for width in sorted(rule.widths_mm.values()):
        least, height = drawing.smallest_at(width * MM), width * drawing.height / drawing.width
        if height > rule.tallest_mm:
            reasons.append(f"{width:g} mm wide it would be {height:.0f} mm tall (at most {rule.tallest_mm:g})")
        elif least is not None and least < rule.least_text_pt - 0.005:
            reasons.append(f"{width:g} mm wide, '{drawing.smallest_words}' would have {least:.1f} pt")
        else:
            return float(width)
    what = f"the figure does not fit the rule '{rule.name}': {'; '.join(reasons)}"
    return Problem(what, drawing.path, "", f"set its text larger in its notebook: {rule.least_text_pt:g} pt at least")


def _in_order(place: Path) -> list[str]:
    """The pictures of the paper as its article shows them; what only a web page shows has no number elsewhere."""
    from sixphase.writeup.render import builtin

    _, article = builtin.rehearse(place.parents[1], "jats")
    return list(dict.fromkeys(GRAPHIC.findall(article.decode("utf-8"))))


def _drawing(picture: Path) -> Drawing:
    path = picture.with_suffix(".svg")
    if not path.is_file():
        raise refuse(f"the figure '{picture.stem}' has no outlines", path, remedy="keep it from a notebook as SVG")
    return read_drawing(path)


def _notes(drawing: Drawing, rule: FigureRule) -> tuple[str, ...]:
    others = [font for font in drawing.fonts if rule.fonts and font not in rule.fonts]
    wanted = ", ".join(rule.fonts)
    return tuple(f"its letters are {font}; the rule asks for {wanted}" for font in others)
