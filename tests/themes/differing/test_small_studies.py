"""A small study, all of whose groups are hidden, has figures too: nothing collapses."""

import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.themes.differing.figure import differing_figure
from sixphase.themes.reviewed import Reviewed, reviewed_tables


def counted(entries: int, groups: int, state: str) -> pd.DataFrame:
    rows = [
        {"id": f"T{e}", "short": f"Theme {e}", "group": group, "state": state if group else SHOWN, "unit": "answers"}
        for group in ["", *(f"Group {g}" for g in range(groups))]
        for e in range(entries)
    ]
    table = pd.DataFrame(rows).assign(of=6, share=0.5, low=0.2, high=0.8)
    return table.mask(table["state"] == HIDDEN, table.assign(share=None, low=None, high=None))


@pytest.mark.parametrize("entries", [1, 4])
@pytest.mark.parametrize("groups", [1, 2, 5])
@pytest.mark.parametrize("state", [SHOWN, HIDDEN])
def test_the_panels_of_groups_have_room(entries, groups, state):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        differing_figure(counted(entries, groups, state)).canvas.draw()
    plt.close("all")


@pytest.mark.parametrize(
    ("split", "holds", "made"),
    [
        ("job", [], set()),
        ("job", [False], {"differences"}),
        ("job", [False, True], {"differences", "differences_standing"}),
        ("year", [False], {"differences", "trends"}),
    ],
)
def test_a_table_is_made_where_it_has_rows(split, holds, made):
    none = pd.DataFrame({"holds": pd.Series(holds, dtype=bool)})
    years = counted(2, 2, SHOWN).assign(split=split)
    review = Reviewed(None, (years,), none, none, none, {}, none, none, none, frozenset())
    assert {name for name, _ in reviewed_tables(review)} & {"differences", "differences_standing", "trends"} == made
