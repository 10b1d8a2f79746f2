"""How figures look and how they are kept: the same bytes each time, readable in grey and by everyone."""

import base64
import io
import warnings
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sixphase.study.plain import SIGNLESS
from sixphase.study.problem import safe

# Okabe and Ito (2008), 'Color universal design': colours that people with any colour vision tell apart,
# ordered so that neighbours also differ in lightness; each is used beside a shape, a number or a word.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#4D4D4D")
INK = "#222222"
PALE = "#D9D9D9"
READABLE = "words as text"
STAMP = "simulated data"
PRINTED, SCREEN = 300, 100  # dots per inch: as it is kept, and as a notebook shows it
WIDTH = 6.3  # inches: the text width of an A4 page with 2.5 cm margins

STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib, so every machine has it
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.labelsize": 9,
    "axes.edgecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.dpi": SCREEN,
    "figure.figsize": (WIDTH, 3.6),
    "figure.constrained_layout.use": True,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "sixphase",
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}


# A warning for each letter that the font has not, with a folder of this machine in it; `save` tells all of them once.
warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")


class _Canvas(FigureCanvasAgg):
    """Writes the drawn points as matplotlib does, and makes them small enough for a screen before they are gone."""

    small: Image.Image

    def print_png(self, filename: Any, *, metadata: Any = None, **_: Any) -> None:  # type: ignore[override]
        self.draw()
        drawn = Image.fromarray(np.asarray(self.buffer_rgba())).convert("RGB")  # nothing shines through: no fourth byte
        told = PngInfo()
        for key, text in (metadata or {}).items():
            told.add_text(key, text)
        # Runs of one colour alone are packed: an eighth larger than all that could be, in two thirds of the time.
        drawn.save(filename, format="png", pnginfo=told, dpi=(PRINTED, PRINTED), compress_type=zlib.Z_RLE)
        self.small = drawn.reduce(PRINTED // SCREEN)


@dataclass(frozen=True)
class Picture:
    """What a cell shows of a figure: the very picture that is kept, made small enough for a screen.

    Those who do not see it, and programs that show no pictures, get its text.
    """

    small: Image.Image
    alt: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        written = io.BytesIO()
        self.small.save(written, format="png")
        shown = base64.b64encode(written.getvalue()).decode("ascii")
        return {"image/png": shown, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def use_style() -> None:
    """Set seaborn's white ticks with the project's colours and fonts for all figures that follow."""
    mpl.rcdefaults()  # whatever a reader's own matplotlibrc says
    sns.set_theme(style="ticks", palette=COLOURS, rc=STYLE)


def stamp(figure: Any) -> None:
    """Say on a figure of simulated data that it is one, below its lower right corner."""
    figure.text(0.998, -0.005, STAMP, ha="right", va="top", fontsize=8, style="italic", color=INK)


def save(figure: Any, stem: Path, alt: str) -> Picture:
    """Write `stem.svg` and `stem.png` (300 dpi) without a clock in them.

    Parameters
    ----------
    figure
        A matplotlib figure.
    stem
        The path without a suffix.
    alt
        What the figure shows, for those who do not see it; kept in the file's metadata too.

    Returns
    -------
    Picture
        To be shown by the cell.
    """
    if not alt.strip():
        raise ValueError(f"the figure '{stem.name}' needs an alternative text")
    alt, words = _signs(alt), figure.findobj(mpl.text.Text)
    for axis in figure.findobj(mpl.axis.Axis):  # it keeps the words of its ticks, and sets them anew as it is drawn
        ticks = [tick.get_text() for tick in axis.get_ticklabels()]
        if (plain := [_signs(tick) for tick in ticks]) != ticks:
            axis.set_ticklabels(plain)
    for text in words:
        text.set_text(_signs(text.get_text()))
    if missing := unknown_letters(text.get_text() for text in words):
        print(f"The font of figures has no {', '.join(missing)}: a box stands in the figure for each.")
    metadata = {"Title": stem.name, "Description": alt}
    whole: dict[str, Any] = {"bbox_inches": "tight", "pad_inches": 0.02} if _is_stamped(figure) else {}
    # Everything is given its place once: with a layout to be made, each picture would make it anew and draw twice.
    # As it is printed, since letters are a little narrower on a screen, and the longest label would be cut off.
    if engine := figure.get_layout_engine():
        figure.set_dpi(PRINTED)
        engine.execute(figure)
    letters = "none" if _has_readable_words(figure) else "path"
    with mpl.rc_context({"figure.constrained_layout.use": False, "svg.fonttype": letters}):
        figure.set_layout_engine(None)
        figure.savefig(f"{stem}.svg", metadata={**metadata, "Date": None, "Creator": None}, **whole)
        canvas = _Canvas(figure)
        canvas.print_figure(f"{stem}.png", dpi=PRINTED, metadata=metadata, **whole)
    if isinstance(figure, mpl.figure.Figure):
        plt.close(figure)
    return Picture(canvas.small, alt)


def unknown_letters(texts: Iterable[str]) -> list[str]:
    """The characters that the font of figures cannot draw, each once, as people may be shown them.

    >>> unknown_letters(["Calm\\n", "平 \\a"])
    ['\\\\x07', '平']
    """
    font = mpl.font_manager.get_font(mpl.font_manager.findfont(STYLE["font.family"]))
    known = font.get_charmap()
    return [safe(sign) for sign in sorted(set("".join(texts))) if ord(sign) not in known and sign != "\n"]


def _signs(text: str) -> str:
    """A text in its lines, without characters that no SVG may hold."""
    return "\n".join(SIGNLESS.sub("", line) for line in text.split("\n"))


def _has_readable_words(figure: Any) -> bool:
    """Whether the words of a figure are to be text in its SVG, to be searched; its lettering then needs the font."""
    return getattr(figure, "get_gid", lambda: None)() == READABLE


def _is_stamped(figure: Any) -> bool:
    return any(text.get_text() == STAMP for text in getattr(figure, "texts", ()))
