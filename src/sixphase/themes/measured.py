"""What notebook 05 shows of themes beside the scores of the forms, occasion by occasion; nothing without a measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.study.step import Step
from sixphase.themes.differing.groups import by_attribute
from sixphase.themes.differing.joint import joint_display
from sixphase.themes.differing.joint_figure import joint_alt, joint_figure
from sixphase.themes.differing.waves import measures_of, read_measures
from sixphase.themes.reviewed import Reviewed


@dataclass(frozen=True)
class Measured:
    """The joint display of the scores of which anything may be shown, their ids, and those of the themes at the top."""

    display: pd.DataFrame
    measures: tuple[str, ...]
    tops: frozenset[str]


def measured(step: Step, review: Reviewed | None) -> Measured | None:
    """Themes beside scores; None where no attribute of the study has a scale, or there is nothing to set beside it."""
    measures = measures_of(step.study.attributes)
    if review is None or not measures:
        return None
    # small_cell itself, since on one occasion a form is a person
    forms, least, occasion = review.touching.forms, step.study.thresholds.small_cell, step.study.occasion
    scores = read_measures(forms, measures, step.paths.raw / "forms.csv")
    occasions = by_attribute(forms, occasion, step.study.attributes[occasion], least) if occasion else None
    display = joint_display(review.touching, scores, measures, occasions, least)
    shown = set(display.loc[display["state"] == SHOWN, "measure"])
    told = tuple(id_ for id_ in measures if id_ in shown)
    return Measured(display[display["measure"].isin(shown)], told, review.tops)


def measured_tables(found: Measured | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """One row a measure, occasion and theme."""
    if found and found.measures:
        yield "joint_display", found.display


def measured_figures(found: Measured | None) -> Iterator[tuple[str, Any, str]]:
    """A picture for each measure."""
    if not found:
        return
    for id_ in found.measures:
        yield f"joint_{id_}", joint_figure(found.display, id_, found.tops), joint_alt(found.display, id_)


def measured_named(found: Measured | None) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    if found and found.measures:
        told = found.display[found.display["difference"].notna()]
        yield "joint.measures", ", ".join(found.display["label"].unique()), None
        yield "joint.occasions", found.display["occasion"].nunique(), None
        yield "joint.differences", len(told), None
        yield "joint.stand", int(told["holds"].sum()), None
