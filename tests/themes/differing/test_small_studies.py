"""A small study, all of whose groups are hidden, has figures too: nothing collapses."""

import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.themes.differing.figure import differing_figure


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
