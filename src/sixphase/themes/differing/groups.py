"""The groups that themes are set against: categories of an attribute, years, questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.familiarisation.participants.cells import UNDATED, categories_of
from sixphase.study.disclosure import one_way
from sixphase.study.settings import Attribute
from sixphase.themes.touching.touching import Touching

NOT_SHOWN = "Groups not shown"
YEAR, QUESTION = "year", "question"


@dataclass(frozen=True)
class Groups:
    """A split of all forms, or of all answers with words.

    Attributes
    ----------
    id, label
        What they are split by.
    unit
        'forms' or 'answers'.
    names
        The groups in order. All groups that may not be shown are one, `NOT_SHOWN`, the last.
    of
        Of each form or answer the number of its group.
    """

    id: str
    label: str
    unit: str
    names: tuple[str, ...]
    of: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.bincount(self.of, minlength=len(self.names)).astype(np.int64)

    @property
    def pooled(self) -> int:
        """The number of the group of those that may not be shown; -1 where all may."""
        return self.names.index(NOT_SHOWN) if NOT_SHOWN in self.names else -1


def by_attribute(
    forms: pd.DataFrame, id_: str, attribute: Attribute, threshold: int, hidden: Collection[str] | None = None
) -> Groups | None:
    """Forms by the categories of an attribute, those who gave none among them.

    Parameters
    ----------
    forms
        One row a form, with the attribute's column.
    threshold
        Smaller groups are not shown.
    hidden
        The categories that the study's table of participants hides (`hidden_categories`), so that both tables hide
        the same; by default what hides the small groups of this attribute alone.

    Returns
    -------
    Groups or None
        None where no group may be shown: then there is nothing to compare.
    """
    values, order = categories_of(forms[id_], attribute, threshold)
    return _groups(id_, attribute.label, "forms", values, order, hidden, threshold)


def by_year(forms: pd.DataFrame, threshold: int, periods: pd.DataFrame | None = None) -> Groups | None:
    """Forms by calendar year, those without a date among them.

    Parameters
    ----------
    periods
        `Participants.periods`: where it hides how many forms came from a period, the whole year of that period is
        not shown, since the year's number would give the period's away. By default what hides small years.

    Returns
    -------
    Groups or None
        None where no form has a date, or no group may be shown.
    """
    dates = forms["session_date"]
    if dates.eq("").all():
        return None
    values = dates.where(dates == "", dates.str[:4]).replace("", UNDATED)
    order = [*sorted(set(values) - {UNDATED}), UNDATED]
    hidden = None
    if periods is not None:
        named = periods.loc[periods["forms"].isna(), "period"]
        hidden = {name if name == UNDATED else name[:4] for name in named}
    return _groups(YEAR, "Year", "forms", values, order, hidden, threshold)


def by_question(touching: Touching, questions: Sequence[str], threshold: int) -> Groups | None:
    """Answers with words by their question, in the order that is given, then any others by the alphabet."""
    values = touching.answers["question"]
    order = [*questions, *sorted(set(values) - set(questions))]
    return _groups(QUESTION, "Question", "answers", values, order, None, threshold)


def hidden_categories(participants: pd.DataFrame, attribute: str) -> set[str]:
    """The categories of an attribute that `Participants.participants` does not show."""
    here = participants[participants["attribute"] == attribute]
    return set(here.loc[here["count"].isna(), "category"])


def _groups(
    id_: str, label: str, unit: str, values: pd.Series, order: Sequence[str], hidden: Collection[str] | None, least: int
) -> Groups | None:
    sizes = values.value_counts()
    counts = {name: int(sizes.get(name, 0)) for name in order}
    if hidden is None:
        shown = one_way(counts, least)
        hidden = {name for name in order if pd.isna(shown[name])}
    names = [name for name in order if counts[name] and name not in hidden]
    rest = sum(counts[name] for name in order if name in hidden)
    if not names or 0 < rest < least or any(counts[name] < least for name in names):
        return None
    place = {name: number for number, name in enumerate(names)}
    names += [NOT_SHOWN] if rest else []
    of = values.map(lambda name: place.get(name, len(names) - 1)).to_numpy(dtype=np.int64)
    return Groups(id_, label, unit, tuple(names), of)
