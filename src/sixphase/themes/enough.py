"""What notebook 05 shows of whether further forms still brought new codes, where the approach has room for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.study.step import Step
from sixphase.themes.analysed import Analysed
from sixphase.themes.read_so_far import read_so_far
from sixphase.themes.saturating.forms import form_codes, why_not_shown
from sixphase.themes.saturating.runs import Measure, new_codes, saturation_table, shuffled
from sixphase.themes.saturating.told import saturation_alt, saturation_figure, saturation_values
from sixphase.transcription.store import read_transcript


@dataclass(frozen=True)
class Enough:
    """The measure, the table by form, and the codes of forms in random orders."""

    measure: Measure
    table: pd.DataFrame
    drawn: NDArray[np.int64]


def enough_data(step: Step, themes: Analysed) -> Enough | None:
    """New codes by form; None where the approach has no room for it, no forms are known or nothing is coded."""
    if why_not_shown(step.study.approach) or not step.study.has_forms or themes.codings.empty:
        return None
    limits = step.study.thresholds
    measure = Measure(limits.saturation_base, limits.saturation_run, limits.saturation_threshold)
    codings = step.read("03_coding", "codings")
    forms, read = read_transcript(step.paths.name).forms, set(themes.state.readers()["answer_id"])
    order, rows = form_codes(codings, themes.answers, read_so_far(themes.answers, forms, read).forms)
    if not order or rows.empty:
        return None
    drawn = shuffled(rows, len(order), step.study.seed)
    return Enough(measure, saturation_table(order, new_codes(rows, len(order)), drawn, measure), drawn)


def enough_sentence(step: Step, enough: Enough | None) -> str:
    """Why there is nothing to show, or what is shown."""
    if enough:
        return saturation_alt(enough.table, enough.measure)
    why = why_not_shown(step.study.approach)
    return why or "It is not known which answers came from one person, or nothing is coded yet, so this is not shown."


def enough_tables(enough: Enough | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """One row a form in order of collection."""
    if enough:
        yield "new_codes", enough.table


def enough_figures(enough: Enough | None) -> Iterator[tuple[str, Any, str]]:
    """Codes so far, and what each run of forms added."""
    if enough:
        figure = saturation_figure(enough.table, enough.measure)
        yield "new_codes", figure, saturation_alt(enough.table, enough.measure)


def enough_named(enough: Enough | None) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    if enough:
        yield from saturation_values(enough.table, enough.drawn, enough.measure)
