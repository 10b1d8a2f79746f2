"""How figures look and how they are kept: the same bytes each time, readable in grey and by everyone."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns

# Okabe and Ito (2008), 'Color universal design': colours that people with any colour vision tell apart,
# ordered so that neighbours also differ in lightness; each is used beside a shape, a number or a word.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#4D4D4D")
INK = "#222222"
PALE = "#D9D9D9"
READABLE = "words as text"
STAMP = "simulated data"
WIDTH = 6.3  # inches: the text width of an A4 page with 2.5 cm margins

STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib, so every machine has it
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.labelsize": 9,
    "axes.edgecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.dpi": 110,
    "figure.figsize": (WIDTH, 3.6),
    "figure.constrained_layout.use": True,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "sixphase",
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}


def use_style() -> None:
    """Set seaborn's white ticks with the project's colours and fonts for all figures that follow."""
    mpl.rcdefaults()  # whatever a reader's own matplotlibrc says
    sns.set_theme(style="ticks", palette=COLOURS, rc=STYLE)


def stamp(figure: Any) -> None:
    """Say on a figure of simulated data that it is one, below its lower right corner."""
    figure.text(0.998, -0.005, STAMP, ha="right", va="top", fontsize=8, style="italic", color=INK)


def save(figure: Any, stem: Path, alt: str) -> None:
    """Write `stem.svg` and `stem.png` (300 dpi) without a clock in them.

    Parameters
    ----------
    figure
        A matplotlib figure.
    stem
        The path without a suffix.
    alt
        What the figure shows, for those who do not see it; kept in the file's metadata too.
    """
    if not alt.strip():
        raise ValueError(f"the figure '{stem.name}' needs an alternative text")
    metadata = {"Title": stem.name, "Description": alt}
    whole = {"bbox_inches": "tight", "pad_inches": 0.02} if _is_stamped(figure) else {}
    with mpl.rc_context({"svg.fonttype": "none" if _has_readable_words(figure) else "path"}):
        figure.savefig(f"{stem}.svg", metadata={**metadata, "Date": None, "Creator": None}, **whole)
    figure.savefig(f"{stem}.png", dpi=300, metadata={**metadata, "Software": None}, **whole)
    if isinstance(figure, mpl.figure.Figure):
        plt.close(figure)  # the cell shows the figure by naming it, once


def _has_readable_words(figure: Any) -> bool:
    """Whether the words of a figure are to be text in its SVG, to be searched; its lettering then needs the font."""
    return getattr(figure, "get_gid", lambda: None)() == READABLE


def _is_stamped(figure: Any) -> bool:
    return any(text.get_text() == STAMP for text in getattr(figure, "texts", ()))
