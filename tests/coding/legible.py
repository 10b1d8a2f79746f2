"""Can a figure be read at its printed size? Used by the tests of all figures."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text

from sixphase.study.figures import WIDTH

LEAST = 7  # points


def drawn_texts(figure: Figure) -> list[Text]:
    """The texts that are drawn, and no tick label that lies outside the axes."""
    drawn: list[Text] = []
    original = Text.draw

    def draw(text, renderer, *args, **kwargs):
        if text.get_visible() and text.get_text().strip():
            drawn.append(text)
        return original(text, renderer, *args, **kwargs)

    Text.draw = draw
    try:
        figure.canvas.draw()
    finally:
        Text.draw = original
    return drawn


def faults(figure: Figure) -> list[str]:
    """What makes a figure hard to read: too wide, small letters, words cut off, words upon words."""
    texts = drawn_texts(figure)
    boxes = {text: text.get_window_extent().padded(-1) for text in texts}
    page = figure.bbox
    found = [] if figure.get_figwidth() <= WIDTH + 1e-9 else [f"wider than the page: {figure.get_figwidth()}"]
    for text, box in boxes.items():
        if text.get_fontsize() < LEAST:
            found.append(f"letters of {text.get_fontsize()} points: {text.get_text()!r}")
        if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1:
            found.append(f"cut off: {text.get_text()!r}")
    for one, other in combinations(boxes, 2):
        if boxes[one].overlaps(boxes[other]):
            found.append(f"words upon words: {one.get_text()!r}, {other.get_text()!r}")
    return found
