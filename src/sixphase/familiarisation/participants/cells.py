"""Every number of people that is published of the participants, as one system of sums.

Kinds of cells: `forms` that were returned; of these `answered`, from sessions where those who came were counted,
and `uncounted`, from others; `attended`, who came to the counted sessions; `silent`, who came and returned no form.
A cell is (kind, attribute, category); a total has no category, and a total of everything no attribute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.periods import in_a_row
from sixphase.familiarisation.participants.sessions import ATTENDED, DATE, group_of
from sixphase.study.disclosure import Sum, suppress
from sixphase.study.settings import Attribute

NOT_GIVEN, OTHERS, UNDATED = "Not given", "All others", "No date"
PERIOD = "period"
FORMS, ANSWERED, UNCOUNTED = ("forms", "", ""), ("answered", "", ""), ("uncounted", "", "")
CAME, SILENT = ("attended", "", ""), ("silent", "", "")

Cell = tuple[str, str, str]


@dataclass
class Cells:
    """Counts by cell and the sums that hold among them; `hidden` once they are suppressed."""

    counts: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    hidden: frozenset[Any] = frozenset()

    def split(self, whole: Cell, parts: Mapping[Cell, int]) -> None:
        """Add cells that make up one that is there, or that is their sum."""
        self.counts.setdefault(whole, sum(parts.values()))
        self.counts |= parts
        self.sums.append(Sum(whole, tuple(parts)))

    def attend(self, place: tuple[str, str], came: int) -> None:
        """Add who came, and with who answered the difference that a reader can form.

        Where more answered than came there is no group of silent people: a list or a form is mistaken.
        """
        attended, answered, silent = (("attended", *place), ("answered", *place), ("silent", *place))
        self.counts[attended] = came
        missing = came - self.counts[answered]
        if missing >= 0:
            self.split(attended, {answered: self.counts[answered], silent: missing})

    def shown(self, cell: Cell) -> int | None:
        """What may be told of a cell; None where that is nothing, or where there is no such cell."""
        return None if cell in self.hidden else self.counts.get(cell)

    def counted(self, attribute: str) -> Iterator[str]:
        """The categories of which it is known how many came."""
        return (category for kind, id_, category in self.counts if (kind, id_) == ("attended", attribute) and category)


def count_cells(
    forms: pd.DataFrame, sessions: pd.DataFrame, attributes: Mapping[str, Attribute], periods: pd.Series, threshold: int
) -> Cells:
    """Count everything, then hide what may not be shown.

    Parameters
    ----------
    forms
        One row a form: session_date and one column an attribute.
    sessions
        As `read_sessions` gives them.
    attributes
        The study's attributes by id.
    periods
        The period of each date that stands in forms or sessions; its index holds the dates, in order.
    threshold
        Smaller groups are not shown.
    """
    columns = {
        PERIOD: (forms[DATE].map(periods.to_dict()).astype(object).fillna(UNDATED), [*in_a_row(periods), UNDATED])
    }
    columns |= {id_: categories_of(forms[id_], attribute, threshold) for id_, attribute in attributes.items()}
    cells = Cells({FORMS: len(forms)})
    for id_, (column, order) in columns.items():
        cells.split(FORMS, _tally("forms", id_, column, order))
    counted = sessions[sessions[ATTENDED].notna()]
    if len(counted):
        _add_everybody(cells, forms, counted)
        _add_periods(cells, columns[PERIOD], forms, counted, periods)
        for id_ in attributes:
            _add_groups(cells, id_, columns[id_], forms, counted)
    cells.hidden = suppress(cells.counts, cells.sums, threshold, dear=list(filter(_dear, cells.counts)))
    return cells


def categories_of(column: pd.Series, attribute: Attribute, threshold: int) -> tuple[pd.Series, list[str]]:
    """An attribute's values with words for an empty one, and all categories in order.

    Where the study names categories they stand in its order, then any others by the alphabet (an order by size
    would tell of hidden cells). Where it names none, every value that is rarer than the threshold is counted with
    'All others': a rare word of one's own can be as telling as a name.
    """
    values = column.where(column.str.strip() != "", NOT_GIVEN)
    if not attribute.categories:
        rare = values.map(values.value_counts()).astype(int) < threshold
        values = values.where(~rare | (values == NOT_GIVEN), OTHERS)
    known = list(attribute.categories)
    found = set(values) - set(known)
    last = [word for word in (OTHERS, NOT_GIVEN) if word in found or (word == NOT_GIVEN and word not in known)]
    return values, [*known, *sorted(found - set(last)), *last]


def _dear(cell: Cell) -> bool:
    """Totals, the forms by attribute and who came in each period are hidden last: the paper turns on them."""
    kind, attribute, category = cell
    return not category or (kind == "forms" and attribute != PERIOD) or (kind == "attended" and attribute == PERIOD)


def _tally(kind: str, attribute: str, column: pd.Series, order: Sequence[str]) -> dict[Cell, int]:
    sizes = column.value_counts()
    return {(kind, attribute, category): int(sizes.get(category, 0)) for category in order}


def _add_everybody(cells: Cells, forms: pd.DataFrame, counted: pd.DataFrame) -> None:
    answered = int(forms[DATE].isin(set(counted[DATE])).sum())
    cells.split(FORMS, {ANSWERED: answered, UNCOUNTED: len(forms) - answered})
    cells.attend(("", ""), int(counted[ATTENDED].sum()))


def _add_answered(
    cells: Cells, id_: str, column: pd.Series, order: Sequence[str], here: pd.Series, whole: Cell
) -> None:
    """The forms from counted sessions by category, and the rest of each category's forms."""
    answered = _tally("answered", id_, column[here], order)
    cells.split(whole, answered)
    for (_, _, category), count in answered.items():
        rest = cells.counts["forms", id_, category] - count
        cells.split(("forms", id_, category), {("answered", id_, category): count, ("uncounted", id_, category): rest})


