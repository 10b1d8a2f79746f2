"""The tables of the participants as they may be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.cells import FORMS, Cells, count_cells
from sixphase.familiarisation.participants.over_time import periods_table, sizes_table, totals_of
from sixphase.familiarisation.participants.periods import periods_of
from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN, proportion, typed
from sixphase.familiarisation.participants.sessions import DATE
from sixphase.study.settings import Attribute


@dataclass(frozen=True)
class Participants:
    """Who took part, small cells hidden; nothing here tells more than may be published.

    Attributes
    ----------
    participants
        One row a category of each attribute, those who gave none among them: attribute, label, category, state
        ('shown' or 'hidden'), count, share of all forms, and from `low` to `high` its Wilson interval (95 %).
    periods
        One row a period: period, sessions, attended, forms, answered (forms from sessions where those who came
        were counted), response (answered out of attended), low, high. A hidden number is missing, and so is what
        would need it; `state` is 'hidden' where any is.
    sizes
        One row a size of sessions: size (in words), sessions. Empty where sizes would tell of a hidden number.
    missing
        One row a category of which it is known how many came: attribute, label, category, state, attended,
        answered, response, low, high, share_attended, share_answered (among those whose category is known).
    totals
        forms, answered, attended, undated (forms without a date), sessions, uncounted_sessions, smallest, median,
        largest (sizes of sessions); None where there is nothing, or nothing that may be told.
    threshold
        Smaller groups are not shown.
    """

    participants: pd.DataFrame
    periods: pd.DataFrame
    sizes: pd.DataFrame
    missing: pd.DataFrame
    totals: dict[str, Any]
    threshold: int


def describe_participants(
    forms: pd.DataFrame, sessions: pd.DataFrame, attributes: Mapping[str, Attribute], threshold: int
) -> Participants:
    """Count who took part, and hide what may not be shown.

    Parameters
    ----------
    forms
        One row a form: session_date (text, may be empty) and one column an attribute, by its id.
    sessions
        As `read_sessions` gives them; without rows nothing is said of who came.
    attributes
        The study's attributes by id. A score (an attribute with a scale) makes no groups and is left out.
    threshold
        Smaller groups than this are not shown (`thresholds.small_cell` of the study).

    Notes
    -----
    All numbers that could be set against each other are suppressed together (`sixphase.study.disclosure`), also
    the differences between who came and who answered. Intervals are Wilson's (1927); they take the people of a
    study as a draw from more people like them, which a study of everybody who came is not: read them as how much
    a number of that size can vary, not as an error of counting.

    A form belongs to the sessions of its date. The response is that of the sessions at which somebody counted who
    came; forms without a date are in none of them, so that they make the response look smaller than it was. In the
    same way forms on which somebody's group was not filled in make the response of each group look smaller.
    """
    attributes = {id_: attribute for id_, attribute in attributes.items() if attribute.scale is None}
    periods = periods_of(pd.concat([forms[DATE], sessions[DATE]]))
    cells = count_cells(forms, sessions, attributes, periods, threshold)
    sizes = sizes_table(cells, sessions, threshold)
    return Participants(
        pd.concat([_attribute(cells, id_, attribute) for id_, attribute in attributes.items()] or [_EMPTY]).reset_index(
            drop=True
        ),
        periods_table(cells, forms, sessions, periods),
        sizes,
        _missing(cells, attributes),
        totals_of(cells, forms, sessions, sizes, threshold),
        threshold,
    )


_EMPTY = pd.DataFrame(columns=["attribute", "label", "category", "state", "count", "share", "low", "high"])


def _attribute(cells: Cells, id_: str, attribute: Attribute) -> pd.DataFrame:
    whole = cells.shown(FORMS)
    rows = []
    for kind, of, category in cells.counts:
        if (kind, of) == ("forms", id_):
            count = cells.shown((kind, of, category))
            state = HIDDEN if count is None else SHOWN
            rows.append([id_, attribute.label, category, state, count, *proportion(count, whole).values()])
    return typed(pd.DataFrame(rows, columns=_EMPTY.columns), ["count"], ["share", "low", "high"])


def _missing(cells: Cells, attributes: Mapping[str, Attribute]) -> pd.DataFrame:
    columns = ["attribute", "label", "category", "state", "attended", "answered"]
    shares = ["response", "low", "high", "share_attended", "share_answered"]
    rows = []
    for id_, attribute in attributes.items():
        listed = [("answered", id_, category) for category in cells.counted(id_)]
        known = None if cells.hidden & set(listed) else sum(cells.counts[cell] for cell in listed)
        for _, _, category in listed:
            came, answered = (cells.shown((kind, id_, category)) for kind in ("attended", "answered"))
            rate = proportion(answered, came)
            of_all = [
                proportion(came, cells.shown(("attended", id_, "")))["share"],
                proportion(answered, known)["share"],
            ]
            state = HIDDEN if came is None or answered is None else SHOWN
            rows.append([id_, attribute.label, category, state, came, answered, *rate.values(), *of_all])
    return typed(pd.DataFrame(rows, columns=[*columns, *shares]), columns[4:], shares)
