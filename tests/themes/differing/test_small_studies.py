"""A small study, all of whose groups are hidden, has figures too: nothing collapses."""

import warnings
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from coding.legible import faults

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.themes.differing.figure import differing_alt, differing_figure
from sixphase.themes.differing.table import without_few_together
from sixphase.themes.reviewed import Reviewed, reviewed_figures, reviewed_tables


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
    review = Reviewed(1, None, None, (years,), none, none, none, {}, none, none, none, frozenset())
    assert {name for name, _ in reviewed_tables(review)} & {"differences", "differences_standing", "trends"} == made


@pytest.mark.parametrize(("split", "name"), [("year", "over_time"), ("job", "by_job")])
@pytest.mark.parametrize(("groups", "state", "drawn"), [(2, SHOWN, True), (1, SHOWN, False), (2, HIDDEN, False)])
def test_groups_and_years_are_drawn_where_they_may_be_shown(split, name, groups, state, drawn, monkeypatch):
    """Else the paper would have figures of empty panels, and a section on time that tells nothing."""
    table = counted(2, groups, state).assign(split=split)
    review = Reviewed(1, None, None, (table,), *[None] * 2, None, {}, *[None] * 3, frozenset())
    drawing = ("touching_figure", "touching_alt", "time_figure", "time_alt", "differing_figure", "differing_alt")
    for made_by in ("without_few", "without_few_together", *drawing):
        monkeypatch.setattr(f"sixphase.themes.reviewed.{made_by}", lambda shown, *_: shown)
    made = [figure for figure, *_ in reviewed_figures(review)]
    assert made == ["touching", name][: 1 + drawn]


LONG = (
    "what_if_anything_did_you_take",
    "what_gets_in_the_way_of_good",
    "Healthcare assistant",
    "Nurse",
    "Unbreakably" * 9,
)


@pytest.mark.parametrize("asked", [None, {}, {LONG[0]: "What, if anything, did you take from the day? " * 3}])
@pytest.mark.parametrize("entries", [1, 4])
def test_the_headings_of_panels_do_not_touch(entries, asked):
    table = counted(entries, len(LONG), SHOWN).replace({f"Group {g}": name for g, name in enumerate(LONG)})
    table["short"] = "Subthemes of a name that is long"
    figure = differing_figure(table, asked=asked)
    assert faults(figure) == []
    figure.canvas.draw()
    boxes = [axes._left_title.get_window_extent() for axes in figure.axes[:5]]
    for left, right in pairwise(boxes[:4]):
        assert left.x1 + 4 < right.x0
    titles = " ".join(axes.get_title(loc="left") for axes in figure.axes[:5]).replace("\n", " ")
    assert ("what if anything did you take" in titles) == (asked == {})
    assert ("What, if anything, did you take from the day?" in titles) == bool(asked)


def test_few_people_of_all_groups_together_are_not_drawn():
    table = counted(2, 2, SHOWN).assign(touched=[2, 6] * 3, name="Theme", label="Job", split="job")
    told = without_few_together(table, 5)
    whole = told[told["group"] == ""].set_index("id")
    assert whole["state"].to_dict() == {"T0": HIDDEN, "T1": SHOWN} and pd.isna(whole.loc["T0", "share"])
    assert (told[told["group"] != ""]["state"] == SHOWN).all()
    assert "of all not shown" in differing_alt(told) and "50 % of all" in differing_alt(told)
    differing_figure(told).canvas.draw()
    plt.close("all")
