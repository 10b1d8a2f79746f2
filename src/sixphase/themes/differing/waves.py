"""Measures that stand on the forms beside the answers, such as a score before and after: reading their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sixphase.study.problem import Problem, raise_some
from sixphase.study.scores import no_score, score_of
from sixphase.study.settings import Attribute


@dataclass(frozen=True)
class Measure:
    """A score on the forms beside the answers: what it is called, and its least and greatest number."""

    label: str
    low: float
    high: float


def measures_of(attributes: Mapping[str, Attribute]) -> dict[str, Measure]:
    """The attributes of a study that have a scale."""
    return {id_: Measure(a.label, *a.scale) for id_, a in attributes.items() if a.scale is not None}


def read_measures(forms: pd.DataFrame, measures: Mapping[str, Measure], path: Path) -> pd.DataFrame:
    """The scores of the forms as numbers: one row a form, one column a measure; missing where none was given.

    Parameters
    ----------
    forms
        One row a form: form_id, and one column of text for each measure.
    path
        Where they come from, for what is told of mistakes.

    Raises
    ------
    InputError
        With every score that is no number or lies outside its scale, and every column that is missing.
    """
    absent = [id_ for id_ in measures if id_ not in forms]
    remedy = "add the column, or take the measure out of study.yml"
    raise_some([Problem(f"the column of the measure '{id_}' is missing", path, "row 1", remedy) for id_ in absent])
    problems: list[Problem] = []
    found = {id_: _column(forms, id_, measure, path, problems) for id_, measure in measures.items()}
    raise_some(problems)
    return pd.DataFrame(found, index=forms.index, dtype=float)


def _column(forms: pd.DataFrame, id_: str, measure: Measure, path: Path, problems: list[Problem]) -> list[float | None]:
    for row, (form, text) in enumerate(zip(forms["form_id"], forms[id_], strict=True), start=2):
        if wrong := no_score(text, measure.label, (measure.low, measure.high)):
            what, remedy = wrong
            problems.append(Problem(what, path, f"row {row}, form {form}, column {id_}", remedy))
    return [score_of(text) for text in forms[id_]]
