"""Occasions and measures of a study with follow-up: the settings, and reading the numbers of the forms."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from sixphase.study.problem import Problem, raise_some

MeasureId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]


class Measure(BaseModel):
    """A score that stands on the forms beside the answers, in a column of `forms.csv` of its id's name.

    `low` and `high` are the least and the largest score that the scale allows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> "Measure":
        if not self.low < self.high:
            raise ValueError("'low' must be less than 'high'")
        return self


class Waves(BaseModel):
    """What `study.yml` says of occasions: the attribute that names a form's occasion, and the measures by id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    waves: str = ""
    measures: dict[MeasureId, Measure] = Field(default_factory=dict)


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


def _column(forms: pd.DataFrame, id_: str, measure: Measure, path: Path, problems: list[Problem]) -> list[float]:
    scores = []
    for row, (form, text) in enumerate(zip(forms["form_id"], forms[id_], strict=True), start=2):
        score = _score(text)
        if score is None or (isfinite(score) and not measure.low <= score <= measure.high):
            what = f"'{text[:40]}' is no score of '{measure.label}'"
            remedy = f"write a number from {measure.low:g} to {measure.high:g} such as 3.5, or leave it empty"
            problems.append(Problem(what, path, f"row {row}, form {form}, column {id_}", remedy))
        scores.append(float("nan") if score is None else score)
    return scores


def _score(text: str) -> float | None:
    """The number that is written; missing where nothing is; None where it is no number."""
    words = text.strip()
    if not words:
        return float("nan")
    try:
        score = float(words) if words.isascii() and "_" not in words else float("inf")
    except ValueError:
        return None
    return score if isfinite(score) else None
