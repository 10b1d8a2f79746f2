"""What is said of the codes that later forms brought: values, a figure and its words."""

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sixphase.coding.chance import middle_95
from sixphase.study.figures import COLOURS, INK, PALE, WIDTH, use_style
from sixphase.study.rates import percent
from sixphase.themes.saturating.runs import Measure, new_codes_of, reached

Value = tuple[str, Any, str | None]
NOT = "not reached"


def saturation_values(table: pd.DataFrame, drawn: NDArray[np.int64], measure: Measure) -> Iterator[Value]:
    """The measure, when it was reached in order of collection, and how it was in random orders.

    Parameters
    ----------
    table
        As `saturation_table` gives it.
    drawn
        As `shuffled` gives it.
    """
    yield "saturation.base", measure.base, None
    yield "saturation.run", measure.run, None
    yield "saturation.threshold", measure.threshold, percent(measure.threshold)
    yield "saturation.forms", len(table), None
    yield "saturation.codes", int(table["new"].sum()), None
    yield "saturation.orders", len(drawn), None
    yield "saturation.reached", *_forms(int(reached(new_codes_of(table), measure)[0]), measure)
    found = reached(drawn, measure)
    got = found[found >= 0]
    share = len(got) / len(found) if len(found) else 0.0
    yield "saturation.random_share", share, percent(share)
    if len(got):
        low, high = (int(end) for end in middle_95(got))
        middle = int(np.quantile(got, 0.5, method="nearest"))
        yield "saturation.random_reached", *_forms(middle, measure)
        yield "saturation.random_range", f"{low} to {high}", None
    else:
        yield "saturation.random_reached", *_forms(-1, measure)
        yield "saturation.random_range", NOT, None
    last = table["run_share"].dropna()
    end = float(last.iloc[-1]) if len(last) else None
    yield "saturation.last_run_share", NOT if end is None else end, "not known" if end is None else percent(end)


def _forms(forms: int, measure: Measure) -> tuple[Any, str]:
    """Forms as the paper of the method writes them: '6+2'; the value is the number of forms before the run."""
    return (NOT, NOT) if forms < 0 else (forms, f"{forms}+{measure.run}")


def saturation_figure(table: pd.DataFrame, measure: Measure) -> Figure:
    """Above, all codes so far beside random orders; below, what each run of forms added, beside the threshold.

    Parameters
    ----------
    table
        As `saturation_table` gives it, with a row at least.
    """
    use_style()
    figure, (above, below) = plt.subplots(2, 1, figsize=(WIDTH, 4.4), sharex=True, height_ratios=(3, 2))
    x = table["number"]
    above.fill_between(x, table["random_low"], table["random_high"], fc=PALE, label="random orders (95 %)")
    above.plot(x, table["random_middle"], color=INK, lw=1, ls=":", label="random orders, middle")
    above.step(x, table["codes"], where="mid", color=COLOURS[0], lw=1.8, label="in order of collection")
    above.set(ylabel="Codes so far", ylim=(0, None))
    added = table[table["run_share"] > 0]  # bars without a height cost as much to draw as others
    below.bar(added["number"], added["run_share"], width=0.8, color=COLOURS[0], ec=COLOURS[0], lw=0.3)
    below.set_xlim(0.4, len(table) + 0.6)
    below.axhline(measure.threshold, color=INK, lw=1, ls="--", label=f"threshold, {percent(measure.threshold)}")
    below.set(xlabel="Forms", ylabel=f"New in a run of {measure.run},\nshare of the base")
    below.yaxis.set_major_formatter(lambda value, _: percent(value))
    below.xaxis.set_major_locator(MaxNLocator(integer=True))
    above.yaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside upper center", ncols=2, fontsize=8)
    return figure


def saturation_alt(table: pd.DataFrame, measure: Measure) -> str:
    """What `saturation_figure` shows, in words."""
    forms = int(reached(new_codes_of(table), measure)[0])
    after = (
        f"After {forms} forms a run of {measure.run} first added no more than {percent(measure.threshold)} of the codes"
        f" of the first {measure.base}."
        if forms >= 0
        else f"No run of {measure.run} forms added as little as {percent(measure.threshold)} of the codes of the base."
    )
    half = int((table["codes"] >= table["codes"].iloc[-1] / 2).to_numpy().argmax()) + 1
    codes = int(table["codes"].iloc[-1])
    return (
        f"Codes over {len(table):,} forms in order of collection: half of all {codes:,} codes stood after {half:,}. "
        f"{after} The band of random orders lies beside it."
    )