def _add_periods(
    cells: Cells, values: tuple[pd.Series, list[str]], forms: pd.DataFrame, counted: pd.DataFrame, periods: pd.Series
) -> None:
    column, order = values
    _add_answered(cells, PERIOD, column, order, forms[DATE].isin(set(counted[DATE])), ANSWERED)
    came = counted[ATTENDED].groupby(counted[DATE].map(periods)).sum()
    for period in order[:-1]:
        cells.attend((PERIOD, period), int(came.get(period, 0)))
    for kind, total in (("attended", CAME), ("silent", SILENT)):
        parts = tuple((kind, PERIOD, period) for period in order[:-1])
        if total in cells.counts and all(part in cells.counts for part in parts):
            cells.sums.append(Sum(total, parts))


def _add_groups(
    cells: Cells, id_: str, values: tuple[pd.Series, list[str]], forms: pd.DataFrame, counted: pd.DataFrame
) -> None:
    """Those who came by the categories of one attribute, at the sessions where each of these was counted."""
    names = {
        column: group_of(column)[1]
        for column in map(str, counted.columns)
        if ":" in column and group_of(column)[0] == id_
    }
    full = counted[counted[list(names)].notna().all(axis=1)]
    if not names or full.empty:
        return
    here = forms[DATE].isin(set(full[DATE]))
    answered: Cell = ("answered", id_, "")
    cells.split(ANSWERED, {answered: int(here.sum()), ("elsewhere", id_, ""): cells.counts[ANSWERED] - int(here.sum())})
    _add_answered(cells, id_, *values, here, answered)
    came = {category: int(full[column].sum()) for column, category in names.items()}
    for category, number in came.items():
        cells.counts.setdefault(("answered", id_, category), 0)
        cells.attend((id_, category), number)
    whole = sum(came.values())
    cells.split(("attended", id_, ""), {("attended", id_, category): n for category, n in came.items()})
    cells.split(CAME, {("attended", id_, ""): whole, ("unlisted", id_, ""): cells.counts[CAME] - whole})
