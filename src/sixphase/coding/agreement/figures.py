"""The figure of agreement: coefficients by code with their intervals, and the same in words."""

import math

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sixphase.coding.agreement.agreement import Agreement
from sixphase.coding.agreement.coefficients import AC1, ALPHA, KAPPA
from sixphase.coding.agreement.wording import LABELS, NOT_DEFINED, in_full
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style

DRAWN = {AC1: ("s", COLOURS[0]), KAPPA: ("o", COLOURS[5]), ALPHA: ("^", COLOURS[2])}
MOST_CODES = 20  # more do not fit on a page; the table has them all
APART = 0.24  # between the coefficients of one code, in rows
LONGEST = 34  # letters of a code's name


def agreement_figure(agreement: Agreement) -> Figure:
    """Gwet's AC1, Cohen's kappa and Krippendorff's alpha of each code with 95 % intervals; the first row is overall.

    A bar is the interval. Shape and place tell the coefficients apart without their colours.
    """
    use_style()
    rows = _rows(agreement)
    names = list(dict.fromkeys((row["code"], row["name"]) for row in rows))
    figure, axes = plt.subplots(figsize=(WIDTH, 1.1 + 0.36 * len(names)))
    for at, key in enumerate(names):
        _row(axes, at, [row for row in rows if (row["code"], row["name"]) == key])
    axes.set_yticks(range(len(names)), [_short(name) for _, name in names])
    axes.set(ylim=(len(names) - 0.5, -0.5), xlim=(_left(rows), 1.03))
    axes.set_xlabel(f"agreement by {agreement.unit} (95 % interval; 0: as by chance, 1: always)")
    axes.axvline(0, color=INK, lw=0.8, zorder=0)
    for y in range(1, len(names)):
        axes.axhline(y - 0.5, color=PALE, lw=0.6, zorder=0)
    axes.tick_params(axis="y", length=0)
    marks = [plt.Line2D([], [], marker=m, color=c, ms=5, lw=1.6, label=LABELS[k]) for k, (m, c) in DRAWN.items()]
    figure.legend(handles=marks, loc="outside upper center", ncols=len(DRAWN), fontsize=8)
    return figure


def agreement_alt(agreement: Agreement) -> str:
    """What `agreement_figure` shows, in words."""
    parts: dict[str, list[str]] = {}
    for row in _rows(agreement):
        parts.setdefault(row["name"], []).append(f"{LABELS[row['coefficient']]} {in_full(row)}")
    said = ". ".join(f"{name}: {', '.join(figures)}" for name, figures in parts.items())
    return f"Agreement by {agreement.unit} with 95 % intervals. {said}."


def _rows(agreement: Agreement) -> list[dict]:
    table = agreement.found.coefficients
    codes = list(dict.fromkeys(table["code"]))[: MOST_CODES + 1]
    shown = table[table["code"].isin(codes) & table["coefficient"].isin(list(DRAWN))]
    return shown.to_dict("records")


def _row(axes: Axes, at: int, rows: list[dict]) -> None:
    for row in rows:
        if not math.isnan(row["value"]):
            _mark(axes, at, row)
    without = [LABELS[row["coefficient"]] for row in rows if math.isnan(row["value"])]
    if without:
        text = f"{NOT_DEFINED}: {', '.join(without)}"
        axes.text(0.02, at + APART / 2, text, fontsize=7, va="center", color=INK)


def _mark(axes: Axes, at: int, row: dict) -> None:
    marker, colour = DRAWN[row["coefficient"]]
    y = at + APART * (list(DRAWN).index(row["coefficient"]) - 1)
    if not math.isnan(row["low"]):
        axes.plot([row["low"], row["high"]], [y, y], color=colour, lw=1.6, zorder=1)
    axes.plot(row["value"], y, marker, ms=5, color=colour, zorder=2)


def _left(rows: list[dict]) -> float:
    """As far left as anything reaches, and not right of zero."""
    ends = [row[name] for row in rows for name in ("value", "low") if not math.isnan(row[name])]
    return min(-0.03, *(end - 0.05 for end in ends)) if ends else -0.03


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
