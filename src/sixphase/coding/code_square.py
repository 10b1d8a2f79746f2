"""The frame of a figure that sets codes against codes."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sixphase.study.codebook import told_id
from sixphase.study.figures import COLOURS, INK


def code_square(axes: Axes, codes: Sequence[str], names: Mapping[str, str], above: Mapping[str, str]) -> None:
    """Name rows and columns, frame the diagonal, and draw a line where one theme ends and the next begins.

    Parameters
    ----------
    axes
        Cells of size one, the first in the middle of (0, 0).
    codes
        In the order of rows and columns. An id that the desk made up is not shown; its place stands for it.
    names
        A short name for each code.
    above
        Each code's theme.
    """
    for place, code in enumerate(codes):
        axes.add_patch(Rectangle((place - 0.5, place - 0.5), 1, 1, fill=False, ec=COLOURS[0], lw=1.4))
        if place and above[code] != above[codes[place - 1]]:
            axes.axhline(place - 0.5, color=INK, lw=0.6)
            axes.axvline(place - 0.5, color=INK, lw=0.6)
    keys = [told_id(code, str(place)) for place, code in enumerate(codes, 1)]
    axes.set_xticks(range(len(codes)), keys)
    axes.set_yticks(range(len(codes)), [f"{names[code]}  {key}" for code, key in zip(codes, keys, strict=True)])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
