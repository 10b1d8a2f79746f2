"""What a figure's SVG says of its size and of its words, as matplotlib writes them: letters as outlines.

A word is a group that is scaled to a hundredth of its size in points; its letters are `use` elements that name their
font (matplotlib, `backend_svg`, `_draw_text_as_path`). Ordinary `text` elements are understood too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sixphase.study.problem import refuse

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
SCALE = re.compile(r"scale\(\s*([\d.eE+-]+)")
LETTER = re.compile(r"^#(?P<font>[A-Za-z][\w ]*?)-[0-9a-f]+$")
SIZE = re.compile(r"font(?:-size)?:[^;]*?([\d.]+)(?:px|pt)?")
WHOLE = 100  # matplotlib's outlines are those of letters of 100 points


@dataclass(frozen=True)
class Drawing:
    """A figure: its file, its size in its own units, and each word with its size in these units and its font."""

    path: Path
    width: float
    height: float
    words: tuple[tuple[str, float, str], ...]

    def smallest_at(self, width: float) -> float | None:
        """The size of the smallest letters, in points, where the figure is printed `width` points wide."""
        least = min((size for _, size, _ in self.words), default=None)
        return None if least is None else least * width / self.width

    @property
    def smallest_words(self) -> str:
        """The words whose letters are the smallest."""
        return min(self.words, key=lambda word: word[1])[0] if self.words else ""

    @property
    def fonts(self) -> tuple[str, ...]:
        """The fonts of the letters, by name."""
        return tuple(sorted({font for _, _, font in self.words if font}))


def read_drawing(path: Path) -> Drawing:
    """The figure in an SVG file.

    Raises
    ------
    InputError
        When it is no SVG, or does not say its size.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(str(path), parser).getroot()
        _, _, width, height = (float(part) for part in root.get("viewBox", "").replace(",", " ").split())
    except (etree.XMLSyntaxError, OSError, ValueError):
        raise refuse("the figure is not a drawing with a size of its own", path, remedy="keep it as SVG") from None
    if root.tag != f"{SVG}svg" or width <= 0 or height <= 0:
        raise refuse("the figure is not a drawing with a size of its own", path, remedy="keep it as SVG")
    return Drawing(path, width, height, tuple(_words(root)))


def _words(root: etree._Element) -> Iterator[tuple[str, float, str]]:
    for group in root.iter(f"{SVG}g"):
        letters = [use for use in group.findall(f"{SVG}use") if LETTER.match(use.get(HREF, ""))]
        scale = SCALE.search(group.get("transform", ""))
        if letters and scale:
            small = min(_scale(letter) for letter in letters)
            font = LETTER.match(letters[0].get(HREF, ""))
            yield _said(group), WHOLE * abs(float(scale[1])) * small, _spaced(font["font"] if font else "")
    for text in root.iter(f"{SVG}text"):
        size = SIZE.search(f"font-size:{text.get('font-size')};" if text.get("font-size") else text.get("style", ""))
        if size:
            yield " ".join("".join(map(str, text.itertext())).split()), float(size[1]), ""


def _scale(letter: etree._Element) -> float:
    """How much smaller a letter is than its word: raised and lowered ones are."""
    match = SCALE.search(letter.get("transform", ""))
    return abs(float(match[1])) if match else 1.0


def _said(group: etree._Element) -> str:
    """The words of a group, which matplotlib keeps in a comment before it."""
    before = group.getprevious()
    return (before.text or "").strip() if before is not None and before.tag is etree.Comment else "its text"


def _spaced(font: str) -> str:
    """The name of a font as people write it.

    >>> _spaced("DejaVuSans"), _spaced("Arial")
    ('DejaVu Sans', 'Arial')
    """
    return font.replace("DejaVuSans", "DejaVu Sans").replace("SansMono", "Sans Mono")
